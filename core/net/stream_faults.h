// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/slab.h"
#include "net/wake_queue.h"

#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace fanlight {

class Shard;
class Outbox;

// How a fault fares, over all shards.
struct StreamFaultTally {
    std::atomic<std::uint64_t> streams{0}; // it acts on now
    std::atomic<std::uint64_t> hits{0}; // streams it has cut
};

// A fault that acts on streams that are there; the same for all shards. Immutable once shared.
struct StreamFault {
    enum class Kind : std::uint8_t { Delay, Cut, HalfOpen, Drip };
    std::uint64_t id = 0;
    Kind kind = Kind::Delay;
    std::uint64_t delayNs = 0; // from when it was published
    std::uint64_t events = 0; // Cut: 0: not by events
    std::uint64_t bytes = 0; // Cut: 0: not by bytes. Drip: a second
    std::function<bool(const Shard&, const Connection&)> concerns; // null: every stream
    bool mayChange = false; // whom it concerns, while a stream lives
    std::shared_ptr<StreamFaultTally> tally;
};
using StreamFaults = std::vector<std::shared_ptr<const StreamFault>>;

// What is broken on purpose in the streams of one shard. A stream that nothing concerns
// (Connection::faulty is not set) is never looked up here. The shard's thread.
class FaultGate {
public:
    explicit FaultGate(ConnectionSlab& connections)
        : m_connections(connections)
    {
    }
    ~FaultGate();

    const StreamFaults& faults() const { return m_faults; }
    void setFaults(StreamFaults faults) { m_faults = std::move(faults); }
    // Looks which faults concern the stream; true when something it was held back by is over.
    bool review(const Shard& shard, std::uint32_t slot);
    void forget(std::uint32_t slot); // it ends, or has

    // Bytes that may be sent to a faulty stream now; it is woken when that may be more.
    std::size_t allowance(std::uint32_t slot, Outbox& outbox, std::uint64_t nowNs);
    void sent(std::uint32_t slot, std::size_t bytes);
    // The streams that may be sent more by now.
    std::vector<std::uint32_t> takeWoken(std::uint64_t nowNs);
    int waitMs(std::uint64_t nowNs) const { return m_wakes.waitMs(nowNs); } // -1: for ever
    // It is due to be cut; counts it.
    bool isCutDue(std::uint32_t slot);
    bool isHalfOpen(std::uint32_t slot) const;

    static constexpr std::uint64_t DripPeriodNs = 100'000'000; // bytes of a drip come so often

private:
    struct Held { // a fault as it concerns one stream
        std::shared_ptr<const StreamFault> fault;
        std::uint64_t cutEvents = 0; // Connection::events at which it cuts; 0: it does not
        std::uint64_t cutBytes = 0;
        bool isCutDue(const Connection& connection) const;
    };
    struct State { // of a stream that something concerns
        std::vector<Held> held;
        // all of them taken together
        std::uint64_t delayNs = 0;
        bool isHalfOpen = false;
        std::uint64_t cutEvents = 0;
        std::uint64_t cutBytes = 0;
        std::uint64_t dripBytes = 0; // a second; 0: as many as there are
        std::uint64_t dripSinceNs = 0; // the period that runs
        std::uint64_t dripLeft = 0; // bytes of it
        std::uint64_t wakeNs = 0; // when it is woken; 0: it is not
    };
    static Held hold(const std::shared_ptr<const StreamFault>& fault, const Connection& connection);
    static void takeTogether(State& state);
    // What may be sent, and when it may be more; 0: that is not known.
    struct Allowance {
        std::size_t bytes = 0;
        std::uint64_t againNs = 0;
    };
    static Allowance allowed(
        State& state, const Connection& connection, Outbox& outbox, std::uint64_t nowNs);

    ConnectionSlab& m_connections;
    StreamFaults m_faults;
    std::unordered_map<std::uint32_t, State> m_states; // by slot
    WakeQueue m_wakes;
};

} // namespace fanlight
