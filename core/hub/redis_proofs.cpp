// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/redis_proofs.h"

#include "auth/jwt/base64url.h"
#include "net/clock.h"
#include "qtredis/refusal.h"

#include <algorithm>
#include <charconv>
#include <memory>

namespace fanlight {

namespace {

// KEYS[1]: the ticket. ARGV: user, types, issued, until, milliseconds it may wait.
constexpr std::string_view PutTicketScript = R"lua(
redis.call('HSET', KEYS[1], 'user', ARGV[1], 'types', ARGV[2], 'issued', ARGV[3], 'until', ARGV[4], 'holder', '')
return redis.call('PEXPIRE', KEYS[1], ARGV[5])
)lua";

// KEYS[1]: the ticket; KEYS[2]: what holders' keys begin with. ARGV: mark and stream of who takes
// it, '1' to look only, milliseconds after which a holder is dead, for which a broken stream may
// come back, that an open one is kept.
constexpr std::string_view TakeTicketScript = R"lua(
local ticket = redis.call('HMGET', KEYS[1], 'user', 'types', 'issued', 'until', 'holder')
if not ticket[1] then return {'unknown'} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ends = tonumber(ticket[4]) or 0
if ends ~= 0 and now >= ends then return {'unknown'} end
local mark = string.match(ticket[5] or '', '^(%S+) ')
if mark then
  local heard = tonumber(redis.call('GET', KEYS[2] .. mark) or '') or 0
  if now - heard < tonumber(ARGV[3]) then return {'used', ticket[1], ticket[2], ticket[3], ticket[4]} end
  if now - heard > tonumber(ARGV[4]) then
    redis.call('DEL', KEYS[1])
    return {'unknown'}
  end
end
if ARGV[2] ~= '1' then
  local kept = tonumber(ARGV[5])
  if ends ~= 0 and ends - now < kept then kept = ends - now end
  redis.call('HSET', KEYS[1], 'holder', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], math.max(1, kept))
  redis.call('SET', KEYS[2] .. string.match(ARGV[1], '^(%S+) '), now, 'PX', 120000)
end
return {'taken', ticket[1], ticket[2], ticket[3], ticket[4]}
)lua";

// KEYS[1]: the ticket. ARGV: mark and stream of who held it, milliseconds it may come back in.
constexpr std::string_view EndTicketScript = R"lua(
local ticket = redis.call('HMGET', KEYS[1], 'holder', 'until')
if ticket[1] ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept, ends = tonumber(ARGV[2]), tonumber(ticket[2]) or 0
if ends ~= 0 and ends - now < kept then kept = ends - now end
redis.call('HSET', KEYS[1], 'holder', '')
return redis.call('PEXPIRE', KEYS[1], math.max(1, kept))
)lua";

constexpr int RenewalBeats = 3 * 3600 * 1000 / RedisProofs::BeatMs; // every three hours

std::string hashOf(const auth::Digest& ticket)
{
    return jwt::encodeBase64Url(
        std::string_view(reinterpret_cast<const char*>(ticket.data()), ticket.size()));
}

std::int64_t wholeOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

std::int64_t proofWallMs()
{
    return static_cast<std::int64_t>(realtimeNs() / 1'000'000);
}

std::string whyNotThere(const redis::Reply& reply)
{
    return reply.isError() ? redis::explainError(reply.text()) : std::string();
}

} // namespace

RedisProofs::RedisProofs(redis::RedisLink& link, const RedisKeys& keys, const QString& mark)
    : m_link(link)
    , m_keys(keys)
    , m_mark(mark.toStdString())
    , m_beat(this)
{
    m_beat.setInterval(BeatMs);
    connect(&m_beat, &QTimer::timeout, this, &RedisProofs::beat);
}

void RedisProofs::putTicket(
    const auth::Digest& ticket, const auth::TicketGrant& grant, std::int64_t ttlMs, Put done)
{
    const std::string key = m_keys.ticket(hashOf(ticket));
    const std::string issued = std::to_string(grant.issuedAtMs);
    const std::string until = std::to_string(grant.untilMs);
    const std::string ttl = std::to_string(ttlMs);
    m_link.send({"EVAL", PutTicketScript, "1", key, grant.user, grant.types, issued, until, ttl},
        [done = std::move(done)](const redis::Reply& reply) { done(whyNotThere(reply)); });
}

