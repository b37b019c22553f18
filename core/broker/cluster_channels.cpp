// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_channels.h"

#include "broker/cluster_resuming.h"
#include "broker/redis_log.h"
#include "net/clock.h"
#include "net/shard.h"
#include "qtredis/refusal.h"

#include <QDateTime>

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::uint64_t AskTimeNs = 1'000'000'000;
constexpr std::size_t CountedAtOnce = 500; // channels of one PUBSUB NUMSUB

RedisPublishing::Ways waysTo(ClusterHistory& history, ClusterTopology& topology,
    ClusterHistory::Recall recall, std::function<bool(const std::string*)> hears,
    std::function<std::string()> whyNotReady)
{
    // before it is known who keeps what, a publish waits
    const auto isSettled = [&topology, wasSettled = false]() mutable {
        wasSettled = wasSettled
            || (topology.isKnown()
                && std::all_of(topology.nodes().begin(), topology.nodes().end(),
                    [](const auto& node) { return node->isUp() || node->wasLost(); }));
        return wasSettled;
    };
    return {[&history](std::span<const std::string> userIds,
                std::shared_ptr<const std::string> afterId, const RedisHistory::OnceWish* once,
                std::function<void(const RedisHistory::Published&)> done) {
                history.publish(userIds, std::move(afterId), once, std::move(done));
            },
        std::move(recall), std::move(hears), [](EventId) {}, isSettled,
        [&topology] { return !topology.isKnown() && !topology.problem().isEmpty(); },
        std::move(whyNotReady), [] {}};
}

ClusterHistory::Settings withReplaced(
    ClusterHistory::Settings settings, std::function<bool(int slot)> wasReplaced)
{
    settings.wasReplaced = std::move(wasReplaced);
    return settings;
}

} // namespace

ClusterChannels::ClusterChannels(const RedisKeys& keys, const Settings& settings,
    RedisDelivery& delivery, OnceTable& once, Handlers handlers)
    : m_keys(keys)
    , m_delivery(delivery)
    , m_handlers(std::move(handlers))
    , m_receiptOf(settings.intake.receiptOf)
    , m_topology(settings.nodes,
          {[this] { mapChanged(); },
              [this](int slot) { m_takeovers.note(slot, m_topology.nowMs()); },
              [this](ClusterNode& node) { nodeUp(node); },
              [this](ClusterNode& node) { nodeLost(node); }, [this] { lookAtReadiness(); },
              [this](ClusterNode& node, std::string_view channel, std::string_view payload) {
                  received(node, channel, payload);
              },
              [this](ClusterNode& node, std::string_view channel, bool isSubscribed) {
                  confirmed(node, channel, isSubscribed);
              },
              [this](ClusterNode& node, std::string_view channel, std::string_view error) {
                  refused(node, channel, error);
              },
              [this] { m_handlers.turnEnded(); }})
    , m_takeovers(keys.takeovers(), settings.history.limits.age, m_handlers.askHome)
    , m_history(m_topology, keys,
          withReplaced(settings.history, [this](int slot) { return wasReplaced(slot); }))
    , m_publishing(waysTo(
                       m_history, m_topology, settings.history.recall,
                       [this](const std::string* userId) {
                           const SubscribedChannel* channel
                               = userId ? m_channels.find(*userId) : nullptr;
                           if (userId && !channel)
                               return false;
                           const Phase phase = stateOf(channel).phase;
                           return phase == Phase::Live || phase == Phase::Reading;
                       },
                       [this] { return whyNotReady(); }),
          once, settings.publishing)
    , m_intake(m_publishing, settings.intake)
    , m_channels(delivery.shards().size())
    , m_why("The nodes of the Redis Cluster are not known yet.")
    , m_whyToAll(m_why)
    , m_resuming(std::make_unique<ClusterResuming>(*this))
{
    m_everyone.slot = m_history.slotOf({});
}

ClusterChannels::~ClusterChannels() = default;

