// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_csv.h"

#include "metrics/csv.h"
#include "percentiles.h"

#include <QDateTime>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

using FleetCell = const FleetRow&;

struct FleetCsvColumn {
    QString name;
    std::function<QString(FleetCell row)> text;
};

QString fleetTime(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs)
                  : QString();
}

QString fleetNumber(double figure)
{
    return isKnown(figure) ? QString::number(figure, 'g', 12) : QString();
}

// What only an instance behind a Redis tells; empty of any other.
template <class Text> std::function<QString(FleetCell)> ofInstance(Text text)
{
    return [text](FleetCell row) { return row.instance ? text(*row.instance, row) : QString(); };
}

QString fleetFlag(bool is)
{
    return QString::number(int(is));
}

std::vector<FleetCsvColumn> fleetColumns(qint64 nowMs, const std::vector<double>& percentiles)
{
    const auto figure = [](double FleetFigures::*one) {
        return [one](FleetCell row) { return fleetNumber(row.figures.*one); };
    };
    std::vector<FleetCsvColumn> columns;
    const auto addPercentiles
        = [&](const QString& name, FleetFigures::Latency FleetFigures::*latency) {
              for (const double percent : percentiles)
                  columns.push_back(
                      {name.arg(Percentiles::name(percent)), [percent, latency](FleetCell row) {
                           return fleetNumber(FleetFigures::of(row.figures.*latency, percent));
                       }});
          };
    columns = {
        {u"instance"_s, [](FleetCell row) { return row.name; }},
        {u"this"_s, [](FleetCell row) { return fleetFlag(row.isShown); }},
        {u"host"_s, [](FleetCell row) { return row.host; }},
        {u"pid"_s, ofInstance([](const InstanceRow& one, FleetCell) {
             return one.pid > 0 ? QString::number(one.pid) : QString();
         })},
        {u"version"_s, [](FleetCell row) { return row.version; }},
        {u"url"_s, [](FleetCell row) { return row.url; }},
        {u"started_at"_s, [](FleetCell row) { return fleetTime(row.startedAtMs()); }},
        {u"heartbeat_at"_s, ofInstance([](const InstanceRow& one, FleetCell) {
             return fleetTime(one.heartbeatAtMs);
         })},
        {u"heartbeat_age_s"_s, ofInstance([](const InstanceRow&, FleetCell row) {
             return fleetNumber(double(row.heartbeatAgeMs) / 1000);
         })},
        {u"silent"_s, ofInstance([](const InstanceRow&, FleetCell row) {
             return fleetFlag(row.heartbeatAgeMs > InstanceSnapshot::StaleMs);
         })},
        {u"connections"_s, figure(&FleetFigures::streams)},
        {u"delivered_per_s"_s, figure(&FleetFigures::deliveredPerSecond)},
        {u"published_per_s"_s, figure(&FleetFigures::publishedPerSecond)},
        {u"rss_bytes"_s, figure(&FleetFigures::rssBytes)},
    };
    addPercentiles(u"write_%1_ms"_s, &FleetFigures::writeMs);
    columns.push_back({u"cpu_percent"_s, figure(&FleetFigures::cpuPercent)});
    columns.push_back({u"cpu_cores"_s, figure(&FleetFigures::cpuCores)});
    columns.push_back({u"group"_s, [](FleetCell row) { return row.groupTitle; }});
    columns.push_back(
        {u"state"_s, [nowMs](FleetCell row) { return fleet::standingOf(row, nowMs).text; }});
    addPercentiles(u"ack_%1_ms"_s, &FleetFigures::ackMs);
    columns.push_back({u"test_connections"_s, figure(&FleetFigures::testStreams)});
    columns.push_back({u"slow_clients"_s, figure(&FleetFigures::slowClients)});
    columns.push_back({u"backlog_bytes"_s, figure(&FleetFigures::backlogBytes)});
    columns.push_back({u"open_files"_s, figure(&FleetFigures::openFiles)});
    columns.push_back({u"file_limit"_s, figure(&FleetFigures::fileLimit)});
    columns.push_back({u"redis_lag_p99_ms"_s, figure(&FleetFigures::redisLagP99Ms)});
    return columns;
}

} // namespace

QString writeFleetCsv(QIODevice& device, const std::vector<FleetRow>& rows, qint64 nowMs,
    const std::vector<double>& percentiles)
{
    const std::vector<FleetCsvColumn> columns = fleetColumns(nowMs, percentiles);
    QByteArray text = csv::line(columns, [](const FleetCsvColumn& column) { return column.name; });
    for (const FleetRow& row : rows)
        text += csv::line(columns, [&](const FleetCsvColumn& column) { return column.text(row); });
    return device.write(text) == text.size() ? QString() : device.errorString();
}

} // namespace fanlight
