// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/report.h"
#include "metrics/csv.h"

#include <QDateTime>

#include <array>

namespace fanlight {

namespace {
constexpr int Decimals = 3;

QString figure(double value)
{
    if (!isKnown(value))
        return {};
    QString text = QString::number(value, 'f', Decimals);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString rate(const LoadSample& sample, double count)
{
    return figure(sample.perSecond(count));
}

struct Column {
    const char* name;
    QString (*text)(const LoadSample& sample);
};
using S = const LoadSample&;
constexpr std::array Columns{
    Column{"time",
        [](S s) {
            return QDateTime::fromMSecsSinceEpoch(s.timeMs, Qt::UTC).toString(Qt::ISODateWithMs);
        }},
    Column{"clients", [](S s) { return QString::number(s.clients); }},
    Column{"connecting", [](S s) { return QString::number(s.connecting); }},
    Column{"arrivals_per_s", [](S s) { return rate(s, double(s.arrived)); }},
    Column{"opened_per_s", [](S s) { return rate(s, double(s.opened)); }},
    Column{"reconnects_per_s", [](S s) { return rate(s, double(s.reconnects)); }},
    Column{"published_per_s", [](S s) { return rate(s, double(s.published)); }},
    Column{"events_per_s", [](S s) { return rate(s, double(s.events)); }},
    Column{"bytes_per_s", [](S s) { return rate(s, double(s.bytes)); }},
    Column{"errors", [](S s) { return QString::number(s.errors); }},
    Column{"lost", [](S s) { return QString::number(s.lost); }},
    Column{"twice", [](S s) { return QString::number(s.twice); }},
    Column{"p50_ms", [](S s) { return figure(s.p50Ms); }},
    Column{"p95_ms", [](S s) { return figure(s.p95Ms); }},
    Column{"p99_ms", [](S s) { return figure(s.p99Ms); }},
    Column{"connect_p99_ms", [](S s) { return figure(s.connectP99Ms); }},
    Column{"cpu_percent", [](S s) { return figure(s.cpuPercent); }},
    Column{"publish_lag_ms", [](S s) { return figure(s.publishLagMs); }},
    Column{"hub_connections", [](S s) { return figure(s.hubConnections); }},
    Column{"hub_delivered_per_s", [](S s) { return rate(s, s.hubDelivered); }},
    Column{"hub_cpu_percent", [](S s) { return figure(s.hubCpuPercent); }},
    Column{"hub_rss_bytes", [](S s) { return figure(s.hubRssBytes); }},
};
} // namespace

QByteArray toCsv(const LoadReport& report)
{
    QByteArray csv
        = csv::line(Columns, [](const Column& column) { return QString::fromLatin1(column.name); });
    for (const LoadSample& sample : report.samples)
        csv += csv::line(Columns, [&](const Column& column) { return column.text(sample); });
    return csv;
}

} // namespace fanlight