void ClusterChannels::open()
{
    m_topology.open();
}

void ClusterChannels::close()
{
    m_resuming->stop();
    m_topology.close();
    m_history.close();
    m_publishing.refuseAll("The hub has stopped. Whether this was published is not known.");
    m_publishing.refuseEarly("The hub has stopped.");
}

void ClusterChannels::setBroken(bool paused, bool cut)
{
    for (const auto& node : m_topology.nodes())
        node->setBroken(paused, cut);
}

std::uint64_t ClusterChannels::reconnects() const
{
    std::uint64_t sum = 0;
    for (const auto& node : m_topology.nodes())
        sum += node->reconnects();
    return sum;
}

std::string ClusterChannels::whyNotReady() const
{
    const std::lock_guard lock(m_whyMutex);
    return m_whyToAll;
}

// ---------------------------------------------------------------- channels

ClusterChannels::State& ClusterChannels::stateOf(const SubscribedChannel* channel)
{
    if (!channel)
        return m_everyone;
    if (channel->index >= m_states.size())
        m_states.resize(std::max<std::size_t>(channel->index + 1, m_channels.indexEnd()));
    std::unique_ptr<State>& state = m_states[channel->index];
    if (!state) {
        state = std::make_unique<State>();
        state->slot = m_history.slotOf(channel->userId);
    }
    return *state;
}

std::string ClusterChannels::nameOf(const SubscribedChannel* channel) const
{
    return channel ? m_keys.channel(channel->userId) : m_keys.broadcastChannel();
}

std::optional<SubscribedChannel*> ClusterChannels::named(std::string_view name) const
{
    return channelNamed(name, m_keys, m_channels);
}

template <class Visit> void ClusterChannels::forEach(Visit visit)
{
    visit(static_cast<SubscribedChannel*>(nullptr), m_everyone);
    m_channels.forEach([&](SubscribedChannel& channel) { visit(&channel, stateOf(&channel)); });
}

void ClusterChannels::adopt(ChannelTable channels)
{
    m_channels = std::move(channels);
    m_channels.forEach([this](SubscribedChannel& channel) {
        stateOf(&channel).isOpenEarly = true; // its streams are there
        seek(&channel, stateOf(&channel));
    });
}

void ClusterChannels::subscribe(
    Shard* shard, std::unique_ptr<Subscription> subscription, const std::string& user)
{
    SubscribedChannel* channel = nullptr;
    if (!user.empty()) {
        channel = m_channels.find(user);
        if (!channel)
            channel = &m_channels.create<SubscribedChannel>(user);
        channel->add(shard->index());
        subscription->channel = channel;
        State& state = stateOf(channel);
        state.idleSinceMs = 0;
        if (state.phase == Phase::Away)
            seek(channel, state);
    }
    m_resuming->subscribe(shard, std::move(subscription), channel);
}

void ClusterChannels::unsubscribe(int shard, Channel* subscribed, std::uint64_t awaiting)
{
    if (awaiting != 0)
        m_resuming->forget(awaiting);
    if (!subscribed)
        return;
    auto& channel = static_cast<SubscribedChannel&>(*subscribed);
    channel.remove(shard);
    if (channel.subscribers() > 0)
        return;
    State& state = stateOf(&channel);
    if (!std::exchange(state.isListedIdle, true))
        m_idle.push_back(&channel);
    state.idleSinceMs = monotonicMs();
}

void ClusterChannels::releaseIdle(qint64 nowMs)
{
    std::unordered_map<ClusterNode*, std::vector<std::string>> names;
    std::erase_if(m_idle, [&](SubscribedChannel* channel) {
        State& state = stateOf(channel);
        if (state.idleSinceMs == 0) {
            state.isListedIdle = false; // somebody came back
            return true;
        }
        if (nowMs - state.idleSinceMs < IdleMs || state.unconfirmed > 0 || state.resuming > 0)
            return false;
        if (state.node) {
            --state.node->channels;
            names[state.node].push_back(nameOf(channel));
        }
        if (state.cutSinceMs != 0)
            --m_cut;
        letGoOfHeld(state);
        m_states[channel->index].reset();
        m_channels.remove(*channel);
        return true;
    });
    if (names.empty())
        return;
    flush();
    for (const auto& [node, gone] : names)
        node->unsubscribe(std::vector<std::string_view>(gone.begin(), gone.end()));
}

