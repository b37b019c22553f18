// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instances_csv.h"

#include "metrics/csv.h"
#include "percentiles.h"

#include <QDateTime>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

using Row = const InstanceRow&;
using Snapshot = const InstanceSnapshot&;

struct InstanceCsvColumn {
    QString name;
    std::function<QString(Row row, Snapshot snapshot)> text;
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

std::vector<InstanceCsvColumn> columnsOf(const std::vector<double>& percentiles)
{
    std::vector<InstanceCsvColumn> columns{
        {u"instance"_s, [](Row row, Snapshot) { return row.name; }},
        {u"this"_s, [](Row row, Snapshot) { return QString::number(int(row.isThis)); }},
        {u"host"_s, [](Row row, Snapshot) { return row.host; }},
        {u"pid"_s,
            [](Row row, Snapshot) { return row.pid > 0 ? QString::number(row.pid) : QString(); }},
        {u"version"_s, [](Row row, Snapshot) { return row.version; }},
        {u"url"_s, [](Row row, Snapshot) { return row.url; }},
        {u"started_at"_s, [](Row row, Snapshot) { return time(row.startedAtMs); }},
        {u"heartbeat_at"_s, [](Row row, Snapshot) { return time(row.heartbeatAtMs); }},
        {u"heartbeat_age_s"_s,
            [](Row row, Snapshot all) {
                return number(double(all.takenAtMs - row.heartbeatAtMs) / 1000);
            }},
        {u"silent"_s, [](Row row, Snapshot all) { return QString::number(int(all.isStale(row))); }},
        {u"connections"_s, [](Row row, Snapshot) { return number(row.connections); }},
        {u"delivered_per_s"_s, [](Row row, Snapshot) { return number(row.deliveredPerSecond); }},
        {u"published_per_s"_s, [](Row row, Snapshot) { return number(row.publishedPerSecond); }},
        {u"rss_bytes"_s, [](Row row, Snapshot) { return number(row.rssBytes); }},
    };
    for (const double percent : percentiles)
        columns.push_back({u"write_%1_ms"_s.arg(Percentiles::name(percent)),
            [percent](Row row, Snapshot) { return number(row.writeMs(percent)); }});
    columns.push_back({u"cpu_percent"_s, [](Row row, Snapshot) { return number(row.cpuPercent); }});
    columns.push_back({u"cpu_cores"_s, [](Row row, Snapshot) { return number(row.cpuCores); }});
    return columns;
}

} // namespace

QString writeInstancesCsv(QIODevice& device, const std::vector<InstanceRow>& rows,
    const InstanceSnapshot& snapshot, const std::vector<double>& percentiles)
{
    const std::vector<InstanceCsvColumn> columns = columnsOf(percentiles);
    QByteArray text
        = csv::line(columns, [](const InstanceCsvColumn& column) { return column.name; });
    for (const InstanceRow& row : rows)
        text += csv::line(
            columns, [&](const InstanceCsvColumn& column) { return column.text(row, snapshot); });
    return device.write(text) == text.size() ? QString() : device.errorString();
}

} // namespace fanlight
