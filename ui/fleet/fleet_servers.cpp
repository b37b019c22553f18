// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_servers.h"

#include "servers/ssh_tunnel.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

namespace fanlight {

namespace {

qint64 fleetNowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

RemotePatience fleetPatience()
{
    RemotePatience patience;
    patience.firstRetry = std::chrono::milliseconds(1000);
    patience.mostRetry = std::chrono::milliseconds(30'000);
    return patience;
}

} // namespace

struct FleetServers::Seen {
    ServerProfile profile;
    FleetFeed feed;
    std::unique_ptr<HubGlance> glance;
    std::unique_ptr<SshTunnel> tunnel;
    bool wantsWay = false; // through SSH: somebody has asked for it
    QString wayProblem;
    bool isAsking = false; // for its token
    bool hasToken = false; // `token` is what there is
    QString token;
    qint64 openedMs = 0; // 0: its link is not open
    qint64 turn = 0; // when it had its last, by m_turns
    qint64 runSinceMs = 0; // of the hub, that the feed is of
    HubIdentity identity; // as it was told last
    HubStatus status;
    bool isOlder = false;

    // Nothing is waited for but its turn.
    bool isReady() const { return profile.sshAlias.isEmpty() || wantsWay; }
    bool needsToken() const { return profile.needsToken && hasToken && token.isEmpty(); }
    bool wants() const { return openedMs == 0 && !isAsking && isReady() && !needsToken(); }
};

FleetServers::FleetServers(QObject* parent)
    : QObject(parent)
{
    m_tick.setInterval(Tick);
    m_linger.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &FleetServers::schedule);
    connect(&m_linger, &QTimer::timeout, this, &FleetServers::goOn);
}

FleetServers::~FleetServers()
{
    for (const auto& seen : m_seen) {
        if (seen->glance)
            seen->glance->disconnect(this);
        if (seen->tunnel)
            seen->tunnel->disconnect(this);
    }
}

void FleetServers::setWays(const FleetWays& ways)
{
    m_ways = ways;
    refresh();
}

void FleetServers::refresh()
{
    std::vector<ServerProfile> all
        = m_ways.servers ? m_ways.servers() : std::vector<ServerProfile>();
    all.resize(std::min(all.size(), Most));
    const QString shown = m_ways.shownId ? m_ways.shownId() : QString();
    std::vector<std::unique_ptr<Seen>> before = std::exchange(m_seen, {});
    for (const ServerProfile& profile : all) {
        const auto known = std::find_if(before.begin(), before.end(),
            [&](const auto& seen) { return seen && seen->profile.id == profile.id; });
        std::unique_ptr<Seen> seen
            = known == before.end() ? std::make_unique<Seen>() : std::move(*known);
        const bool isElsewhere = seen->profile.url != profile.url
            || seen->profile.sshAlias != profile.sshAlias
            || seen->profile.needsToken != profile.needsToken;
        if (isElsewhere && !seen->profile.id.isEmpty()) {
            close(*seen);
            seen = std::make_unique<Seen>();
        }
        seen->profile = profile;
        if (profile.id == shown)
            close(*seen);
        m_seen.push_back(std::move(seen));
    }
    for (const auto& gone : before) {
        if (gone)
            close(*gone);
    }
    Q_EMIT listed();
    Q_EMIT changed();
}

bool FleetServers::isWanted(const Seen& seen) const
{
    return m_isLooked || m_linger.isActive() || m_needed.contains(seen.profile.id);
}

// With those that are wanted, and without the others.
void FleetServers::goOn()
{
    for (const auto& seen : m_seen) {
        if (!isWanted(*seen))
            close(*seen);
    }
    if (!m_isLooked && !m_linger.isActive() && m_needed.isEmpty())
        return m_tick.stop();
    if (!m_tick.isActive())
        m_tick.start();
    schedule();
}

void FleetServers::setNeeded(const QSet<QString>& ids)
{
    m_needed = ids;
    goOn();
}

void FleetServers::setLooked(bool looked)
{
    m_isLooked = looked;
    if (!looked)
        return m_linger.start(Linger);
    m_linger.stop();
    goOn();
}

std::size_t FleetServers::openLinks() const
{
    return std::size_t(std::count_if(
        m_seen.begin(), m_seen.end(), [](const auto& seen) { return seen->openedMs != 0; }));
}

FleetServers::Seen* FleetServers::find(const QString& id) const
{
    const auto found = std::find_if(
        m_seen.begin(), m_seen.end(), [&](const auto& seen) { return seen->profile.id == id; });
    return found == m_seen.end() ? nullptr : found->get();
}

std::vector<QString> FleetServers::ids() const
{
    std::vector<QString> all;
    for (const auto& seen : m_seen)
        all.push_back(seen->profile.id);
    return all;
}

// Those that have waited longest first.
void FleetServers::schedule()
{
    const QString shown = m_ways.shownId ? m_ways.shownId() : QString();
    std::vector<Seen*> waiting;
    for (const auto& seen : m_seen) {
        if (seen->wants() && isWanted(*seen) && seen->profile.id != shown)
            waiting.push_back(seen.get());
    }
    if (waiting.empty())
        return;
    std::stable_sort(waiting.begin(), waiting.end(),
        [](const Seen* a, const Seen* b) { return a->turn < b->turn; });
    std::size_t open = openLinks();
    if (open >= MostOpen) {
        makeRoom();
        open = openLinks();
    }
    int begun = 0;
    for (Seen* const seen : waiting) {
        if (open >= MostOpen || begun == BegunATick)
            break;
        begin(*seen);
        ++open;
        ++begun;
    }
}

// The link that has been open longest goes, once it has had its turn.
void FleetServers::makeRoom()
{
    Seen* longest = nullptr;
    for (const auto& seen : m_seen) {
        if (seen->openedMs != 0 && !m_needed.contains(seen->profile.id)
            && (!longest || seen->openedMs < longest->openedMs))
            longest = seen.get();
    }
    if (longest && fleetNowMs() - longest->openedMs >= Turn.count())
        close(*longest);
}

void FleetServers::begin(Seen& seen)
{
    seen.turn = ++m_turns;
    if (seen.hasToken || !m_ways.token)
        return beginWay(seen);
    seen.isAsking = true;
    m_ways.token(
        seen.profile.id, [servers = QPointer(this), id = seen.profile.id](const QString& token) {
            Seen* const one = servers ? servers->find(id) : nullptr;
            if (!one)
                return;
            one->isAsking = false;
            one->hasToken = true;
            one->token = token;
            if (one->needsToken())
                Q_EMIT servers->changed();
            else if (servers->isWanted(*one) && one->openedMs == 0)
                servers->beginWay(*one);
        });
}

void FleetServers::beginWay(Seen& seen)
{
    const QUrl url = seen.profile.url;
    if (seen.profile.sshAlias.isEmpty())
        return open(seen, url);
    seen.openedMs = fleetNowMs();
    seen.tunnel = std::make_unique<SshTunnel>(
        SshTunnel::Way::to(url, seen.profile.sshAlias, m_ways.sshArguments));
    SshTunnel* const tunnel = seen.tunnel.get();
    connect(tunnel, &SshTunnel::up, this, [this, &seen, tunnel, url] {
        seen.wayProblem.clear();
        if (seen.glance)
            seen.glance->start(); // back on the port it had
        else
            open(seen, tunnel->leadingTo(url));
    });
    const auto fail = [this, &seen](const QString& problem) {
        seen.wayProblem = problem;
        Q_EMIT changed();
    };
    connect(tunnel, &SshTunnel::down, this, fail);
    connect(tunnel, &SshTunnel::gaveUp, this, fail);
    tunnel->start();
    Q_EMIT changed();
}

void FleetServers::open(Seen& seen, const QUrl& url)
{
    RemoteAddress address;
    address.url = url;
    address.name = seen.profile.name;
    address.token = [token = seen.token] { return token; };
    if (!seen.profile.sshAlias.isEmpty())
        address.verifyName = seen.profile.url.host();
    seen.openedMs = fleetNowMs();
    seen.glance = std::make_unique<HubGlance>(address, fleetPatience());
    HubGlance* const glance = seen.glance.get();
    connect(glance, &HubGlance::sampled, this, [this, &seen, glance](const MetricsSample& sample) {
        if (std::exchange(seen.runSinceMs, glance->status().startedAtMs)
            != glance->status().startedAtMs)
            seen.feed.forget(); // it was started anew
        seen.feed.take(sample, fleetNowMs());
        Q_EMIT sampled(seen.profile.id, sample);
    });
    connect(glance, &HubGlance::changed, this, [this, &seen, glance] {
        if (!glance->identity().version.isEmpty()) {
            seen.identity = glance->identity();
            seen.isOlder = glance->isOlder();
        }
        if (glance->status().startedAtMs > 0)
            seen.status = glance->status();
        Q_EMIT changed();
    });
    glance->start();
}

// Later, since it may be the one that tells.
void FleetServers::close(Seen& seen)
{
    seen.openedMs = 0;
    if (seen.glance) {
        seen.glance->disconnect(this);
        seen.glance->stop();
        seen.glance.release()->deleteLater();
    }
    SshTunnel::drop(std::move(seen.tunnel), this);
}

void FleetServers::makeWay(const QString& id)
{
    if (Seen* const seen = find(id)) {
        close(*seen);
        seen->wantsWay = true;
        seen->wayProblem.clear();
        schedule();
        Q_EMIT changed();
    }
}

void FleetServers::tokenGiven(const QString& id)
{
    if (Seen* const seen = find(id)) {
        close(*seen);
        seen->hasToken = false;
        seen->token.clear();
        seen->turn = 0;
        if (m_tick.isActive())
            schedule();
        Q_EMIT changed();
    }
}

void FleetServers::tryAgain(const QString& id)
{
    Seen* const seen = find(id);
    if (seen && seen->glance)
        seen->glance->start();
}

bool FleetServers::fill(const QString& id, FleetRow& row, qint64 nowMs) const
{
    const Seen* const seen = find(id);
    if (!seen)
        return false;
    row.key = QStringLiteral("server/") + id;
    row.serverId = id;
    row.name = seen->profile.name;
    row.url = seen->profile.url.toString();
    row.sshAlias = seen->profile.sshAlias;
    row.heardAtMs = seen->feed.heardAtMs();
    row.streams = seen->feed.streams();
    row.delivered = seen->feed.delivered();
    row.ack = seen->feed.ack();
    row.isOlder = seen->isOlder;
    row.status = seen->status;
    row.version = seen->identity.version;
    row.role = seen->identity.role;
    row.caller = seen->identity.caller;
    const HubGlance* const glance = seen->glance.get();
    if (!glance) {
        row.problem = seen->wayProblem;
        row.link = !seen->isReady()                 ? FleetRow::Link::NeedsWay
            : seen->needsToken()                    ? FleetRow::Link::NeedsToken
            : !seen->wayProblem.isEmpty()           ? FleetRow::Link::NeedsWay
            : seen->openedMs != 0 || seen->isAsking ? FleetRow::Link::Connecting
            : m_isLooked && openLinks() >= MostOpen ? FleetRow::Link::Turn
                                                    : FleetRow::Link::Idle;
        if (row.link == FleetRow::Link::Turn)
            row.figures = seen->feed.figures();
        return true;
    }
    row.problem = glance->problem();
    row.sinceMs = glance->sinceMs();
    switch (glance->state()) {
    case HubGlance::State::Idle:
        row.link = FleetRow::Link::Idle;
        break;
    case HubGlance::State::Connecting:
        row.link = FleetRow::Link::Connecting;
        break;
    case HubGlance::State::Away:
        row.link = FleetRow::Link::Away;
        break;
    case HubGlance::State::Refused:
        row.link = glance->needsLogin() ? FleetRow::Link::NeedsLogin : FleetRow::Link::Refused;
        break;
    case HubGlance::State::Up:
        row.link = FleetRow::Link::Up;
        row.isRoleKnown = true;
        if (nowMs - row.heardAtMs <= fleet::FreshMs) {
            row.figures = seen->feed.figures();
            row.slowSinceMs = seen->feed.slowSinceMs();
        }
        break;
    }
    return true;
}

} // namespace fanlight
