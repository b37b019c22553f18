// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/broker_move.h"

#include "broker/redis_broker.h"

#include "qtredis/refusal.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace fanlight {

using redis::Reply;

namespace {

constexpr int ReportMs = 100;

// KEYS: fanlight:last-id, fanlight:heads, fanlight:heads-before and streams. ARGV: events to keep,
// their age in milliseconds, where in a stream's key the name of its field begins, the id up to
// which anything may be gone, then for each event the number of its stream, its id, its payload and
// the id before it on its channel. Answers with how many were left out, since Redis has newer ones.
//
// The marks are left as publishing keeps them (RedisHistory), so that what did not come along is
// seen as missing: the newest id of each channel, “since”, behind which they are all known, and
// “lost” where something was left out.
constexpr const char* CopyScript = R"lua(
local count, age, begins, since = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local function parts(id)
  local ms, sequence = string.match(id or '', '^(%d+)-(%d+)$')
  return tonumber(ms) or 0, tonumber(sequence) or 0
end
local function above(one, other)
  local ms, sequence = parts(one)
  local otherMs, otherSequence = parts(other)
  return ms > otherMs or (ms == otherMs and sequence > otherSequence)
end
local fields = {'since', 'last', 'lost'}
for i = 4, #KEYS do
  fields[i] = string.sub(KEYS[i], begins)
end
local heads = redis.call('HMGET', KEYS[2], unpack(fields))
local before = redis.call('HMGET', KEYS[3], unpack(fields))
local last = redis.call('GET', KEYS[1]) or heads[2]
local known, lost = heads[1] or last or since, heads[3]
if above(since, known) then known = since end
for i = 4, #KEYS do
  if above(before[i], heads[i]) then heads[i] = before[i] end
end
local newest, leftOut = last or since, 0
for i = 5, #ARGV, 4 do
  local at, id = 3 + tonumber(ARGV[i]), ARGV[i + 1]
  local reply = redis.pcall('XADD', KEYS[at], 'MAXLEN', count, id, 'm', ARGV[i + 2], 'p', ARGV[i + 3])
  if type(reply) == 'table' and reply.err then
    if not string.find(reply.err, 'equal or smaller', 1, true) then return reply end
    leftOut = leftOut + 1
    if above(id, lost) then lost = id end
  elseif above(id, heads[at]) then
    heads[at] = id
  end
  if above(id, newest) then newest = id end
end
if not heads[1] then
  redis.call('DEL', KEYS[3])
  redis.call('HSET', KEYS[2], 'born', '0-0')
end
local marks = {'since', known}
if lost then marks[3], marks[4] = 'lost', lost end
for i = 4, #KEYS do
  if heads[i] then marks[#marks + 1], marks[#marks + 2] = fields[i], heads[i] end
  redis.call('PEXPIRE', KEYS[i], age)
end
redis.call('HSET', KEYS[2], unpack(marks))
redis.call('SET', KEYS[1], newest)
return leftOut
)lua";

// What a publisher asked clients to wait; -1: nothing.
int retryOf(std::string_view event)
{
    constexpr std::string_view Name = "retry: ";
    const auto at = event.starts_with(Name) ? 0 : event.find("\nretry: ");
    if (at == std::string_view::npos)
        return -1;
    const std::string_view text = event.substr(at + Name.size() + (at == 0 ? 0 : 1));
    int retryMs = -1;
    std::from_chars(text.data(), text.data() + text.size(), retryMs);
    return retryMs;
}

BatchWish wishOf(Batching batching)
{
    switch (batching) {
    case Batching::Never:
        return {0, 0};
    case Batching::Batched:
        return {BatchWish::HubsWindow, 0};
    case Batching::AsTheHub:
        break;
    }
    return {};
}

redis::RedisLink::Settings linkSettings(const redis::RedisUrl& url, const RedisKeys& keys)
{
    redis::RedisLink::Settings settings;
    settings.url = url;
    settings.rules = QString::fromStdString(keys.accessRules(url.isSharded));
    settings.clientName = "fanlight:move";
    settings.clusterKey = keys.lastId();
    return settings;
}

} // namespace

