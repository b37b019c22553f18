// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/channel_table.h"
#include "broker/redis_history.h"
#include "broker/redis_keys.h"
#include "qtredis/redis_link.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace fanlight {

// Many instances behind one Redis: what is published by any of them, or by anybody with a Redis
// client, reaches the subscribers of all. One link subscribes (a channel once, however many streams
// listen), one publishes and reads history.
//
// What shards ask is queued for the hub's thread, where all of the rest happens; messages are
// handed to the shards once for each read from the socket. Everything a stream is sent comes in the
// order in which Redis published it.
//
// A subscription that resumes waits until its channel is confirmed, history is read, and a message
// of our own that Redis took after that has come back: whatever history told by then has been seen
// on the channel, too, so ids decide what follows the replay. If that takes longer than a moment,
// or Redis is away, it is a stream meanwhile that is sent no events yet. History is read for many
// that resume at once, a few reads at a time.
//
// While Redis is away streams stay and publishes are refused. When it is back the channels are
// subscribed again, a message of our own proves it, and what history holds for them since the last
// event seen is delivered before what came meanwhile.
//
// What was seen is told by Redis alone: the newest id it gave before a message of our own that came
// back. Ids of messages are believed where Redis can have given them, and else are none; anybody
// may publish.
class RedisBroker final : public QObject, public Broker {
    Q_OBJECT
public:
    struct Settings {
        redis::RedisUrl url;
        std::string prefix = std::string(RedisKeys::DefaultPrefix);
        RedisHistory::Limits history;
        std::string instance; // its name
        std::size_t messageLimit = 1 << 20; // bytes; larger ones are dropped, counted and logged
        bool batchAll = false; // shards batch what does not say otherwise
        // This instance's part in a receipt; null: there is none. `isHanded`: for a message as
        // Redis counted it when it was published, not one that history had. In the hub's thread, as
        // are the others.
        std::function<std::shared_ptr<Receipt>(std::string_view token, bool isHanded)> receiptOf;
        // Keeps a message of another instance, or of the app itself, in the message log; the user
        // is null for a broadcast. Returns its number; 0: it is not kept.
        std::function<std::uint64_t(const FramePtr& frame, const std::string* userId)> foreign;
        std::function<void(std::uint64_t message)> foreignUser; // it went to one user more
    };
    RedisBroker(std::vector<Shard*> shards, const Settings& settings, QObject* parent = nullptr);
    ~RedisBroker() override; // close()s; no shard runs any more

    // ---- any thread
    void publish(
        const Notification& notification, const std::shared_ptr<PublishTicket>& ticket) override;
    void subscribe(Shard& shard, std::unique_ptr<Subscription> subscription,
        const std::string& userId) override;
    void unsubscribe(int shard, Channel* channel, std::uint64_t awaiting = 0) override;
    std::string whyNotReady() const override;

    // ---- the hub's thread
    void reach(std::vector<std::string> userIds, bool everyone, std::string type,
        std::function<void(ReachFigures)> done) override;
    void preview(const std::string& userId, const std::string& lastEventId,
        std::function<void(ReplayFigures)> done) override;
    void open();
    // Lets go of Redis for good. What is unanswered is refused, so whoever asked anything must
    // still be there.
    void close();
    // Broken on purpose: the subscribing link is not read from, both links are cut.
    void setBroken(bool paused, bool cut);
    // Takes over the channels of another broker, before anything else is asked of this one.
    void adopt(ChannelTable channels);
    void expire() override { }
    const char* kind() const override { return "redis"; }
    BrokerFigures figures() const override;
    bool isReady() const { return m_ready; }
    qint64 awaySinceMs() const { return m_awaySinceMs; } // 0: it is not
    std::size_t subscribedChannels() const { return m_channels.size() + 2; }
    // of the last message of our own; Unknown before
    double roundTripMs() const { return m_roundTripMs; }
    std::uint64_t reconnects() const { return m_subscriber.reconnects() + m_commands.reconnects(); }
    // for whoever else has something to ask, as a redis::LinkUser
    redis::RedisLink& commands() { return m_commands; }
    const RedisKeys& keys() const { return m_history.keys(); } // … and what it is called there
    std::string subscriberName() const; // of the subscribing link, in CLIENT LIST

