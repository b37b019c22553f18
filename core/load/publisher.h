// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/virtual_clients.h"
#include "qtredis/redis_url.h"

namespace fanlight {

// Publishes beside the clients, in a thread of its own, at the rate of the plan whatever the
// answers take. Messages for one channel take one connection, so that they keep their order. Made,
// told and destroyed by the thread that owns it.
class Publisher {
public:
    // Where it publishes; the URL's host may be another than the clients'.
    struct Target {
        LoadAddress address;
        std::string authority; // for the Host field
        LoadText path;
        LoadText body;
        std::string headers; // whole lines
        std::optional<redis::RedisUrl> redis; // then there is no HTTP
        LoadText channel;
    };
    // Blocks: resolves and connects. Nothing, and `error` says why.
    static std::optional<Target> findTarget(
        const LoadPlan& plan, const LoadAddress& clients, QString& error);

    // All outlive it. The rate begins `from` after startNs.
    Publisher(const LoadPlan& plan, Target target, PublishBook& book, std::uint32_t run,
        std::uint64_t startNs);
    ~Publisher(); // at once
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    PublishFigures& figures();
    void stop(); // nothing more is sent; answers are waited for
    bool isOver() const; // all was sent, and answered or given up

    // on each, once an answer has shown that it stays open
    static constexpr std::size_t MostPipelined = 64;
    static constexpr std::uint64_t AnswerPatienceMs = 10'000;

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace fanlight
