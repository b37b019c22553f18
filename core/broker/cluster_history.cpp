// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_history.h"

#include "broker/history_entry.h"
#include "net/clock.h"
#include "qtredis/key_slot.h"
#include "qtredis/refusal.h"

#include <QRandomGenerator>

#include <algorithm>

namespace fanlight {

using redis::Reply;

namespace {

using namespace std::chrono_literals;

constexpr const char* MayHaveBeen = " Whether this was published is not known.";
constexpr std::chrono::milliseconds LeastKept = 10min;

// KEYS: fanlight:last-id:{channel}, fanlight:log:{channel}; ARGV: payload behind the id, events to
// keep, their age in milliseconds, how long the newest id is kept, the channel, and PUBLISH or
// SPUBLISH. Answers with the id and how many it was sent to; who listens by a pattern looks on and
// is not counted. What fails leaves nothing behind.
//
// With a key of `once` there are fanlight:once:{channel}:key and, in ARGV, how long that is kept.
// It holds what the channel had of it, and where there is something it is the answer: the id, and
// -1 less how many it was sent to.
constexpr std::string_view ClusterPublishScript = R"lua(
local payload, count, age, keep, channel, command, onceKept = unpack(ARGV)
if onceKept then
  local had = redis.call('GET', KEYS[3])
  local itsId, itsSent = string.match(had or '', '^(%S+) (%d+)$')
  if itsId then return {itsId, -1 - tonumber(itsSent)} end
end
local time = redis.call('TIME')
local ms, sequence = time[1] * 1000 + math.floor(time[2] / 1000), 0
local last = redis.call('GET', KEYS[1])
local lastMs, lastSequence = string.match(last or '', '^(%d+)-(%d+)$')
if not lastMs then
  last = nil
elseif tonumber(lastMs) >= ms then
  ms, sequence = tonumber(lastMs), tonumber(lastSequence) + 1
end
local id = string.format('%.0f-%.0f', ms, sequence)
local function failed(reply) return type(reply) == 'table' and reply.err and reply end
local function add()
  if last then
    return failed(redis.pcall('XADD', KEYS[2], 'MAXLEN', count, id, 'm', payload, 'p', last))
  end
  return failed(redis.pcall('XADD', KEYS[2], 'MAXLEN', count, id, 'm', payload))
end
redis.call('SET', KEYS[1], id, 'PX', keep)
local problem
if count ~= '0' then
  problem = add()
  if problem and string.find(problem.err, 'equal or smaller', 1, true) then
    local top = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1][1]
    local topMs, topSequence = string.match(top, '^(%d+)-(%d+)$')
    id = string.format('%.0f-%.0f', topMs, topSequence + 1)
    redis.call('SET', KEYS[1], id, 'PX', keep)
    problem = add()
  end
  if not problem then redis.pcall('PEXPIRE', KEYS[2], age) end
end
local sent
if not problem then
  local head, rest = string.match(payload, '^(,%d+)(.*)$')
  local message = '{"$fan":"' .. id .. payload
  if head and last then message = '{"$fan":"' .. id .. head .. ';p=' .. last .. rest end
  sent = redis.pcall(command, channel, message)
  problem = failed(sent)
  if problem and count ~= '0' then redis.pcall('XDEL', KEYS[2], id) end
end
if problem then
  if last then redis.pcall('SET', KEYS[1], last, 'PX', keep) else redis.pcall('DEL', KEYS[1]) end
  return problem
end
if sent > 0 and command == 'PUBLISH' then
  local named = redis.pcall('PUBSUB', 'NUMSUB', channel)
  if not failed(named) then sent = math.min(sent, named[2]) end
end
if onceKept then redis.pcall('SET', KEYS[3], id .. ' ' .. sent, 'PX', onceKept) end
return {id, sent}
)lua";

