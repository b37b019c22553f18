// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_history.h"

#include "qtredis/refusal.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <charconv>

namespace fanlight {

using redis::Reply;

namespace {

constexpr std::string_view SinceField = "since"; // no channel has such a field …
constexpr std::string_view LostField = "lost"; // … nor this
constexpr std::uint64_t LikelyMs = 60'000; // an id so far ahead of Redis' clock was not given by it
constexpr std::size_t ChannelsAtOnce = 500; // of one HMGET
constexpr std::size_t EventBytes = 200; // that an event takes beside its frame

// What both scripts are told first, ARGV: field of this process in fanlight:heads, number of this
// call, and "new" when Redis did not know the script. Each call that was answered left its number
// there: Redis that has a lower one has gone back.

// KEYS: fanlight:last-id, fanlight:heads, fanlight:heads-before and the streams; ARGV then: payload
// behind the id, events to keep, their age in milliseconds, where in a stream's key the name of its
// field begins, and a channel for each stream. Answers with the id and, for each channel, what
// PUBLISH returned or the error why it was neither kept nor sent. What prevents all (the memory
// limit, a replica) is an error of the whole, raised by the first write. With one argument more it
// is a proof: it does the like with two streams and the first channel, and removes what it wrote.
constexpr std::string_view PublishScript = R"lua(
local field, number, payload, count, age = ARGV[1], ARGV[2], ARGV[4], ARGV[5], ARGV[6]
local time = redis.call('TIME')
local ms, sequence = time[1] * 1000 + math.floor(time[2] / 1000), 0
local fields = {'since', 'last'}
for i = 4, #KEYS do
  fields[i - 1] = string.sub(KEYS[i], ARGV[7])
end
local heads, before = redis.call('HMGET', KEYS[2], unpack(fields)), {}
local last = redis.call('GET', KEYS[1]) or heads[2] or heads[1]
local lastMs, lastSequence = string.match(last or '', '^(%d+)-(%d+)$')
if lastMs and tonumber(lastMs) >= ms then
  ms, sequence = tonumber(lastMs), tonumber(lastSequence) + 1
end
local id = string.format('%.0f-%.0f', ms, sequence)
last = lastMs and last or id
if ARGV[#KEYS + 5] then -- a proof
  local was = redis.call('GET', KEYS[1])
  redis.call('SET', KEYS[1], was or id)
  if not was then redis.call('DEL', KEYS[1]) end
  redis.call('HSET', KEYS[2], 'probe', id)
  redis.call('HDEL', KEYS[2], 'probe')
  redis.call('HMGET', KEYS[3], 'since')
  if count ~= '0' then
    redis.call('XADD', KEYS[4], 'MAXLEN', count, id, 'm', payload, 'p', id)
    redis.call('PEXPIRE', KEYS[4], age)
    redis.call('RENAME', KEYS[4], KEYS[5])
    redis.call('UNLINK', KEYS[5])
  end
  return {id, redis.call('PUBLISH', ARGV[8], '{"$fan":"' .. id .. payload)}
end
redis.call('SET', KEYS[1], id)
if not heads[1] then
  redis.call('DEL', KEYS[3])
  redis.call('HSET', KEYS[2], 'since', last, 'born', lastMs and '0-0' or last)
  heads[1] = last
elseif ms - (tonumber(string.match(heads[1], '^%d+')) or 0) > tonumber(age) then
  redis.call('UNLINK', KEYS[3])
  redis.call('RENAME', KEYS[2], KEYS[3])
  redis.call('HSET', KEYS[2], 'since', last)
  heads, before = {last}, heads
else
  before = redis.call('HMGET', KEYS[3], unpack(fields))
end
local answer, marks = {id}, {field, number}
local function failed(reply) return type(reply) == 'table' and reply.err end
local isFirst = true
for i = 4, #KEYS do
  local previous = heads[i - 1] or before[i - 1] or before[1] or heads[1]
  local problem
  if count ~= '0' then
    problem = failed(redis.pcall('XADD', KEYS[i], 'MAXLEN', count, id, 'm', payload, 'p', previous))
    if problem and string.find(problem, 'equal or smaller', 1, true) then
      local top = redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1][1]
      local topMs, topSequence = string.match(top, '^(%d+)-(%d+)$')
      id = string.format('%.0f-%.0f', topMs, topSequence + 1)
      redis.call('SET', KEYS[1], id)
      problem = failed(redis.pcall('XADD', KEYS[i], 'MAXLEN', count, id, 'm', payload, 'p', previous))
    end
    if not problem then redis.pcall('PEXPIRE', KEYS[i], age) end
  end
  local sent
  if not problem then
    sent = redis.pcall('PUBLISH', ARGV[4 + i], '{"$fan":"' .. id .. payload)
    problem = failed(sent)
    if problem and count ~= '0' then redis.pcall('XDEL', KEYS[i], id) end
  end
  if not problem then
    marks[#marks + 1], marks[#marks + 2] = fields[i - 1], id
    if isFirst then answer[1], isFirst = id, false end
  end
  answer[i - 2] = problem or sent
end
if not isFirst then
  redis.call('HSET', KEYS[2], 'last', id, 'kept', count .. '/' .. age, unpack(marks))
end
return answer
)lua";

// KEYS: fanlight:last-id, fanlight:heads, fanlight:heads-before, fanlight:stands; ARGV then: the
// highest number of a call that was answered, the newest id this process was told, the run of Redis
// it knows, and how long others are waited for, in milliseconds. Redis that does not know these has
// gone back: what was given since is lost.
//
// A run of Redis begins when it does not know this script, which is in no snapshot of its: what was
// published shortly before may have gone with the run before, which only who was answered can tell.
// So it is settled once every process that was there has asked in the new run; of one that does not
// come in time it is not known, and taken as lost.
//
// Answers with the newest id, the time, the id at which history began when there was nothing, how
// it is kept, whether it went back, whether this call left its number, the run, and whether that is
// settled.
constexpr std::string_view StandScript = R"lua(
local field, number, isNew = ARGV[1], ARGV[2], ARGV[3] == 'new'
local known, patience = tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
local marks = redis.call('HMGET', KEYS[2], 'since', 'last', 'born', 'kept')
local newest = redis.call('GET', KEYS[1]) or marks[2] or marks[1]
local last = newest or string.format('%.0f-0', ms)
if not marks[1] then
  marks[3] = newest and '0-0' or last
  redis.call('DEL', KEYS[3])
  redis.call('HSET', KEYS[2], 'since', last, 'born', marks[3])
end
local seen = redis.call('HGET', KEYS[2], field) or redis.call('HGET', KEYS[3], field) or 0
local lastMs, lastSequence = string.match(last, '^(%d+)-(%d+)$')
local toldMs, toldSequence = string.match(ARGV[5], '^(%d+)-(%d+)$')
lastMs, lastSequence, toldMs, toldSequence = tonumber(lastMs) or 0, tonumber(lastSequence) or 0, tonumber(toldMs), tonumber(toldSequence)
local isBack = tonumber(seen) < tonumber(ARGV[4]) or lastMs < toldMs or (lastMs == toldMs and lastSequence < toldSequence)
if isBack then
  redis.pcall('HSET', KEYS[2], 'lost', last)
end
local isRecorded = type(redis.pcall('HSET', KEYS[2], field, number)) == 'number'

local runs = redis.call('HMGET', KEYS[4], 'run', 'began', 'settled')
local run, began = tonumber(runs[1]) or 0, tonumber(runs[2]) or 0
if run < known or isNew and (run == known or ms - began >= 1000) then
  run, began = math.max(run, known) + 1, ms
  redis.pcall('HSET', KEYS[4], 'run', run, 'began', began)
end
local isWritable = type(redis.pcall('HSET', KEYS[4], field, run .. ' ' .. ms)) == 'number'
local isSettled = tonumber(runs[3]) == run
if isWritable and (not isSettled or known == 0) then
  local stands, before, newestBefore, isMissing = redis.call('HGETALL', KEYS[4]), {}, 0, false
  for i = 1, #stands, 2 do
    local itsRun, itsMs = string.match(stands[i + 1], '^(%d+) (%d+)$')
    itsRun, itsMs = tonumber(itsRun), tonumber(itsMs)
    if itsRun and itsRun < run then
      before[stands[i]], newestBefore = itsMs, math.max(newestBefore, itsMs)
    elseif itsRun and ms - itsMs > 60000 then
      redis.call('HDEL', KEYS[4], stands[i])
    end
  end
  for _, itsMs in pairs(before) do
    isMissing = isMissing or newestBefore - itsMs < 10000
  end
  if not isMissing or ms - began >= patience then
    if isMissing and not isSettled then redis.pcall('HSET', KEYS[2], 'lost', last) end
    for gone in pairs(before) do redis.call('HDEL', KEYS[4], gone) end
    redis.pcall('HSET', KEYS[4], 'settled', run)
    isSettled = true
  end
end
return {last, ms, marks[3] or '0-0', marks[4] or '', isBack and 1 or 0, isRecorded and 1 or 0, run, (isSettled or not isWritable) and 1 or 0}
)lua";

constexpr int PatienceMs = 2000; // links come back within half a second

constexpr const char* NotKnown = " Whether this was published is not known.";

std::uint64_t numberIn(std::string_view text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool isLost(const Reply& reply)
{
    return reply.isError() && reply.text().starts_with("LOST ");
}

} // namespace

std::vector<RedisHistory::EventPtr>::const_iterator RedisHistory::Channel::behind(EventId id) const
{
    return std::upper_bound(events.begin(), events.end(), id,
        [](EventId one, const EventPtr& event) { return one < event->id; });
}

bool RedisHistory::Channel::isWholeBehind(EventId after) const
{
    if (lost != EventId{} && after <= lost)
        return false;
    const auto begin = behind(after);
    EventId known = after;
    for (auto event = begin; event != events.end(); ++event) {
        const std::optional<EventId>& before = (*event)->before;
        if (before ? *before > known : event == events.begin())
            return false;
        known = (*event)->id;
    }
    return newest <= known;
}

EventId RedisHistory::Channel::missingTo(EventId after) const
{
    const auto begin = behind(after);
    EventId to;
    EventId known = after;
    for (auto event = begin; event != events.end(); ++event) {
        const std::optional<EventId>& before = (*event)->before;
        if (before ? *before > known : event == begin)
            to = (*event)->id;
        known = (*event)->id;
    }
    // what Redis has lost is older than all it gave since
    if (lost != EventId{} && after <= lost) {
        const auto since = behind(lost);
        if (since == events.end())
            return Unknowable;
        to = std::max(to, (*since)->id);
    }
    return newest <= known ? to : newest;
}

bool RedisHistory::Channel::knows(EventId id) const
{
    if (id == newest)
        return true;
    return std::any_of(events.begin(), events.end(),
        [id](const EventPtr& event) { return event->id == id || event->before == id; });
}

RedisHistory::Script::Script(std::string_view script)
    : text(script)
    , sha(QCryptographicHash::hash(
          QByteArrayView(script.data(), qsizetype(script.size())), QCryptographicHash::Sha1)
              .toHex()
              .toStdString())
{
}

RedisHistory::RedisHistory(redis::RedisLink& link, RedisKeys keys, const Limits& limits)
    : m_link(link)
    , m_keys(std::move(keys))
    , m_lastIdKey(m_keys.lastId())
    , m_limits(limits)
    , m_publishScript(PublishScript)
    , m_standScript(StandScript)
    , m_ownField("by " + std::to_string(QRandomGenerator::system()->generate64()))
{
}

void RedisHistory::prepare()
{
    m_decoded.clear(); // the same ids may mean other events now
    m_decodedBytes = 0;
    // Not the other script: that Redis does not know it is what tells a new run of it.
    // where that is not permitted the first EVALSHA tells
    m_link.send({"SCRIPT", "LOAD", m_publishScript.text}, [](const Reply&) {});
}

void RedisHistory::sendScript(const Script& script, bool whole,
    std::shared_ptr<Arguments> arguments, std::function<void(const Reply&, Sent)> done)
{
    const std::uint64_t number = ++m_calls; // again where it is sent again, behind others
    const std::string numberText = std::to_string(number);
    std::vector<std::string_view> command
        = {whole ? "EVAL" : "EVALSHA", whole ? script.text : script.sha};
    command.insert(command.end(), arguments->keys.begin(), arguments->keys.end());
    command.insert(command.end(), {m_ownField, numberText, whole ? "new" : "known"});
    if (arguments->payload)
        command.push_back(*arguments->payload);
    command.insert(command.end(), arguments->rest.begin(), arguments->rest.end());
    m_link.send(command,
        [this, &script, whole, number, arguments, done = std::move(done)](
            const Reply& reply) mutable {
            if (reply.isError() && !whole && reply.text().starts_with("NOSCRIPT"))
                return sendScript(
                    script, true, std::move(arguments), std::move(done)); // which loads it, too
            done(reply, {number, whole});
        });
}

void RedisHistory::leave()
{
    m_link.send({"HDEL", m_keys.stands(), m_ownField}, {});
}

// ---------------------------------------------------------------- publish

void RedisHistory::publish(std::span<const std::string> userIds,
    std::shared_ptr<const std::string> afterId, std::function<void(const Published&)> done)
{
    const std::size_t channels = std::max<std::size_t>(1, userIds.size());
    auto arguments = std::make_shared<Arguments>();
    arguments->payload = std::move(afterId);
    arguments->keys.reserve(4 + channels);
    arguments->rest.reserve(3 + channels);
    for (std::string key :
        {std::to_string(3 + channels), m_lastIdKey, m_keys.heads(), m_keys.headsBefore()})
        arguments->keys.push_back(std::move(key));
    auto kept = keptArguments();
    for (std::string& value : kept)
        arguments->rest.push_back(std::move(value));
    if (userIds.empty()) {
        arguments->keys.push_back(m_keys.log({}));
        arguments->rest.push_back(broadcastChannel());
    }
    for (const std::string& userId : userIds) {
        arguments->keys.push_back(m_keys.log(userId));
        arguments->rest.push_back(m_keys.channel(userId));
    }
    sendScript(m_publishScript, false, std::move(arguments),
        [this, done = std::move(done)](const Reply& reply, Sent sent) {
            Published published;
            if (reply.isError()) {
                published.error
                    = redis::explainError(reply.text(), m_grant) + (isLost(reply) ? NotKnown : "");
            } else if (reply.type() != Reply::Type::Array || reply.size() < 2) {
                published.error = "Redis answered something else than the script.";
            } else {
                published.id = reply[0].text();
                m_newestTold
                    = std::max(m_newestTold, EventId::parse(published.id).value_or(EventId{}));
                for (std::size_t i = 1; i < reply.size(); ++i) {
                    const bool isSent = reply[i].type() == Reply::Type::Integer;
                    if (isSent) // else the script left no number
                        m_answered = std::max(m_answered, sent.number);
                    published.channels.push_back({isSent ? reply[i].integer() : 0,
                        isSent ? std::string() : redis::explainError(reply[i].text(), m_grant)});
                }
            }
            done(published);
        });
}

std::string RedisHistory::keptText() const
{
    const std::array<std::string, 3> kept = keptArguments();
    return kept[0] + '/' + kept[1];
}

// What the script that publishes is told of how history is kept: events, their age in ms, and where
// a user's id begins in a key.
std::array<std::string, 3> RedisHistory::keptArguments() const
{
    return {std::to_string(m_limits.count > 0 ? m_limits.count + 1 : 0),
        std::to_string(m_limits.age.count()), std::to_string(m_keys.log({}).size() + 1)};
}

void RedisHistory::prove(const std::string& name, const std::string& channel,
    std::function<void(bool, const std::string&)> done)
{
    auto arguments = std::make_shared<Arguments>();
    arguments->keys = {"5", m_lastIdKey, m_keys.heads(), m_keys.headsBefore(), m_keys.log(name),
        m_keys.log(name + ":renamed")};
    arguments->payload = std::make_shared<const std::string>(",0;text\",\"data\":\"probe\"}");
    const auto kept = keptArguments();
    arguments->rest.assign(kept.begin(), kept.end());
    arguments->rest.insert(arguments->rest.end(), {channel, channel, "prove"});
    sendScript(m_publishScript, false, std::move(arguments),
        [this, done = std::move(done)](const Reply& reply, Sent) {
            done(isLost(reply),
                reply.isError() ? redis::explainError(reply.text(), m_grant) : std::string());
        });
}

void RedisHistory::stand(std::function<void(bool, Standing)> done)
{
    auto arguments = std::make_shared<Arguments>();
    for (const std::string& argument :
        {std::string("4"), m_lastIdKey, m_keys.heads(), m_keys.headsBefore(), m_keys.stands()})
        arguments->keys.push_back(argument);
    for (const std::string& argument : {std::to_string(m_answered), m_newestTold.text(),
             std::to_string(m_run), std::to_string(PatienceMs)})
        arguments->rest.push_back(argument);
    sendScript(m_standScript, false, std::move(arguments),
        [this, done = std::move(done)](const Reply& reply, Sent sent) {
            Standing standing;
            if (reply.isError()) {
                standing.error = redis::explainError(reply.text());
            } else {
                standing = {{}, EventId::parse(reply[0].text()).value_or(EventId{}),
                    EventId::parse(reply[2].text()).value_or(EventId{}),
                    static_cast<std::uint64_t>(std::max<std::int64_t>(0, reply[1].integer())), {},
                    reply[4].integer() == 1, reply[7].integer() == 1};
                standing.isLate = sent.isLate;
                if (reply[5].integer() == 1)
                    m_answered
                        = standing.wentBack ? sent.number : std::max(m_answered, sent.number);
                m_run = std::max<std::int64_t>(m_run, reply[6].integer());
                m_newestTold
                    = standing.wentBack ? standing.newest : std::max(m_newestTold, standing.newest);
            }
            const std::string_view kept = reply[3].text();
            const auto age = kept.find('/');
            if (!reply.isError() && age != std::string_view::npos && kept != keptText()) {
                const std::uint64_t events = numberIn(kept.substr(0, age));
                standing.keptOtherwise = events == 0
                    ? "off"
                    : std::to_string(events - 1) + " events a channel for "
                        + std::to_string(numberIn(kept.substr(age + 1)) / 1000) + " s";
            }
            done(isLost(reply), std::move(standing));
        });
}

// ---------------------------------------------------------------- read

// Entries of XRANGE as events; those that were decoded before and are in use are shared.
void RedisHistory::readEntries(
    const Reply& reply, const std::string& userId, std::vector<EventPtr>& events)
{
    if (reply.type() != Reply::Type::Array)
        return;
    std::map<EventId, EventPtr>* decoded = nullptr;
    events.reserve(reply.size());
    for (std::size_t i = 0; i < reply.size(); ++i) {
        const Reply entry = reply[i];
        const auto id = entry.size() == 2 ? EventId::parse(entry[0].text()) : std::nullopt;
        if (!id || entry[1].size() < 2)
            continue; // what somebody else put there
        if (!decoded)
            decoded = &m_decoded[userId];
        EventPtr& kept = (*decoded)[*id];
        if (!kept) {
            const Reply fields = entry[1];
            const auto before = fields.size() >= 4 && fields[2].text() == "p"
                ? EventId::parse(fields[3].text())
                : std::nullopt;
            const auto& payload = m_reader.readHistory(entry[0].text(), fields[1].text());
            kept = std::make_shared<const Event>(Event{*id, before, payload.frame(),
                std::string(payload.customId), std::string(payload.receipt)});
            m_decodedBytes += kept->frame->allocatedBytes() + EventBytes;
        }
        events.push_back(kept);
    }
}

void RedisHistory::releaseUnused()
{
    for (auto channel = m_decoded.begin(); channel != m_decoded.end();) {
        std::erase_if(channel->second, [this](const auto& event) {
            if (event.second.use_count() > 1 || event.second->frame.isShared())
                return false;
            m_decodedBytes -= event.second->frame->allocatedBytes() + EventBytes;
            return true;
        });
        channel = channel->second.empty() ? m_decoded.erase(channel) : std::next(channel);
    }
}

struct RedisHistory::Read {
    std::vector<Asked> asked;
    Reading reading;
    void note(const Reply& reply)
    {
        reading.isLost = reading.isLost || fanlight::isLost(reply);
        if (reply.isError() && reading.error.empty())
            reading.error = redis::explainError(reply.text());
    }
};

// The marks first: what is published meanwhile is behind them then, and nothing seems to be
// missing.
void RedisHistory::read(std::vector<Asked> channels, std::function<void(Reading)> done)
{
    const auto read = std::make_shared<Read>();
    read->asked = std::move(channels);
    read->reading.channels.resize(read->asked.size());
    for (std::size_t begin = 0; begin < read->asked.size(); begin += ChannelsAtOnce) {
        const std::size_t end = std::min(read->asked.size(), begin + ChannelsAtOnce);
        std::vector<std::string> fields
            = {"HMGET", m_keys.heads(), std::string(SinceField), std::string(LostField)};
        for (std::size_t i = begin; i < end; ++i)
            fields.push_back(fieldOf(read->asked[i].userId));
        std::vector<std::string_view> command(fields.begin(), fields.end());
        const auto since = std::make_shared<std::optional<EventId>>();
        m_link.send(command, [read, since, begin, end](const Reply& reply) {
            read->note(reply);
            *since = EventId::parse(reply[0].text());
            for (std::size_t i = begin; *since && i < end; ++i) {
                read->reading.channels[i].newest
                    = EventId::parse(reply[2 + i - begin].text()).value_or(Unknowable);
                read->reading.channels[i].lost
                    = EventId::parse(reply[1].text()).value_or(EventId{});
            }
        });
        const std::string beforeKey = m_keys.headsBefore();
        command[1] = beforeKey;
        m_link.send(command, [read, since, begin, end](const Reply& reply) {
            read->note(reply);
            const EventId sinceBefore
                = EventId::parse(reply[0].text()).value_or(since->value_or(Unknowable));
            for (std::size_t i = begin; *since && i < end; ++i) {
                EventId& newest = read->reading.channels[i].newest;
                EventId& lost = read->reading.channels[i].lost;
                lost = std::max(lost, EventId::parse(reply[1].text()).value_or(EventId{}));
                if (newest == Unknowable)
                    newest = EventId::parse(reply[2 + i - begin].text()).value_or(sinceBefore);
            }
        });
        for (std::size_t i = begin; i < end; ++i) {
            m_link.send(
                {"XRANGE", m_keys.log(read->asked[i].userId), read->asked[i].from.text(), "+"},
                [this, read, i](const Reply& reply) {
                    read->note(reply);
                    readEntries(reply, read->asked[i].userId, read->reading.channels[i].events);
                });
        }
    }
    m_link.send({"TIME"}, [read, done = std::move(done)](const Reply& reply) {
        read->note(reply);
        read->reading.nowMs = numberIn(reply[0].text()) * 1000 + numberIn(reply[1].text()) / 1000;
        done(std::move(read->reading));
    });
}

// ---------------------------------------------------------------- replay

struct RedisHistory::Resumes {
    std::vector<Ask> asks;
    std::vector<std::optional<Replay>> replays;
    bool isAll = false; // all of history is looked through for those that are left
    std::function<void(bool, std::vector<Replay>)> done;
};

void RedisHistory::replay(
    std::vector<Ask> asks, std::function<void(bool, std::vector<Replay>)> done)
{
    auto resumes = std::make_shared<Resumes>();
    resumes->replays.resize(asks.size());
    resumes->asks = std::move(asks);
    resumes->done = std::move(done);
    readForResumes(std::move(resumes));
}

// First from the ids on, where they look like the hub's; all there is for those that are not found
// so.
void RedisHistory::readForResumes(std::shared_ptr<Resumes> resumes)
{
    std::vector<Asked> asked = {{{}, Unknowable}};
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < resumes->asks.size(); ++i) {
        if (resumes->replays[i])
            continue;
        const Ask& ask = resumes->asks[i];
        const EventId from
            = resumes->isAll ? EventId{} : ask.lastEventId.hubs().value_or(EventId{});
        asked[0].from = std::min(asked[0].from, from);
        if (ask.userId.empty())
            continue;
        const auto [place, isNew] = places.emplace(ask.userId, asked.size());
        if (isNew)
            asked.push_back({ask.userId, from});
        else
            asked[place->second].from = std::min(asked[place->second].from, from);
    }
    std::vector<EventId> froms;
    for (const Asked& one : asked)
        froms.push_back(one.from);
    read(std::move(asked),
        [this, resumes, places = std::move(places), froms = std::move(froms)](Reading reading) {
            if (reading.isLost)
                return resumes->done(true, {});
            bool isComplete = true;
            for (std::size_t i = 0; i < resumes->asks.size(); ++i) {
                if (resumes->replays[i])
                    continue;
                const Ask& ask = resumes->asks[i];
                const auto place = places.find(ask.userId);
                const Channel* own
                    = place == places.end() ? nullptr : &reading.channels[place->second];
                const bool isAll
                    = froms[0] == EventId{} && (!own || froms[place->second] == EventId{});
                resumes->replays[i] = replayOf(ask, own, reading.channels[0], isAll, reading);
                isComplete = isComplete && resumes->replays[i];
            }
            if (!isComplete) {
                resumes->isAll = true;
                return readForResumes(resumes);
            }
            std::vector<Replay> replays;
            for (std::optional<Replay>& replay : resumes->replays)
                replays.push_back(std::move(*replay));
            resumes->done(false, std::move(replays));
        });
}