BrokerMove::BrokerMove(From from, const redis::RedisUrl& to, QObject* parent)
    : QObject(parent)
    , m_from(std::move(from))
    , m_keys(m_from.prefix, RedisBroker::layoutOf(to))
    , m_grant(redis::grantLine(to, QString::fromStdString(m_keys.accessRules(to.isSharded)))
                  .toStdString())
    , m_link(linkSettings(to, m_keys))
    , m_silence(this)
    , m_reports(this)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(SilenceMs);
    m_reports.setSingleShot(true);
    m_reports.setInterval(ReportMs);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        fail(QStringLiteral("Redis did not answer within %1 s.").arg(SilenceMs / 1000));
    });
    connect(&m_link, &redis::RedisLink::ready, this, &BrokerMove::goOn);
    connect(&m_link, &redis::RedisLink::lost, this, &BrokerMove::fail);
}

BrokerMove::~BrokerMove()
{
    m_isOver = true; // what the link still owes is for nobody
    if (m_step == Step::Audience || m_step == Step::History)
        m_from.audience.setJournal(nullptr);
}

void BrokerMove::start()
{
    m_from.history.beginCopy();
    m_from.audience.setJournal(&m_changes);
    m_progress.all = {m_from.audience.count(), m_from.history.figures().historyEvents};
    m_forgotten = m_from.history.forgottenThrough();
    m_silence.start();
    m_link.open();
}

void BrokerMove::copyRest(std::vector<MemoryBroker::Kept> rest, EventId forgotten)
{
    m_step = Step::Rest;
    m_rest = std::move(rest);
    m_forgotten = forgotten;
    m_silence.start();
    goOn();
}

// ---------------------------------------------------------------- in pieces

void BrokerMove::goOn()
{
    while (!m_isOver && m_step != Step::Waiting && m_underWay < UnderWay) {
        if (sendNext())
            continue;
        if (m_underWay == 0)
            stepDone();
        return;
    }
}

bool BrokerMove::sendNext()
{
    switch (m_step) {
    case Step::Audience:
        return sendMembers();
    case Step::History:
        // whatever changed in the audience goes along with it, in its order
        return sendChange() || sendEvents(m_from.history.copyNext(EventsAtOnce, BytesAtOnce));
    case Step::Rest: {
        if (sendChange())
            return true;
        std::vector<MemoryBroker::Kept> piece;
        while (m_nextRest < m_rest.size() && piece.size() < EventsAtOnce)
            piece.push_back(std::move(m_rest[m_nextRest++]));
        return sendEvents(std::move(piece));
    }
    case Step::Waiting:
        break;
    }
    return false;
}

void BrokerMove::stepDone()
{
    switch (m_step) {
    case Step::Audience:
        m_step = Step::History;
        return goOn();
    case Step::History:
        m_step = Step::Waiting;
        m_silence.stop();
        Q_EMIT progressed();
        // not inside of a callback of the link, which the move may end
        QMetaObject::invokeMethod(this, &BrokerMove::caughtUp, Qt::QueuedConnection);
        return;
    case Step::Rest: {
        m_step = Step::Waiting;
        // the marks, also where there was no event at all
        const std::string where = std::to_string(m_keys.log({}).size() + 1);
        send({"EVAL", CopyScript, "3", m_keys.lastId(), m_keys.heads(), m_keys.headsBefore(),
                 std::to_string(m_from.limits.count + 1), std::to_string(m_from.limits.age.count()),
                 where, m_forgotten.text()},
            [this](const Reply&) {
                m_isOver = true;
                m_silence.stop();
                QMetaObject::invokeMethod(this, &BrokerMove::finished, Qt::QueuedConnection);
            });
        return;
    }
    case Step::Waiting:
        return;
    }
}

bool BrokerMove::sendMembers()
{
    if (m_hasAllSets)
        return false;
    std::vector<std::string> members = m_from.audience.copyNext(m_place, MembersAtOnce);
    m_hasAllSets = members.empty();
    if (m_hasAllSets)
        return false;
    const std::size_t count = members.size();
    std::vector<std::string> command{"SADD", keyOf(m_place.set)};
    std::move(members.begin(), members.end(), std::back_inserter(command));
    send(command, [this, count](const Reply&) { m_progress.done.audience += count; });
    return true;
}