// KEYS: fanlight:last-id:{channel}; ARGV: the newest id the hub knows, and how long it is kept.
// Answers with the newest id, the time, and whether the hub knew a newer one.
//
// With fanlight:log:{channel}, too, the slot's primary was replaced lately. Where history goes back
// behind the id the hub knows, and does not have that, the two may have gone different ways from
// somewhere before it: the fourth of the answer is 1 then, and the newest id is one that no event
// has, so that all others find a hole, too.
constexpr std::string_view ClusterLookScript = R"lua(
local told, keep = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
local last = redis.call('GET', KEYS[1])
local lastMs, lastSequence = string.match(last or '', '^(%d+)-(%d+)$')
local toldMs, toldSequence = string.match(told, '^(%d+)-(%d+)$')
lastMs, lastSequence, toldMs, toldSequence = tonumber(lastMs), tonumber(lastSequence), tonumber(toldMs), tonumber(toldSequence)
local isBack = toldMs > 0 and (not lastMs or lastMs < toldMs or (lastMs == toldMs and lastSequence < toldSequence))
local isForked = false
if KEYS[2] and toldMs > 0 and last ~= told then
  local upTo = redis.call('XREVRANGE', KEYS[2], told, '-', 'COUNT', 1)[1]
  isForked = upTo and upTo[1] ~= told
end
if isForked and isBack then
  last = string.format('%.0f-%.0f', toldMs, toldSequence + 1)
elseif isForked then
  if redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1][1] == last then
    last = string.format('%.0f-%.0f', lastMs, lastSequence + 1)
  end
elseif isBack then
  last = told
elseif not lastMs then
  last = string.format('%.0f-0', ms)
end
redis.call('SET', KEYS[1], last, 'PX', keep)
return {last, ms, isBack and 1 or 0, isForked and 1 or 0}
)lua";

bool hasLink(const Reply& reply)
{
    return !reply.isError() || !reply.text().starts_with("LOST ");
}

} // namespace

bool ClusterHistory::Channel::isWholeBehind(EventId after) const
{
    const Followed found = follow(after, Unnamed::IsHole);
    return found.hole == EventId{} && newest <= found.last;
}

EventId ClusterHistory::Channel::missingTo(EventId after) const
{
    const Followed found = follow(after, Unnamed::IsHole);
    return newest <= found.last ? found.hole : newest;
}

ClusterHistory::ClusterHistory(ClusterTopology& topology, RedisKeys keys, Settings settings)
    : m_topology(topology)
    , m_keys(std::move(keys))
    , m_settings(std::move(settings))
    , m_publish(ClusterPublishScript)
    , m_look(ClusterLookScript)
    , m_mark("return " + std::to_string(QRandomGenerator::system()->generate() >> 1))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(RetryMs);
    m_timer.callOnTimeout([this] { retry(monotonicNs()); });
}

void ClusterHistory::close()
{
    m_timer.stop();
    for (Held& held : std::exchange(m_held, {}))
        held.giveUp("The hub has stopped.");
}

std::chrono::milliseconds ClusterHistory::keptFor() const
{
    return std::max(2 * m_settings.limits.age, LeastKept);
}

int ClusterHistory::slotOf(std::string_view userId) const
{
    return redis::keySlot(m_keys.channelLastId(userId));
}

void ClusterHistory::prepare(ClusterNode& node, std::function<void()> restarted)
{
    // What a process was told of scripts goes with it. Not by SCRIPT LOAD, which Redis 6 keeps.
    node.send({m_mark.command(false), m_mark.argument(false), "0"},
        [this, &node, restarted = std::move(restarted)](const Reply& reply) {
            if (!RedisScript::isUnknown(reply))
                return;
            restarted();
            node.send({m_mark.command(true), m_mark.argument(true), "0"}, {});
        });
    // where that is not permitted the first EVALSHA tells
    for (const RedisScript* script : {&m_publish, &m_look})
        node.send({"SCRIPT", "LOAD", script->text()}, [](const Reply&) {});
}

std::string ClusterHistory::whyAway(const ClusterNode* node) const
{
    if (!node)
        return m_topology.isKnown()
            ? "No node of the Redis Cluster keeps this channel's slot now."
            : "The nodes of the Redis Cluster are not known. " + m_topology.problem().toStdString();
    return "Redis at " + node->endpoint().text().toStdString()
        + " is away, which keeps this channel. " + node->problem().toStdString();
}

