// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <deque>
#include <mutex>
#include <vector>

namespace fanlight {

struct LogLine {
    quint64 id = 0; // ascending, never used twice
    qint64 timeMs = 0;
    QtMsgType level = QtInfoMsg;
    QString category; // "fanlight.hub"
    QString text;
};

// The last lines of the log, for whoever looks late. Bounded; any thread.
class LogRing {
public:
    static constexpr std::size_t Capacity = 10000;

    void append(LogLine line); // gives it its id
    // Lines with an id above `afterId`, oldest first, at most `most`.
    std::vector<LogLine> since(quint64 afterId, std::size_t most = Capacity) const;
    quint64 evicted() const;

private:
    mutable std::mutex m_mutex;
    std::deque<LogLine> m_lines;
    quint64 m_next = 1;
    quint64 m_evicted = 0;
};

} // namespace fanlight
