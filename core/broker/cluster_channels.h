// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/channel_table.h"
#include "broker/cluster_history.h"
#include "broker/cluster_takeovers.h"
#include "broker/cluster_topology.h"
#include "broker/message_intake.h"
#include "broker/redis_delivery.h"
#include "broker/redis_publishing.h"
#include "broker/resume_id.h"
#include "sse/cursor.h"

#include <QTimer>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fanlight {

class ClusterResuming;

// The channels of an app in a Redis Cluster, each at the node that keeps its slot. One is listened
// to there; what came before it was, or is missing between two of its events, is read from its
// history, since each event names the one before it. So nothing is lost silently, whichever links
// go, nodes are replaced, or slots move: a channel goes on where it was, exactly.
//
//   Away       its node is not up, or nobody keeps its slot
//   Joining    it is being subscribed to
//   Reading    what is missing is read; what comes is held
//   Live       each message is delivered, under an id that says how far both channels of a stream
//   are
//
// Hub thread, but for whyNotReady(); owned by RedisBroker, whose delivery it shares and flushes
// not.
class ClusterChannels {
public:
    struct Settings {
        ClusterNode::Settings nodes;
        ClusterHistory::Settings history;
        RedisPublishing::Settings publishing;
        MessageIntake::Settings intake;
    };
    struct Handlers {
        std::function<void()> readyChanged;
        std::function<void(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost)>
            gapClosed;
        std::function<void()> turnEnded; // what was delivered is handed over
        // As RedisHistory::read(), of what an earlier version kept with the app's own keys.
        std::function<void(std::vector<RedisHistory::Asked> asked,
            std::function<void(RedisHistory::Reading)> done)>
            readOld;
        ClusterTakeovers::AskHome askHome = {}; // may be empty
    };
    ClusterChannels(const RedisKeys& keys, const Settings& settings, RedisDelivery& delivery,
        OnceTable& once, Handlers handlers);
    ~ClusterChannels();
    void open();
    void close();
    void adopt(ChannelTable channels);

    // ---- asked by shards
    RedisPublishing& publishing() { return m_publishing; }
    const RedisPublishing& publishing() const { return m_publishing; }
    void subscribe(
        Shard* shard, std::unique_ptr<Subscription> subscription, const std::string& user);
    void unsubscribe(int shard, Channel* channel, std::uint64_t awaiting);
    void preview(const std::string& userId, const std::string& lastEventId,
        std::function<void(ReplayFigures)> done);
    // How many of these users are online, by the nodes of their channels.
    void countOnline(const std::vector<std::string>& userIds,
        std::function<void(std::int64_t online, const std::string& error)> done);

    // ---- figures
    std::string whyNotReady() const; // any thread; empty: all is there
    bool isReady() const { return m_why.empty(); }
    void addTo(BrokerFigures& figures) const { m_intake.addTo(figures); }
    const ChannelTable& channels() const { return m_channels; }
    const ClusterTopology& topology() const { return m_topology; }
    std::uint64_t reconnects() const;
    void setBroken(bool paused, bool cut);
    void tick(std::uint64_t nowNs);
    void flush(); // subscribes to what was joined

