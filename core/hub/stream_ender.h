// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "net/shard.h"

#include <QObject>

#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

namespace fanlight {

// Ends streams by their numbers, whichever shards have them. From the hub's start until its shards
// have stopped, in the hub's thread.
class StreamEnder : public QObject {
    Q_OBJECT
public:
    StreamEnder(std::vector<Shard*> shards, const HubOptions& options); // all outlive this

    // As for HubPort::disconnectConnections(); `done` gets how many there were, in a shard's
    // thread.
    void disconnect(
        const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int found)> done);
    // Breaks them off, for a fault; `done` comes in the hub's thread, while this lives.
    void breakOff(const std::vector<quint64>& ids, std::function<void(int found)> done);
    // All streams of these users, without a word; `done` gets how many there were, in the hub's
    // thread, while this lives.
    void endUsers(std::unordered_set<std::string> users, DisconnectReason reason,
        std::function<void(int found)> done);
    // … and those that are meant, of whomever.
    using IsMeant = std::function<bool(const Connection::Stream&)>; // any shard's thread
    void endWhere(IsMeant isMeant, DisconnectReason reason, std::function<void(int found)> done);
    // The user has more streams than may be: the oldest go, and are told to stay away, lest they
    // and the new ones drive each other out for ever.
    void endSurplus(std::uint32_t channel, const std::string& userId);

private:
    using End = std::function<int(Shard&, const std::unordered_set<std::uint64_t>&)>;
    void end(const std::vector<quint64>& ids, std::function<void(int)> done, End how) const;
    void endOldest(std::vector<Shard::StreamAge> streams) const;

    const std::vector<Shard*> m_shards;
    const HubOptions& m_options;
};

} // namespace fanlight
