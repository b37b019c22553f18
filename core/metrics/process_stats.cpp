// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/process_stats.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>
#include <array>
#include <limits>

#include <dirent.h>
#include <sched.h>
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

// The first number behind a name, in a file of lines "name number".
std::optional<double> namedNumber(const QByteArray& text, const QByteArray& name)
{
    for (const QByteArray& line : text.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        bool ok = false;
        const double number = fields.value(1).toDouble(&ok);
        if (ok && fields.front() == name)
            return number;
    }
    return std::nullopt;
}

std::optional<double> numberIn(const QString& path)
{
    bool ok = false;
    const double number = contents(path).trimmed().toDouble(&ok); // "max" is none
    return ok ? std::optional(number) : std::nullopt;
}

struct CgroupFiles {
    QString mount;
    QString limit;
    QString usage;
    QByteArray reclaimable; // in memory.stat: files that were read and not used of late
};

// Of one control group; nothing where it has no limit.
std::optional<double> leftInGroup(const QString& group, const CgroupFiles& files)
{
    const auto limit = numberIn(group + files.limit);
    const auto usage = numberIn(group + files.usage);
    if (!limit || !usage)
        return std::nullopt;
    const double reclaimable
        = namedNumber(contents(group + QStringLiteral("/memory.stat")), files.reclaimable)
              .value_or(0);
    return std::max(0.0, *limit - std::max(0.0, *usage - reclaimable));
}

// The limit of one control group.
std::optional<double> limitOfGroup(const QString& group, const CgroupFiles& files)
{
    constexpr double none = 1ULL << 62; // what version 1 says is a little more
    const auto limit = numberIn(group + files.limit);
    return limit && *limit < none ? limit : std::nullopt;
}

using GroupFigure = std::optional<double> (*)(const QString& group, const CgroupFiles& files);

// Of a group and all above it, up to the mount; a container sees its own group as the mount.
std::optional<double> leastInGroups(const CgroupFiles& files, QString path, GroupFigure figure)
{
    std::optional<double> least;
    while (true) {
        const QString group = files.mount + path;
        if (const auto left = figure(group, files))
            least = std::min(*left, least.value_or(*left));
        const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
        if (slash < 0)
            return least;
        path.truncate(slash);
    }
}

// The least any control group says.
std::optional<double> leastByCgroups(const QString& root, GroupFigure figure)
{
    const CgroupFiles unified{root + QStringLiteral("/sys/fs/cgroup"),
        QStringLiteral("/memory.max"), QStringLiteral("/memory.current"), "inactive_file"};
    const CgroupFiles legacy{root + QStringLiteral("/sys/fs/cgroup/memory"),
        QStringLiteral("/memory.limit_in_bytes"), QStringLiteral("/memory.usage_in_bytes"),
        "total_inactive_file"};
    std::optional<double> least;
    for (const QByteArray& line :
        contents(root + QStringLiteral("/proc/self/cgroup")).split('\n')) {
        const QList<QByteArray> fields = line.split(':'); // hierarchy:controllers:path
        if (fields.size() < 3 || !(fields[1].isEmpty() || fields[1].split(',').contains("memory")))
            continue;
        const QString path = QString::fromUtf8(fields[2]);
        const auto left = leastInGroups(fields[1].isEmpty() ? unified : legacy,
            path == QLatin1String("/") ? QString() : path, figure);
        if (left)
            least = std::min(*left, least.value_or(*left));
    }
    return least;
}

// Processors' worth of time a control group allows; nothing where it has no limit.
std::optional<double> coresOfGroup(const QString& group)
{
    // "max 100000", "150000 100000": microseconds a period, and how long that is
    const QList<QByteArray> unified
        = contents(group + QStringLiteral("/cpu.max")).simplified().split(' ');
    bool ok = false;
    double quota = unified.front().toDouble(&ok);
    double period = unified.value(1).toDouble();
    if (!ok) {
        quota = numberIn(group + QStringLiteral("/cpu.cfs_quota_us")).value_or(-1);
        period = numberIn(group + QStringLiteral("/cpu.cfs_period_us")).value_or(0);
    }
    return quota > 0 && period > 0 ? std::optional(quota / period) : std::nullopt;
}

// The least any control group allows.
std::optional<double> coresByCgroups(const QString& root)
{
    std::optional<double> least;
    for (const QByteArray& line :
        contents(root + QStringLiteral("/proc/self/cgroup")).split('\n')) {
        const QList<QByteArray> fields = line.split(':'); // hierarchy:controllers:path
        if (fields.size() < 3 || !(fields[1].isEmpty() || fields[1].split(',').contains("cpu")))
            continue;
        const QString mount = root
            + (fields[1].isEmpty() ? QStringLiteral("/sys/fs/cgroup")
                                   : QStringLiteral("/sys/fs/cgroup/cpu"));
        QString path = fields[2] == "/" ? QString() : QString::fromUtf8(fields[2]);
        while (true) {
            if (const auto cores = coresOfGroup(mount + path))
                least = std::min(*cores, least.value_or(*cores));
            const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
            if (slash < 0)
                break;
            path.truncate(slash);
        }
    }
    return least;
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

// /proc/self/stat (proc(5)), counted from behind the name, which may hold blanks and brackets.
Standing standing()
{
    constexpr qsizetype Threads = 17;
    constexpr qsizetype StartTicks = 19; // since the machine was started
    constexpr qsizetype VirtualBytes = 20;
    Standing out;
    rlimit space{};
    if (getrlimit(RLIMIT_AS, &space) == 0)
        out.virtualBytesMost = space.rlim_cur == RLIM_INFINITY
            ? std::numeric_limits<double>::infinity()
            : double(space.rlim_cur);
    const QByteArray text = contents(QStringLiteral("/proc/self/stat"));
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    if (fields.size() <= VirtualBytes)
        return out;
    out.threads = fields[Threads].toDouble();
    out.virtualBytes = fields[VirtualBytes].toDouble();
    if (const auto machineSince = namedNumber(contents(QStringLiteral("/proc/stat")), "btime"))
        out.startedAtSeconds
            = *machineSince + fields[StartTicks].toDouble() / double(sysconf(_SC_CLK_TCK));
    return out;
}

std::uint64_t cpuTimeNs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::uint64_t(time.tv_sec) * 1'000'000'000U + std::uint64_t(time.tv_nsec);
}

std::optional<double> usableCores(const QString& root)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    std::optional<double> cores;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        cores = double(CPU_COUNT(&set));
    else if (const long all = sysconf(_SC_NPROCESSORS_ONLN); all > 0) // more than fit into the set
        cores = double(all);
    const std::optional<double> allowed = coresByCgroups(root);
    return allowed ? std::min(*allowed, cores.value_or(*allowed)) : cores;
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

std::optional<double> availableBytes(const QString& root)
{
    constexpr double KiB = 1024;
    const auto machine
        = namedNumber(contents(root + QStringLiteral("/proc/meminfo")), "MemAvailable:");
    if (!machine)
        return std::nullopt;
    const double bytes = *machine * KiB;
    return std::min(bytes, leastByCgroups(root, leftInGroup).value_or(bytes));
}

std::optional<double> memoryLimit(const QString& root)
{
    return leastByCgroups(root, limitOfGroup);
}

} // namespace fanlight::process_stats
