// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_window.h"
#include "hub/stream_rows.h"

#include <QHash>

#include <chrono>
#include <optional>
#include <unordered_set>
#include <vector>

namespace fanlight {

// Whether clients that were disconnected come back. A client counts as back when a stream of the
// same user, from the same host and with the same user agent appears that connected since, whether
// it is still there or not; each stream counts for one client. A value of one thread. Bounded by
// the streams that were disconnected.
class ReturnWatch {
public:
    static constexpr std::chrono::seconds Patience{60};

    // Forgets what was watched before. `left` are the streams as they stood; closed ones among them
    // are passed over.
    void begin(const std::vector<ConnectionRow>& left, qint64 nowMs);
    void stop();
    // Looks for new streams. `closed` may hold what was seen before.
    void take(const ConnectionSnapshot& live, const std::vector<ConnectionRowPtr>& closed);

    bool isActive() const { return m_left > 0; } // there is something to say
    bool isWaiting(qint64 nowMs) const; // there is something to wait for
    std::size_t left() const { return m_left; }
    std::size_t back() const { return m_afterMs.size(); }
    std::optional<double> medianMs() const; // from the disconnect to the new stream
    ConnectionReturns returns(qint64 nowMs) const;

private:
    static QString keyOf(const ConnectionRow& row);
    void look(const ConnectionRow& row);

    std::size_t m_left = 0;
    qint64 m_begunAtMs = 0;
    QHash<QString, std::size_t> m_missing; // clients of a key that are not back
    std::unordered_set<quint64> m_seen; // streams that left, or were counted
    std::vector<qint64> m_afterMs; // of each that is back
};

// "127.0.0.1" of "127.0.0.1:40120", "[::1]" of "[::1]:40120".
QStringView hostOf(QStringView address);

} // namespace fanlight