// Arguments: how many keys, the keys, the rest.
void ClusterHistory::run(ClusterNode& node, const RedisScript& script, bool isWhole,
    std::shared_ptr<std::vector<std::string>> arguments, redis::RedisLink::Callback done)
{
    std::vector<std::string_view> command = {script.command(isWhole), script.argument(isWhole)};
    command.insert(command.end(), arguments->begin(), arguments->end());
    node.send(command,
        [this, &node, &script, isWhole, arguments, done = std::move(done)](
            const Reply& reply) mutable {
            if (!isWhole && RedisScript::isUnknown(reply))
                return run(node, script, true, std::move(arguments), std::move(done));
            done(reply);
        });
}

// ---------------------------------------------------------------- what is asked again

void ClusterHistory::hold(Held held)
{
    m_held.push_back(std::move(held));
    if (!m_timer.isActive())
        m_timer.start();
}

void ClusterHistory::retry(std::uint64_t nowNs)
{
    for (Held& held : std::exchange(m_held, {})) {
        if (nowNs < held.untilNs)
            held.again();
        else
            held.giveUp(held.why);
    }
}

// ---------------------------------------------------------------- publish

struct ClusterHistory::One {
    struct Whole { // of all channels of a publish
        RedisHistory::Published published;
        std::size_t left;
        std::function<void(const RedisHistory::Published&)> done;
    };
    std::shared_ptr<Whole> whole;
    std::size_t index;
    std::string userId;
    int slot;
    std::shared_ptr<std::vector<std::string>> arguments;
    std::uint64_t untilNs;

    // `receivers`: -1 less their number where it was published before.
    void answer(const std::string& id, std::int64_t receivers, const std::string& error)
    {
        RedisHistory::Published& all = whole->published;
        const bool isRepeated = receivers < 0;
        if (error.empty() && all.id.empty() && !isRepeated)
            all.id = id;
        if (error.empty() && (all.firstId.empty() || isRepeated))
            all.firstId = id;
        all.channels[index] = {isRepeated ? -1 - receivers : receivers, isRepeated, error};
        if (--whole->left == 0)
            whole->done(whole->published);
    }
};

void ClusterHistory::publish(std::span<const std::string> userIds,
    std::shared_ptr<const std::string> afterId, const RedisHistory::OnceWish* once,
    std::function<void(const RedisHistory::Published&)> done)
{
    std::vector<std::string> users(userIds.begin(), userIds.end());
    if (!once)
        return publishAll(users, *afterId, {}, std::move(done));
    m_settings.recall(once->key,
        [this, users = std::move(users), afterId, key = once->key, done = std::move(done)](
            const std::string& error, std::optional<OnceRecord> record) mutable {
            if (error.empty() && !record)
                return publishAll(users, *afterId, key, std::move(done));
            RedisHistory::Published told;
            told.error = error.empty() ? error : error + " It was not published.";
            told.first = std::move(record);
            done(told);
        });
}

void ClusterHistory::publishAll(const std::vector<std::string>& userIds, const std::string& afterId,
    const std::string& onceKey, std::function<void(const RedisHistory::Published&)> done)
{
    const auto whole = std::make_shared<One::Whole>();
    const std::size_t count = std::max<std::size_t>(1, userIds.size());
    whole->published.channels.resize(count);
    whole->left = count;
    whole->done = std::move(done);
    const std::string kept
        = std::to_string(m_settings.limits.count > 0 ? m_settings.limits.count + 1 : 0);
    const std::string age = std::to_string(m_settings.limits.age.count());
    const std::string keep = std::to_string(keptFor().count());
    for (std::size_t i = 0; i < count; ++i) {
        const std::string user = userIds.empty() ? std::string() : userIds[i];
        auto one = std::make_shared<One>();
        one->whole = whole;
        one->index = i;
        one->userId = user;
        one->slot = slotOf(user);
        one->untilNs = monotonicNs() + RetryNs;
        one->arguments = std::make_shared<std::vector<std::string>>(std::vector<std::string>{"2",
            m_keys.channelLastId(user), m_keys.channelLog(user), afterId, kept, age, keep,
            user.empty() ? m_keys.broadcastChannel() : m_keys.channel(user),
            m_settings.isSharded ? "SPUBLISH" : "PUBLISH"});
        if (!onceKey.empty()) {
            std::vector<std::string>& arguments = *one->arguments;
            arguments[0] = "3";
            arguments.insert(arguments.begin() + 3, m_keys.channelOnce(user, onceKey));
            arguments.push_back(std::to_string(OnceTable::KeptSeconds * 1000));
        }
        publishOne(std::move(one));
    }
}

