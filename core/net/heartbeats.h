// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/batches.h"
#include "net/shard_context.h"
#include "sse/frame.h"

#include <chrono>
#include <cstdint>

namespace fanlight {

// What keeps a quiet stream alive, subscribed or fed: a comment, so that proxies and clients see
// that it still stands (the specification of server-sent events advises one about every 15 s); or,
// for a page that asked for it, an event, since an EventSource does not tell its page of comments.
// Whose timer fires asks here whether one is due. The shard's thread.
class Heartbeats {
public:
    Heartbeats(ShardContext& context, Batches& batches);

    // When the next would be due, if nothing were written until then.
    std::uint32_t dueTick(std::uint32_t slot) const;
    bool isDue(std::uint32_t slot) const;
    void send(std::uint32_t slot);

    // The event; it says for how long its client waits before it comes back, as is configured now.
    const FramePtr& event();
    static FramePtr eventSaying(std::int64_t retryMs);

private:
    ShardContext& m_context;
    Batches& m_batches;
    const FramePtr m_comment;
    FramePtr m_event; // …
    std::chrono::milliseconds m_said; // … which says this
};

} // namespace fanlight