    static constexpr int ProbeMs = 1000; // a message of our own goes round so often
    static constexpr int ProbeLimitMs = 2000; // not back after that: Redis is away
    // after which a publish is answered with what is known
    static constexpr int PublishLimitMs = 3000;
    static constexpr std::size_t MaxUnanswered = 100'000; // publishes; more are refused
    // of memory they hold; more are refused
    static constexpr std::uint64_t MaxUnansweredBytes = 256 << 20;
    static constexpr int SlicesAtOnce = 2; // of a publish to many users
    // events of a channel kept for those who resume, before it is looked who needs them
    static constexpr std::size_t ArrivedKept = 1000;
    // a subscription that still waits for Redis then becomes a stream all the same
    static constexpr int OpenAfterMs = 100;
    static constexpr std::size_t ReadsAtOnce = 2; // of history, for those who resume
    static constexpr std::size_t ResumesARead = 1000; // that share one …
    static constexpr std::size_t ChannelsARead = 64; // … of so many users at most
    // of events, beyond which the next read is of fewer users
    static constexpr std::size_t ReadBytes = 16 << 20;
    // of events that are being replayed, each counted once; who resumes beyond waits …
    static constexpr std::size_t ReplayBytes = 256 << 20;
    static constexpr int ReplayWaitMs = 10'000; // … so long, and then is told of a gap
    // of messages that wait until the gap before them is filled; beyond, history is read anew
    static constexpr std::size_t HeldBytes = 256 << 20;
    // an id that far ahead of Redis' clock was not given by it
    static constexpr std::uint64_t AheadMs = 2000;
    // events seen since Redis last told the newest id, before it is asked out of turn
    static constexpr std::size_t RecentKept = 200'000;
    static constexpr std::size_t MaxSeen = 1'000'000; // of these, should it not answer
    // a channel nobody listens to any more stays subscribed so long
    static constexpr int IdleMs = 2000;

Q_SIGNALS:
    void readyChanged();
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);

