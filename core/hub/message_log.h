// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/message_traces.h"
#include "metrics/message_figures.h"
#include "sse/frame.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// One published message. A plain value.
struct MessageRecord {
    std::uint64_t number = 0; // ascending from 1 without a gap
    std::int64_t timeMs = 0; // UTC
    MessageSource source = MessageSource::Api;
    PublishKind kind = PublishKind::Named;
    bool broadcast = false;
    std::uint32_t users = 0; // on whose channels it was published
    std::string userId; // the first of them
    std::string authorId; // of a fan-out, or selective among his followers
    BatchWish batch;
    std::uint64_t receipt = 0; // number of its receipt; 0: none
    FramePtr frame; // id, type, data and exact wire bytes
    // Of a message of another hub the frame has no data until it is asked for; so many bytes it is.
    std::optional<std::uint64_t> bytesElsewhere;
    MessageSteps steps;
    MessageFigures figures;

    std::uint64_t dataBytes() const { return bytesElsewhere ? *bytesElsewhere : frame->dataSize(); }
};

// The last published messages, kept by the hub for whoever looks. Bounded by number and by bytes;
// the oldest go first. Any thread, but one reader.
class MessageLog {
public:
    static constexpr std::size_t MostMessages = 50'000;
    static constexpr std::uint64_t MostBytes = 64 << 20;

    // Messages of before this program started, oldest first, in front of all that will come: the
    // last of them bears `lastNumber`, and numbers go on from there. False: something came already.
    bool begin(std::vector<MessageRecord> earlier, std::uint64_t lastNumber);
    std::uint64_t append(MessageRecord record); // gives it its number
    void add(const std::vector<MessageFigures>& figures); // to what is known; of those still kept
    void addSteps(std::vector<TracedDelivery> steps); // to single clients
    void addSteps(std::uint64_t number, const MessageSteps& steps); // of one that is still kept
    void addUser(std::uint64_t number); // it went to one user more
    // Of one that was recorded elsewhere: how it stands now, whole, by its number here. The frame
    // stays, unless `record` has one with data of its own.
    void update(const MessageRecord& record);
    // So many more came there than were told here: they count as evicted.
    void leaveOut(std::uint64_t messages);
    // What was cleared, until it is let go.
    class Cleared;
    std::shared_ptr<Cleared> clear(); // numbers go on
    // Puts it back in front of what came since, as far as the bounds leave room for it, to be
    // pulled once more, with all that is kept. False: some of what came since is evicted already,
    // or something else was cleared since.
    bool restore(std::shared_ptr<Cleared> cleared);
    // The newest with this event id, or the one with this number; none: it is not kept.
    std::optional<MessageRecord> find(std::string_view id);
    std::optional<MessageRecord> find(std::uint64_t number);
    // How it came to the first of its clients, one by one; empty: it was not traced, or no longer.
    MessageTrace traceOf(std::uint64_t number);

    // What came and what changed since the last pull.
    struct Pull {
        std::vector<MessageRecord> added; // ascending
        std::vector<MessageFigures> changed; // of messages pulled before, whole
        std::uint64_t firstKept = 1; // those before are evicted or cleared
        std::uint64_t evicted = 0; // since the start or the last clear()
        std::uint64_t bytes = 0; // kept
        bool more = false; // there are newer ones than `most` let through
    };
    // At most so many that were not pulled before, the oldest of them first. Takes a few
    // microseconds each.
    Pull pull(std::size_t most = MostMessages);

    // For any number of other readers, each of which keeps its own place. Any thread.
    struct Place {
        std::uint64_t number = 0; // the last one read
        std::uint64_t change = 0; // and the last change
    };
    struct Read {
        std::vector<MessageRecord> added; // ascending, from behind the place on
        std::uint64_t missed = 0; // that were evicted or cleared before they could be read
        std::vector<MessageRecord> changed; // whole; of those read before that are still kept
        Place place; // to read on from
        bool more = false;
    };
    // At most so many that were not read before, and as many changes; new ones only of before
    // `untilMs` (UTC), unless a clock was set back. Holds the log up for a microsecond each.
    static constexpr std::size_t MostChanges = 50'000; // that are remembered
    static constexpr std::int64_t MostHeldMs = 5000; // for `untilMs`
    Read read(const Place& from, std::size_t most, std::int64_t untilMs) const;
    Place end() const; // behind all there is

    // For those who look at the newest alone, as often as they like; any thread. What is behind a
    // number, as far as `takes` (null: all) takes it.
    struct Look {
        std::vector<MessageRecord> added; // ascending
        std::uint64_t left = 0; // others behind that number, which were left out
        std::uint64_t last = 0; // the newest number there is
        std::uint64_t change = 0; // of the log, for changedAmong()
    };
    static constexpr std::size_t MostLookedAt = 5000; // with `takes`, of the newest
    using Takes = std::function<bool(const MessageRecord&)>;
    Look look(std::uint64_t after, std::size_t most, const Takes& takes = {}) const;
    // Those of these numbers that have changed behind `change`, which becomes that of now.
    std::vector<MessageRecord> changedAmong(
        const std::deque<std::uint64_t>& numbers, std::uint64_t& change) const;

private:
    struct Entry {
        MessageRecord record;
        bool changed = false; // since it was pulled
        std::uint64_t change = 0; // the last of it; 0: none
    };
    Entry* entryOf(std::uint64_t number); // null: it is not kept
    static std::uint64_t bytesOf(const MessageRecord& record);
    void dropOldest();
    void noteChange(Entry& entry);
    void noteFigures(Entry& entry); // that were pulled before

    mutable std::mutex m_mutex; // guards all below
    std::deque<Entry> m_entries;
    std::vector<std::uint64_t> m_changed; // numbers of pulled messages
    std::deque<std::uint64_t> m_changes; // numbers, as they changed; the oldest go first
    std::uint64_t m_lastChange = 0; // how many there were
    std::uint64_t m_lastNumber = 0;
    std::uint64_t m_lastPulled = 0;
    std::uint64_t m_evicted = 0;
    std::uint64_t m_bytes = 0;
    MessageTraces m_traces; // of messages that may have gone
};

class MessageLog::Cleared {
public:
    std::size_t messages() const { return m_entries.size(); }

private:
    friend class MessageLog;
    std::deque<Entry> m_entries;
    std::uint64_t m_evicted = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace fanlight
