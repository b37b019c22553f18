// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream_faults.h"

#include "net/outbox.h"

#include <algorithm>

namespace fanlight {

namespace {

// The lesser of two bounds of which 0 is none.
std::uint64_t sooner(std::uint64_t a, std::uint64_t b) { return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b); }

} // namespace

FaultGate::~FaultGate()
{
    while (!m_states.empty())
        forget(m_states.begin()->first);
}

void FaultGate::count(const StreamFault& fault, std::int64_t streams)
{
    fault.tally->streams.fetch_add(static_cast<std::uint64_t>(streams), std::memory_order_relaxed);
}

bool FaultGate::review(const Shard& shard, std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    StreamFaults faults;
    for (const auto& fault : m_faults) {
        if (!fault->concerns || fault->concerns(shard, connection))
            faults.push_back(fault);
    }
    const auto known = m_states.find(slot);
    if (known == m_states.end() ? faults.empty() : faults == known->second.faults)
        return false;

    const State before = known == m_states.end() ? State() : std::move(known->second);
    const auto isOneOf = [](const StreamFaults& all, const std::shared_ptr<const StreamFault>& fault) { return std::find(all.begin(), all.end(), fault) != all.end(); };
    State now;
    bool hadCut = false;
    for (const auto& fault : before.faults) {
        if (!isOneOf(faults, fault))
            count(*fault, -1);
        else
            hadCut = hadCut || fault->kind == StreamFault::Kind::Cut;
    }
    if (hadCut) {
        now.cutEvents = before.cutEvents;
        now.cutBytes = before.cutBytes;
    }
    for (const auto& fault : faults) {
        const bool isNew = !isOneOf(before.faults, fault);
        if (isNew)
            count(*fault, 1);
        switch (fault->kind) {
        case StreamFault::Kind::Delay:
            now.delayNs = std::max(now.delayNs, fault->delayNs);
            break;
        case StreamFault::Kind::HalfOpen:
            now.isHalfOpen = true;
            break;
        case StreamFault::Kind::Drip:
            now.dripBytes = sooner(now.dripBytes, fault->bytes);
            break;
        case StreamFault::Kind::Cut:
            if (isNew && fault->events > 0)
                now.cutEvents = sooner(now.cutEvents, connection.events + fault->events);
            if (isNew && fault->bytes > 0)
                now.cutBytes = sooner(now.cutBytes, connection.bytes + fault->bytes);
            break;
        }
    }
    now.faults = std::move(faults);
    connection.faulty = !now.faults.empty();
    if (connection.faulty)
        m_states[slot] = std::move(now);
    else
        m_states.erase(slot);
    return !before.faults.empty();
}

void FaultGate::forget(std::uint32_t slot)
{
    const auto known = m_states.find(slot);
    if (known == m_states.end())
        return;
    for (const auto& fault : known->second.faults)
        count(*fault, -1);
    m_states.erase(known);
    m_connections[slot].faulty = false;
}

FaultGate::Allowance FaultGate::allowance(std::uint32_t slot, Outbox& outbox, std::uint64_t nowNs)
{
    State& state = m_states.at(slot);
    const Connection& connection = m_connections[slot];
    if (state.isHalfOpen)
        return {};
    Allowance allowed;
    allowed.bytes = connection.queuedBytes;
    if (state.cutBytes > 0)
        allowed.bytes = std::min<std::uint64_t>(allowed.bytes, state.cutBytes - std::min(state.cutBytes, connection.bytes));

    // Whole frames that are due, and not past the event at which it is cut.
    std::size_t due = 0;
    std::uint64_t events = connection.events;
    for (std::uint32_t node = connection.queueHead; node != NoIndex && due < allowed.bytes; node = outbox.node(node).next) {
        const Outbox::OutFrame& out = outbox.frame(outbox.node(node).frame);
        if (state.cutEvents > 0 && events >= state.cutEvents)
            break;
        if (state.delayNs > 0 && out.publishedNs != 0 && out.publishedNs + state.delayNs > nowNs) {
            allowed.againNs = out.publishedNs + state.delayNs;
            break;
        }
        due += (connection.http10 ? out.frame->plain() : out.frame->chunked()).size();
        if (node == connection.queueHead)
            due -= connection.headOffset;
        events += out.frame->isEvent();
    }
    allowed.bytes = std::min(allowed.bytes, due);

    if (state.dripBytes > 0) {
        if (nowNs - state.dripSinceNs >= DripPeriodNs) {
            state.dripSinceNs = nowNs;
            state.dripLeft = std::max<std::uint64_t>(1, state.dripBytes * DripPeriodNs / 1'000'000'000);
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

bool FaultGate::claimWake(std::uint32_t slot, std::uint64_t ns)
{
    std::uint64_t& wakeNs = m_states.at(slot).wakeNs;
    if (wakeNs != 0 && wakeNs <= ns)
        return false;
    wakeNs = ns;
    return true;
}

void FaultGate::woken(std::uint32_t slot)
{
    if (const auto known = m_states.find(slot); known != m_states.end())
        known->second.wakeNs = 0;
}

bool FaultGate::isCutDue(std::uint32_t slot)
{
    const State& state = m_states.at(slot);
    const Connection& connection = m_connections[slot];
    const bool isDue = (state.cutEvents > 0 && connection.events >= state.cutEvents) || (state.cutBytes > 0 && connection.bytes >= state.cutBytes);
    if (isDue) {
        const auto cut = std::find_if(state.faults.begin(), state.faults.end(), [](const auto& fault) { return fault->kind == StreamFault::Kind::Cut; });
        (*cut)->tally->hits.fetch_add(1, std::memory_order_relaxed);
    }
    return isDue;
}

bool FaultGate::isHalfOpen(std::uint32_t slot) const
{
    const auto known = m_states.find(slot);
    return known != m_states.end() && known->second.isHalfOpen;
}

} // namespace fanlight