void ClusterHistory::publishOne(std::shared_ptr<One> one)
{
    ClusterNode* const node = m_topology.keeperOf(one->slot);
    const auto again = [this, one](const std::string& why) {
        hold({one->untilNs, why, [this, one] { publishOne(one); },
            [one](const std::string& reason) {
                one->answer({}, 0, reason + " It was not published.");
            }});
    };
    if (!node || !node->isUp()) {
        if (node && !node->wasLost())
            return again(whyAway(node)); // it has only now been heard of
        return one->answer({}, 0, whyAway(node) + " It was not published.");
    }
    run(*node, m_publish, false, one->arguments, [this, one, node, again](const Reply& reply) {
        if (reply.isError() && redis::isRedirection(reply.text())) {
            m_topology.redirected(reply.text(), *node);
            return again(redis::explainError(reply.text()));
        }
        if (reply.isError())
            return one->answer({}, 0,
                redis::explainError(reply.text(), m_settings.grant)
                    + (hasLink(reply) ? "" : MayHaveBeen));
        if (reply.type() != Reply::Type::Array || reply.size() < 2)
            return one->answer({}, 0, "Redis answered something else than the script.");
        const bool isNew = reply[1].integer() >= 0;
        node->published += isNew;
        if (const auto id = EventId::parse(reply[0].text()); id && isNew)
            m_told[one->userId] = {*id, monotonicNs(), node};
        one->answer(std::string(reply[0].text()), reply[1].integer(), {});
    });
}

void ClusterHistory::nodeLost(const ClusterNode& node)
{
    for (auto& [userId, told] : m_told) {
        if (told.node == &node)
            told.node = nullptr;
    }
}

void ClusterHistory::putBack()
{
    for (auto& [userId, told] : m_told) {
        ClusterNode* const keeper = m_topology.keeperOf(slotOf(userId));
        if (!keeper || !keeper->isUp() || told.node == keeper)
            continue;
        told.node = keeper;
        look(*keeper, userId, told.id, {}, [this, userId = userId](const Look& found) {
            const auto same = m_told.find(userId);
            if (found.channel.mayPass && same != m_told.end())
                same->second.node = nullptr; // again
        });
    }
}

EventId ClusterHistory::toldOn(const std::string& userId) const
{
    const auto found = m_told.find(userId);
    return found == m_told.end() ? EventId{} : found->second.id;
}

void ClusterHistory::forgetTold(std::uint64_t nowNs)
{
    std::erase_if(m_told,
        [nowNs](const auto& one) { return nowNs > one.second.atNs + ToldNs && one.second.node; });
}

// ---------------------------------------------------------------- look, read

void ClusterHistory::readEntries(const Reply& reply, std::vector<EventPtr>& events)
{
    if (reply.type() != Reply::Type::Array)
        return;
    events.reserve(reply.size());
    for (std::size_t i = 0; i < reply.size(); ++i) {
        const std::optional<HistoryEntry> entry = HistoryEntry::of(reply[i]);
        if (!entry)
            continue;
        FanPayloadReader::Payload payload = m_reader.readHistory(entry->idText(), entry->payload());
        payload.idText = {};
        events.push_back(std::make_shared<const Event>(Event{entry->id(), entry->before(),
            payload.frame(), std::string(payload.customId), std::string(payload.receipt),
            std::string(payload.by), payload.publishedUs, payload.batch}));
    }
}

