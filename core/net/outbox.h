// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/channel.h"
#include "net/publish_ticket.h"
#include "sse/frame.h"

#include <utility>
#include <vector>

namespace fanlight {

// The frames a shard has on their way and the queues of its connections, which are lists of small
// nodes in one pool: queueing a frame for a connection neither allocates nor touches an atomic. A
// frame's own reference is held once a shard, not once a delivery. One thread.
class Outbox {
public:
    struct OutFrame {
        FramePtr frame;
        std::uint64_t publishedNs = 0; // 0: no event whose latency counts
        std::uint32_t pending = 0; // queue nodes that point here
        std::uint32_t tally = NoIndex; // of the shard's DeliveryFollower
    };
    struct Node {
        std::uint32_t frame;
        std::uint32_t next;
    };

    std::uint32_t addFrame(FramePtr frame, std::uint64_t publishedNs, std::uint32_t tally = NoIndex)
    {
        std::uint32_t index;
        if (m_freeFrames.empty()) {
            index = static_cast<std::uint32_t>(m_frames.size());
            m_frames.emplace_back();
        } else {
            index = m_freeFrames.back();
            m_freeFrames.pop_back();
        }
        m_frames[index] = {std::move(frame), publishedNs, 0, tally};
        return index;
    }
    // Lets go of a frame nobody has queued.
    void releaseIfUnused(std::uint32_t index)
    {
        if (m_frames[index].pending == 0) {
            m_frames[index] = {};
            m_freeFrames.push_back(index);
        }
    }
    // Keeps a frame while it is being queued, however soon it is sent.
    void hold(std::uint32_t index) { ++m_frames[index].pending; }
    // Ends that; true when nobody has it queued any more.
    bool letGo(std::uint32_t index)
    {
        --m_frames[index].pending;
        const bool unused = m_frames[index].pending == 0;
        releaseIfUnused(index);
        return unused;
    }
    std::uint32_t addNode(std::uint32_t frame)
    {
        ++m_frames[frame].pending;
        if (m_freeNode == NoIndex) {
            m_nodes.push_back({frame, NoIndex});
            return static_cast<std::uint32_t>(m_nodes.size() - 1);
        }
        const std::uint32_t index = m_freeNode;
        m_freeNode = m_nodes[index].next;
        m_nodes[index] = {frame, NoIndex};
        return index;
    }
    // Frees a node; returns the one behind it.
    std::uint32_t freeNode(std::uint32_t index)
    {
        const Node node = m_nodes[index];
        m_nodes[index].next = m_freeNode;
        m_freeNode = index;
        if (--m_frames[node.frame].pending == 0)
            releaseIfUnused(node.frame);
        return node.next;
    }
    // Puts another frame into the place of a node's.
    void setFrame(std::uint32_t node, std::uint32_t frame)
    {
        ++m_frames[frame].pending;
        const std::uint32_t before = std::exchange(m_nodes[node].frame, frame);
        if (--m_frames[before].pending == 0)
            releaseIfUnused(before);
    }
    Node& node(std::uint32_t index) { return m_nodes[index]; }
    OutFrame& frame(std::uint32_t index) { return m_frames[index]; }

private:
    std::vector<OutFrame> m_frames;
    std::vector<std::uint32_t> m_freeFrames;
    std::vector<Node> m_nodes;
    std::uint32_t m_freeNode = NoIndex;
};

} // namespace fanlight
