// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_board.h"

#include <QHash>
#include <QHostAddress>
#include <QHostInfo>
#include <QSet>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString RedisKind = u"redis"_s;

// Groups in their order.
enum GroupOrder { OfProfiles, OfRedis, OfServers, OfHome };

bool isLoopback(const QString& host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

// “127.0.0.1:6379”, without what is secret.
QString redisName(const QString& url)
{
    const QUrl parsed(url);
    const QString name = parsed.authority(QUrl::FullyEncoded).section(u'@', -1);
    return name.isEmpty() ? url : name;
}

QString brokerName(const FleetRow& row)
{
    const QString scheme = QUrl(row.status.broker.url).scheme();
    return row.status.broker.kind == RedisKind && scheme.startsWith("redis"_L1)
        ? scheme
        : row.status.broker.kind;
}

void setGroup(FleetRow& row, GroupOrder order, const QString& key, const QString& title)
{
    row.groupOrder = order;
    row.group = key;
    row.groupTitle = title;
}

} // namespace

namespace fleet {

bool isInstance(const FleetRow& row, const InstanceRow& instance, bool besides)
{
    const qint64 started = row.status.startedAtMs;
    if (started > 0 && instance.startedAtMs > 0)
        return started == instance.startedAtMs
            && (row.status.instance == instance.name || row.status.instance == instance.givenName
                || instance.givenName.isEmpty());
    const QUrl url(row.url);
    const QUrl told(instance.url);
    if (!row.sshAlias.isEmpty() || url.host().isEmpty() || url.port() != told.port()
        || url.scheme() != told.scheme())
        return false;
    if (isLoopback(url.host()) && isLoopback(told.host()))
        return besides && instance.host == QHostInfo::localHostName();
    return url.host() == told.host();
}

} // namespace fleet

FleetBoard::FleetBoard(const Sources& from, QObject* parent)
    : QObject(parent)
    , m_from(from)
    , m_shown(from.hub)
{
    connect(&m_shown, &FleetPortFeed::changed, this, &FleetBoard::changed);
    if (m_from.fleet)
        connect(m_from.fleet, &Fleet::changed, this, &FleetBoard::changed);
}

bool FleetBoard::isHome() const
{
    return !m_from.fleet || &m_from.fleet->home().hub() == &m_from.hub;
}

FleetRow FleetBoard::rowOf(const FleetPortFeed& feed, qint64 nowMs) const
{
    FleetRow row;
    row.isHome = isHome() || &feed != &m_shown;
    row.isShown = &feed == &m_shown;
    row.isCapture = row.isShown && feed.hub().series();
    if (row.isHome) {
        row.key = u"home"_s;
    } else if (!m_from.fleet->servers().fill(m_from.key, row, nowMs)) {
        row.key = u"server/"_s + m_from.key;
        row.name = m_from.name;
    }
    feed.fill(row, nowMs);
    if (row.isHome)
        row.name = row.status.instance.isEmpty() ? FleetText::tr("this hub") : row.status.instance;
    return row;
}

std::vector<FleetRow> FleetBoard::rows(qint64 nowMs) const
{
    std::vector<FleetRow> rows;
    rows.push_back(rowOf(m_shown, nowMs));
    const bool hasHome = m_from.fleet && !isHome();
    if (hasHome)
        rows.push_back(rowOf(m_from.fleet->home(), nowMs));
    if (m_from.fleet)
        addServers(rows, nowMs);
    addInstances(rows, 0, m_shown);
    if (hasHome)
        addInstances(rows, 1, m_from.fleet->home());
    nameGroups(rows);
    return rows;
}

void FleetBoard::addServers(std::vector<FleetRow>& rows, qint64 nowMs) const
{
    const FleetServers& servers = m_from.fleet->servers();
    for (const QString& id : servers.ids()) {
        FleetRow row;
        if (id == rows.front().serverId || !servers.fill(id, row, nowMs))
            continue;
        const auto same = std::find_if(rows.begin(), rows.end(), [&row](const FleetRow& one) {
            return one.isHome && row.status.startedAtMs > 0
                && one.status.startedAtMs == row.status.startedAtMs
                && one.status.instance == row.status.instance;
        });
        if (same == rows.end())
            rows.push_back(row);
        else
            same->serverId = id; // the hub at home, by its address
    }
}