private:
    // What a publish that waits holds of memory, counted as long as this lives.
    class Charge {
    public:
        Charge() = default;
        Charge(std::atomic<std::uint64_t>& sum, std::uint64_t bytes)
            : m_sum(&sum)
            , m_bytes(bytes)
        {
            sum.fetch_add(bytes, std::memory_order_relaxed);
        }
        Charge(Charge&& other) noexcept
            : m_sum(std::exchange(other.m_sum, nullptr))
            , m_bytes(other.m_bytes)
        {
        }
        Charge& operator=(Charge&& other) noexcept
        {
            std::swap(m_sum, other.m_sum);
            std::swap(m_bytes, other.m_bytes);
            return *this;
        }
        ~Charge()
        {
            if (m_sum)
                m_sum->fetch_sub(m_bytes, std::memory_order_relaxed);
        }

    private:
        std::atomic<std::uint64_t>* m_sum = nullptr;
        std::uint64_t m_bytes = 0;
    };
    struct PublishJob {
        std::vector<std::string> userIds;
        std::string type, data, event, id;
        bool isJson;
        int retryMs;
        BatchWish batch;
        std::uint64_t publishedNs;
        std::shared_ptr<PublishTicket> ticket;
        Charge charge = {};
    };
    struct SubscribeJob {
        Shard* shard;
        std::unique_ptr<Subscription> subscription;
        std::string userId;
    };
    struct UnsubscribeJob {
        int shard;
        Channel* channel; // null: broadcasts only
        std::uint64_t awaiting; // the connection that waited for its history; 0: it did not
    };
    using Job = std::variant<PublishJob, SubscribeJob, UnsubscribeJob>;

    struct Arrived { // while somebody resumes on its channel
        std::uint64_t number; // in order of arrival
        std::optional<EventId> id;
        FramePtr frame;
    };
    // Of a user's channel by its index, and of broadcasts.
    struct ChannelState {
        bool wanted = false; // SUBSCRIBE was the last command for it
        std::uint32_t unconfirmed = 0; // commands Redis has not confirmed
        std::uint32_t resuming = 0;
        // for its confirmation: numbers of pending subscriptions
        std::vector<std::uint64_t> waiting;
        std::vector<Arrived> arrived; // while resuming > 0
        EventId listensSince; // where it began to miss events, should Redis be away
        EventId newest; // received
        bool isListedIdle = false;
        qint64 idleSinceMs = 0; // nobody listens; 0: somebody does
        bool isConfirmed() const { return wanted && unconfirmed == 0; }
    };
    enum class Awaits : std::uint8_t { Redis, Channel, Turn, History };
    // a subscription that is not in its shard yet, or is there without its history; by id of its
    // connection
    struct Pending {
        Shard* shard;
        std::unique_ptr<Subscription> subscription;
        SubscribedChannel* channel; // null: broadcasts only
        std::uint64_t sinceNs; // it waits
        Awaits awaits = Awaits::Redis;
        bool isOpened = false; // it is a stream already
    };
    struct HistoryRead { // for many that resume
        std::vector<std::uint64_t> connections;
        std::uint64_t firstArrival; // what arrives from here on may have to follow the replays
        std::vector<RedisHistory::Replay> replays; // in the same order
        // the message of our own that must have come back; 0: history has not answered
        std::uint64_t barrier = 0;
    };
    struct OwnPublish { // on its way
        std::shared_ptr<PublishTicket> ticket;
        std::uint64_t publishedNs;
        std::uint64_t sentNs; // or last heard of
        std::vector<std::string> userIds;
        std::shared_ptr<const std::string> afterId;
        bool hasCustomId = false;
        Charge charge = {};
        std::uint64_t message = 0; // in the message log
        bool isRecorded = false;
        std::size_t nextUser = 0;
        // that Redis owes an answer: first user, how many
        std::vector<std::pair<std::size_t, std::size_t>> slices = {};
        bool isOver = false; // no more slices are sent
        std::int64_t messagesLeft = 0; // to come back to this instance
        std::uint64_t reached = 0; // channels it was published on
        std::vector<PublishTicket::Failure> failures = {}; // the first of them
        std::uint64_t failureCount = 0;
        std::string error = {}; // the first

        bool isAnswered() const { return slices.empty() && isOver; }
    };
    struct Held { // came while the gap before it was not filled
        SubscribedChannel* channel; // null: broadcast
        std::optional<EventId> id;
        FramePtr frame;
        std::uint64_t publishedNs;
        std::shared_ptr<PublishTicket> ticket;
        BatchWish batch;
        std::uint64_t message;
        std::shared_ptr<Receipt> receipt;
        bool isOutOfGap = false;
    };
    struct Seen { // an event that streams were sent
        std::uint32_t channel; // its index
        EventId id;
        bool operator==(const Seen&) const = default;
        struct Hash {
            std::size_t operator()(const Seen& seen) const
            {
                return std::hash<std::uint64_t>()(
                    seen.id.ms ^ seen.id.sequence << 40 ^ std::uint64_t(seen.channel) << 20);
            }
        };
    };
    using SeenSet = std::unordered_set<Seen, Seen::Hash>;

    void post(Job job);
    void takeJobs();
    void take(PublishJob& job);
    void take(SubscribeJob& job);
    void take(UnsubscribeJob& job);

    // links
    void subscriberReady();
    void commandsReady();
    void linkLost(bool subscriber, const QString& reason);
    void proveIfPossible();
    void provePublishing();
    void publishingProven(const std::string& error);
    void lookAtEviction();
    void recover();
    void finishRecovery();
    void deliverAfterGap();
    void setReady(bool ready, const std::string& why = {});
    void tick();
    std::uint64_t sendLoop();

    // channels
    ChannelState& stateOf(const SubscribedChannel* channel);
    void want(SubscribedChannel& channel);
    void flushSubscriptions();
    void confirmed(std::string_view name, bool subscribed);
    void releaseIdle(qint64 nowMs);

    // messages
    void received(std::string_view name, std::string_view payload);
    void looped(std::string_view payload);
    void deliver(Held message);
    std::uint64_t recordForeign(const FramePtr& frame, SubscribedChannel* channel,
        std::uint64_t publishedUs, std::string_view by);
    void record(OwnPublish& own, const FramePtr& frame);
    void letGoOfHeld();
    std::uint64_t publishedNsOf(std::uint64_t publishedUs, std::uint64_t nowNs);
    static void refuse(PublishJob& job, const std::string& why, int status = 503);
    void sendSlice(std::uint64_t number);
    void published(std::uint64_t number, std::size_t begin, std::size_t size,
        const RedisHistory::Published& answer);
    bool isHeardHere(const OwnPublish& own, std::size_t user); // it comes back to this instance
    void userFailed(OwnPublish& own, std::size_t user, const std::string& why);
    void giveUp(OwnPublish& own, const std::string& why);
    static void tellOutcome(OwnPublish& own);
    void finishPublish(std::uint64_t number);
    void refusePublishes(const std::string& why);

    // resuming
    void proceed(std::uint64_t connection);
    void openAhead(Pending& pending);
    void openOverdue();
    void readHistory();
    void finishRead(HistoryRead read);
    void finishResume(std::uint64_t connection, const RedisHistory::Replay& replay);
    void refuseOverdueReplays(std::uint64_t nowNs);
    void stopResuming(Pending& pending);
    void forgetPending(std::uint64_t connection);
    void release(Pending& pending);
    void forgetArrived(ChannelState& state);

    // what was seen
    void stood(std::uint64_t loop, const RedisHistory::Standing& standing);
    void passMarks();
    bool isGiven(EventId id, const ChannelState& state) const;
    void saw(const SubscribedChannel* channel, EventId id);
    EventId redisNow() const;

    template <typename Item> void enqueue(std::size_t shard, Item&& item)
    {
        m_batches[shard].emplace_back(std::forward<Item>(item));
    }
    void flush();

    const std::vector<Shard*> m_shards;
    const Settings m_settings;
    const std::string m_token; // of this process alone
    const std::string m_loopChannel; // … too

    std::atomic<std::uint64_t> m_waitingBytes{0}; // of all publishes that are unanswered
    std::mutex m_jobsMutex;
    std::vector<Job> m_jobs; // guarded by m_jobsMutex
    mutable std::mutex m_whyMutex;
    std::string m_whyNotReady = "Redis has not answered yet."; // guarded by m_whyMutex

    redis::RedisLink m_subscriber;
    redis::RedisLink m_commands;
    RedisHistory m_history;
    FanPayloadReader m_payloads;
    FanPayloadWriter m_writer;
    QTimer m_ticker;

    ChannelTable m_channels;
    std::vector<ChannelState> m_states; // by index of the channel
    ChannelState m_broadcasts;
    std::vector<std::string> m_toSubscribe;
    std::vector<SubscribedChannel*> m_idle;
    bool m_loopConfirmed = false;

    bool m_ready = false;
    // why Redis refuses publishes though it answers; guarded by m_whyMutex
    std::string m_publishRefusal;
    bool m_isProven = false; // on these links: that publishes are taken, or why not
    bool m_isProving = false;
    bool m_isEvictionKnown = false;
    bool m_subscribing = false; // the subscribing link is up
    bool m_recovering = false; // messages are held until the gap before them is filled
    qint64 m_awaySinceMs = 0;
    qint64 m_awaySinceSteadyMs = 0; // by the clock that nobody sets
    // everything up to this event was received; nothing before the first proof
    std::optional<EventId> m_lastSeen;
    EventId m_newestGiven; // newest event Redis told this instance of
    std::optional<EventId> m_newestInRedis; // as told by the last proof
    EventId m_historyBorn; // likewise
    bool m_isSettled = true; // likewise: history may be read
    bool m_wentBack = false; // Redis did, since the links were lost
    std::string m_keptOtherwise; // how another instance keeps history
    struct Loop { // a message of our own, under way
        std::uint64_t number;
        std::optional<EventId> newest; // in Redis before it
    };
    std::deque<Loop> m_loops;
    EventId m_markPassed; // the newest of these that came back
    std::deque<Seen> m_seen; // behind m_lastSeen
    std::optional<EventId> m_likelyThrough; // when Redis told its time: its newest id, or that time
    std::uint64_t m_redisMs = 0; // Redis' clock, as last told; 0: never
    std::uint64_t m_redisMsToldNs = 0; // monotonic
    std::uint64_t m_lastLoop = 0; // messages of our own: number of the last sent
    std::uint64_t m_lastLooped = 0; // … and of the last that came back
    std::uint64_t m_proof = 0; // the one that proves the links; 0: none is under way
    std::uint64_t m_probe = 0; // the one whose round trip is measured
    std::uint64_t m_probeSentNs = 0; // 0: it is back
    std::uint64_t m_lastProbeNs = 0;
    double m_roundTripMs = Unknown;

    std::unordered_map<std::uint64_t, Pending> m_pending;
    std::deque<std::uint64_t> m_unopened; // of these, in the order they came; some may have gone
    QTimer m_opener;
    std::deque<std::uint64_t> m_turns; // likewise, those whose history is to be read
    std::vector<HistoryRead> m_reads; // under way
    std::uint64_t m_readsRun = 0; // answers to an earlier one come too late
    std::size_t m_channelsARead = 8;
    std::uint64_t m_lastReleaseNs = 0; // of decoded history
    std::size_t m_resuming = 0; // pending subscriptions that history is read for
    bool m_loopWanted = false; // a resuming subscription needs one
    std::uint64_t m_arrivals = 0;

    std::vector<Held> m_held;
    std::uint64_t m_heldBytes = 0;
    bool m_isHeldIncomplete = false; // more came
    std::vector<std::shared_ptr<Receipt>> m_heldReceipts; // of what was held and let go
    std::vector<std::pair<SubscribedChannel*, RedisHistory::EventPtr>> m_recovered;
    // of which history does not hold all of the gap; broadcasts: BroadcastIndex
    std::vector<std::uint32_t> m_lostChannels;
    bool m_isReadingGap = false;
    std::uint64_t m_recoveryBarrier = 0; // history is read; the message of our own behind it
    std::uint64_t m_recoveryRun = 0; // answers to an earlier one come too late
    EventId m_lastSeenBeforeGap;
    EventId m_newestGivenBeforeGap; // newer than Redis knows afterwards: it has lost its history

    struct Foreign { // a publish of another instance, to many users perhaps
        std::uint64_t publishedUs = 0;
        std::string by;
        std::uint64_t message = 0;
    };
    std::array<Foreign, 64> m_foreign; // the last ones, by time of publishing and who published
    // by time of publishing in microseconds, each its own
    std::unordered_map<std::uint64_t, OwnPublish> m_own;
    std::uint64_t m_lastOwnUs = 0;
    std::vector<PublishJob> m_early; // before it was first known whether Redis is there

    std::vector<std::vector<InboxItem>> m_batches; // by shard
    std::uint64_t m_published = 0;
    std::uint64_t m_received = 0;
    std::uint64_t m_tooLarge = 0;
    std::uint64_t m_tooLargeLogged = 0;
    std::uint64_t m_notUtf8 = 0;
    std::uint64_t m_notUtf8Logged = 0;
    std::uint64_t m_notUtf8LoggedNs = 0;
    std::string m_notUtf8Sample; // channel and beginning of the first that is not logged yet
    LatencyRecorder m_lag;
};

} // namespace fanlight
