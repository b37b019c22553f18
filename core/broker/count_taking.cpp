// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/count_taking.h"

#include "net/shard.h"

#include <atomic>

namespace fanlight {

void countTaking(const std::vector<Shard*>& shards,
    std::vector<std::vector<std::uint32_t>> channels, bool everyone, const std::string& type,
    std::function<void(std::uint64_t)> done)
{
    struct Count {
        std::atomic<std::uint64_t> connections{0};
        std::atomic<std::size_t> shardsLeft;
        std::function<void(std::uint64_t)> done;
    };
    const auto count = std::make_shared<Count>();
    count->shardsLeft = shards.size();
    count->done = std::move(done);
    for (std::size_t i = 0; i < shards.size(); ++i) {
        shards[i]->post(Task([count, everyone, type, mine = std::move(channels[i])](Shard& shard) {
            count->connections += shard.countTaking(mine, everyone, type);
            if (--count->shardsLeft == 0)
                count->done(count->connections);
        }));
    }
}

} // namespace fanlight