// ---------------------------------------------------------------- where channels are

void ClusterChannels::seek(SubscribedChannel* channel, State& state)
{
    ClusterNode* const keeper = m_topology.keeperOf(state.slot);
    const bool isListening = state.phase != Phase::Away && state.node && state.node->isUp();
    if (!keeper || !keeper->isUp()) {
        // where it is the bus brings what is published elsewhere; what it drops is seen
        if (!isListening && state.phase != Phase::Away)
            cut(channel, state);
        return;
    }
    if (isListening && state.node == keeper) {
        if (std::exchange(state.next, nullptr)) // it has come back
            state.unconfirmed = 0;
        return;
    }
    if (state.next == keeper)
        return;
    if (isListening && state.phase != Phase::Joining) {
        state.next = keeper;
    } else {
        if (state.node)
            --state.node->channels;
        state.node = keeper;
        ++keeper->channels;
        state.next = nullptr;
        state.phase = Phase::Joining;
        state.run = ++m_runs;
    }
    state.unconfirmed = 1;
    m_toSubscribe[keeper].push_back(nameOf(channel));
}

void ClusterChannels::flush()
{
    for (auto& [node, names] : std::exchange(m_toSubscribe, {})) {
        if (node->isUp())
            node->subscribe(std::vector<std::string_view>(names.begin(), names.end()));
    }
}

void ClusterChannels::confirmed(ClusterNode& node, std::string_view name, bool isSubscribed)
{
    const std::optional<SubscribedChannel*> channel = named(name);
    if (!channel)
        return;
    State& state = stateOf(*channel);
    if (!isSubscribed) {
        // a sharded channel whose slot has left the node; else it was asked for
        if (state.node == &node && (state.phase == Phase::Live || state.phase == Phase::Reading)) {
            m_topology.refresh();
            cut(*channel, state);
            seek(*channel, state);
        }
        return;
    }
    if (state.unconfirmed == 0)
        return;
    if (state.next == &node) {
        state.unconfirmed = 0;
        ClusterNode* const before = std::exchange(state.node, &node);
        state.next = nullptr;
        ++node.channels;
        --before->channels;
        const std::string_view names[] = {name};
        before->unsubscribe(names);
        startReading(*channel, state);
    } else if (state.node == &node && state.phase == Phase::Joining) {
        state.unconfirmed = 0;
        startReading(*channel, state);
    }
}

// It is asked for again where the slot is, or in a moment.
void ClusterChannels::refused(ClusterNode& node, std::string_view name, std::string_view error)
{
    if (const std::optional<SubscribedChannel*> channel = named(name)) {
        State& state = stateOf(*channel);
        if (state.next == &node) {
            state.next = nullptr;
            state.unconfirmed = 0;
        } else if (state.node == &node && state.phase == Phase::Joining) {
            cut(*channel, state);
        }
    }
    m_topology.redirected(error, node);
}

void ClusterChannels::nodeUp(ClusterNode& node)
{
    m_history.prepare(node, [this, &node, isFirst = node.ups() == 1] {
        if (!isFirst)
            m_topology.restarted(node);
    });
    m_history.putBack();
    forEach([&](SubscribedChannel* channel, State& state) {
        if (m_topology.keeperOf(state.slot) == &node)
            seek(channel, state);
    });
    lookAtReadiness();
    m_handlers.turnEnded();
}