bool BrokerMove::sendChange()
{
    if (m_changes.size() > MostChanges) {
        fail(QStringLiteral("The audience changes faster than it can be copied."));
        return false;
    }
    if (m_nextChange == m_changes.size())
        return false;
    const MemorySets::Change& change = m_changes[m_nextChange++];
    using Kind = MemorySets::Change::Kind;
    std::vector<std::string> command{change.kind == Kind::Add ? "SADD"
            : change.kind == Kind::Remove                     ? "SREM"
                                                              : "UNLINK",
        keyOf(change.set)};
    command.insert(command.end(), change.members.begin(), change.members.end());
    if (change.kind == Kind::Clear || !change.members.empty())
        send(command, [](const Reply&) {});
    return true;
}

bool BrokerMove::sendEvents(std::vector<MemoryBroker::Kept> events)
{
    if (events.empty())
        return false;
    const std::size_t count = events.size();
    std::map<std::string, std::size_t> streams; // by user, their numbers
    std::vector<std::string> keys{m_keys.lastId(), m_keys.heads(), m_keys.headsBefore()};
    std::vector<std::string> rest{std::to_string(m_from.limits.count + 1),
        std::to_string(m_from.limits.age.count()), std::to_string(m_keys.log({}).size() + 1),
        m_forgotten.text()};
    for (const MemoryBroker::Kept& event : events) {
        const auto [stream, isNew] = streams.try_emplace(event.userId, streams.size() + 1);
        if (isNew)
            keys.push_back(m_keys.log(event.userId));
        rest.insert(rest.end(),
            {std::to_string(stream->second), event.id.text(), payloadOf(event),
                event.before.text()});
    }
    std::vector<std::string> command{"EVAL", CopyScript, std::to_string(keys.size())};
    std::move(keys.begin(), keys.end(), std::back_inserter(command));
    std::move(rest.begin(), rest.end(), std::back_inserter(command));
    send(command, [this, count](const Reply& reply) {
        const auto leftOut = static_cast<quint64>(std::max<std::int64_t>(0, reply.integer()));
        m_leftOut += leftOut;
        m_progress.done.history += count - leftOut;
    });
    return true;
}

void BrokerMove::send(
    const std::vector<std::string>& command, std::function<void(const Reply&)> answered)
{
    ++m_underWay;
    const std::vector<std::string_view> views(command.begin(), command.end());
    m_link.send(views, [this, answered = std::move(answered)](const Reply& reply) {
        if (m_isOver)
            return;
        --m_underWay;
        if (reply.isError())
            return fail(QString::fromStdString(redis::explainError(reply.text(), m_grant)));
        m_silence.start();
        answered(reply);
        report();
        goOn();
    });
}

// In memory sets are called as with the usual prefix.
std::string BrokerMove::keyOf(const std::string& set) const
{
    const auto colon = set.find(':');
    const std::string name = set.substr(colon + 1);
    return set.starts_with("followers:") ? m_keys.followers(name) : m_keys.interests(name);
}

std::string BrokerMove::payloadOf(const MemoryBroker::Kept& event)
{
    const std::string data = event.frame->data();
    FanFields fields;
    fields.data = data;
    fields.type = event.frame->type();
    fields.event = event.frame->eventName();
    fields.customId = event.customId;
    fields.retryMs = retryOf(event.frame->plain());
    fields.publishedUs = event.id.ms * 1000;
    // a retry is never batched, whoever asked
    fields.batch = fields.retryMs < 0 ? wishOf(event.frame->batching()) : BatchWish();
    return m_payloads.afterId(fields);
}

void BrokerMove::fail(const QString& error)
{
    if (std::exchange(m_isOver, true))
        return;
    m_silence.stop();
    m_reports.stop();
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT failed(error); }, Qt::QueuedConnection);
}

void BrokerMove::report()
{
    if (m_reports.isActive())
        return;
    m_reports.start();
    Q_EMIT progressed();
}

} // namespace fanlight
