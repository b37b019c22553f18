// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_alerts.h"

#include <QDateTime>

namespace fanlight {

FleetAlerts::FleetAlerts(FleetServers& servers, AlertBook& book, QObject* parent)
    : QObject(parent)
    , m_servers(servers)
    , m_book(book)
{
    m_tick.setInterval(Interval);
    connect(&m_tick, &QTimer::timeout, this, &FleetAlerts::tell);
    connect(&book, &AlertBook::rulesChanged, this, &FleetAlerts::takeRules);
    connect(&servers, &FleetServers::listed, this, &FleetAlerts::takeRules);
    connect(&servers, &FleetServers::sampled, this,
        [this](const QString& id, const MetricsSample& sample) {
            if (!m_watched.contains(id))
                return;
            std::deque<MetricsSample>& kept = m_samples[id];
            if (!kept.empty() && sample.timeMs <= kept.back().timeMs)
                kept.clear(); // a clock was set back
            kept.push_back(sample);
            while (kept.front().timeMs <= sample.timeMs - AlertReading::WindowMs)
                kept.pop_front();
        });
    takeRules();
}

void FleetAlerts::takeRules()
{
    QSet<QString> named;
    for (const AlertRule& rule : m_book.rules()) {
        if (rule.isOn && !rule.hub.isEmpty())
            named.insert(rule.hub);
    }
    QSet<QString> watched;
    for (const QString& id : m_servers.ids()) {
        if (named.contains(id))
            watched.insert(id);
    }
    if (std::exchange(m_watched, watched) == watched)
        return;
    m_samples.clear();
    m_servers.setNeeded(m_watched);
    if (m_watched.isEmpty())
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

void FleetAlerts::tell()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const FleetWays& ways = m_servers.ways();
    const QString shown = ways.shownId ? ways.shownId() : QString();
    for (const QString& id : m_watched) {
        FleetRow row;
        if (id != shown && m_servers.fill(id, row, nowMs))
            m_book.take({id, row.name}, read(id, nowMs));
    }
}

AlertReading FleetAlerts::read(const QString& id, qint64 nowMs) const
{
    FleetRow row;
    m_servers.fill(id, row, nowMs);
    AlertReading reading;
    reading.timeMs = nowMs;
    switch (row.link) {
    case FleetRow::Link::Up:
        reading.hubAway = 0;
        break;
    case FleetRow::Link::Away:
    case FleetRow::Link::Refused:
    case FleetRow::Link::NeedsLogin:
        reading.hubAway = 1;
        break;
    default:
        break;
    }
    const auto kept = m_samples.constFind(id);
    reading.isMeasured = row.link == FleetRow::Link::Up && kept != m_samples.constEnd()
        && !kept->empty() && nowMs - row.heardAtMs <= fleet::FreshMs;
    if (!reading.isMeasured)
        return reading;
    if (!row.isOlder && row.status.broker.kind == QLatin1String("redis"))
        reading.redisAway = row.status.broker.ready ? 0 : 1;
    reading.newest = kept->back();
    reading.minute = kept->front();
    double used = 0;
    double measuredMs = 0;
    for (auto sample = kept->begin(); sample != kept->end(); ++sample) {
        if (sample != kept->begin())
            reading.minute.merge(*sample);
        if (isKnown(sample->cpuPercent)) {
            used += sample->cpuPercent * double(sample->intervalMs);
            measuredMs += double(sample->intervalMs);
        }
    }
    reading.cpuPercent = measuredMs > 0 ? used / measuredMs : Unknown;
    return reading;
}

} // namespace fanlight
