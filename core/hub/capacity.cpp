// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/capacity.h"

#include "broker/redis_history.h"
#include "hub/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fanlight {

static_assert(CostMeter::LeastConnections == Sampler::MinConnectionsForMemory);

namespace {

constexpr double MeanOfLifetime = 0.9;
constexpr double SpreadOfLifetime = 0.2;
constexpr double UsPerPercentSecond = 10'000; // of CPU, in a percent of a core over a second

// Commands an instance sends once a second whatever is published: its probe (RedisBroker), its
// heartbeat, and a look at each of the others (InstanceBoard).
constexpr double ProbesPerSecond = 1;
constexpr double HeartbeatCommands = 6;

double commandsOfAPublish(double users)
{
    return std::max(1.0, std::ceil(users / double(RedisHistory::PublishSlice)));
}

// On how many of the instances one of `devices` streams lands, each anywhere.
double instancesReached(double instances, double devices)
{
    return instances * (1 - std::pow(1 - 1 / instances, devices));
}

struct Bounded {
    CapacityBound bound;
    double used;
    double allowed;
};

// Where the bound or the load is not known there is none.
double share(const Bounded& one)
{
    if (!isKnown(one.allowed) || !isKnown(one.used))
        return Unknown;
    return one.allowed > 0 ? one.used / one.allowed : (one.used > 0 ? HUGE_VAL : 0);
}

std::array<Bounded, 4> boundsOf(const CapacityLoad& load, const InstanceBounds& bounds)
{
    const double cap = bounds.connectionCap > 0 ? bounds.connectionCap : Unknown;
    return {
        Bounded{CapacityBound::Descriptors, load.connections, bounds.fileLimit - bounds.otherFiles},
        Bounded{CapacityBound::Cap, load.connections, cap},
        Bounded{CapacityBound::Memory, load.memoryBytes(), bounds.memoryBytes},
        Bounded{CapacityBound::Cpu, load.cpuPercent, bounds.cpuPercent}};
}

CapacityLoad instanceLoad(const CapacityQuestion& question, const CostFigures& costs,
    const InstanceBounds& bounds, double instances, bool redis)
{
    CapacityLoad load;
    load.connections = std::ceil(question.users * question.devices / instances);
    load.userBytes = load.connections * (costs.bytesPerConnection + costs.tlsBytesPerConnection);
    load.kernelBytes = load.connections * costs.kernelBytesPerConnection;
    load.descriptors = load.connections + bounds.otherFiles;
    const double messages = question.messagesPerSecond;
    const double fanOut = std::min(question.fanOut, question.users);
    load.deliveriesPerSecond = messages * fanOut * question.devices / instances;
    // An idle connection's share is left out where it was not measured and something is delivered:
    // it is the smaller part.
    const double idle = load.connections * costs.cpuUsPerConnection;
    const double delivering
        = load.deliveriesPerSecond > 0 ? load.deliveriesPerSecond * costs.cpuUsPerDelivery : 0;
    load.cpuPercent
        = (delivering + (delivering > 0 && !isKnown(idle) ? 0 : idle)) / UsPerPercentSecond;
    load.redisIn = redis
        ? messages * fanOut * instancesReached(instances, question.devices) / instances
            + ProbesPerSecond
        : 0;
    load.redisOut = redis ? messages * commandsOfAPublish(fanOut) / instances + ProbesPerSecond
            + HeartbeatCommands + instances
                          : 0;
    return load;
}

CapacityLoad times(const CapacityLoad& load, double instances)
{
    return {load.connections * instances, load.userBytes * instances, load.kernelBytes * instances,
        load.descriptors * instances, load.cpuPercent * instances,
        load.deliveriesPerSecond * instances, load.redisIn * instances, load.redisOut * instances};
}

bool fits(const CapacityLoad& load, const InstanceBounds& bounds)
{
    const auto all = boundsOf(load, bounds);
    return std::none_of(all.begin(), all.end(), [](const Bounded& one) { return share(one) > 1; });
}

// Whatever an instance carries becomes less with their number, so halving finds the least that will
// do.
double leastInstances(
    const CapacityQuestion& question, const CostFigures& costs, const InstanceBounds& bounds)
{
    const auto enough = [&](double n) {
        return fits(instanceLoad(question, costs, bounds, n, n > 1 || question.redis), bounds);
    };
    if (!enough(CapacityQuestion::MostInstances))
        return Unknown;
    double least = 1;
    double most = CapacityQuestion::MostInstances;
    while (least < most) {
        const double middle = std::floor((least + most) / 2);
        if (enough(middle))
            most = middle;
        else
            least = middle + 1;
    }
    return least;
}

} // namespace

// ---------------------------------------------------------------- measuring

void CostMeter::keep(std::deque<Part>& parts, const Part& part)
{
    parts.push_back(part);
    if (parts.size() > MostSamples)
        parts.pop_front();
}

