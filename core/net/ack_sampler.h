// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/outbox.h"
#include "net/send_observers.h"
#include "net/shard_context.h"
#include "net/transport.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Which sends the kernel stamps with the time at which the client's has acknowledged them
// (SO_TIMESTAMPING), and what the stamps say. One at a time for a socket. Owns the samples that are
// under way and how far they are apart. The shard's thread.
class AckSampler {
public:
    AckSampler(ShardContext& context, const Transport& transport, SendObservers& observers)
        : m_context(context)
        , m_transport(transport)
        , m_observers(observers)
    {
    }

    struct Sample {
        std::uint64_t publishedNs = 0; // monotonic; 0: nothing whole was sent with it
        std::uint64_t sentNs = 0; // monotonic
        std::uint64_t sentRealNs = 0;
        std::uint32_t tally = NoIndex; // of the last event; only compared
        std::uint64_t message = 0;
        std::vector<DeliveryFollower::StampFor> receipts = {}; // it is for
        // deliveries since the sample before, this one among them; those of its message alone
        std::uint64_t standsFor = 1;
        std::uint64_t standsForOfMessage = 1;
    };
    // Before some frames are sent of which `last` is the last: the sample to be taken with it, if
    // any. Its socket is made ready for it.
    std::optional<Sample> take(Connection& connection, const Outbox::OutFrame& last, int frames)
    {
        if (last.publishedNs == 0 || connection.isUnix)
            return std::nullopt; // nothing whose latency counts, or can be told
        const bool isFollowed
            = last.tally != NoIndex && !connection.ack.isPending && !connection.isProbe();
        const bool isDue = countDown(connection, frames);
        if (!isDue && !isFollowed)
            return std::nullopt;
        return prepare(connection, last, isDue, isFollowed);
    }
    // They were sent, as a whole or in part: the stamp will be that of the part.
    void sent(std::uint32_t slot, Sample sample, int frames, bool isWhole);
    // An event whose latency counts was handed to the kernel.
    void delivered(const Connection& connection)
    {
        paceOf(connection).delivered += connection.isUnix ? 0 : 1;
    }
    // Whether the kernel will tell of the delivery with this tally that was just sent.
    bool isStamped(std::uint32_t slot, std::uint32_t tally) const;
    void acknowledged(std::uint32_t slot, std::uint64_t acknowledgedNs); // realtime
    void forget(std::uint32_t slot); // it ends

private:
    static constexpr std::uint32_t AcksPerPeriod = 100; // wanted a period; the stride follows
    static constexpr std::int64_t MaxStride = 1 << 20;
    static constexpr std::uint64_t PeriodNs = 200'000'000;

    // Every so many deliveries, so that each has the same chance; the stride follows the rate.
    bool countDown(const Connection& connection, int frames)
    {
        Pace& pace = paceOf(connection);
        pace.countdown -= frames;
        if (connection.watched && !connection.ack.isPending)
            return true;
        if (pace.countdown > 0 || connection.ack.isPending)
            return false;
        nextStride(pace);
        return true;
    }
    // How far samples are apart, and what they stand for: of the streams of others and of this
    // program's own each by themselves, so that a load test takes no samples from anybody.
    struct Pace {
        std::int64_t countdown = 0; // deliveries until the next sample
        std::int64_t stride = 1;
        std::uint32_t taken = 0; // this period
        std::uint64_t delivered = 0;
        std::uint64_t covered = 0; // of these, up to the last one that was sampled
        std::uint64_t periodEndNs = 0;
    };
    Pace& paceOf(const Connection& connection)
    {
        return connection.isOwn() ? m_ownPace : m_realPace;
    }
    void nextStride(Pace& pace);
    std::optional<Sample> prepare(
        Connection& connection, const Outbox::OutFrame& last, bool isDue, bool isFollowed);

    ShardContext& m_context;
    const Transport& m_transport;
    SendObservers& m_observers;
    std::unordered_map<std::uint32_t, Sample> m_samples; // by slot
    Pace m_realPace;
    Pace m_ownPace;
};

} // namespace fanlight
