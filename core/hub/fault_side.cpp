// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/fault_side.h"

#include "hub/http_api.h"
#include "hub/shard_set.h"
#include "hub/stream_ender.h"
#include "net/shard.h"

namespace fanlight {

FaultDesk::HubSide faultSideOf(ShardSet& shards, HttpApi& api, StreamEnder& ender,
    std::function<void(
        bool withRoundTrip, const std::function<void(const ConnectionSnapshot&)>& done)>
        collect,
    decltype(FaultDesk::HubSide::breakReaders) breakReaders)
{
    FaultDesk::HubSide side;
    side.setStreamFaults = [&shards](const StreamFaults& faults) {
        shards.post(Task([faults](Shard& one) { one.setFaults(faults); }));
    };
    side.reviewStreams = [&shards] { shards.post(Task([](Shard& one) { one.reviewFaults(); })); };
    side.setNewStreamFaults = [&shards, &api](const NewStreamFaults& faults) {
        shards.post(
            Task([&api, faults](Shard& one) { api.streams().setNewStreamFaults(one, faults); }));
    };
    side.collect = std::move(collect);
    side.breakReaders = std::move(breakReaders);
    side.breakOff = [&ender](const std::vector<quint64>& ids, std::function<void(int)> done) {
        ender.breakOff(ids, std::move(done));
    };
    return side;
}

} // namespace fanlight