CostMeter::Part CostMeter::sum(const std::deque<Part>& parts)
{
    Part all{};
    for (const Part& part : parts) {
        all.cpuUs += part.cpuUs;
        all.deliveries += part.deliveries;
        all.connectionSeconds += part.connectionSeconds;
    }
    return all;
}

void CostMeter::add(const MetricsSample& sample)
{
    if (isKnown(sample.memory.bytes) && sample.memory.timeMs != m_figures.memoryMs) {
        m_figures.bytesPerConnection = sample.memory.bytes;
        m_figures.connections = sample.memory.clients;
        m_figures.memoryMs = sample.memory.timeMs;
        if (isKnown(sample.memory.kernelBytes))
            m_figures.kernelBytesPerConnection = sample.memory.kernelBytes;
    }
    if (sample.connections >= LeastConnections && isKnown(sample.kernelSocketBytes))
        m_figures.kernelBytesPerConnection = sample.kernelSocketBytes / double(sample.connections);
    if (sample.intervalMs <= 0 || !isKnown(sample.hubCpuPercent))
        return;
    const double seconds = double(sample.intervalMs) / 1000;
    const Part part{sample.hubCpuPercent * UsPerPercentSecond * seconds, double(sample.delivered),
        double(sample.connections) * seconds};
    const bool comesOrGoes = sample.connects > 0 || sample.disconnects > 0;
    if (sample.delivered >= LeastDeliveries && !comesOrGoes)
        keep(m_busy, part);
    else if (sample.delivered == 0 && sample.published == 0 && !comesOrGoes
        && sample.connections >= LeastConnections)
        keep(m_idle, part);
    else
        return;
    measure();
}

void CostMeter::measure()
{
    const Part idle = sum(m_idle);
    if (idle.connectionSeconds >= LeastIdleSeconds)
        m_figures.cpuUsPerConnection = idle.cpuUs / idle.connectionSeconds;
    const Part busy = sum(m_busy);
    if (busy.deliveries < LeastInAll)
        return;
    const double resting = isKnown(m_figures.cpuUsPerConnection)
        ? m_figures.cpuUsPerConnection * busy.connectionSeconds
        : 0;
    m_figures.cpuUsPerDelivery = std::max(0.0, busy.cpuUs - resting) / busy.deliveries;
    m_figures.deliveries = busy.deliveries;
}

// ---------------------------------------------------------------- room

double reservedDescriptors(double fileLimit)
{
    return std::clamp(std::floor(fileLimit / 16), 24.0, 128.0);
}

Room roomLeft(const RoomQuestion& question, const CostFigures& costs)
{
    const auto left = [](double room) { return std::max(0.0, std::floor(room)); }; // of NaN it is 0
    Room room;
    if (isKnown(question.fileLimit) && isKnown(question.openFiles))
        room.byDescriptors = left(
            question.fileLimit - question.openFiles - reservedDescriptors(question.fileLimit));
    if (question.connectionCap > 0)
        room.byCap = left(question.connectionCap - question.connections);
    const double measured = costs.memoryPerConnection();
    room.isBudgeted = !isKnown(measured);
    const double each = room.isBudgeted ? question.budgetBytes : measured;
    if (isKnown(question.availableBytes) && each > 0)
        room.byMemory = left(question.availableBytes / each);
    for (const auto& [bound, more] : {std::pair{CapacityBound::Descriptors, room.byDescriptors},
             {CapacityBound::Cap, room.byCap}, {CapacityBound::Memory, room.byMemory}}) {
        if (isKnown(more) && !(room.more <= more)) {
            room.more = more;
            room.first = bound;
        }
    }
    return room;
}

// ---------------------------------------------------------------- planning

CapacityPlan planCapacity(
    const CapacityQuestion& question, const CostFigures& costs, const InstanceBounds& bounds)
{
    CapacityPlan plan;
    plan.usesRedis = question.redis || question.instances > 1;
    plan.perInstance = instanceLoad(question, costs, bounds, question.instances, plan.usesRedis);
    plan.total = times(plan.perInstance, question.instances);
    plan.total.connections = question.users * question.devices; // not rounded up for each
    plan.redisPublishes = plan.usesRedis
        ? question.messagesPerSecond * std::min(question.fanOut, question.users)
        : 0;
    for (const Bounded& one : boundsOf(plan.perInstance, bounds)) {
        const double percent = 100 * share(one);
        if (isKnown(percent) && !(plan.firstPercent >= percent)) {
            plan.firstPercent = percent;
            plan.first = one.bound;
        }
    }
    if (plan.first != CapacityBound::None)
        plan.instancesNeeded = leastInstances(question, costs, bounds);
    return plan;
}

double reconnectsPerSecond(double connections, double maxLifetimeSeconds)
{
    return maxLifetimeSeconds > 0 ? connections / (MeanOfLifetime * maxLifetimeSeconds) : Unknown;
}

double reconnectsAfterBurst(double connections, double maxLifetimeSeconds)
{
    return maxLifetimeSeconds > 0 ? connections / (SpreadOfLifetime * maxLifetimeSeconds) : Unknown;
}

} // namespace fanlight