// What a heartbeat tells goes to the row of that hub, or is one of its own.
void FleetBoard::addInstances(
    std::vector<FleetRow>& rows, std::size_t teller, const FleetPortFeed& feed) const
{
    const InstanceSnapshot& all = feed.instances();
    const bool isNear = rows[teller].isHome;
    const QString redis = rows[teller].status.broker.url;
    // A row is the hub of one heartbeat at most.
    QSet<std::size_t> taken;
    const std::size_t known = rows.size();
    for (const InstanceRow& instance : all.rows) {
        std::size_t at = 0;
        while (at < known
            && (taken.contains(at) || rows[at].isCapture
                || !(at == teller
                        ? instance.isThis
                        : !instance.isThis && fleet::isInstance(rows[at], instance, isNear))))
            ++at;
        if (at == known && instance.isThis && rows[teller].isCapture && !taken.contains(teller))
            at = teller;
        const bool isOwn = at == known;
        if (isOwn) {
            FleetRow row;
            row.key = u"instance/"_s + redis + u'/' + instance.name;
            row.name = instance.name;
            row.url = instance.url;
            row.version = instance.version;
            rows.push_back(row);
            at = rows.size() - 1;
        }
        taken.insert(at);
        FleetRow& row = rows[at];
        row.instance = instance;
        if (row.status.startedAtMs == 0) {
            row.status.broker = rows[teller].status.broker; // it has not told its own
            row.status.broker.awaySinceMs = 0;
        }
        row.heartbeatAgeMs = std::max<qint64>(0, all.takenAtMs - instance.heartbeatAtMs);
        row.host = instance.host;
        if (row.version.isEmpty())
            row.version = instance.version;
        if (row.group.isEmpty() && !redis.isEmpty())
            setGroup(row, OfRedis, u"redis/"_s + redis,
                FleetText::tr("Redis %1", "its address").arg(redisName(redis)));
        const FleetFeed& heartbeats = feed.instanceFeed(instance.name);
        const bool isStale = all.isStale(instance);
        if (isOwn)
            row.link = isStale ? FleetRow::Link::Silent : FleetRow::Link::Heartbeat;
        if (row.link == FleetRow::Link::Up || isStale)
            continue;
        // not looked at: what it tells Redis is known nevertheless
        if (isOwn || !isKnown(row.figures.streams)) {
            row.figures = heartbeats.figures();
            row.streams = heartbeats.streams();
            row.delivered = heartbeats.delivered();
            row.ack = heartbeats.ack();
            row.heardAtMs = heartbeats.heardAtMs();
        }
    }
}

void FleetBoard::nameGroups(std::vector<FleetRow>& rows) const
{
    // Those behind one Redis stand with the one of them that has a group of the user's.
    QHash<QString, QString> groupOfRedis;
    QHash<QString, QString> groups;
    if (m_from.fleet && m_from.fleet->servers().ways().servers) {
        for (const ServerProfile& profile : m_from.fleet->servers().ways().servers())
            groups.insert(profile.id, profile.group);
    }
    for (const FleetRow& row : rows) {
        if (const QString group = groups.value(row.serverId);
            !group.isEmpty() && !row.group.isEmpty())
            groupOfRedis.insert(row.group, group);
    }
    QHash<QString, QSet<QString>> brokers; // by group
    for (FleetRow& row : rows) {
        QString group = groups.value(row.serverId);
        if (group.isEmpty())
            group = groupOfRedis.value(row.group);
        if (!group.isEmpty())
            setGroup(row, OfProfiles, u"group/"_s + group, group);
        else if (row.isCapture)
            setGroup(row, OfHome, u"capture"_s, FleetText::tr("Capture"));
        else if (row.group.isEmpty() && row.isHome)
            setGroup(row, OfHome, u"home"_s, FleetText::tr("This computer"));
        else if (row.group.isEmpty())
            setGroup(row, OfServers, u"servers"_s, FleetText::tr("Servers"));
        const bool isTold = row.status.startedAtMs > 0 || row.instance;
        if (isTold && row.groupOrder != OfRedis)
            brokers[row.group].insert(brokerName(row));
    }
    for (FleetRow& row : rows) {
        const QSet<QString> kinds = brokers.value(row.group);
        if (kinds.size() == 1)
            row.groupTitle = FleetText::tr("%1 (%2)", "group, broker")
                                 .arg(row.groupTitle, *kinds.constBegin());
    }
}

} // namespace fanlight
