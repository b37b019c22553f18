// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_scripts.h"

#include <QRandomGenerator>

namespace fanlight {

using redis::Reply;

namespace {

// What both scripts are told first, ARGV: field of this process in fanlight:heads, number of this
// call, and "new" when Redis did not know the script. Each call that was answered left its number
// there: Redis that has a lower one has gone back.

// KEYS: fanlight:last-id, fanlight:heads, fanlight:heads-before and the streams; ARGV then: payload
// behind the id, events to keep, their age in milliseconds, where in a stream's key the name of its
// field begins, and a channel for each stream. Answers with the id and, for each channel, how many
// it was sent to or the error why it was neither kept nor sent. Who listens by a pattern (a tap, of
// whatever instance) looks on and is not counted, as PUBLISH would. What prevents all (the memory
// limit, a replica) is an error of the whole, raised by the first write. With "prove" behind the
// channels it is a proof: it does the like with two streams and the first channel, and removes what
// it wrote.
//
// With a key of `once` KEYS end with fanlight:once:{key} and fanlight:once-part:{key}, and ARGV
// with how long they are kept in milliseconds, what stands between recipients and id in a record,
// "once", or "slice" of what others go with, and the id its publisher chose, or nothing. Where
// there is a record, that is all the answer. What a channel has already, as the part tells, is not
// published there again: -1 less how many it was sent to is its answer. Behind those of the
// channels stands the id that was told first. A whole one that has reached all leaves a record, any
// other whom it has reached.
constexpr std::string_view PublishScript = R"lua(
local field, number, payload, count, age = ARGV[1], ARGV[2], ARGV[4], ARGV[5], ARGV[6]
local mode, streams, once, part = ARGV[#KEYS + 5], #KEYS, nil, nil
if mode == 'once' or mode == 'slice' then
  streams, once, part = #KEYS - 2, KEYS[#KEYS - 1], KEYS[#KEYS]
  local record = redis.call('GET', once)
  if record then return record end
end
local time = redis.call('TIME')
local ms, sequence = time[1] * 1000 + math.floor(time[2] / 1000), 0
local fields = {'since', 'last'}
for i = 4, streams do
  fields[i - 1] = string.sub(KEYS[i], ARGV[7])
end
local known = once and redis.call('HMGET', part, 'id', unpack(fields, 3)) or {}
local heads, before = redis.call('HMGET', KEYS[2], unpack(fields)), {}
local last = redis.call('GET', KEYS[1]) or heads[2] or heads[1]
local lastMs, lastSequence = string.match(last or '', '^(%d+)-(%d+)$')
if lastMs and tonumber(lastMs) >= ms then
  ms, sequence = tonumber(lastMs), tonumber(lastSequence) + 1
end
local id = string.format('%.0f-%.0f', ms, sequence)
last = lastMs and last or id
if mode == 'prove' then
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
local isNew = not known[1]
for i = 4, streams do
  isNew = isNew or not known[i - 2]
end
if isNew then redis.call('SET', KEYS[1], id) end
if not isNew then
  before = {}
elseif not heads[1] then
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
for i = 4, streams do
  local previous = heads[i - 1] or before[i - 1] or before[1] or heads[1]
  local had, problem = known[i - 2], nil
  if not had and count ~= '0' then
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
  if not had and not problem then
    sent = redis.pcall('PUBLISH', ARGV[4 + i], '{"$fan":"' .. id .. payload)
    problem = failed(sent)
    if problem and count ~= '0' then redis.pcall('XDEL', KEYS[i], id) end
    if not problem and sent > 0 then
      local named = redis.pcall('PUBSUB', 'NUMSUB', ARGV[4 + i])
      if not failed(named) then sent = math.min(sent, named[2]) end
    end
  end
  if not had and not problem then
    marks[#marks + 1], marks[#marks + 2] = fields[i - 1], id
    if isFirst then answer[1], isFirst = id, false end
  end
  answer[i - 2] = problem or sent or -1 - tonumber(had)
end
if not isFirst then
  redis.call('HSET', KEYS[2], 'last', id, 'kept', count .. '/' .. age, unpack(marks))
end
if once then
  local told, isWhole, total, reached = known[1] or answer[1], mode == 'once', 0, {}
  for i = 4, streams do
    local sent = answer[i - 2]
    if type(sent) ~= 'number' then
      isWhole = false
    elseif sent < 0 then
      total = total - 1 - sent
    else
      total = total + sent
      reached[#reached + 1], reached[#reached + 2] = fields[i - 1], sent
    end
  end
  if isWhole then
    local wish = ARGV[#KEYS + 6]
    redis.call('SET', once, total .. ' ' .. ARGV[#KEYS + 4] .. ' ' .. (wish ~= '' and wish or told), 'PX', ARGV[#KEYS + 3])
    if known[1] then redis.call('UNLINK', part) end
  elseif #reached > 0 then
    redis.call('HSET', part, 'id', told, unpack(reached))
    redis.call('PEXPIRE', part, ARGV[#KEYS + 3])
  end
  answer[#answer + 1] = told
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

} // namespace

RedisScripts::RedisScripts(redis::RedisLink& link)
    : m_link(link)
    , m_publish(PublishScript)
    , m_stand(StandScript)
    , m_ownField("by " + std::to_string(QRandomGenerator::system()->generate64()))
{
}

void RedisScripts::loadPublish()
{
    // where that is not permitted the first EVALSHA tells
    m_link.send({"SCRIPT", "LOAD", m_publish.text()}, [](const Reply&) {});
}

void RedisScripts::send(
    const RedisScript& script, bool whole, std::shared_ptr<Arguments> arguments, Done done)
{
    const std::uint64_t number = ++m_calls; // again where it is sent again, behind others
    const std::string numberText = std::to_string(number);
    std::vector<std::string_view> command = {script.command(whole), script.argument(whole)};
    command.insert(command.end(), arguments->keys.begin(), arguments->keys.end());
    command.insert(command.end(), {m_ownField, numberText, whole ? "new" : "known"});
    if (arguments->payload)
        command.push_back(*arguments->payload);
    command.insert(command.end(), arguments->rest.begin(), arguments->rest.end());
    m_link.send(command,
        [this, &script, whole, number, arguments, done = std::move(done)](
            const Reply& reply) mutable {
            if (!whole && RedisScript::isUnknown(reply))
                return send(
                    script, true, std::move(arguments), std::move(done)); // which loads it, too
            done(reply, {number, whole});
        });
}

} // namespace fanlight
