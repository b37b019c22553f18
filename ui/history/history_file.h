// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_database.h"
#include "history/history_past.h"

#include <QLockFile>

#include <array>

namespace fanlight {

// The history of one hub in one file: figures in their resolutions, messages, streams that ended,
// log lines, markers. One program writes it at a time; others read. What a killed program had
// written in whole slices is there when it is opened again. One thread, from the making to the end.
class HistoryFile {
public:
    explicit HistoryFile(const QString& path);
    ~HistoryFile();

    // As far as it can be: state() says how it went. To be called again where it cannot be written.
    void open();
    const HistoryState& state() const { return m_state; }
    bool isOpen() const { return m_statements != nullptr; } // which a full disk leaves it
    bool isRecording() const { return m_state.kind == HistoryState::Kind::Recording; }

    // What the programs before have written. Also where another program writes now.
    HistoryPast read();
    HistoryPast readCharts(); // its figures and markers, this program's as well
    // All of it or nothing; false: it is to be given again, state() says why.
    bool write(const HistorySlice& slice);
    void setBounds(const HistoryBounds& bounds) { m_state.bounds = bounds; }
    // Lets the oldest go that the bounds have no room for, some at a time. True: there may be more
    // to do.
    bool keepBounds(qint64 nowMs);
    // Removes it, and what was put aside; to be opened again. Not while another program writes it.
    void forget();
    void limitPages(int most); // as a disk does that gets full; for tests

private:
    struct Statements;
    static QStringList tables();
    bool takeLock();
    void opened(const HistoryDatabase::Opened& opened);
    bool beginRun();
    void failed();
    bool writeRows(const HistorySlice& slice);
    bool writeFigures(const TimeSeries::Steps& figures);
    bool writeMessages(const HistorySlice& slice);
    bool writeClosed(const std::vector<HistorySlice::Closed>& closed);
    bool writeLog(const std::vector<LogLine>& lines);
    bool writeMarkers(const std::vector<ChartMarker>& markers);
    qint64 oldestMs();
    bool dropBefore(qint64 timeMs, bool* dropped);
    bool dropFigures(qint64 nowMs);
    void takeSize();

    const QString m_path;
    QLockFile m_lock;
    HistoryDatabase m_database;
    std::unique_ptr<Statements> m_statements; // of an open file
    qint64 m_run = 0; // of this program
    HistoryState m_state;
};

} // namespace fanlight