// Nothing: the event is not found, and not all was looked through.
std::optional<RedisHistory::Replay> RedisHistory::replayOf(const Ask& ask, const Channel* own,
    const Channel& broadcasts, bool isAll, const Reading& reading) const
{
    const ResumeId& last = ask.lastEventId;
    std::optional<EventId> chosen, inLatin1, after;
    for (const Channel* channel : {own, &broadcasts}) {
        for (std::size_t i = 0; channel && i < channel->events.size(); ++i) {
            const Event& event = *channel->events[i];
            if (event.customId.empty())
                continue;
            if (last.is(event.customId))
                chosen = std::max(chosen, std::optional(event.id));
            else if (last.isInLatin1(event.customId))
                inLatin1 = std::max(inLatin1, std::optional(event.id));
        }
    }
    if (last.hubs() && ((own && own->knows(*last.hubs())) || broadcasts.knows(*last.hubs())))
        after = last.hubs();
    after = std::max(after, chosen ? chosen : inLatin1);
    if (!after && !isAll && reading.error.empty())
        return std::nullopt;
    // One of a history that is no more: what that client had is not sent again. One that no clock
    // gave is a publisher's, and older than all there is.
    const bool isKnown = after.has_value();
    if (!after && last.hubs() && last.hubs()->ms <= reading.nowMs + LikelyMs)
        after = last.hubs();
    const EventId from = after.value_or(EventId{});
    const EventId expired{reading.nowMs
            - std::min<std::uint64_t>(
                reading.nowMs, static_cast<std::uint64_t>(m_limits.age.count())),
        0};

    Replay replay;
    bool isWhole = isKnown;
    EventId missingTo;
    const auto take = [&](const Channel& channel, EventId& through) {
        through = isKnown ? from : EventId{};
        if (!channel.events.empty())
            through = std::max(through, channel.events.back()->id);
        auto event = channel.behind(from);
        const auto most = static_cast<std::ptrdiff_t>(m_limits.count);
        const bool isChannelWhole = channel.isWholeBehind(from)
            && (event == channel.events.end() || (*event)->id >= expired);
        if (!isChannelWhole && most > 0 && channel.events.end() - event > most)
            event = channel.events.end() - most; // without the one that is kept beyond
        while (event != channel.events.end() && (*event)->id < expired)
            ++event;
        if (!isKnown || !isChannelWhole) {
            const EventId first = event != channel.events.end() ? (*event)->id
                : channel.events.empty()                        ? EventId{}
                                                                : channel.events.back()->id;
            missingTo = std::max({missingTo, channel.missingTo(from), first});
        }
        for (; event != channel.events.end(); ++event)
            replay.events.push_back({*event, &channel == &broadcasts});
        isWhole = isWhole && isChannelWhole;
    };
    if (own)
        take(*own, replay.throughOwn);
    take(broadcasts, replay.throughBroadcasts);
    std::sort(replay.events.begin(), replay.events.end(),
        [](const Replayed& a, const Replayed& b) { return a.event->id < b.event->id; });
    if (!reading.error.empty())
        replay.missing = "history cannot be read: " + reading.error;
    else if (!isWhole)
        replay.missing = "history does not reach back to "
            + (isKnown ? last.text() : std::string("that event")) + "; events may be missing";
    if (reading.error.empty() && !isWhole && missingTo != Unknowable && missingTo > from)
        replay.missingTo = missingTo.text();
    return replay;
}

} // namespace fanlight