void ClusterHistory::look(ClusterNode& node, const std::string& userId, EventId told, EventId from,
    std::function<void(Look)> done)
{
    const auto found = std::make_shared<Look>();
    const auto note = [this, &node](Channel& channel, const Reply& reply) {
        if (!reply.isError())
            return;
        channel.mayPass = channel.mayPass || !hasLink(reply) || redis::isRedirection(reply.text());
        if (redis::isRedirection(reply.text()))
            m_topology.redirected(reply.text(), node);
        if (channel.error.empty())
            channel.error = redis::explainError(reply.text(), m_settings.grant);
    };
    auto arguments = std::make_shared<std::vector<std::string>>(std::vector<std::string>{
        "1", m_keys.channelLastId(userId), told.text(), std::to_string(keptFor().count())});
    if (m_settings.limits.count > 0 && m_settings.wasReplaced(slotOf(userId))) {
        arguments->front() = "2";
        arguments->insert(arguments->begin() + 2, m_keys.channelLog(userId));
    }
    const bool isRead = from != EventId{} && m_settings.limits.count > 0;
    run(node, m_look, false, std::move(arguments),
        [this, &node, userId, from, isRead, found, note, done = std::move(done)](
            const Reply& reply) mutable {
            note(found->channel, reply);
            if (!reply.isError()) {
                found->channel.newest = EventId::parse(reply[0].text()).value_or(EventId{});
                found->channel.nowMs = static_cast<std::uint64_t>(reply[1].integer());
                found->wentBack = reply[2].integer() == 1;
                found->isForked = reply[3].integer() == 1;
                node.told(found->channel.nowMs);
            }
            if (!isRead || reply.isError() || found->channel.newest == from)
                return done(std::move(*found));
            node.send({"XRANGE", m_keys.channelLog(userId), from.text(), "+"},
                [this, found, note, done = std::move(done)](const Reply& entries) {
                    note(found->channel, entries);
                    readEntries(entries, found->channel.events);
                    done(std::move(*found));
                });
        });
}

void ClusterHistory::read(
    const std::string& userId, EventId from, std::function<void(Channel)> done)
{
    readOnce(userId, from, monotonicNs() + RetryNs, std::move(done));
}

// The newest id first: what is published meanwhile is behind it then, and nothing seems to be
// missing.
void ClusterHistory::readOnce(const std::string& userId, EventId from, std::uint64_t untilNs,
    std::function<void(Channel)> done)
{
    ClusterNode* const node = m_topology.keeperOf(slotOf(userId));
    const auto again = [this, userId, from, untilNs, done](const std::string& why) {
        hold({untilNs, why,
            [this, userId, from, untilNs, done] { readOnce(userId, from, untilNs, done); },
            [done](const std::string& reason) {
                Channel channel;
                channel.error = reason;
                channel.mayPass = true;
                done(std::move(channel));
            }});
    };
    if (!node || !node->isUp())
        return again(whyAway(node));
    const auto read = std::make_shared<Channel>();
    const auto note = [read](const Reply& reply) {
        if (reply.isError() && read->error.empty())
            read->error = reply.text();
    };
    node->send({"GET", m_keys.channelLastId(userId)}, [read, note](const Reply& reply) {
        note(reply);
        read->newest = EventId::parse(reply.text()).value_or(EventId{});
    });
    node->send({"XRANGE", m_keys.channelLog(userId), from.text(), "+"},
        [this, read, note](const Reply& reply) {
            note(reply);
            readEntries(reply, read->events);
        });
    node->send(
        {"TIME"}, [this, node, read, note, again, done = std::move(done)](const Reply& reply) {
            note(reply);
            if (!read->error.empty()
                && (redis::isRedirection(read->error) || read->error.starts_with("LOST "))) {
                if (redis::isRedirection(read->error))
                    m_topology.redirected(read->error, *node);
                return again(redis::explainError(read->error));
            }
            if (!read->error.empty())
                read->error = redis::explainError(read->error, m_settings.grant);
            read->nowMs = redisTimeMs(reply);
            if (read->newest == EventId{})
                read->newest = {~std::uint64_t(0), ~std::uint64_t(0)}; // nobody knows any more
            done(std::move(*read));
        });
}

void ClusterHistory::keep(ClusterNode& node, const std::string& userId)
{
    node.send({"PEXPIRE", m_keys.channelLastId(userId), std::to_string(keptFor().count())}, {});
}

} // namespace fanlight
