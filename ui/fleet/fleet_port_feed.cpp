// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_port_feed.h"

#include <algorithm>

namespace fanlight {

namespace {

FleetRow::Link linkOf(const HubLink& link)
{
    switch (link.state) {
    case HubLink::State::Here:
    case HubLink::State::Connected:
        return FleetRow::Link::Up;
    case HubLink::State::Connecting:
        return link.problem.isEmpty() ? FleetRow::Link::Connecting : FleetRow::Link::Away;
    case HubLink::State::Lost:
        return FleetRow::Link::Away;
    case HubLink::State::Refused:
        return FleetRow::Link::Refused;
    }
    return FleetRow::Link::Away;
}

} // namespace

FleetPortFeed::FleetPortFeed(HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_runSinceMs(hub.status().startedAtMs)
{
    connect(&hub, &HubPort::sampled, this,
        [this](const MetricsSample& sample) { m_feed.take(sample, m_hub.nowMs()); });
    connect(&hub, &HubPort::statusChanged, this, &FleetPortFeed::takeStatus);
    connect(&hub, &HubPort::instancesChanged, this, &FleetPortFeed::takeInstances);
    connect(&hub, &HubPort::linkChanged, this, &FleetPortFeed::changed);
    connect(&hub, &HubPort::abilitiesChanged, this, &FleetPortFeed::changed);
}

void FleetPortFeed::takeStatus(const HubStatus& status)
{
    const bool isUp = status.state == HubState::Listening || status.state == HubState::Draining;
    if (!isUp || status.startedAtMs != m_runSinceMs)
        m_feed.forget(); // it is of another run
    m_runSinceMs = status.startedAtMs;
    if (!isUp || status.broker.kind != QLatin1String("redis")) {
        m_instances = std::make_shared<InstanceSnapshot>();
        m_instanceFeeds.clear();
    }
    Q_EMIT changed();
}

void FleetPortFeed::takeInstances(const InstanceSnapshotPtr& instances)
{
    const auto staleOf = [](const InstanceSnapshot& all) {
        return std::count_if(all.rows.begin(), all.rows.end(),
            [&all](const InstanceRow& row) { return all.isStale(row); });
    };
    const bool isOther = instances->rows.size() != m_instances->rows.size()
        || staleOf(*instances) != staleOf(*m_instances);
    m_instances = instances;
    const qint64 nowMs = m_hub.nowMs();
    std::map<QString, FleetFeed> next;
    for (const InstanceRow& row : instances->rows) {
        if (next.size() == MostInstances)
            break;
        const auto known = m_instanceFeeds.find(row.name);
        FleetFeed& feed = next[row.name];
        if (known != m_instanceFeeds.end())
            feed = known->second;
        if (!instances->isStale(row))
            feed.take(row, nowMs);
    }
    m_instanceFeeds = std::move(next);
    if (isOther)
        Q_EMIT changed();
}

const FleetFeed& FleetPortFeed::instanceFeed(const QString& name) const
{
    static const FleetFeed Nothing;
    const auto found = m_instanceFeeds.find(name);
    return found == m_instanceFeeds.end() ? Nothing : found->second;
}

void FleetPortFeed::fill(FleetRow& row, qint64 nowMs) const
{
    const HubLink link = m_hub.link();
    row.link = linkOf(link);
    row.problem = link.problem;
    row.sinceMs = link.sinceMs;
    row.status = m_hub.status();
    row.role = m_hub.role();
    row.isRoleKnown = link.isUp();
    row.version = m_hub.version();
    if (row.url.isEmpty())
        row.url = row.status.url;
    row.heardAtMs = m_feed.heardAtMs();
    if (row.link == FleetRow::Link::Up && nowMs - row.heardAtMs <= fleet::FreshMs) {
        row.figures = m_feed.figures();
        row.slowSinceMs = m_feed.slowSinceMs();
    }
    row.streams = m_feed.streams();
    row.delivered = m_feed.delivered();
    row.ack = m_feed.ack();
}

} // namespace fanlight
