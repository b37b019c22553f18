// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster_channels.h"
#include "broker/opening_ahead.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Subscriptions on their way to a shard, behind a Redis Cluster. One waits until both its channels
// are live; one that resumes, until what it has missed of each is read. What such a read has that
// has not come live yet is delivered to all of its channel, so that the stream has what the others
// have, and goes on with them. If that takes longer than a moment it is a stream meanwhile that is
// sent no events yet. Reads of a channel are shared by all who wait for one, one at a time. Hub
// thread; part of ClusterChannels.
class ClusterResuming {
public:
    explicit ClusterResuming(ClusterChannels& channels);
    void stop();

    void subscribe(
        Shard* shard, std::unique_ptr<Subscription> subscription, SubscribedChannel* channel);
    void forget(std::uint64_t connection); // it left
    void proceed(const std::vector<std::uint64_t>& connections); // their channel is live
    void tick();
    void preview(const std::string& userId, const std::string& lastEventId,
        std::function<void(ReplayFigures)> done);

private:
    using Channel = ClusterHistory::Channel;
    using ChannelPtr = std::shared_ptr<const Channel>;
    struct Pending : WaitingSubscription { // by id of its connection
        bool isReading = false;
        std::uint64_t aheadSinceNs = 0; // its id is newer than its node knows; monotonic
        std::uint64_t againNs = 0; // not before
    };
    struct Reads { // of a channel
        struct Wish {
            EventId from;
            std::vector<std::function<void(ChannelPtr)>> waiting;
        };
        bool isUnderWay = false;
        Wish next; // once that is over
    };
    // What was missed, by both channels.
    struct Found {
        std::string missing; // why events may be missing; empty: none are
        std::string missingTo;
        struct Event {
            FramePtr frame;
            std::string id; // empty: the publisher's, or none
            bool isBroadcast;
        };
        std::vector<Event> events;
        Cursor cursor; // behind them
        Cursor from; // where it goes on
    };
    struct Job { // a resume whose history is read
        std::uint64_t connection = 0; // 0: it is a preview
        std::string userId;
        ResumeId last;
        bool isAll = false; // all of history is looked through …
        bool isOldRead = false; // … and what an earlier version kept
        bool isOldClient = false; // its id is one of those, which say it of both channels
        std::uint64_t firstArrival = 0;
        ChannelPtr own, everyones;
        int left = 0;
        std::function<void(const std::optional<Found>&)> done; // of a preview
    };

    void resume(std::uint64_t connection);
    void readFor(std::shared_ptr<Job> job);
    void read(const std::string& userId, EventId from, std::function<void(ChannelPtr)> done);
    void readNext(const std::string& userId);
    void catchUp(const std::string& userId, const Channel& read, EventId at);
    void readOld(std::shared_ptr<Job> job);
    static ChannelPtr behindOld(const RedisHistory::Channel& old, const ChannelPtr& channel,
        EventId from, bool isOldClient);
    void finish(const std::shared_ptr<Job>& job);
    std::optional<Found> find(const Job& job) const;
    void tellTakeover(const Job& job, Found& found) const;
    bool isAhead(const Job& job) const;
    bool isToWait(const Job& job);
    void release(std::uint64_t connection, Pending& pending);
    void letIn(std::uint64_t connection);

    ClusterChannels& m_channels;
    std::unordered_map<std::uint64_t, Pending> m_pending;
    OpeningAhead m_ahead; // of these
    std::vector<std::uint64_t> m_again; // with the next tick
    std::unordered_map<std::string, Reads> m_reads; // by user; everyone: empty
};

} // namespace fanlight