void ClusterChannels::nodeLost(ClusterNode& node)
{
    m_toSubscribe.erase(&node);
    m_history.nodeLost(node);
    forEach([&](SubscribedChannel* channel, State& state) {
        if (state.next == &node) {
            state.next = nullptr;
            state.unconfirmed = 0;
        }
        if (state.node == &node) {
            cut(channel, state);
            seek(channel, state);
        }
    });
    lookAtReadiness();
    m_handlers.turnEnded();
}

void ClusterChannels::mapChanged()
{
    m_history.putBack();
    forEach([this](SubscribedChannel* channel, State& state) { seek(channel, state); });
    lookAtReadiness();
    m_handlers.turnEnded();
}

// It is not listened to any more.
void ClusterChannels::cut(SubscribedChannel*, State& state)
{
    if (state.isKnown && state.cutSinceMs == 0) {
        state.cutSinceMs = QDateTime::currentMSecsSinceEpoch();
        if (m_cut++ == 0) {
            m_cutSinceMs = state.cutSinceMs;
            m_replayed = 0;
            m_historyLost = false;
        }
    }
    if (state.node)
        --state.node->channels;
    state.node = state.next = nullptr;
    state.phase = Phase::Away;
    state.unconfirmed = 0;
    state.run = ++m_runs;
    state.isLooking = false;
    letGoOfHeld(state);
}

void ClusterChannels::lookAtReadiness()
{
    std::string why;
    if (!m_topology.isKnown()) {
        why = "The nodes of the Redis Cluster are not known"
            + (m_topology.problem().isEmpty() ? std::string(" yet.")
                                              : ". " + m_topology.problem().toStdString());
    } else {
        for (const ClusterMap::Keeper& keeper : m_topology.map().keepers()) {
            const auto node = std::find_if(m_topology.nodes().begin(), m_topology.nodes().end(),
                [&](const auto& one) { return one->endpoint() == keeper.endpoint; });
            if (keeper.slots == 0 || node == m_topology.nodes().end() || (*node)->isUp())
                continue;
            why += (why.empty() ? "" : " ") + std::string("Of the Redis Cluster ")
                + keeper.endpoint.text().toStdString() + " is away, which keeps "
                + std::to_string(keeper.slots) + " of " + std::to_string(redis::KeySlots) + " slots"
                + ((*node)->problem().isEmpty() ? std::string(".")
                                                : ": " + (*node)->problem().toStdString());
        }
        if (const int unkept = m_topology.map().unkeptSlots(); unkept > 0)
            why += (why.empty() ? "" : " ") + std::string("Of the Redis Cluster ")
                + std::to_string(unkept) + " of " + std::to_string(redis::KeySlots)
                + " slots have no primary.";
    }
    const bool isChanged = why != m_why;
    m_why = why;
    {
        const std::lock_guard lock(m_whyMutex);
        m_whyToAll = std::move(why);
    }
    m_publishing.publishEarly();
    if (!isChanged)
        return;
    if (m_why.empty())
        qCInfo(redisLog, "All %zu primaries of the Redis Cluster are there",
            m_topology.map().keepers().size());
    else
        qCWarning(redisLog, "%s", m_why.c_str());
    m_handlers.readyChanged();
}

// ---------------------------------------------------------------- now and then

bool ClusterChannels::wasReplaced(int slot) const
{
    const std::uint64_t lastMs = m_takeovers.lastOf(slot);
    return lastMs != 0 && m_topology.nowMs() < lastMs + ReplacedMs;
}

bool ClusterChannels::isToSettle(const State& state, std::uint64_t nowMs) const
{
    const std::uint64_t lastMs = m_takeovers.lastOf(state.slot);
    return state.phase == Phase::Live && m_history.limits().count > 0 && lastMs != 0
        && std::any_of(SettledMs.begin(), SettledMs.end(), [&](std::uint64_t settledMs) {
               return state.lookedMs < lastMs + settledMs && nowMs >= lastMs + settledMs
                   && nowMs < lastMs + ReplacedMs;
           });
}

