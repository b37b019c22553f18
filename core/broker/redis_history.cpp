// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_history.h"

#include "broker/history_entry.h"
#include "broker/replay_part.h"
#include "net/clock.h"
#include "qtredis/refusal.h"

#include <QTimer>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace fanlight {

using redis::Reply;

namespace {

constexpr std::string_view SinceField = "since"; // no channel has such a field …
constexpr std::string_view LostField = "lost"; // … nor this
constexpr std::uint64_t LikelyMs = 60'000; // an id so far ahead of Redis' clock was not given by it
constexpr std::size_t ChannelsAtOnce = 500; // of one HMGET
constexpr int PatienceMs = 2000; // links come back within half a second
constexpr const char* OnceKeptMs = "300000"; // OnceTable::KeptSeconds
static_assert(OnceTable::KeptSeconds == 300);
constexpr const char* NotKnown = " Whether this was published is not known.";

std::uint64_t numberIn(std::string_view text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

EventId justBehind(EventId id)
{
    return id.sequence == std::numeric_limits<std::uint64_t>::max()
        ? EventId{id.ms + 1, 0}
        : EventId{id.ms, id.sequence + 1};
}

bool isLost(const Reply& reply)
{
    return reply.isError() && reply.text().starts_with("LOST ");
}

} // namespace

// One without the event before it was written by an earlier version.
bool RedisHistory::Channel::isWholeBehind(EventId after) const
{
    if (lost != EventId{} && after <= lost)
        return false;
    const Followed found = follow(after, Unnamed::IsHoleAtFirst);
    return found.hole == EventId{} && newest <= found.last;
}

EventId RedisHistory::Channel::missingTo(EventId after) const
{
    const Followed found = follow(after, Unnamed::IsHoleAtFirst);
    EventId to = found.hole;
    // what Redis has lost is older than all it gave since
    if (lost != EventId{} && after <= lost) {
        const auto since = behind(lost);
        if (since == events.end())
            return Unknowable;
        to = std::max(to, (*since)->id);
    }
    return newest <= found.last ? to : newest;
}

RedisHistory::RedisHistory(redis::RedisLink& link, RedisKeys keys, const Limits& limits)
    : m_link(link)
    , m_scripts(link)
    , m_keys(std::move(keys))
    , m_lastIdKey(m_keys.lastId())
    , m_limits(limits)
{
}

void RedisHistory::prepare()
{
    m_decoded.clear();
    m_scripts.loadPublish();
}

void RedisHistory::leave()
{
    m_link.send({"HDEL", m_keys.stands(), m_scripts.ownField()}, {});
}

// ---------------------------------------------------------------- publish

void RedisHistory::publish(std::span<const std::string> userIds,
    std::shared_ptr<const std::string> afterId, const OnceWish* once,
    std::function<void(const Published&)> done)
{
    const std::size_t channels = std::max<std::size_t>(1, userIds.size());
    auto arguments = std::make_shared<RedisScripts::Arguments>();
    arguments->payload = std::move(afterId);
    arguments->keys.reserve(4 + channels + (once ? 2 : 0));
    arguments->rest.reserve(3 + channels + (once ? 4 : 0));
    for (std::string key : {std::to_string(3 + channels + (once ? 2 : 0)), m_lastIdKey,
             m_keys.heads(), m_keys.headsBefore()})
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
    if (once) {
        arguments->keys.insert(
            arguments->keys.end(), {m_keys.once(once->key), m_keys.oncePart(once->key)});
        arguments->rest.insert(arguments->rest.end(),
            {OnceKeptMs, once->middle, once->isWhole ? "once" : "slice", once->customId});
    }
    m_scripts.publish(std::move(arguments),
        [this, channels, hasKey = once != nullptr, done = std::move(done)](
            const Reply& reply, RedisScripts::Sent sent) {
            Published published;
            if (reply.isError()) {
                published.error
                    = redis::explainError(reply.text(), m_grant) + (isLost(reply) ? NotKnown : "");
                published.isElsewhere = redis::isRedirection(reply.text());
            } else if (hasKey && reply.type() == Reply::Type::String) {
                published.first = OnceRecord::read(reply.text());
                if (!published.first)
                    published.error
                        = "The record of the first publish with this key cannot be read.";
            } else if (reply.type() != Reply::Type::Array || reply.size() < 2) {
                published.error = "Redis answered something else than the script.";
            } else {
                takePublished(reply, channels, sent.number, published);
                if (hasKey && reply.size() > 1 + channels)
                    published.firstId = reply[1 + channels].text();
            }
            done(published);
        });
}

void RedisHistory::takePublished(
    const Reply& reply, std::size_t channels, std::uint64_t call, Published& published)
{
    bool isRecorded = false; // else the script left no number
    bool isNew = false; // else it gave no id
    for (std::size_t i = 1; i < reply.size() && i <= channels; ++i) {
        const bool isSent = reply[i].type() == Reply::Type::Integer;
        const std::int64_t sent = isSent ? reply[i].integer() : 0;
        isRecorded = isRecorded || (isSent && sent >= 0);
        isNew = isNew || sent >= 0;
        published.channels.push_back({sent < 0 ? -1 - sent : sent, sent < 0,
            isSent ? std::string() : redis::explainError(reply[i].text(), m_grant)});
    }
    published.id = reply[0].text();
    if (isRecorded)
        m_answered = std::max(m_answered, call);
    if (isNew)
        m_newestTold = std::max(m_newestTold, EventId::parse(published.id).value_or(EventId{}));
}

void RedisHistory::remember(const std::string& key, const OnceRecord& record)
{
    m_link.send({"SET", m_keys.once(key), record.text(), "PX", OnceKeptMs}, {});
    if (record.result.audience > PublishSlice)
        m_link.send({"UNLINK", m_keys.oncePart(key)}, {});
}

void RedisHistory::recall(
    const std::string& key, std::function<void(const std::string&, std::optional<OnceRecord>)> done)
{
    m_link.send({"GET", m_keys.once(key)}, [this, done = std::move(done)](const Reply& reply) {
        if (reply.isError())
            return done(redis::explainError(reply.text(), m_grant), std::nullopt);
        done({}, OnceRecord::read(reply.text()));
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
    auto arguments = std::make_shared<RedisScripts::Arguments>();
    arguments->keys = {"5", m_lastIdKey, m_keys.heads(), m_keys.headsBefore(), m_keys.log(name),
        m_keys.log(name + ":renamed")};
    arguments->payload = std::make_shared<const std::string>(",0;text\",\"data\":\"probe\"}");
    const auto kept = keptArguments();
    arguments->rest.assign(kept.begin(), kept.end());
    arguments->rest.insert(arguments->rest.end(), {channel, channel, "prove"});
    m_scripts.publish(std::move(arguments),
        [this, done = std::move(done)](const Reply& reply, RedisScripts::Sent) {
            // while a cluster moves it nothing is known
            const bool isElsewhere = reply.isError() && redis::isRedirection(reply.text())
                && !reply.text().starts_with("CLUSTERDOWN");
            done(isLost(reply) || isElsewhere,
                reply.isError() ? redis::explainError(reply.text(), m_grant) : std::string());
        });
}

void RedisHistory::stand(std::function<void(bool, Standing)> done)
{
    auto arguments = std::make_shared<RedisScripts::Arguments>();
    for (const std::string& argument :
        {std::string("4"), m_lastIdKey, m_keys.heads(), m_keys.headsBefore(), m_keys.stands()})
        arguments->keys.push_back(argument);
    for (const std::string& argument : {std::to_string(m_answered), m_newestTold.text(),
             std::to_string(m_run), std::to_string(PatienceMs)})
        arguments->rest.push_back(argument);
    m_scripts.stand(std::move(arguments),
        [this, done = std::move(done)](const Reply& reply, RedisScripts::Sent sent) {
            Standing standing;
            if (reply.isError()) {
                standing.error = redis::explainError(reply.text());
                standing.isSettled = !redis::isRedirection(reply.text());
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

void RedisHistory::releaseUnused(bool isAll)
{
    m_decoded.release(monotonicNs(), isAll);
}

struct RedisHistory::Read {
    std::vector<Asked> asked;
    // of each channel: what was read lately is there, and has yet to be found in Redis, too
    enum class Begins : std::uint8_t { Anew, PerhapsLately, Lately };
    std::vector<Begins> begins;
    Reading reading;
    int tries = 0;
    std::size_t next = 0; // channel to be asked for
    std::size_t left = 0; // channels, and the time
    std::function<void(Reading)> done;
    void note(const Reply& reply)
    {
        reading.isLost = reading.isLost || fanlight::isLost(reply);
        reading.isElsewhere
            = reading.isElsewhere || (reply.isError() && redis::isRedirection(reply.text()));
        if (reply.isError() && reading.error.empty())
            reading.error = redis::explainError(reply.text());
    }
};

// The marks first: what is published meanwhile is behind them then, and nothing seems to be
// missing.
void RedisHistory::readOnce(
    std::vector<Asked> channels, int tries, std::function<void(Reading)> done)
{
    const auto read = std::make_shared<Read>();
    read->asked = std::move(channels);
    read->begins.resize(read->asked.size());
    read->reading.channels.resize(read->asked.size());
    read->tries = tries;
    read->left = read->asked.size() + 1;
    read->done = std::move(done);
    for (std::size_t begin = 0; begin < read->asked.size(); begin += ChannelsAtOnce)
        readMarks(read, begin, std::min(read->asked.size(), begin + ChannelsAtOnce));
    m_link.send({"TIME"}, [this, read](const Reply& reply) {
        read->note(reply);
        read->reading.nowMs = redisTimeMs(reply);
        finishRead(read);
    });
    for (std::size_t i = 0; i < ChannelsUnderWay; ++i)
        readNextChannel(read);
}

void RedisHistory::readMarks(const std::shared_ptr<Read>& read, std::size_t begin, std::size_t end)
{
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
            read->reading.channels[i].lost = EventId::parse(reply[1].text()).value_or(EventId{});
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
}

void RedisHistory::readNextChannel(const std::shared_ptr<Read>& read)
{
    if (read->next >= read->asked.size())
        return;
    const std::size_t channel = read->next++;
    const Asked& asked = read->asked[channel];
    std::vector<EventPtr>& events = read->reading.channels[channel].events;
    events = m_decoded.lately(asked.userId, asked.from, monotonicNs());
    read->begins[channel] = events.empty() ? Read::Begins::Anew : Read::Begins::PerhapsLately;
    readPiece(read, channel, events.empty() ? asked.from : events.back()->id);
}

void RedisHistory::readPiece(const std::shared_ptr<Read>& read, std::size_t channel, EventId from)
{
    const std::size_t most
        = std::clamp(PieceBytes / m_decoded.meanBytes(), LeastAPiece, MostAPiece);
    m_link.send({"XRANGE", m_keys.log(read->asked[channel].userId), from.text(), "+", "COUNT",
                    std::to_string(most)},
        [this, read, channel, most](const Reply& reply) { pieceRead(read, channel, most, reply); });
}

void RedisHistory::pieceRead(
    const std::shared_ptr<Read>& read, std::size_t channel, std::size_t most, const Reply& reply)
{
    read->note(reply);
    if (read->reading.isLost) { // and so is what was not asked for yet
        read->left -= read->asked.size() - std::exchange(read->next, read->asked.size());
        return finishRead(read);
    }
    const Asked& asked = read->asked[channel];
    std::vector<EventPtr>& events = read->reading.channels[channel].events;
    Read::Begins& begins = read->begins[channel];
    if (begins == Read::Begins::PerhapsLately && !reply.isError()) {
        const bool isThere = EventId::parse(reply[0][0].text()) == events.back()->id;
        begins = isThere ? Read::Begins::Lately : Read::Begins::Anew;
        if (!isThere) { // who knows what else has gone
            events.clear();
            return readPiece(read, channel, asked.from);
        }
        events.pop_back(); // it comes again
    }
    const std::optional<EventId> last = m_decoded.take(reply, asked.userId, events);
    if (last && reply.size() >= most)
        return readPiece(read, channel, justBehind(*last));
    if (!reply.isError())
        m_decoded.haveRead(
            asked.userId, asked.from, events, begins == Read::Begins::Lately, monotonicNs());
    readNextChannel(read);
    finishRead(read);
}

// One of what it waits for is there.
void RedisHistory::finishRead(const std::shared_ptr<Read>& read)
{
    if (--read->left > 0)
        return;
    if (read->reading.isElsewhere && !read->reading.isLost && read->tries > 1) {
        QTimer::singleShot(ReadAgainMs, &m_timers, [this, read] {
            readOnce(std::move(read->asked), read->tries - 1, std::move(read->done));
        });
        return;
    }
    read->done(std::move(read->reading));
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
        const auto fromOf = [isAll = resumes->isAll](std::optional<EventId> id) {
            return isAll ? EventId{} : id.value_or(EventId{});
        };
        asked[0].from = std::min(asked[0].from, fromOf(ask.lastEventId.everyones()));
        const EventId from = fromOf(ask.lastEventId.own());
        if (ask.userId.empty())
            continue;
        const auto [place, isNew] = places.emplace(ask.userId, asked.size());
        if (isNew)
            asked.push_back({ask.userId, from});
        else
            asked[place->second].from = std::min(asked[place->second].from, from);
    }
    std::vector<EventId> froms;
    froms.reserve(asked.size());
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
    std::optional<EventId> after;
    // of a hub behind a Redis Cluster, which tells of each channel
    const std::optional<Cursor>& cursor = last.cursor();
    const bool isCursorKnown
        = cursor && own && own->knows(cursor->own) && broadcasts.knows(cursor->everyone);
    if (last.hubs() && ((own && own->knows(*last.hubs())) || broadcasts.knows(*last.hubs())))
        after = last.hubs();
    after = std::max(after, chosenEvent<Channel>(last, {own, &broadcasts}));
    if (!after && !isCursorKnown && !isAll && reading.error.empty())
        return std::nullopt;
    // One of a history that is no more: what that client had is not sent again. One that no clock
    // gave is a publisher's, and older than all there is.
    const bool isKnown = after.has_value() || isCursorKnown;
    const auto fromOf = [&](std::optional<EventId> id) {
        if (after)
            return *after;
        return isCursorKnown || (id && id->ms <= reading.nowMs + LikelyMs) ? *id : EventId{};
    };
    const EventId fromOwn = fromOf(last.own()), fromEveryones = fromOf(last.everyones());
    const EventId expired{reading.nowMs
            - std::min<std::uint64_t>(
                reading.nowMs, static_cast<std::uint64_t>(m_limits.age.count())),
        0};

    Replay replay;
    bool isWhole = isKnown;
    EventId missingTo;
    const auto take = [&](const Channel& channel, EventId from, EventId& through) {
        through = isKnown ? from : EventId{};
        if (!channel.events.empty())
            through = std::max(through, channel.events.back()->id);
        const auto part = replayPart(channel, channel.behind(from), from, expired,
            static_cast<std::ptrdiff_t>(m_limits.count));
        auto event = part.first;
        if (!isKnown || !part.isWhole) {
            const EventId first = event != channel.events.end() ? (*event)->id
                : channel.events.empty()                        ? EventId{}
                                                                : channel.events.back()->id;
            missingTo = std::max({missingTo, channel.missingTo(from), first});
        }
        for (; event != channel.events.end(); ++event)
            replay.events.push_back({*event, &channel == &broadcasts});
        isWhole = isWhole && part.isWhole;
    };
    if (own)
        take(*own, fromOwn, replay.throughOwn);
    take(broadcasts, fromEveryones, replay.throughBroadcasts);
    std::sort(replay.events.begin(), replay.events.end(),
        [](const Replayed& a, const Replayed& b) { return a.event->id < b.event->id; });
    if (!reading.error.empty())
        replay.missing = "history cannot be read: " + reading.error;
    else if (!isWhole)
        replay.missing = "history does not reach back to "
            + (isKnown ? last.text() : std::string("that event")) + "; events may be missing";
    if (reading.error.empty() && !isWhole && missingTo != Unknowable
        && missingTo > std::min(fromOwn, fromEveryones))
        replay.missingTo = missingTo.text();
    return replay;
}

} // namespace fanlight