void RedisProofs::takeTicket(const auth::Digest& ticket, std::uint64_t stream, bool looks,
    std::function<void(auth::TicketStore::Taking)> done)
{
    const std::string key = m_keys.ticket(hashOf(ticket));
    const std::string holders = m_keys.ticketHolder({});
    const std::string holder = m_mark + ' ' + std::to_string(stream);
    const std::string dead = std::to_string(HolderDeadMs);
    const std::string comeBack = std::to_string(auth::TicketStore::ComeBackMs);
    const std::string kept = std::to_string(OpenTicketMs);
    m_link.send({"EVAL", TakeTicketScript, "2", key, holders, holder, looks ? "1" : "0", dead,
                    comeBack, kept},
        [this, key, stream, looks, done = std::move(done)](const redis::Reply& reply) {
            auth::TicketStore::Taking taking;
            if (reply.isError() || reply.size() == 0) {
                taking.outcome = auth::TicketOutcome::Away;
                if (!looks) { // it may have been taken all the same
                    m_ending[stream] = key;
                    startBeating();
                }
                return done(std::move(taking));
            }
            const std::string_view word = reply[0].text();
            if (reply.size() >= 5) {
                taking.outcome
                    = word == "taken" ? auth::TicketOutcome::Taken : auth::TicketOutcome::InUse;
                taking.grant = {std::string(reply[1].text()), std::string(reply[2].text()),
                    wholeOf(reply[3].text()), wholeOf(reply[4].text())};
            }
            if (taking.outcome == auth::TicketOutcome::Taken && !looks) {
                m_open[stream] = {key, taking.grant.untilMs};
                startBeating();
            }
            done(std::move(taking));
        });
}

void RedisProofs::ticketEnded(const auth::Digest& ticket, std::uint64_t stream)
{
    m_open.erase(stream);
    const std::string key = m_keys.ticket(hashOf(ticket));
    m_ending[stream] = key;
    startBeating();
    sendEnd(stream, key);
}

void RedisProofs::sendEnd(std::uint64_t stream, const std::string& key)
{
    const std::string holder = m_mark + ' ' + std::to_string(stream);
    const std::string comeBack = std::to_string(auth::TicketStore::ComeBackMs);
    m_link.send({"EVAL", EndTicketScript, "1", key, holder, comeBack},
        [this, stream](const redis::Reply& reply) {
            if (!reply.isError())
                m_ending.erase(stream);
        });
}

void RedisProofs::startBeating()
{
    if (m_beat.isActive())
        return;
    m_beatsToRenewal = RenewalBeats;
    m_beat.start();
}

// As long as this process has streams with tickets others see that it lives, by Redis' clock; now
// and then it tells that they are still open.
void RedisProofs::beat()
{
    if (m_open.empty() && m_ending.empty())
        return m_beat.stop();
    if (m_link.state() != redis::RedisLink::State::Ready)
        return;
    const auto ending = m_ending; // answers take some out
    for (const auto& [stream, key] : ending)
        sendEnd(stream, key);
    m_link.send({"TIME"}, [this](const redis::Reply& reply) {
        if (reply.size() != 2)
            return;
        const std::string now
            = std::to_string(wholeOf(reply[0].text()) * 1000 + wholeOf(reply[1].text()) / 1000);
        m_link.send({"SET", m_keys.ticketHolder(m_mark), now, "PX", "120000"}, {});
    });
    if (--m_beatsToRenewal > 0)
        return;
    m_beatsToRenewal = RenewalBeats;
    const std::int64_t now = proofWallMs();
    for (const auto& [stream, open] : m_open) {
        const std::int64_t kept
            = open.untilMs == 0 ? OpenTicketMs : std::min(OpenTicketMs, open.untilMs - now);
        m_link.send({"PEXPIRE", open.key, std::to_string(std::max<std::int64_t>(1, kept))}, {});
    }
}

void RedisProofs::putDenial(
    const std::string& user, const auth::DenialList::Denial& denial, Put done)
{
    const std::string member = std::to_string(denial.sinceMs) + ' ' + user;
    m_link.send({"ZREMRANGEBYSCORE", m_keys.denied(), "-inf", std::to_string(proofWallMs())}, {});
    m_link.send({"ZADD", m_keys.denied(), std::to_string(denial.untilMs), member},
        [done = std::move(done)](const redis::Reply& reply) { done(whyNotThere(reply)); });
}

void RedisProofs::readDenials(std::function<void(std::vector<Denied>)> done)
{
    // the last to end, should there be more than can be kept
    const std::string last = std::to_string(MostDenials);
    m_link.send({"ZRANGE", m_keys.denied(), '-' + last, "-1", "WITHSCORES"},
        [done = std::move(done)](const redis::Reply& reply) {
            std::vector<Denied> all;
            const std::int64_t now = proofWallMs();
            for (std::size_t i = 0; !reply.isError() && i + 1 < reply.size(); i += 2) {
                const std::string_view member = reply[i].text();
                const std::size_t blank = member.find(' ');
                const std::int64_t since = wholeOf(member.substr(0, blank));
                const std::int64_t until = wholeOf(reply[i + 1].text());
                if (blank != std::string_view::npos && since != 0 && until > now)
                    all.push_back({std::string(member.substr(blank + 1)), {since, until, 0}});
            }
            done(std::move(all));
        });
}

void RedisProofs::tell(const std::string& payload, std::function<void(std::int64_t)> done)
{
    // Who listens by a pattern is no instance, though PUBLISH would count it.
    const auto listening = std::make_shared<std::int64_t>(0);
    m_link.send({"PUBSUB", "NUMSUB", m_keys.instancesChannel()},
        [listening](const redis::Reply& reply) { *listening = reply[1].integer(); });
    m_link.send({"PUBLISH", m_keys.instancesChannel(), payload},
        [listening, done = std::move(done)](const redis::Reply& reply) {
            done(reply.isError() ? 0 : std::max<std::int64_t>(1, *listening));
        });
}

} // namespace fanlight
