// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <array>
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
    quint64 place = 0; // among the lines of its kind, without a gap: 1, 2, 3
};

// Lines that may push each other out: those of one part of the program, its warnings and errors
// apart. So a burst of publishes leaves the streams' lines alone, and both leave what went wrong.
enum class LogKind {
    Publishes,
    Streams,
    Requests,
    Others,
    PublishProblems,
    StreamProblems,
    RequestProblems,
    OtherProblems
};
inline constexpr std::size_t LogKindCount = std::size_t(LogKind::OtherProblems) + 1;
LogKind logKindOf(const LogLine& line);

// The last lines of the log, for whoever looks late. Bounded for each kind; any thread.
class LogRing {
public:
    static constexpr std::size_t Capacity = 10000; // of one kind

    // Lines of before this program started, oldest first, in front of those that are there, which
    // get new ids: before anybody has read of it.
    void putBefore(std::vector<LogLine> earlier);
    void append(LogLine line); // gives it its id and its place
    // Lines with an id above `afterId`, oldest first, at most `most`.
    static constexpr std::size_t All = LogKindCount * Capacity;
    std::vector<LogLine> since(quint64 afterId, std::size_t most = All) const;
    // … and the newest of them, with how many there are before these.
    std::vector<LogLine> newest(quint64 afterId, std::size_t most, quint64& left) const;
    void clear(); // ids and places go on
    quint64 evicted() const; // of all kinds
    quint64 evicted(LogKind kind) const;

private:
    struct Kind {
        std::deque<LogLine> lines;
        quint64 appended = 0;
    };
    void add(LogLine&& line);

    mutable std::mutex m_mutex;
    std::array<Kind, LogKindCount> m_kinds;
    quint64 m_next = 1;
};

} // namespace fanlight
