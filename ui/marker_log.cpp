// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "marker_log.h"

#include "faults/fault_model.h"
#include "format.h"
#include "hub/hub_port.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <utility>

namespace fanlight {
namespace {

constexpr qint64 SecondMs = 1000;

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

bool isOver(HubState state)
{
    return state == HubState::Stopped || state == HubState::Failed;
}

bool isRedis(const BrokerStatus& broker)
{
    return broker.kind == QLatin1String("redis");
}

} // namespace

MarkerLog::MarkerLog(HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_status(hub.status())
{
    if (hub.isListening())
        m_brokerBefore = m_status.broker.kind;
    connect(&hub, &HubPort::statusChanged, this, &MarkerLog::takeStatus);
    connect(&hub, &HubPort::sampled, this, &MarkerLog::takeSample);
    connect(&hub, &HubPort::gapClosed, this, &MarkerLog::takeGap);
    connect(&hub, &HubPort::faultsChanged, this, &MarkerLog::takeFaults);
    connect(&hub, &HubPort::faultHappened, this, [this](qint64 timeMs, const QString& text) {
        insert({timeMs, text, ChartMarker::Kind::Fault, {}});
    });
}

void MarkerLog::add(const QString& text, const QString& subject)
{
    insert({now(), text, ChartMarker::Kind::Event, subject});
}

void MarkerLog::addNote(qint64 timeMs, const QString& text)
{
    insert({timeMs, text, ChartMarker::Kind::Note, {}});
}

void MarkerLog::putBefore(std::vector<ChartMarker> earlier)
{
    m_markers.insert(m_markers.begin(), std::make_move_iterator(earlier.begin()),
        std::make_move_iterator(earlier.end()));
    std::stable_sort(m_markers.begin(), m_markers.end(),
        [](const ChartMarker& a, const ChartMarker& b) { return a.timeMs < b.timeMs; });
    if (m_markers.size() > Most)
        m_markers.erase(m_markers.begin(), m_markers.end() - std::ptrdiff_t(Most));
    Q_EMIT changed();
}

void MarkerLog::replace(std::vector<ChartMarker> markers)
{
    if (markers.size() > Most)
        markers.erase(markers.begin(), markers.end() - std::ptrdiff_t(Most));
    m_isGiven = true;
    m_markers = std::move(markers);
    Q_EMIT changed();
}

void MarkerLog::insert(const ChartMarker& marker)
{
    if (m_isGiven)
        return;
    const auto place = std::upper_bound(m_markers.begin(), m_markers.end(), marker.timeMs,
        [](qint64 timeMs, const ChartMarker& one) { return timeMs < one.timeMs; });
    m_markers.insert(place, marker);
    if (m_markers.size() > Most)
        m_markers.erase(m_markers.begin());
    Q_EMIT changed();
}

void MarkerLog::takeStatus(const HubStatus& status)
{
    const HubStatus before = std::exchange(m_status, status);
    const bool begins = status.state == HubState::Listening && before.state != HubState::Listening;
    const bool ended = before.state == HubState::Listening || before.state == HubState::Draining;
    if (status.state == HubState::Stopped && ended) {
        insert({now(), tr("hub stopped"), ChartMarker::Kind::Event, {}});
    } else if (status.state == HubState::Failed && !std::exchange(m_failed, true)) {
        // Once, however often it is tried again.
        insert({now(), tr("hub did not start"), ChartMarker::Kind::Event, {}});
    } else if (begins) {
        m_failed = false;
        // Where it was not stopped before there is nothing it could be told from.
        if (!m_brokerBefore.isEmpty())
            insert({now(), startText(status.broker), ChartMarker::Kind::Event, {}});
        m_brokerBefore = status.broker.kind;
    } else if (status.state == HubState::Listening && status.broker.kind != m_brokerBefore) {
        insert({now(), isRedis(status.broker) ? tr("moved to Redis") : tr("moved to memory"),
            ChartMarker::Kind::Event, {}});
        m_brokerBefore = status.broker.kind;
    }
    if (status.broker.awaySinceMs > 0 && status.broker.awaySinceMs != before.broker.awaySinceMs)
        insert({status.broker.awaySinceMs, tr("Redis lost"), ChartMarker::Kind::Event, {}});
    if (isOver(status.state))
        takeFaults({}); // they end with the hub
}

QString MarkerLog::startText(const BrokerStatus& broker) const
{
    if (broker.kind == m_brokerBefore)
        return tr("hub started");
    return isRedis(broker) ? tr("hub started, with Redis") : tr("hub started, in memory");
}

// Those that began and those that ended since the last time.
void MarkerLog::takeFaults(const Faults& faults)
{
    const auto isIn = [](const Faults& all, quint64 id) {
        return std::any_of(all.begin(), all.end(), [id](const Fault& one) { return one.id == id; });
    };
    Faults listed = listedFaults(faults);
    const Faults before = std::exchange(m_faults, listed);
    for (const Fault& fault : before) {
        if (!isIn(listed, fault.id))
            insert(
                {now(), tr("%1 off").arg(faultKindName(fault.kind)), ChartMarker::Kind::Fault, {}});
    }
    for (const Fault& fault : listed) {
        if (!isIn(before, fault.id))
            insert({fault.sinceMs > 0 ? fault.sinceMs : now(),
                tr("%1 on").arg(faultKindName(fault.kind)), ChartMarker::Kind::Fault, {}});
    }
}

void MarkerLog::takeGap(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost)
{
    const QString text = historyLost ? tr("Redis back after %1 s, %2 replayed, history lost")
                                     : tr("Redis back after %1 s, %2 replayed");
    insert({toMs,
        text.arg(format::decimal(double(toMs - fromMs) / double(SecondMs), 1),
            format::count(double(replayed))),
        ChartMarker::Kind::Event, {}});
}

void MarkerLog::takeSample(const MetricsSample& sample)
{
    takeKicks(sample);
    const quint64 slow = sample.disconnectsByReason[std::size_t(DisconnectReason::Slow)];
    if (slow == 0 && sample.droppedEvents == 0)
        return;
    if (sample.timeMs - m_lastLossMs > LossQuietMs)
        insert({sample.timeMs, slow > 0 ? tr("slow clients disconnected") : tr("events dropped"),
            ChartMarker::Kind::Event, {}});
    m_lastLossMs = sample.timeMs;
}

// Many take more than one sample; they are one deed all the same.
void MarkerLog::takeKicks(const MetricsSample& sample)
{
    const quint64 kicked = sample.disconnectsByReason[std::size_t(DisconnectReason::Kicked)];
    if (kicked == 0)
        return;
    const bool goesOn = m_kickedAtMs > 0 && sample.timeMs - m_lastKickMs <= KickQuietMs;
    m_lastKickMs = sample.timeMs;
    const QString subject = tr("clients disconnected by hand");
    if (goesOn) {
        m_kicked += kicked;
        const auto is = [this, &subject](const ChartMarker& one) {
            return one.timeMs == m_kickedAtMs && one.subject == subject;
        };
        std::erase_if(m_markers, is);
    } else {
        m_kicked = kicked;
        m_kickedAtMs = sample.timeMs;
    }
    insert({m_kickedAtMs,
        tr("%1 client(s) disconnected by hand", nullptr, format::plural(double(m_kicked)))
            .arg(format::count(double(m_kicked))),
        ChartMarker::Kind::Event, subject});
}

} // namespace fanlight
