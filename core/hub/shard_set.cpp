// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/shard_set.h"

#include "net/shard.h"

#include <atomic>
#include <utility>

namespace fanlight {

namespace {

// Calls `done` when it was called as often as said.
std::function<void()> countedDown(std::size_t calls, std::function<void()> done)
{
    const auto left = std::make_shared<std::atomic<std::size_t>>(calls);
    return [left, done = std::move(done)] {
        if (--*left == 0)
            done();
    };
}

} // namespace

ShardSet::ShardSet() = default;
ShardSet::~ShardSet() = default;

void ShardSet::make(int count, ShardConfig config, ShardHandler& handler)
{
    for (config.index = 0; config.index < count; ++config.index)
        m_shards.push_back(std::make_unique<Shard>(config, handler));
}

std::string ShardSet::start()
{
    for (const auto& shard : m_shards) {
        if (std::string error = shard->start(); !error.empty())
            return error;
    }
    return {};
}

void ShardSet::stop()
{
    for (const auto& shard : m_shards)
        shard->stop();
}

void ShardSet::clear()
{
    m_shards.clear();
}

std::vector<Shard*> ShardSet::all() const
{
    std::vector<Shard*> all;
    all.reserve(m_shards.size());
    for (const auto& shard : m_shards)
        all.push_back(shard.get());
    return all;
}

void ShardSet::post(const Task& task)
{
    for (const auto& shard : m_shards)
        shard->post(task);
}

void ShardSet::pulse(std::function<void()> done)
{
    if (m_shards.empty())
        return done();
    post(Task([one = countedDown(m_shards.size(), std::move(done))](Shard&) { one(); }));
}

void ShardSet::drain(std::function<void()> emptied)
{
    post(Task([one = countedDown(m_shards.size(), std::move(emptied))](
                  Shard& shard) { shard.drain(one); }));
}

} // namespace fanlight
