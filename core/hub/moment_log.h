// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/kept_in_memory.h"

#include <QString>

#include <deque>
#include <vector>

namespace fanlight {

// What a hub says of one moment, and of no state that lasts: the signals of HubPort of that kind. A
// plain value.
struct Moment {
    enum class Kind {
        Gap, // gapClosed()
        Fault, // faultHappened()
        Move, // moveProgressed()
    };
    quint64 number = 0; // ascending from 1 with each start of the hub
    Kind kind = Kind::Gap;
    qint64 timeMs = 0; // UTC; when it was so
    QString text; // of a fault
    qint64 fromMs = 0; // of a gap, as those below
    qint64 toMs = 0;
    quint64 replayed = 0;
    bool historyLost = false;
    KeptInMemory done; // of a move
    KeptInMemory all;
};

// The last of them, for whoever was away meanwhile. Bounded; the oldest go first. One thread.
class MomentLog {
public:
    static constexpr std::size_t Most = 200;
    // Of those that are older nobody new is told; of a move that is this old nobody at all.
    static constexpr qint64 NewsMs = 10 * 60 * 1000;
    static constexpr qint64 MoveMs = 3000;

    void add(Moment moment); // gives it its number
    // Behind that number, ascending; 0: those that are news at that time (UTC).
    std::vector<Moment> since(quint64 number, qint64 nowMs) const;

private:
    std::deque<Moment> m_moments; // ascending; one Move at most, the newest
    quint64 m_last = 0;
};

} // namespace fanlight
