// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sample.h"

namespace fanlight {

namespace {
constexpr std::array<const char*, DisconnectReasonCount> ReasonNames{
    "client", "slow", "lifetime", "limit", "kicked", "drain", "error", "fault", "expired"};

// An interval that did not measure the count adds nothing to one that did.
double sumOfKnown(double a, double b)
{
    if (!isKnown(a))
        return b;
    return isKnown(b) ? a + b : a;
}
} // namespace

const char* disconnectReasonName(DisconnectReason reason)
{
    return ReasonNames[static_cast<std::size_t>(reason)];
}

void MetricsSample::merge(const MetricsSample& later)
{
    // Starting from the later one, every level is its own already; only the counts are to be added.
    MetricsSample sum = later;
    sum.intervalMs += intervalMs;
    sum.connects += connects;
    sum.resumed += resumed;
    sum.disconnects += disconnects;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        sum.disconnectsByReason[i] += disconnectsByReason[i];
    sum.refused += refused;
    sum.published += published;
    sum.delivered += delivered;
    sum.bytes += bytes;
    sum.redisReceived = sumOfKnown(redisReceived, later.redisReceived);
    sum.droppedEvents += droppedEvents;
    sum.batchedIn += batchedIn;
    sum.batchedOut += batchedOut;
    sum.write.merge(write);
    sum.ack.merge(ack);
    sum.redisLag.merge(redisLag);
    *this = std::move(sum);
}

} // namespace fanlight
