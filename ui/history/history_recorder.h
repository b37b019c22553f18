// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_choice.h"
#include "history/history_past.h"
#include "history/history_state.h"
#include "hub/watched_views.h"
#include "metrics/worker.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace fanlight {

class HistoryWriter;
struct HistoryWriterStop;
class LogRing;
class MarkerLog;
class TimeSeries;

// Keeps what a hub did over the end of this program, a file a hub, and brings it back: figures,
// messages, streams that ended, log and markers. Written twice a second by a thread of its own, so
// that a program that is killed has lost two seconds at the most. Main thread; the hub and the log
// outlive it.
class HistoryRecorder : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds Interval{500};
    // What the start waits for the file; a disk that takes longer gives figures and markers later,
    // and the rest not at all.
    static constexpr std::chrono::milliseconds Patience{2000};

    // `key` tells hubs apart: "local", or the id of a server's profile. Without a log there are no
    // lines of it.
    HistoryRecorder(HubPort& hub, const QString& key, LogRing* log, QObject* parent = nullptr);
    ~HistoryRecorder() override; // writes what is left
    static QString pathFor(const QString& key);

    // Begins, where it is wanted. Before the hub starts and anybody reads its records, so that what
    // was stands in front of what comes.
    void open(const HistoryChoice& choice);
    // The same of a hub elsewhere, without waiting: `ready` once what was is there, after Patience
    // at the latest, and only then the hub may be asked; with the time up to which its figures
    // are known (UTC; 0: there are none).
    void openElsewhere(const HistoryChoice& choice, std::function<void(qint64 untilMs)> ready);
    // Its figures go to the file, those of before in front of them; likewise the markers. Both
    // until leave(), which writes what is left of them. To be done again for others of the same
    // hub, which then find there what those before had, a moment later.
    void follow(TimeSeries& series, MarkerLog& markers);
    void leave();
    // On or off, the bounds: from now on.
    void setChoice(const HistoryChoice& choice);
    const HistoryChoice& choice() const { return m_choice; }
    // The file is removed, those that were put aside as well, and a new one begun. What is shown
    // now stays until the end. `done` on the main thread.
    void forget(std::function<void()> done);

    // The files of a hub that nobody looks at any longer are removed, in a thread of its own.
    // `done` on the main thread, dropped with `receiver`: whether they are gone; else another
    // window writes them.
    static void remove(
        const QString& key, QObject* receiver, std::function<void(bool isGone)> done);
    static qint64 bytesOf(const QString& key); // on disk; 0: there is none

    const HistoryState& state() const { return m_state; }
    const QString& path() const { return m_path; }
    qint64 earlierUntilMs() const { return m_earlierUntilMs; } // UTC; 0: nothing was brought back

Q_SIGNALS:
    void stateChanged(const fanlight::HistoryState& state);
    void told(const QString& sentence); // something worth a word happened to the file
    void broughtBack(); // figures and markers of before stand in front of what is followed
    void chosen(const fanlight::HistoryChoice& choice); // it is another than before

private:
    using Writer = std::unique_ptr<HistoryWriter>; // made, used and ended in the worker's thread
    std::future<HistoryPast> begin(); // what was, where it is asked for the first time
    void waitFor(std::future<HistoryPast> come);
    void takeLate(std::future<HistoryPast> come);
    void end();
    void takePast(HistoryPast past, bool isInTime);
    void fill();
    void readCharts();
    void turn(bool isLast);
    void turned(const HistoryState& state);
    void takeState(const HistoryState& state);
    void tellOf(const HistoryState& before);
    TimeSeries::Steps newFigures();
    std::vector<ChartMarker> ownMarkers() const;

    HubPort& m_hub;
    LogRing* const m_log;
    const QString m_path;
    HistoryChoice m_choice;
    HistoryState m_state;
    TimeSeries* m_series = nullptr;
    MarkerLog* m_markers = nullptr;
    HistoryPast m_past; // until it is filled in
    bool m_isChartsRead = false; // the past was filled in once
    std::vector<ChartMarker> m_earlierMarkers; // in the file, of other runs
    std::vector<ChartMarker> m_leftMarkers; // of this run, of what was followed before
    qint64 m_earlierUntilMs = 0;
    std::array<qint64, TimeSeries::LevelCount> m_written{}; // up to which figures are
    std::array<qint64, TimeSeries::LevelCount> m_asked{}; // … will be with the turn that goes on
    bool m_markersChanged = false;
    bool m_isTurning = false;
    bool m_isBegun = false;
    bool m_isElsewhere = false; // the hub is none of this program
    std::optional<WatchedViews> m_rows; // … and is asked for them
    std::function<void(qint64)> m_ready; // not called yet
    QTimer m_timer;
    const std::shared_ptr<Writer> m_writer;
    std::shared_ptr<HistoryWriterStop> m_stop; // of that writer
    Worker m_worker; // last, so that it ends first
};

} // namespace fanlight
