// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/frame.h"

#include <span>
#include <vector>

namespace fanlight {

// How soon what is published goes out. Notifications for one client that are waiting together
// become one event,
// {"batch":[…]}, in their order; one that must not wait takes those before it along.
struct BatchWish {
    // from the first that waits; 0: at once; HubsWindow: the hub's; -1: batched where the hub
    // batches all
    int windowMs = -1;
    int most = 0; // notifications of one event; 0: as the hub is set

    static constexpr int MaxWindowMs = 10'000;
    static constexpr int HubsWindow = MaxWindowMs + 1;
    static constexpr int MaxMost = 1000;

    Batching batching() const
    {
        return windowMs < 0 ? Batching::AsTheHub
            : windowMs == 0 ? Batching::Never
                            : Batching::Batched;
    }
};

// Batches are made of neighbours with the same event name. An event ends before it gets larger than
// this, if it can.
constexpr std::size_t MaxBatchBytes = 64 << 10;

inline bool mayShareBatch(const Frame& one, const Frame& next)
{
    return one.eventName() == next.eventName();
}

// One event out of several: {"batch":[…]} of their data, what is no JSON as strings, with the id of
// the last that has one (what is published past the hub has none).
FramePtr makeBatch(std::span<const Frame* const> events);

// Replaces runs of events that were to be batched (`all`: of those that did not say otherwise, too)
// by batches of at most `most`. `taken` is told how many of the events became each of the answer's.
std::vector<FramePtr> joinBatches(
    std::vector<FramePtr> events, bool all, int most, std::vector<std::size_t>* taken = nullptr);

} // namespace fanlight
