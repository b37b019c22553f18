// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instances_csv.h"

#include "metrics/csv.h"

#include <QDateTime>

namespace fanlight {

namespace {

struct CsvColumn {
    const char* name;
    QString (*text)(const InstanceRow& row, const InstanceSnapshot& snapshot);
};

QString time(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs)
                  : QString();
}

QString number(double figure)
{
    return isKnown(figure) ? QString::number(figure, 'g', 12) : QString();
}

using Row = const InstanceRow&;
using Snapshot = const InstanceSnapshot&;

const CsvColumn Columns[] = {
    {"instance", [](Row row, Snapshot) { return row.name; }},
    {"this", [](Row row, Snapshot) { return QString::number(int(row.isThis)); }},
    {"host", [](Row row, Snapshot) { return row.host; }},
    {"pid", [](Row row, Snapshot) { return row.pid > 0 ? QString::number(row.pid) : QString(); }},
    {"version", [](Row row, Snapshot) { return row.version; }},
    {"url", [](Row row, Snapshot) { return row.url; }},
    {"started_at", [](Row row, Snapshot) { return time(row.startedAtMs); }},
    {"heartbeat_at", [](Row row, Snapshot) { return time(row.heartbeatAtMs); }},
    {"heartbeat_age_s",
        [](Row row, Snapshot all) {
            return number(double(all.takenAtMs - row.heartbeatAtMs) / 1000);
        }},
    {"silent", [](Row row, Snapshot all) { return QString::number(int(all.isStale(row))); }},
    {"connections", [](Row row, Snapshot) { return number(row.connections); }},
    {"delivered_per_s", [](Row row, Snapshot) { return number(row.deliveredPerSecond); }},
    {"published_per_s", [](Row row, Snapshot) { return number(row.publishedPerSecond); }},
    {"rss_bytes", [](Row row, Snapshot) { return number(row.rssBytes); }},
    {"write_p99_ms", [](Row row, Snapshot) { return number(row.writeP99Ms); }},
    {"cpu_percent", [](Row row, Snapshot) { return number(row.cpuPercent); }},
};

} // namespace

QString writeInstancesCsv(
    QIODevice& device, const std::vector<InstanceRow>& rows, const InstanceSnapshot& snapshot)
{
    QByteArray text = csv::line(
        Columns, [](const CsvColumn& column) { return QString::fromLatin1(column.name); });
    for (const InstanceRow& row : rows)
        text += csv::line(
            Columns, [&](const CsvColumn& column) { return column.text(row, snapshot); });
    return device.write(text) == text.size() ? QString() : device.errorString();
}

} // namespace fanlight
