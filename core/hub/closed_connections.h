// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace fanlight {

// A stream that has ended. Immutable once shared.
struct ClosedConnection {
    quint64 number = 0; // ascending, never used twice
    ConnectionRow row; // as it stood at its end
};
using ClosedConnectionPtr = std::shared_ptr<const ClosedConnection>;

// The streams that ended last, for whoever asks why. Bounded: the oldest go first. Any thread.
class ClosedConnections {
public:
    static constexpr std::size_t Capacity = 20'000;

    // Streams that ended before this program started, oldest first, in front of all that will come:
    // the last of them bears `lastNumber`. False: something came already.
    bool begin(std::vector<ConnectionRow> earlier, quint64 lastNumber);
    void append(ConnectionRow row);
    // Those with a number above `afterNumber`, oldest first; of more than `most` the newest.
    std::vector<ClosedConnectionPtr> since(quint64 afterNumber, std::size_t most = Capacity) const;
    // … of more than `most` the oldest: to be read on from the last.
    std::vector<ClosedConnectionPtr> following(quint64 afterNumber, std::size_t most) const;
    // The last ones of a user, newest first.
    std::vector<ClosedConnectionPtr> ofUser(const QString& userId, std::size_t most) const;
    void clear(); // numbers go on
    quint64 evicted() const;

private:
    mutable std::mutex m_mutex;
    std::deque<ClosedConnectionPtr> m_closed;
    quint64 m_next = 1;
    quint64 m_evicted = 0;
};

} // namespace fanlight
