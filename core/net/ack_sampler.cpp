// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ack_sampler.h"

#include <algorithm>
#include <utility>

namespace fanlight {

void AckSampler::nextStride(Pace& pace)
{
    if (m_context.turnNs >= pace.periodEndNs) {
        if (pace.taken < AcksPerPeriod / 2)
            pace.stride = std::max<std::int64_t>(1, pace.stride / 2);
        pace.taken = 0;
        pace.periodEndNs = m_context.turnNs + PeriodNs;
    }
    if (++pace.taken % AcksPerPeriod == 0)
        pace.stride = std::min<std::int64_t>(pace.stride * 2, MaxStride);
    pace.countdown = pace.stride;
}

std::optional<AckSampler::Sample> AckSampler::prepare(
    Connection& connection, const Outbox::OutFrame& last, bool isDue, bool isFollowed)
{
    std::vector<DeliveryFollower::StampFor> receipts;
    if (isFollowed)
        receipts = m_observers.follower.stampsFor(last.tally);
    if (receipts.empty() && !isDue)
        return std::nullopt;
    if (!connection.ack.isStamping) {
        m_transport.enableStamps(connection);
        connection.ack.isStamping = true;
    }
    const std::uint32_t tally = connection.isProbe() ? NoIndex : last.tally;
    return Sample{last.publishedNs, monotonicNs(), realtimeNs(), tally,
        m_observers.follower.messageOf(tally), std::move(receipts)};
}

void AckSampler::sent(std::uint32_t slot, Sample sample, int frames, bool isWhole)
{
    if (isWhole) { // they are counted as delivered in a moment
        Pace& pace = paceOf(m_context.connections[slot]);
        const std::uint64_t upTo = pace.delivered + static_cast<std::uint64_t>(frames);
        sample.standsFor = upTo > pace.covered ? upTo - pace.covered : 1;
        sample.standsForOfMessage = m_observers.follower.sampled(sample.tally);
        pace.covered = std::max(pace.covered, upTo);
    } else {
        sample.publishedNs = 0;
    }
    m_context.connections[slot].ack.isPending = true;
    m_samples[slot] = std::move(sample);
}

bool AckSampler::isStamped(std::uint32_t slot, std::uint32_t tally) const
{
    if (!m_context.connections[slot].ack.isPending)
        return false;
    const auto sample = m_samples.find(slot);
    return sample != m_samples.end() && sample->second.publishedNs != 0
        && sample->second.tally == tally && !sample->second.receipts.empty();
}

void AckSampler::acknowledged(std::uint32_t slot, std::uint64_t acknowledgedNs)
{
    Connection& connection = m_context.connections[slot];
    const auto found = m_samples.find(slot);
    if (found == m_samples.end())
        return;
    const Sample sample = std::move(found->second);
    m_samples.erase(found);
    connection.ack.isPending = false;
    if (sample.publishedNs == 0 || acknowledgedNs < sample.sentRealNs)
        return; // the follower's own look will do
    // the clock of the stamps may have been set meanwhile, that of latencies was not
    const std::uint64_t sinceSentNs
        = std::min(acknowledgedNs - sample.sentRealNs, monotonicNs() - sample.sentNs);
    const std::uint64_t latencyNs = sample.sentNs - sample.publishedNs + sinceSentNs;
    m_context.counters.of(connection.traffic).ack.record(latencyNs, sample.standsFor);
    if (connection.watched)
        m_observers.watch->ack.record(latencyNs);
    for (const auto& [follow, publishedNs] : sample.receipts)
        m_observers.follower.stampArrived(
            follow, m_context.refOf(slot), sample.sentNs - publishedNs + sinceSentNs);
    m_observers.follower.reportAck(
        sample.message, latencyNs, sample.standsForOfMessage, connection.stream.id);
}

void AckSampler::forget(std::uint32_t slot)
{
    if (m_context.connections[slot].ack.isPending)
        m_samples.erase(slot);
}

} // namespace fanlight