    // a channel nobody listens to any more stays subscribed so long
    static constexpr int IdleMs = 2000;
    static constexpr std::size_t HeldBytes = 64 << 20; // of a channel that is read; beyond, anew
    // So long after its slot's primary was replaced a channel is looked at again: by then what
    // other hubs were told by the one before is known, too.
    static constexpr std::array<std::uint64_t, 2> SettledMs = {2000, 15'000};
    static constexpr std::uint64_t ReplacedMs = 60'000; // "lately"
    static constexpr int LooksAtOnce = 200; // of these, in a tick

private:
    friend class ClusterResuming;
    enum class Phase : std::uint8_t { Away, Joining, Reading, Live };
    struct Arrived { // while somebody resumes on its channel
        std::optional<EventId> id;
        FramePtr frame; // without an id, unless the publisher chose one
        bool hasCustomId;
        std::uint64_t number; // in order of arrival, over all channels
    };
    struct Held {
        RedisDelivery::Message message;
        std::optional<EventId> before; // on its channel
        bool isCustom; // its id is the publisher's
    };
    struct State {
        int slot = -1;
        Phase phase = Phase::Away;
        ClusterNode* node = nullptr; // where it is listened to
        ClusterNode* next = nullptr; // where it is being subscribed to instead
        std::uint32_t unconfirmed = 0; // at `next`, or at `node` while Joining
        std::uint64_t run = 0; // answers to an earlier one come too late
        bool isKnown = false; // it was listened to before: `at` counts
        EventId at; // delivered through this
        std::uint64_t lookedMs = 0; // when its node was last asked; by the clocks of the nodes
        std::vector<Held> held; // while Reading
        std::size_t heldBytes = 0;
        std::size_t heldWhenLooked = 0; // of these, before its node was asked
        bool isHeldIncomplete = false; // more came
        bool isLooking = false; // the node has been asked, and has not answered
        bool isOpenEarly = false; // streams are that do not know how far it is
        qint64 cutSinceMs = 0; // since then something may be missing that has no id; 0: it is not
        std::vector<std::uint64_t> waiting; // connections, for it to be Live
        std::uint32_t resuming = 0; // reads of history under way
        std::vector<Arrived> arrived; // while resuming > 0
        bool isListedIdle = false;
        qint64 idleSinceMs = 0; // nobody listens; 0: somebody does
    };

    State& stateOf(const SubscribedChannel* channel); // null: everyone's
    bool isLive(const SubscribedChannel* channel) { return stateOf(channel).phase == Phase::Live; }
    std::string nameOf(const SubscribedChannel* channel) const;
    template <class Visit> void forEach(Visit visit); // everyone's first
    std::optional<SubscribedChannel*> named(std::string_view name) const;

    // ---- where channels are
    void seek(SubscribedChannel* channel, State& state);
    void confirmed(ClusterNode& node, std::string_view name, bool isSubscribed);
    void refused(ClusterNode& node, std::string_view name, std::string_view error);
    void nodeUp(ClusterNode& node);
    void nodeLost(ClusterNode& node);
    void mapChanged();
    void cut(SubscribedChannel* channel, State& state);
    void lookAtReadiness();

    // ---- what they tell
    void received(ClusterNode& node, std::string_view name, std::string_view payload);
    void receivedLive(SubscribedChannel* channel, State& state, Held held);
    void hold(State& state, Held held);
    void letGoOfHeld(State& state);
    void startReading(SubscribedChannel* channel, State& state);
    void looked(SubscribedChannel* channel, State& state, const ClusterHistory::Look& look);
    // Those through `given` have come before the node was asked how far the channel is.
    bool deliverHeld(SubscribedChannel* channel, State& state, EventId given);
    void tellGap(const SubscribedChannel* channel, const State& state,
        const ClusterHistory::Look& look, bool isWhole, qint64 cutSinceMs);
    // Events of history that streams have not had; which are behind state.at.
    void recover(SubscribedChannel* channel, State& state,
        const std::vector<ClusterHistory::EventPtr>& events, bool isOutOfGap);
    void deliver(SubscribedChannel* channel, State& state, RedisDelivery::Message message);
    void arrived(
        State& state, const std::optional<EventId>& id, const FramePtr& bare, bool isCustom);
    void tellShards(const SubscribedChannel* channel, const Task& task);
    FramePtr framed(const SubscribedChannel* channel, const FramePtr& bare, EventId id) const;
    void becomeLive(SubscribedChannel* channel, State& state);
    void releaseIdle(qint64 nowMs);
    bool wasReplaced(int slot) const;
    bool isToSettle(const State& state, std::uint64_t nowMs) const;

    const RedisKeys m_keys;
    RedisDelivery& m_delivery;
    const Handlers m_handlers;
    const ReceiptOf m_receiptOf;
    ClusterTopology m_topology;
    ClusterTakeovers m_takeovers;
    ClusterHistory m_history;
    RedisPublishing m_publishing;
    MessageIntake m_intake;

    ChannelTable m_channels;
    std::vector<std::unique_ptr<State>> m_states; // by index of the channel
    State m_everyone;
    std::vector<SubscribedChannel*> m_idle;
    std::unordered_map<ClusterNode*, std::vector<std::string>> m_toSubscribe;
    std::uint64_t m_arrivals = 0;
    std::uint64_t m_runs = 0;
    std::uint64_t m_askedNs = 0; // the nodes for their time
    std::uint64_t m_keptNs = 0;
    std::size_t m_cut = 0; // channels that are
    qint64 m_cutSinceMs = 0;
    quint64 m_replayed = 0; // since then
    bool m_historyLost = false; // of one of them

    std::string m_why; // not ready
    mutable std::mutex m_whyMutex;
    std::string m_whyToAll; // the same; guarded by m_whyMutex
    std::unique_ptr<ClusterResuming> m_resuming;
};

} // namespace fanlight
