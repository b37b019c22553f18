// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/inbox.h"
#include "net/shard_config.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

class ShardHandler;
class Shard;

// The hub's shards taken together: started, told something, drained and stopped. From a start of
// the hub to its end; the hub's thread, owned by HubCore. What is called back comes in a shard's
// thread.
class ShardSet {
public:
    ShardSet();
    ~ShardSet(); // stops them

    void make(int count, ShardConfig config, ShardHandler& handler); // which outlives them
    std::string start(); // empty, or why not
    void stop(); // they are still there, and do nothing any more
    void clear();

    bool isEmpty() const { return m_shards.empty(); }
    std::vector<Shard*> all() const;
    void post(const Task& task); // to each
    // `done` comes once every shard has taken a turn; at once where there is none.
    void pulse(std::function<void()> done);
    // `emptied` comes once, when no shard has a connection any more.
    void drain(std::function<void()> emptied);

private:
    std::vector<std::unique_ptr<Shard>> m_shards;
};

} // namespace fanlight
