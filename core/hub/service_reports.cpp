// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/service_reports.h"

#include "hub/local_hub.h"
#include "hub/log.h"

#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

ServiceReports::ServiceReports(ServiceManager manager, LocalHub& hub)
    : m_manager(std::move(manager))
    , m_hub(hub)
{
    if (!m_manager.isThere())
        return;
    connect(&m_hub, &LocalHub::statusChanged, this, [this] {
        if (std::exchange(m_state, m_hub.status().state) != m_hub.status().state)
            stateChanged();
        else
            tellStatus();
    });
    connect(&m_hub, &LocalHub::sampled, this, [this](const MetricsSample& sample) {
        m_streams = sample.connections;
        tellStatus();
    });
    connect(&m_watchdog, &QTimer::timeout, this, &ServiceReports::askForPulse);
}

void ServiceReports::stateChanged()
{
    m_told = text();
    m_sinceTold.start();
    switch (m_state) {
    case HubState::Listening:
        m_manager.ready(m_told);
        if (m_manager.watchdog()) {
            m_watchdog.start(
                std::chrono::duration_cast<std::chrono::milliseconds>(*m_manager.watchdog() / 2));
            askForPulse();
        }
        return;
    case HubState::Draining:
        return m_manager.stopping(m_told);
    default:
        return m_manager.tell(m_told);
    }
}

void ServiceReports::tellStatus()
{
    if (m_state != HubState::Listening || !m_sinceTold.hasExpired(StatusInterval.count()))
        return;
    if (const QString now = text(); now != m_told) {
        m_told = now;
        m_sinceTold.start();
        m_manager.tell(m_told);
    }
}

QString ServiceReports::text() const
{
    const HubStatus& status = m_hub.status();
    const QString streams
        = m_streams == 1 ? u"1 stream"_s : u"%L1 streams"_s.arg(qulonglong(m_streams));
    switch (m_state) {
    case HubState::Starting:
        return u"Starting"_s;
    case HubState::Failed:
        return status.error;
    case HubState::Stopped:
        return u"Stopped"_s;
    case HubState::Draining:
        return u"Ending %1"_s.arg(streams);
    case HubState::Listening:
        break;
    }
    const QString tls
        = status.tls.problem.isEmpty() ? QString() : u"; not read anew: "_s + status.tls.problem;
    if (status.broker.kind == "memory"_L1)
        return u"%1, in memory%2"_s.arg(streams, tls);
    if (status.broker.ready)
        return u"%1, Redis is ready%2"_s.arg(streams, tls);
    return u"%1, Redis is not ready: %2%3"_s.arg(streams, status.broker.problem, tls);
}

void ServiceReports::beginReload()
{
    m_manager.reloading();
}

void ServiceReports::endReload()
{
    if (m_state != HubState::Listening)
        return;
    m_told = text();
    m_manager.ready(m_told);
}

void ServiceReports::askForPulse()
{
    if (m_awaitsPulse) {
        if (!std::exchange(m_missedOne, true))
            qCWarning(hubLog,
                "the hub has not answered for %lld ms: the service manager is not told that it "
                "lives",
                static_cast<long long>(m_watchdog.interval()));
        return;
    }
    m_awaitsPulse = true;
    m_missedOne = false;
    m_hub.requestPulse([this] {
        m_awaitsPulse = false;
        m_manager.alive();
    });
}

} // namespace fanlight
