// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/sentinel.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace fanlight::redis {

namespace {

// after the one that was watched went, or none answered
constexpr std::chrono::milliseconds WatchAgain{1000};
constexpr std::string_view SwitchChannel = "+switch-master";

std::optional<Endpoint> endpointOf(std::string_view host, std::string_view port)
{
    quint16 number = 0;
    const auto [stop, wrong] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (host.empty() || wrong != std::errc() || stop != port.data() + port.size() || number == 0)
        return std::nullopt;
    return Endpoint{toQString(host), number};
}

// "name old-host old-port new-host new-port"
std::optional<Endpoint> switchedTo(std::string_view payload, std::string_view masterName)
{
    std::array<std::string_view, 5> words;
    for (std::string_view& word : words) {
        word = payload.substr(0, payload.find(' '));
        payload.remove_prefix(std::min(payload.size(), word.size() + 1));
    }
    return words[0] == masterName ? endpointOf(words[3], words[4]) : std::nullopt;
}

} // namespace

SentinelResolver::SentinelResolver(Settings settings, QObject* parent)
    : PrimaryResolver(parent)
    , m_settings(std::move(settings))
    , m_masterName(m_settings.masterName.toStdString())
    , m_watchAgain(this)
{
    m_watchAgain.setSingleShot(true);
    connect(&m_watchAgain, &QTimer::timeout, this, &SentinelResolver::askAll);
}

SentinelResolver::~SentinelResolver()
{
    stop();
}

QString SentinelResolver::hasSwitched(const Endpoint& to, const Endpoint& from) const
{
    return QStringLiteral("Sentinel has made %1 the primary in place of %2.")
        .arg(to.text(), from.text());
}

QString SentinelResolver::isNotYet(const Peer& peer) const
{
    return QStringLiteral(
        "%1 is not the primary (yet), but the sentinels say so: they are asked again.")
        .arg(peer.who());
}

void SentinelResolver::resolve()
{
    stop();
    m_isResolving = true;
    askAll();
}

void SentinelResolver::stop()
{
    m_isResolving = false;
    m_watchAgain.stop();
    m_link.reset();
}

void SentinelResolver::askAll()
{
    m_isAsking = true;
    m_problems.clear();
    m_left = m_settings.sentinels.endpoints.size();
    askNext();
}

void SentinelResolver::askNext()
{
    if (m_left == 0) {
        giveUp();
        return;
    }
    --m_left;
    RedisLink::Settings settings;
    settings.url = m_settings.sentinels;
    settings.url.endpoints = {m_settings.sentinels.endpoints[m_current]};
    settings.clientName = m_settings.clientName;
    settings.connectTimeout = settings.replyTimeout = m_settings.timeout;
    settings.isSentinel = true;
    m_link.reset(new RedisLink(settings, this));
    connect(m_link.get(), &RedisLink::ready, this, &SentinelResolver::ask);
    connect(m_link.get(), &RedisLink::lost, this, &SentinelResolver::sentinelLost);
    m_link->open();
}

// The subscription follows the question in one packet: no switch falls between the two.
void SentinelResolver::ask()
{
    m_link->send({"SENTINEL", "get-master-addr-by-name", m_masterName},
        [this](const Reply& reply) { answered(reply); });
    RedisLink::Handlers handlers;
    handlers.message = [this](std::string_view, std::string_view payload) {
        if (const auto primary = switchedTo(payload, m_masterName))
            learn(*primary);
    };
    m_link->setHandlers(std::move(handlers));
    m_link->subscribe(std::array{SwitchChannel});
}

void SentinelResolver::answered(const Reply& reply)
{
    if (reply.isError() && reply.text().starts_with("LOST "))
        return; // sentinelLost() comes
    if (const auto primary = endpointOf(reply[0].text(), reply[1].text())) {
        learn(*primary);
        return;
    }
    const QString where = m_settings.sentinels.endpoints[m_current].text();
    const QString problem = reply.isNil()
        ? QStringLiteral("The sentinel at %1 knows no primary named “%2”: look at “sentinel "
                         "monitor” in its settings.")
              .arg(where, m_settings.masterName)
        : reply.isError()
        ? QStringLiteral("The server at %1 is no sentinel; it says: %2")
              .arg(where, toQString(reply.text()))
        : QStringLiteral("The sentinel at %1 does not tell an address.").arg(where);
    sentinelLost(problem);
}

void SentinelResolver::sentinelLost(const QString& reason)
{
    m_link.reset();
    m_current = (m_current + 1) % m_settings.sentinels.endpoints.size();
    if (m_isAsking) {
        m_problems.append(reason);
        askNext();
    } else { // it was watched
        m_watchAgain.start(WatchAgain);
    }
}

void SentinelResolver::giveUp()
{
    m_isAsking = false;
    if (!m_isResolving) {
        m_watchAgain.start(WatchAgain);
        return;
    }
    m_isResolving = false;
    Q_EMIT failed(QStringLiteral("No sentinel tells where “%1” is. %2")
                      .arg(m_settings.masterName, m_problems.join(u' ')));
}

} // namespace fanlight::redis