void ClusterChannels::tick(std::uint64_t nowNs)
{
    releaseIdle(monotonicMs());
    m_publishing.refuseOverdue(nowNs);
    m_intake.tick(nowNs);
    m_topology.tick(nowNs);
    const std::uint64_t nowMs = m_topology.nowMs();
    m_takeovers.tick(nowNs, nowMs);
    int mayLook = nowMs < m_takeovers.latest() + ReplacedMs ? LooksAtOnce : 0;
    const auto keepNs
        = static_cast<std::uint64_t>(std::chrono::nanoseconds(m_history.keptFor()).count());
    const bool isKeeping = nowNs - m_keptNs > keepNs / 4;
    if (isKeeping)
        m_keptNs = nowNs;
    forEach([&](SubscribedChannel* channel, State& state) {
        if (state.phase == Phase::Reading && !state.isLooking && !state.next && state.node->isUp()
            && !state.node->isInDoubt())
            startReading(channel, state);
        else if (isKeeping && state.phase == Phase::Live)
            m_history.keep(*state.node, userIdOf(channel));
        else if (mayLook > 0 && state.node && state.node->isUp() && isToSettle(state, nowMs)) {
            --mayLook;
            startReading(channel, state);
        } else if (state.phase == Phase::Away && (!channel || channel->subscribers() > 0))
            seek(channel, state);
    });
    m_resuming->tick();
    if (nowNs - m_askedNs > AskTimeNs) {
        m_askedNs = nowNs;
        m_history.putBack();
        m_history.forgetTold(nowNs);
        std::vector<ClusterNode*> idle;
        for (const auto& node : m_topology.nodes()) {
            if (!m_topology.isKeeper(*node) && node->channels == 0)
                idle.push_back(node.get());
        }
        for (ClusterNode* node : idle) {
            m_toSubscribe.erase(node);
            m_history.nodeLost(*node);
            m_topology.release(*node);
        }
        m_topology.askForTime();
        lookAtReadiness();
    }
}

void ClusterChannels::preview(const std::string& userId, const std::string& lastEventId,
    std::function<void(ReplayFigures)> done)
{
    m_resuming->preview(userId, lastEventId, std::move(done));
}

void ClusterChannels::countOnline(const std::vector<std::string>& userIds,
    std::function<void(std::int64_t online, const std::string& error)> done)
{
    std::unordered_map<ClusterNode*, std::vector<std::string>> names;
    for (const std::string& userId : userIds)
        names[m_topology.keeperOf(m_history.slotOf(userId))].push_back(m_keys.channel(userId));
    struct Count {
        std::size_t left = 1;
        std::int64_t online = 0;
        std::string error;
        std::function<void(std::int64_t, const std::string&)> done;
        void add(std::int64_t more, const std::string& problem)
        {
            online += more;
            if (error.empty())
                error = problem;
            if (--left == 0)
                done(online, error);
        }
    };
    const auto count = std::make_shared<Count>();
    count->done = std::move(done);
    for (const auto& [node, all] : names) {
        if (!node || !node->isUp()) {
            count->error = whyNotReady();
            continue;
        }
        for (std::size_t begin = 0; begin < all.size(); begin += CountedAtOnce) {
            std::vector<std::string_view> command
                = {"PUBSUB", m_history.isSharded() ? "SHARDNUMSUB" : "NUMSUB"};
            for (std::size_t i = begin; i < std::min(all.size(), begin + CountedAtOnce); ++i)
                command.push_back(all[i]);
            ++count->left;
            node->send(command, [count](const redis::Reply& reply) {
                std::int64_t online = 0;
                for (std::size_t i = 1; !reply.isError() && i < reply.size(); i += 2)
                    online += reply[i].integer() > 0;
                count->add(
                    online, reply.isError() ? redis::explainError(reply.text()) : std::string());
            });
        }
    }
    count->add(0, {});
}

} // namespace fanlight
