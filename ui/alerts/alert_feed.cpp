// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_feed.h"

#include "faults/fault_model.h"
#include "hub/hub_port.h"
#include "metrics/time_series.h"

#include <QDateTime>

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::chrono::seconds FeedTick{1};

} // namespace

AlertFeed::AlertFeed(
    HubPort& hub, const AlertHub& place, const TimeSeries& series, AlertBook& book, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_place(place)
    , m_series(series)
    , m_book(book)
{
    connect(&hub, &HubPort::sampled, this, &AlertFeed::takeSample);
    connect(&hub, &HubPort::sourcesChanged, this,
        [this](const SourceSnapshotPtr& sources) { m_sources = sources; });
    connect(&hub, &HubPort::faultsChanged, this,
        [this](const Faults& faults) { m_faults = double(listedFaults(faults).size()); });
    connect(&hub, &HubPort::statusChanged, this, [this](const HubStatus& status) {
        if (status.state != HubState::Listening || status.startedAtMs != m_runSinceMs) {
            m_hasSample = false; // it is of another run
            m_sources.reset();
            m_loads.clear();
        }
        if (status.state != HubState::Listening)
            m_faults = 0; // they end with the hub
        m_runSinceMs = status.startedAtMs;
        tell();
    });
    connect(&hub, &HubPort::linkChanged, this, &AlertFeed::tell);
    connect(&book, &AlertBook::rulesChanged, this, &AlertFeed::tell, Qt::QueuedConnection);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        const qint64 sinceTold = QDateTime::currentMSecsSinceEpoch() - m_toldMs;
        if (sinceTold < 0 || sinceTold >= std::chrono::milliseconds(FeedTick).count())
            tell();
    });
    m_tick.start(FeedTick);
}

void AlertFeed::takeSample(const MetricsSample& sample)
{
    m_hasSample = true;
    m_heardMs = QDateTime::currentMSecsSinceEpoch();
    m_runSinceMs = m_hub.status().startedAtMs;
    m_loads.push_back({sample.timeMs, sample.intervalMs, sample.cpuPercent});
    while (m_loads.front().timeMs <= sample.timeMs - AlertReading::WindowMs)
        m_loads.pop_front();
    tell();
}

void AlertFeed::tell()
{
    m_toldMs = QDateTime::currentMSecsSinceEpoch();
    if (!m_book.isEmpty())
        m_book.take(m_place, read(m_toldMs));
}

AlertReading AlertFeed::read(qint64 nowMs) const
{
    AlertReading reading;
    reading.timeMs = nowMs;
    reading.hubAway = hubAway();
    reading.redisAway = redisAway();
    const MetricsSample* newest = m_series.newest();
    // By the clock of this computer: the hub's may be another.
    const bool isFresh = newest && std::abs(nowMs - m_heardMs) <= FreshMs;
    reading.isMeasured = m_hasSample && isFresh && m_hub.link().isUp() && m_hub.isListening();
    if (!reading.isMeasured)
        return reading;
    reading.newest = *newest;
    const qint64 fromMs = newest->timeMs - AlertReading::WindowMs + 1;
    reading.minute = m_series.merged(std::max(fromMs, m_runSinceMs), newest->timeMs);
    double used = 0;
    double measuredMs = 0;
    for (const Load& one : m_loads) {
        if (isKnown(one.cpuPercent)) {
            used += one.cpuPercent * double(one.intervalMs);
            measuredMs += double(one.intervalMs);
        }
    }
    reading.cpuPercent = measuredMs > 0 ? used / measuredMs : Unknown;
    reading.faults = m_faults;
    readSources(reading);
    return reading;
}

double AlertFeed::hubAway() const
{
    const HubLink link = m_hub.link();
    if (link.state == HubLink::State::Lost || link.state == HubLink::State::Refused)
        return 1;
    if (link.state == HubLink::State::Connecting)
        return Unknown;
    switch (m_hub.status().state) {
    case HubState::Listening:
        return 0;
    case HubState::Failed:
        return 1;
    case HubState::Stopped: // by hand: it is not missed
    case HubState::Starting:
    case HubState::Draining:
        break;
    }
    return Unknown;
}

double AlertFeed::redisAway() const
{
    const BrokerStatus& broker = m_hub.status().broker;
    const bool isBehindRedis = broker.kind == QLatin1String("redis");
    if (!isBehindRedis || !m_hub.link().isUp() || !m_hub.isListening())
        return Unknown;
    return broker.ready ? 0 : 1;
}

void AlertFeed::readSources(AlertReading& reading) const
{
    if (!m_sources || m_sources->rows.empty())
        return;
    const auto raise = [](double& most, double figure) {
        if (isKnown(figure))
            most = isKnown(most) ? std::max(most, figure) : figure;
    };
    reading.sourcesAway = 0;
    for (const SourceRow& row : m_sources->rows) {
        raise(reading.sourceLag, row.figures.lag);
        raise(reading.sourceDead, row.figures.dead);
        if (row.figures.state == SourceFigures::State::Connecting)
            reading.sourcesAway = 1;
    }
}

} // namespace fanlight
