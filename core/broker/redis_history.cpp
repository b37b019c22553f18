// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_history.h"

#include "net/clock.h"
#include "qtredis/refusal.h"

#include <QCryptographicHash>

namespace fanlight {

using redis::Reply;

namespace {

// KEYS: fanlight:last-id and the streams; ARGV: payload behind the id, events to keep, their age in milliseconds, and a
// channel for each stream. Answers with the id and what each PUBLISH returned.
constexpr std::string_view PublishScript = R"lua(
local time = redis.call('TIME')
local ms, sequence = time[1] * 1000 + math.floor(time[2] / 1000), 0
local last = redis.call('GET', KEYS[1])
if last then
  local lastMs, lastSequence = string.match(last, '^(%d+)-(%d+)$')
  if lastMs and tonumber(lastMs) >= ms then
    ms, sequence = tonumber(lastMs), tonumber(lastSequence) + 1
  end
end
local id = string.format('%.0f-%.0f', ms, sequence)
redis.call('SET', KEYS[1], id)
local answer = {id}
for i = 2, #KEYS do
  if ARGV[2] ~= '0' then
    redis.call('XADD', KEYS[i], 'MAXLEN', ARGV[2], id, 'm', ARGV[1])
    redis.call('PEXPIRE', KEYS[i], ARGV[3])
  end
  answer[i] = redis.call('PUBLISH', ARGV[2 + i], '{"$fan":"' .. id .. ARGV[1])
end
return answer
)lua";

constexpr const char* NotKnown = " Whether this was published is not known.";

bool isLost(const Reply& reply) { return reply.isError() && reply.text().starts_with("LOST "); }

std::string behind(EventId id)
{
    ++id.sequence; // exclusive ranges need Redis 6.2, this does not
    return id.text();
}

} // namespace

RedisHistory::RedisHistory(redis::RedisLink& link, RedisKeys keys, const Limits& limits)
    : m_link(link)
    , m_keys(std::move(keys))
    , m_lastIdKey(m_keys.lastId())
    , m_limits(limits)
    , m_script(PublishScript)
    , m_scriptSha(QCryptographicHash::hash(QByteArrayView(m_script.data(), qsizetype(m_script.size())), QCryptographicHash::Sha1).toHex().toStdString())
{
}

void RedisHistory::prepare()
{
    m_link.send({"SCRIPT", "LOAD", m_script}, [](const Reply&) {}); // where that is not permitted the first EVALSHA tells
}

// ---------------------------------------------------------------- publish

void RedisHistory::publish(std::span<const std::string> userIds, const std::string& afterId, std::function<void(const Published&)> done)
{
    auto arguments = std::make_shared<std::vector<std::string>>();
    arguments->reserve(7 + 2 * std::max<std::size_t>(1, userIds.size()));
    arguments->push_back(std::to_string(1 + std::max<std::size_t>(1, userIds.size())));
    arguments->push_back(m_lastIdKey);
    if (userIds.empty())
        arguments->push_back(m_keys.log({}));
    for (const std::string& userId : userIds)
        arguments->push_back(m_keys.log(userId));
    arguments->push_back(afterId);
    arguments->push_back(std::to_string(m_limits.count > 0 ? m_limits.count + 1 : 0));
    arguments->push_back(std::to_string(m_limits.age.count()));
    if (userIds.empty())
        arguments->push_back(broadcastChannel());
    for (const std::string& userId : userIds)
        arguments->push_back(m_keys.channel(userId));
    sendScript(false, std::move(arguments), std::move(done));
}

void RedisHistory::sendScript(bool whole, std::shared_ptr<std::vector<std::string>> arguments, std::function<void(const Published&)> done)
{
    std::vector<std::string_view> command = {whole ? "EVAL" : "EVALSHA", whole ? m_script : m_scriptSha};
    command.insert(command.end(), arguments->begin(), arguments->end());
    m_link.send(command, [this, whole, arguments, done = std::move(done)](const Reply& reply) mutable {
        if (reply.isError() && !whole && reply.text().starts_with("NOSCRIPT"))
            return sendScript(true, std::move(arguments), std::move(done)); // which loads it, too
        Published published;
        if (reply.isError()) {
            published.error = redis::explainError(reply.text()) + (isLost(reply) ? NotKnown : "");
        } else if (reply.type() != Reply::Type::Array || reply.size() < 2) {
            published.error = "Redis answered something else than the script.";
        } else {
            published.id = reply[0].text();
            for (std::size_t i = 1; i < reply.size(); ++i)
                published.receivers.push_back(reply[i].integer());
        }
        done(published);
    });
}

// ---------------------------------------------------------------- read

// Entries of XRANGE as events. With `customId`: where it stands is `found`.
void RedisHistory::readEntries(const Reply& reply, bool isBroadcast, std::vector<Event>& events, std::string_view customId, std::optional<EventId>* found)
{
    for (std::size_t i = 0; reply.type() == Reply::Type::Array && i < reply.size(); ++i) {
        const Reply entry = reply[i];
        const auto id = entry.size() == 2 ? EventId::parse(entry[0].text()) : std::nullopt;
        if (!id || entry[1].size() < 2)
            continue; // what somebody else put there
        const auto& payload = m_reader.readHistory(entry[0].text(), entry[1][1].text());
        if (found && !customId.empty() && payload.customId == customId)
            *found = std::max(found->value_or(EventId {}), *id);
        events.push_back({*id, payload.frame(), isBroadcast});
    }
}

