// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream_faults.h"

#include "net/outbox.h"

#include <algorithm>

namespace fanlight {

namespace {

// The lesser of two bounds of which 0 is none.
std::uint64_t sooner(std::uint64_t a, std::uint64_t b)
{
    return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

void count(const StreamFault& fault, std::int64_t streams)
{
    fault.tally->streams.fetch_add(static_cast<std::uint64_t>(streams), std::memory_order_relaxed);
}

} // namespace

FaultGate::~FaultGate()
{
    while (!m_states.empty())
        forget(m_states.begin()->first);
}

bool FaultGate::Held::isCutDue(const Connection& connection) const
{
    return (cutEvents > 0 && connection.sent.events >= cutEvents)
        || (cutBytes > 0 && connection.sent.bytes >= cutBytes);
}

// A fault that begins to concern a stream: it is counted from here.
FaultGate::Held FaultGate::hold(
    const std::shared_ptr<const StreamFault>& fault, const Connection& connection)
{
    count(*fault, 1);
    Held held{fault};
    if (fault->kind == StreamFault::Kind::Cut) {
        held.cutEvents = fault->events > 0 ? connection.sent.events + fault->events : 0;
        held.cutBytes = fault->bytes > 0 ? connection.sent.bytes + fault->bytes : 0;
    }
    return held;
}

void FaultGate::takeTogether(State& state)
{
    for (const Held& held : state.held) {
        state.cutEvents = sooner(state.cutEvents, held.cutEvents);
        state.cutBytes = sooner(state.cutBytes, held.cutBytes);
        if (held.fault->kind == StreamFault::Kind::Delay)
            state.delayNs = std::max(state.delayNs, held.fault->delayNs);
        else if (held.fault->kind == StreamFault::Kind::Drip)
            state.dripBytes = sooner(state.dripBytes, held.fault->bytes);
        else if (held.fault->kind == StreamFault::Kind::HalfOpen)
            state.isHalfOpen = true;
    }
}

bool FaultGate::review(const Shard& shard, std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    const auto known = m_states.find(slot);
    const std::vector<Held> before
        = known == m_states.end() ? std::vector<Held>() : std::move(known->second.held);
    State now;
    bool isSame = true;
    for (const auto& fault : m_faults) {
        if (fault->concerns && !fault->concerns(shard, connection))
            continue;
        const auto held = std::find_if(
            before.begin(), before.end(), [&](const Held& one) { return one.fault == fault; });
        isSame = isSame && held != before.end();
        now.held.push_back(held != before.end() ? *held : hold(fault, connection));
    }
    if (isSame && now.held.size() == before.size()) {
        if (!before.empty())
            known->second.held = std::move(now.held);
        return false;
    }

    for (const Held& held : before) {
        const bool stays = std::any_of(now.held.begin(), now.held.end(),
            [&](const Held& one) { return one.fault == held.fault; });
        if (!stays)
            count(*held.fault, -1);
    }
    connection.faulty = !now.held.empty();
    if (connection.faulty) {
        takeTogether(now);
        m_states[slot] = std::move(now);
    } else {
        m_states.erase(slot);
    }
    return !before.empty();
}

void FaultGate::forget(std::uint32_t slot)
{
    const auto known = m_states.find(slot);
    if (known == m_states.end())
        return;
    for (const Held& held : known->second.held)
        count(*held.fault, -1);
    m_states.erase(known);
    m_connections[slot].faulty = false;
}

FaultGate::Allowance FaultGate::allowed(
    State& state, const Connection& connection, Outbox& outbox, std::uint64_t nowNs)
{
    if (state.isHalfOpen)
        return {};
    Allowance allowed;
    allowed.bytes = connection.queue.bytes;
    if (state.cutBytes > 0)
        allowed.bytes = std::min<std::uint64_t>(
            allowed.bytes, state.cutBytes - std::min(state.cutBytes, connection.sent.bytes));

    // Whole frames that are due, and not past the event at which it is cut.
    std::size_t due = 0;
    std::uint64_t events = connection.sent.events;
    for (std::uint32_t node = connection.queue.head; node != NoIndex && due < allowed.bytes;
         node = outbox.node(node).next) {
        const Outbox::OutFrame& out = outbox.frame(outbox.node(node).frame);
        if (state.cutEvents > 0 && events >= state.cutEvents)
            break;
        if (state.delayNs > 0 && out.publishedNs != 0 && out.publishedNs + state.delayNs > nowNs) {
            allowed.againNs = out.publishedNs + state.delayNs;
            break;
        }
        due += (connection.stream.http10 ? out.frame->plain() : out.frame->chunked()).size();
        if (node == connection.queue.head)
            due -= connection.queue.headOffset;
        events += out.frame->isEvent();
    }
    allowed.bytes = std::min(allowed.bytes, due);

    if (state.dripBytes > 0) {
        if (nowNs - state.dripSinceNs >= DripPeriodNs) {
            state.dripSinceNs = nowNs;
            state.dripLeft
                = std::max<std::uint64_t>(1, state.dripBytes * DripPeriodNs / 1'000'000'000);
        }
        if (state.dripLeft < allowed.bytes)
            allowed.againNs = state.dripSinceNs + DripPeriodNs;
        allowed.bytes = std::min<std::uint64_t>(allowed.bytes, state.dripLeft);
    }
    return allowed;
}

void FaultGate::sent(std::uint32_t slot, std::size_t bytes)
{
    State& state = m_states.at(slot);
    state.dripLeft -= std::min<std::uint64_t>(state.dripLeft, bytes);
}

std::size_t FaultGate::allowance(std::uint32_t slot, Outbox& outbox, std::uint64_t nowNs)
{
    State& state = m_states.at(slot);
    const Connection& connection = m_connections[slot];
    const Allowance now = allowed(state, connection, outbox, nowNs);
    if (now.againNs != 0 && (state.wakeNs == 0 || now.againNs < state.wakeNs)) {
        state.wakeNs = now.againNs;
        m_wakes.push(now.againNs, {slot, connection.generation});
    }
    return now.bytes;
}

std::vector<std::uint32_t> FaultGate::takeWoken(std::uint64_t nowNs)
{
    std::vector<std::uint32_t> woken;
    for (const ConnectionRef ref : m_wakes.takeDue(nowNs)) {
        const Connection* connection = m_connections.find(ref);
        if (!connection || !connection->faulty)
            continue;
        m_states.at(ref.slot).wakeNs = 0;
        woken.push_back(ref.slot);
    }
    return woken;
}

bool FaultGate::isCutDue(std::uint32_t slot)
{
    const State& state = m_states.at(slot);
    const Connection& connection = m_connections[slot];
    const auto due = std::find_if(state.held.begin(), state.held.end(),
        [&](const Held& held) { return held.isCutDue(connection); });
    if (due == state.held.end())
        return false;
    due->fault->tally->hits.fetch_add(1, std::memory_order_relaxed);
    return true;
}

bool FaultGate::isHalfOpen(std::uint32_t slot) const
{
    const auto known = m_states.find(slot);
    return known != m_states.end() && known->second.isHalfOpen;
}

} // namespace fanlight
