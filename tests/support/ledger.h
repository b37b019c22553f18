// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fanlight::testing {

// An id of the form milliseconds-sequence.
struct LedgerId {
    std::uint64_t ms = 0;
    std::uint64_t sequence = 0;

    static std::optional<LedgerId> parse(const QByteArray& text);
    // Of an id that tells of both channels (Redis Cluster), "own.everyone", its own half, or
    // everyone's; of any other the whole.
    static std::optional<LedgerId> half(const QByteArray& text, bool isOwn);
    auto operator<=>(const LedgerId&) const = default;
};

// The book of a run with faults: what was published, what each device (a stream that always comes
// back with its last id) got and was told, and what went wrong when. In the end it says what was
// lost, came twice, or came out of order.
//
// The rule: what HTTP answered with 200 reaches each device it concerned exactly once, each channel
// in the order of its ids; or the device was told, between the events around it, of a gap that
// covers it. All else that was published (another answer, none, past Fanlight) may come once, or
// not at all.
//
// Knows nothing of hubs, Redis or sockets. Each function is called in any thread; verdict() after
// all others.
class Ledger {
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Answer {
        Taken, // 200: kept and owed
        Refused, // anything else, or none: may come all the same
        Past, // sent to Redis itself: nobody keeps it
    };
    static constexpr int Everyone = -1;

    // Of devices that belong to a user; all are known before the first publish. Returns the
    // device's number.
    int addDevice(int user);

    // A publish is about to be sent: returns its number, which its data carries. `users`: empty for
    // everyone.
    int begin(int publisher, std::vector<int> users, bool isBatched);
    // And was answered. `id`: as the answer told it; `left`: users the answer says did not get it.
    void end(int number, Answer answer, const QByteArray& id = {}, const std::set<int>& left = {});

    // What a device received, in its order.
    void opened(int device);
    void received(int device, int number, const QByteArray& id);
    void gap(int device, const QByteArray& from, const QByteArray& to);
    void foreign(int device, const QByteArray& data); // what is no event of this book

    // From now on a fault of that kind has its effects. `device`: of this one alone.
    void fault(const QString& kind, int device = Everyone);

    struct Row { // of a kind of fault: what was published after one and before the next
        QString kind;
        int faults = 0;
        std::int64_t published = 0; // answered with 200
        std::int64_t owed = 0; // deliveries
        std::int64_t delivered = 0; // of them
        std::int64_t told = 0; // of them: in a gap
        std::int64_t lost = 0;
        std::int64_t twice = 0; // of all
        std::int64_t outOfOrder = 0; // of all
    };
    struct Verdict {
        std::vector<Row> rows;
        Row sum;
        std::int64_t uncertain = 0; // publishes refused or not answered …
        std::int64_t uncertainDelivered = 0; // … deliveries of them
        std::int64_t past = 0; // published past Fanlight …
        std::int64_t pastDelivered = 0; // … deliveries of them
        std::int64_t pastTwice = 0; // … of these, once more
        // … missing between two neighbours of one session, with no gap told
        std::int64_t pastSilent = 0;
        std::int64_t sessions = 0;
        std::int64_t resumed = 0; // deliveries of what was answered before the session was open
        std::int64_t gaps = 0;
        std::int64_t foreign = 0;
        QList<QByteArray> finds; // the first few wrong ones, with what stands around them

        bool isExact() const
        {
            return sum.lost == 0 && sum.twice == 0 && sum.outOfOrder == 0 && foreign == 0;
        }
        QByteArray table() const;
    };
    Verdict verdict() const;
    int publishedSoFar() const; // answered with 200
    bool has(int device, int number) const; // it received that publish

private:
    struct Publish {
        int publisher = 0;
        std::vector<int> users;
        bool isBatched = false;
        Answer answer = Answer::Refused;
        std::optional<LedgerId> id;
        std::set<int> left;
        Time sentAt{};
        Time answeredAt = Time::max();

        bool concerns(int user) const;
    };
    struct Entry {
        enum class Kind { Open, Event, Gap } kind = Kind::Event;
        int number = 0; // of an event
        QByteArray wireId; // of an event, as its device saw it
        std::optional<LedgerId> from, to; // of a gap
        Time at{};
    };
    struct Device {
        int user = 0;
        std::vector<Entry> entries;
    };
    struct Fault {
        QString kind;
        int device = Everyone;
        Time at{};
    };
    class Judge;

    mutable std::mutex m_mutex;
    std::vector<Publish> m_publishes; // by number
    std::vector<Device> m_devices;
    std::vector<Fault> m_faults;
    std::int64_t m_foreign = 0;
    QList<QByteArray> m_foreignData; // the first few
};

} // namespace fanlight::testing
