// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How AdminStreams are broken on purpose.
#include "hub/admin_streams.h"
#include "metrics/hand_over.h"
#include "net/shard.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace fanlight {

namespace {

struct MeantReader {
    Shard* shard;
    ConnectionRef connection;
};

// Which readers are meant; their shards know, one after the other.
struct MeantReaders {
    std::mutex mutex;
    std::vector<MeantReader> readers; // guarded by mutex
    std::size_t left = 0; // guarded by mutex
    std::function<void(int)> done;
};

} // namespace

void AdminStreams::breakOff(IsMeant isMeant, double share, std::function<void(int)> done)
{
    std::vector<MeantReader> open;
    for (const StreamPtr& stream : m_streams) {
        if (stream->isOpen())
            open.push_back({stream->shard, stream->connection});
    }
    if (open.empty())
        return done(0);
    const auto meant = std::make_shared<MeantReaders>();
    meant->left = open.size();
    meant->done = std::move(done);
    const auto breakShare = [meant, share] {
        std::vector<MeantReader> readers = std::move(meant->readers);
        std::shuffle(readers.begin(), readers.end(), *QRandomGenerator::global());
        const auto wanted = static_cast<std::size_t>(std::llround(share * double(readers.size())));
        readers.resize(std::min(readers.size(), std::max<std::size_t>(wanted, 1)));
        for (const MeantReader& reader : readers)
            reader.shard->post(Task([ref = reader.connection](Shard& one) { one.abort(ref); }));
        std::exchange(meant->done, nullptr)(int(readers.size()));
    };
    for (const MeantReader& reader : open) {
        reader.shard->post(Task([this, meant, isMeant, reader, breakShare](Shard& one) {
            const Connection* const connection = one.find(reader.connection);
            const bool is = connection && connection->isFed() && isMeant(*connection);
            const std::lock_guard lock(meant->mutex);
            if (is)
                meant->readers.push_back(reader);
            if (--meant->left == 0)
                handOver(this, breakShare);
        }));
    }
}

} // namespace fanlight
