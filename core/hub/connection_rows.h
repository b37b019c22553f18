// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace fanlight {

class Shard;
struct Connection;

// A stream as a row. In its shard's thread.
ConnectionRow rowOf(const Shard& shard, const Connection& connection, bool withRoundTrip);
// The same of one that ends now.
ConnectionRow closedRowOf(
    const Shard& shard, const Connection& connection, DisconnectReason reason);

// Takes snapshots of all streams of a hub. Each shard gives its rows in slices between which it
// delivers; what does not change while a stream lives is made into texts once and shared by all
// snapshots, for as long as anybody asks. Belongs to the hub's thread; the shards outlive what they
// were asked for.
class ConnectionRows {
public:
    explicit ConnectionRows(std::vector<Shard*> shards);
    ~ConnectionRows();

    // TCP_INFO is asked for the round trip only when wanted: a system call a row. `done` in a
    // shard's thread, with rows that arrange() has still to bring in order.
    void collect(bool withRoundTrip, std::function<void(std::shared_ptr<ConnectionSnapshot>)> done);
    // Ascending by id, each once.
    static void arrange(ConnectionSnapshot& snapshot);
    // Gives up the texts when nobody has asked for a while; called now and then.
    void expire();

    static constexpr std::uint32_t RowsPerTurn = 512;
    static constexpr qint64 KeptMs = 10'000; // texts, after the last snapshot

private:
    struct ShardTexts;
    struct Collection;
    static void collectSlice(Shard& shard, const std::shared_ptr<ShardTexts>& texts,
        const std::shared_ptr<Collection>& collection, std::uint32_t from);

    const std::vector<Shard*> m_shards;
    // by shard; each is used in its shard's thread
    std::vector<std::shared_ptr<ShardTexts>> m_texts;
    qint64 m_lastAskedMs = 0; // 0: they are given up
};

} // namespace fanlight
