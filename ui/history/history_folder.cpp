// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_folder.h"

#include "history/history_file.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace fanlight::history_folder {

namespace {

constexpr qint64 ShelfDayMs = qint64(24) * 60 * 60 * 1000;
constexpr qint64 LeastShare = 4; // the least that is left to a file is one part in so many

struct Shelved {
    QString path;
    qint64 bytes = 0;
    qint64 writtenMs = 0; // UTC
};

// All but that at `path`, the longest not written first.
std::vector<Shelved> others(const QString& path)
{
    const QFileInfo own(path);
    const QString ending = u".sqlite"_s;
    QMap<QString, Shelved> found; // by the name of the file
    for (const QFileInfo& file : own.dir().entryInfoList(QDir::Files)) {
        const qsizetype end = file.fileName().indexOf(ending);
        const QString name = end < 0 ? QString() : file.fileName().left(end + ending.size());
        if (name.isEmpty() || name == own.fileName() || file.fileName().endsWith(u".lock"_s))
            continue;
        Shelved& one = found[name];
        one.path = own.dir().filePath(name);
        one.bytes += file.size();
        one.writtenMs = std::max(one.writtenMs, file.lastModified().toMSecsSinceEpoch());
    }
    std::vector<Shelved> all(found.begin(), found.end());
    std::sort(all.begin(), all.end(),
        [](const Shelved& a, const Shelved& b) { return a.writtenMs < b.writtenMs; });
    return all;
}

qint64 bytesOf(const std::vector<Shelved>& files)
{
    return std::accumulate(files.begin(), files.end(), qint64(0),
        [](qint64 sum, const Shelved& one) { return sum + one.bytes; });
}

} // namespace

HistoryBounds shareOf(const QString& path, const HistoryBounds& bounds)
{
    HistoryBounds share = bounds;
    share.bytes = std::max(HistoryBounds::LeastBytes, bounds.bytes - bytesOf(others(path)));
    return share;
}

void tidy(const QString& path, const HistoryBounds& bounds, qint64 nowMs)
{
    const std::vector<Shelved> files = others(path);
    qint64 bytes = bytesOf(files);
    const qint64 mostBytes = bounds.bytes - bounds.bytes / LeastShare;
    for (const Shelved& one : files) {
        const bool isOld = nowMs - one.writtenMs > bounds.days * ShelfDayMs;
        if (!isOld && bytes <= mostBytes)
            continue;
        HistoryFile(one.path).forget(); // not while somebody has it open
        if (!QFileInfo::exists(one.path))
            bytes -= one.bytes;
    }
}

} // namespace fanlight::history_folder
