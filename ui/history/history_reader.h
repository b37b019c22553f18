// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_database.h"
#include "history/history_past.h"

namespace fanlight {

// What each run of a program numbers anew lies in the file behind that of the run before.
namespace history_sequence {
constexpr int RunShift = 40;
constexpr qint64 NumberMask = (qint64(1) << RunShift) - 1;
constexpr qint64 of(qint64 run, quint64 number)
{
    return (run << RunShift) | (static_cast<qint64>(number) & NumberMask);
}
} // namespace history_sequence

// Reads back what the programs before have written, the newest of each, as far as HistoryPast has
// room. Rows that cannot be read are left out. In the thread of the database, which outlives it.
class HistoryReader {
public:
    explicit HistoryReader(HistoryDatabase& database)
        : m_database(database)
    {
    }
    HistoryPast read(qint64 ownRun); // which has written nothing yet; 0: there is none
    HistoryPast readCharts(); // figures and markers alone, of all runs

private:
    void readFigures(HistoryPast& past);
    void readMessages(HistoryPast& past);
    void readClosed(HistoryPast& past);
    void readLog(HistoryPast& past);
    void readMarkers(HistoryPast& past);

    HistoryDatabase& m_database;
};

} // namespace fanlight
