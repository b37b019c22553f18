// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sample.h"

namespace fanlight {

namespace {
constexpr std::array<const char*, DisconnectReasonCount> ReasonNames{"client", "slow", "lifetime",
    "limit", "kicked", "drain", "error", "fault", "expired", "denied"};

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

bool TrafficFigures::isEmpty() const
{
    return connections == 0 && connects == 0 && disconnects == 0 && published == 0 && delivered == 0
        && bytes == 0 && droppedEvents == 0;
}

void TrafficFigures::addCounts(const TrafficFigures& other)
{
    connects += other.connects;
    resumed += other.resumed;
    disconnects += other.disconnects;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        disconnectsByReason[i] += other.disconnectsByReason[i];
    published += other.published;
    delivered += other.delivered;
    bytes += other.bytes;
    droppedEvents += other.droppedEvents;
    batchedIn += other.batchedIn;
    batchedOut += other.batchedOut;
}

void TrafficFigures::subtractCounts(const TrafficFigures& earlier)
{
    connects -= earlier.connects;
    resumed -= earlier.resumed;
    disconnects -= earlier.disconnects;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        disconnectsByReason[i] -= earlier.disconnectsByReason[i];
    published -= earlier.published;
    delivered -= earlier.delivered;
    bytes -= earlier.bytes;
    droppedEvents -= earlier.droppedEvents;
    batchedIn -= earlier.batchedIn;
    batchedOut -= earlier.batchedOut;
}

TrafficFigures TrafficFigures::without(const TrafficFigures& part) const
{
    TrafficFigures rest = *this;
    rest.subtractCounts(part);
    rest.write = write.without(part.write);
    rest.ack = ack.without(part.ack);
    rest.connections -= part.connections;
    rest.slowClients -= part.slowClients;
    rest.backlogBytes -= part.backlogBytes;
    return rest;
}

void MetricsSample::merge(const MetricsSample& later)
{
    // Starting from the later one, every level is its own already; only the counts are to be added.
    MetricsSample sum = later;
    sum.intervalMs += intervalMs;
    sum.addCounts(*this);
    sum.write.merge(write);
    sum.ack.merge(ack);
    sum.own.addCounts(own);
    sum.own.write.merge(own.write);
    sum.own.ack.merge(own.ack);
    sum.refused += refused;
    sum.redisReceived = sumOfKnown(redisReceived, later.redisReceived);
    sum.redisLag.merge(redisLag);
    *this = std::move(sum);
}

MetricsSample MetricsSample::onlyReal() const
{
    MetricsSample rest = *this;
    static_cast<TrafficFigures&>(rest) = without(own);
    rest.own = {};
    rest.allConnections = Unknown;
    return rest;
}

MetricsSample MetricsSample::onlyOwn() const
{
    MetricsSample rest = *this;
    static_cast<TrafficFigures&>(rest) = own;
    rest.allConnections = Unknown;
    return rest;
}

} // namespace fanlight
