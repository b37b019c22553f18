// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/process_stats.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>
#include <array>

#include <dirent.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace fanlight::process_stats {

namespace {
constexpr char FdDirectory[] = "/proc/self/fd";

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
}

std::optional<double> countEntries(const char* directory)
{
    DIR* dir = opendir(directory);
    if (!dir)
        return std::nullopt;
    double count = 0;
    while (const dirent* entry = readdir(dir)) {
        if (entry->d_name[0] != '.')
            ++count;
    }
    closedir(dir);
    return count - 1; // the descriptor of the directory itself
}

FileLimit toFileLimit(const rlimit& limit)
{
    return {limit.rlim_cur, limit.rlim_max};
}

// The bytes one object of a kernel cache takes, its padding included.
std::optional<double> objectBytes(const QByteArray& slabInfo, const QByteArray& cache)
{
    const QList<QByteArray> lines = slabInfo.split('\n');
    const auto line = std::find_if(lines.cbegin(), lines.cend(),
        [name = QByteArray(cache + ' ')](const QByteArray& text) { return text.startsWith(name); });
    if (line == lines.cend())
        return std::nullopt;
    // name <active_objs> <num_objs> <objsize> …
    const QList<QByteArray> fields = line->simplified().split(' ');
    bool ok = false;
    const double bytes = fields.value(3).toDouble(&ok);
    return ok ? std::optional(bytes) : std::nullopt;
}
} // namespace

std::optional<double> residentBytes()
{
    // size resident shared …, in pages
    const QList<QByteArray> fields = contents(QStringLiteral("/proc/self/statm")).split(' ');
    bool ok = false;
    const double pages = fields.value(1).toDouble(&ok);
    return ok ? std::optional(pages * double(sysconf(_SC_PAGESIZE))) : std::nullopt;
}

std::optional<double> openFiles()
{
    // Since Linux 6.2 the directory's size is the count; before, it is zero.
    struct stat status { };
    if (stat(FdDirectory, &status) == 0 && status.st_size > 0)
        return double(status.st_size);
    return countEntries(FdDirectory);
}

std::uint64_t cpuTimeNs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::uint64_t(time.tv_sec) * 1'000'000'000U + std::uint64_t(time.tv_nsec);
}

FileLimit fileLimit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    return toFileLimit(limit);
}

FileLimit raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    return fileLimit();
}

std::optional<double> socketObjectBytes()
{
    const QByteArray slabInfo = contents(QStringLiteral("/proc/slabinfo"));
    double sum = 0;
    for (const char* cache : {"TCP", "sock_inode_cache", "filp", "dentry"}) {
        const auto bytes = objectBytes(slabInfo, cache);
        if (!bytes)
            return std::nullopt;
        sum += *bytes;
    }
    return sum;
}

} // namespace fanlight::process_stats
