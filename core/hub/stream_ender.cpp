// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/stream_ender.h"

#include "hub/hub_port.h"
#include "metrics/hand_over.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>

namespace fanlight {

StreamEnder::StreamEnder(std::vector<Shard*> shards, const HubOptions& options)
    : m_shards(std::move(shards))
    , m_options(options)
{
}

void StreamEnder::disconnect(
    const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    end(ids, std::move(done),
        [retryMs](Shard& shard, const std::unordered_set<std::uint64_t>& wanted) {
            if (retryMs == HubPort::BreakOff)
                return shard.breakStreams(wanted, DisconnectReason::Kicked, true);
            return shard.endStreams(wanted, retryMs, DisconnectReason::Kicked);
        });
}

void StreamEnder::breakOff(const std::vector<quint64>& ids, std::function<void(int)> done)
{
    auto here = [this, done = std::move(done)](int found) mutable {
        handOver(this, [done = std::move(done), found] { done(found); });
    };
    end(ids, std::move(here), [](Shard& shard, const std::unordered_set<std::uint64_t>& wanted) {
        return shard.breakStreams(wanted, DisconnectReason::Fault, false);
    });
}

// Asks every shard to end, as `how` does it, those it has; `done` gets how many there were, in a
// shard's thread.
void StreamEnder::end(const std::vector<quint64>& ids, std::function<void(int)> done, End how) const
{
    struct Progress {
        std::atomic<int> found{0};
        std::atomic<std::size_t> shardsLeft;
        std::function<void(int)> done;
    };
    auto progress = std::make_shared<Progress>();
    progress->shardsLeft = m_shards.size();
    progress->done = std::move(done);
    const auto wanted = std::make_shared<std::unordered_set<std::uint64_t>>(ids.begin(), ids.end());
    for (Shard* shard : m_shards) {
        shard->post(Task([progress, wanted, how](Shard& one) {
            progress->found += how(one, *wanted);
            if (--progress->shardsLeft == 0)
                progress->done(progress->found);
        }));
    }
}

void StreamEnder::endUsers(
    std::unordered_set<std::string> users, DisconnectReason reason, std::function<void(int)> done)
{
    const auto wanted = std::make_shared<const std::unordered_set<std::string>>(std::move(users));
    endWhere(
        [wanted](const Connection::Stream& stream) {
            return stream.channel && wanted->contains(stream.channel->userId.text());
        },
        reason, std::move(done));
}

void StreamEnder::endWhere(IsMeant isMeant, DisconnectReason reason, std::function<void(int)> done)
{
    struct Progress {
        std::atomic<int> found{0};
        std::atomic<std::size_t> shardsLeft;
        std::function<void(int)> done; // what it holds ends with it, and not in a shard's thread
    };
    const auto progress = std::make_shared<Progress>();
    progress->shardsLeft = m_shards.size();
    progress->done = std::move(done);
    for (Shard* shard : m_shards) {
        shard->post(Task([this, progress, isMeant, reason](Shard& one) {
            // in one go: of what is looked at in slices some might be missed
            std::unordered_set<std::uint64_t> ids;
            one.visitStreams(0, NoIndex, [&](const Connection& connection) {
                if (isMeant(connection.stream))
                    ids.insert(connection.stream.id);
            });
            progress->found += one.endStreams(ids, -1, reason);
            if (--progress->shardsLeft == 0)
                handOver(this, [done = std::move(progress->done), found = progress->found.load()] {
                    done(found);
                });
        }));
    }
}

void StreamEnder::endSurplus(std::uint32_t channel, const std::string& userId)
{
    struct Found {
        std::mutex mutex;
        std::vector<Shard::StreamAge> streams; // guarded by mutex
        std::size_t shardsLeft; // guarded by mutex
    };
    const auto found = std::make_shared<Found>();
    found->shardsLeft = m_shards.size();
    for (Shard* shard : m_shards) {
        shard->post(Task([this, found, channel, userId](Shard& one) {
            const std::vector<Shard::StreamAge> streams = one.streamsOf(channel, userId);
            const std::lock_guard lock(found->mutex);
            found->streams.insert(found->streams.end(), streams.begin(), streams.end());
            if (--found->shardsLeft > 0)
                return;
            handOver(this,
                [this, all = std::move(found->streams)]() mutable { endOldest(std::move(all)); });
        }));
    }
}

void StreamEnder::endOldest(std::vector<Shard::StreamAge> streams) const
{
    const auto most = static_cast<std::size_t>(m_options.maxPerUser);
    if (most == 0 || streams.size() <= most)
        return;
    std::sort(streams.begin(), streams.end());
    std::vector<quint64> oldest;
    for (std::size_t i = 0; i < streams.size() - most; ++i)
        oldest.push_back(streams[i].id);
    end(
        oldest, [](int) {},
        [](Shard& same, const std::unordered_set<std::uint64_t>& wanted) {
            return same.endStreams(wanted, HubPort::NeverRetry, DisconnectReason::Limit);
        });
}

} // namespace fanlight
