// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_player.h"
#include "capture/capture_writer.h"
#include "hub/watched_views.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace fanlight {

// Captures what a hub tells into a file: hands on what it signals, asks for its streams once a
// second, and lets the writer take the rest. Main thread; the hub, the log and the series must
// outlive it.
class CaptureRecorder : public QObject {
    Q_OBJECT
public:
    // How often streams are asked for, with few of them and with many.
    static constexpr std::chrono::milliseconds RowsInterval{1000};
    static constexpr std::chrono::milliseconds ManyRowsInterval{3000};
    static constexpr std::size_t Many = 2000; // streams
    static constexpr std::chrono::milliseconds FarRowsInterval{30'000}; // over a network
    static constexpr qint64 WatchedIntervalMs = 1000; // between two pictures of one stream

    struct Sources {
        HubPort& hub;
        const LogRing* log = nullptr; // null: there is none
        const TimeSeries* series = nullptr; // what was measured before; null: nothing
    };
    CaptureRecorder(const Sources& sources, CaptureWish wish, QObject* parent = nullptr);
    ~CaptureRecorder() override; // ends it

    // Empty: it runs; else why not.
    QString begin();
    void end(); // what there is is in the file when it returns
    // What happened, from the window's list of it: those not handed on before.
    void addMarks(const std::vector<CaptureMark>& marks);
    CaptureProgress progress() const { return m_writer.progress(); }
    const CaptureWish& wish() const { return m_writer.wish(); }
    qint64 startedAtMs() const { return m_startedAtMs; } // UTC

private:
    void connectHub();
    void putFirst();
    void askRows();
    std::chrono::milliseconds rowsInterval(std::size_t rows) const;
    void putStatus();
    void putOptions();
    void putFaults(const Faults& faults);
    void takeWatched(const WatchedConnection& connection);
    void putWatched(const WatchedConnection& connection);
    void putWaiting();
    void putTap(const TapBatch& batch);
    template <class Value>
    void putState(capture_format::Kind kind, const Value& value, bool isKept = true);

    const Sources m_sources;
    CaptureWriter m_writer;
    QTimer m_rows;
    std::optional<WatchedViews> m_watched; // while it runs
    bool m_asksRows = false; // an answer is awaited
    qint64 m_startedAtMs = 0;
    qint64 m_watchedAtMs = 0;
    std::optional<WatchedConnection> m_watchedNext; // the newest that came too soon behind one
    std::vector<CaptureMark> m_marks; // handed on, ascending
};

} // namespace fanlight
