// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_counters.h"
#include "load/publish_target.h"

#include <memory>

namespace fanlight {

// Publishes beside the clients, in a thread of its own, at the rate of the plan whatever the
// answers take. Messages for one channel take one connection, so that they keep their order. Made,
// told and destroyed by the thread that owns it.
class Publisher {
public:
    // All outlive it. The rate begins `from` after startNs.
    Publisher(const LoadPlan& plan, PublishTarget target, PublishBook& book, std::uint32_t run,
        std::uint64_t startNs);
    ~Publisher(); // at once
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    PublishFigures& figures();
    void stop(); // nothing more is sent; answers are waited for
    bool isOver() const; // all was sent, and answered or given up

    static constexpr std::uint64_t AnswerPatienceMs = 10'000;

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace fanlight
