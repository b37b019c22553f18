// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <chrono>

namespace fanlight {

// Ends what is done in slices in time: begins when it is made, and is asked once for each thing
// that is done. One thread.
class WorkSlice {
public:
    explicit WorkSlice(std::chrono::milliseconds most)
        : m_mostMs(most.count())
    {
        m_timer.start();
    }
    bool isSpent() { return ++m_things % ThingsBetweenClocks == 0 && m_timer.hasExpired(m_mostMs); }

    static constexpr int ThingsBetweenClocks = 32; // the clock is asked once in so many

private:
    const qint64 m_mostMs;
    QElapsedTimer m_timer;
    int m_things = 0;
};

} // namespace fanlight