struct RedisHistory::Query {
    std::string lastEventId;
    std::optional<EventId> after; // nothing: an id the publisher chose, looked for in what was read
    std::optional<EventId> found;
    std::optional<EventId> newest; // of all
    struct Channel {
        std::vector<Event> events;
        EventId first; // oldest that is kept
    };
    Channel own, broadcasts;
    std::string error;
    bool isLost = false;
    std::function<void(Replay)> done;
};

void RedisHistory::replay(const std::string& userId, const std::string& lastEventId, bool whole, std::function<void(Replay)> done)
{
    if (!isOn()) {
        Replay none;
        none.missing = "history does not reach back to " + lastEventId + "; events may be missing";
        return done(std::move(none));
    }
    auto query = std::make_shared<Query>();
    query->lastEventId = lastEventId;
    query->after = whole ? std::nullopt : EventId::parse(lastEventId);
    query->done = std::move(done);
    const std::string from = query->after ? behind(*query->after) : "-";
    const std::string count = std::to_string(m_limits.count + 1);
    const auto note = [](Query& one, const Reply& reply) {
        one.isLost = one.isLost || fanlight::isLost(reply);
        if (reply.isError() && one.error.empty())
            one.error = redis::explainError(reply.text());
    };
    const auto ask = [&](Query::Channel Query::* channel, const std::string& stream) {
        m_link.send({"XRANGE", stream, "-", "+", "COUNT", "1"}, [query, channel, note](const Reply& reply) {
            note(*query, reply);
            if (reply.type() == Reply::Type::Array && reply.size() == 1 && reply[0].size() == 2)
                ((*query).*channel).first = EventId::parse(reply[0][0].text()).value_or(EventId {});
        });
        m_link.send({"XRANGE", stream, from, "+", "COUNT", count}, [this, query, channel, note](const Reply& reply) {
            note(*query, reply);
            readEntries(reply, channel == &Query::broadcasts, ((*query).*channel).events, query->after ? std::string_view() : query->lastEventId, &query->found);
        });
    };
    if (!userId.empty())
        ask(&Query::own, m_keys.log(userId));
    ask(&Query::broadcasts, m_keys.log({}));
    m_link.send({"GET", m_lastIdKey}, [this, query, note](const Reply& reply) {
        note(*query, reply);
        if (!reply.isError())
            query->newest = EventId::parse(reply.text());
        finish(*query);
    });
}

void RedisHistory::finish(Query& query)
{
    Replay replay;
    replay.isLost = query.isLost;
    replay.isUnknown = query.after && query.newest < query.after;
    if (query.isLost || replay.isUnknown)
        return query.done(std::move(replay));
    const EventId after = query.after ? *query.after : query.found.value_or(EventId {});
    const bool isKnown = query.after || query.found;
    const std::uint64_t now = realtimeNs() / 1'000'000;
    const EventId expired {now - std::min<std::uint64_t>(now, static_cast<std::uint64_t>(m_limits.age.count())), 0};
    bool complete = isKnown && isOn();
    const auto take = [&](Query::Channel& channel, EventId& through) {
        auto& events = channel.events;
        if (!events.empty())
            through = events.back().id;
        const bool reachesBack = channel.first != EventId {} && channel.first <= after;
        // Older than all that is kept: something may be missing if something was given up.
        if (!reachesBack && (after < expired || events.size() > static_cast<std::size_t>(m_limits.count)))
            complete = false;
        std::erase_if(events, [&](const Event& event) { return event.id <= after || event.id < expired; });
        if (events.size() > static_cast<std::size_t>(m_limits.count))
            events.erase(events.begin()); // the one that is kept as a mark
        std::move(events.begin(), events.end(), std::back_inserter(replay.events));
    };
    take(query.own, replay.throughOwn);
    take(query.broadcasts, replay.throughBroadcasts);
    std::sort(replay.events.begin(), replay.events.end(), [](const Event& a, const Event& b) { return a.id < b.id; });
    if (!query.error.empty())
        replay.missing = "history cannot be read: " + query.error;
    else if (!complete)
        replay.missing = "history does not reach back to " + (isKnown ? query.lastEventId : std::string("that event")) + "; events may be missing";
    query.done(std::move(replay));
}

void RedisHistory::readAfter(const std::string& userId, EventId after, std::function<void(bool, std::vector<Event>)> done)
{
    m_link.send({"XRANGE", m_keys.log(userId), behind(after), "+"}, [this, isBroadcast = userId.empty(), done = std::move(done)](const Reply& reply) {
        std::vector<Event> events;
        readEntries(reply, isBroadcast, events, {}, nullptr);
        done(isLost(reply), std::move(events));
    });
}

void RedisHistory::readLastId(std::function<void(bool, std::optional<EventId>)> done)
{
    m_link.send({"GET", m_lastIdKey}, [done = std::move(done)](const Reply& reply) {
        done(isLost(reply), reply.isError() ? std::nullopt : EventId::parse(reply.text()));
    });
}

} // namespace fanlight
