// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_address.h"
#include "load/load_counters.h"
#include "load/load_plan.h"

#include <memory>
#include <vector>

namespace fanlight {

// The clients of a load test: a thread with one epoll set, no object of Qt and no thread a client.
// Made, told and destroyed by the thread that owns it; figures may be read from any.
class VirtualClients {
public:
    // `addresses`: of the plan's origins. `run`: that of the marks. `startNs`: when the first phase
    // begins, monotonicNs(). All outlive it.
    VirtualClients(std::shared_ptr<const LoadPlan> plan, std::vector<LoadAddress> addresses,
        const PublishBook& book, std::uint32_t run, std::uint64_t startNs);
    ~VirtualClients(); // closes all at once
    VirtualClients(const VirtualClients&) = delete;
    VirtualClients& operator=(const VirtualClients&) = delete;

    const ClientFigures& figures() const;
    ClientFigures& figures();
    // Nobody arrives any more: the phases are over, or stopArrivals() was called.
    bool arrivalsOver() const;
    // … and whoever goes by itself has gone.
    bool flowsOver() const;
    void stopArrivals();
    // That many more arrive now, beside the phases.
    void add(std::uint64_t clients);
    // Whoever connects from now on goes there; as many as the constructor got.
    void moveTo(std::vector<LoadAddress> addresses);
    // From now on it is found out how many events are still owed, ten times a second. Nothing may
    // be published any more.
    void beginDrain();
    // … nobody comes back any more, so that figures stand still and can be held against the hub's.
    void stopReturns();
    // Nothing: not known yet.
    std::optional<std::uint64_t> owed() const;
    // How many are on their way back to a stream they were in, as of then.
    std::uint64_t returning() const;

    // What is known only at the end, with what every client got held against what was published.
    struct Outcome {
        std::uint64_t lost = 0;
        std::uint64_t unread = 0;
    };
    // Closes all and ends the thread; who waits for an answer then is counted as unanswered.
    Outcome finish();

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace fanlight
