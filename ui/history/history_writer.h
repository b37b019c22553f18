// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_file.h"
#include "hub/closed_connections.h"

#include <atomic>
#include <chrono>
#include <limits>
#include <memory>

namespace fanlight {

// What comes behind these is not written: as it is switched off, whenever the writer's thread
// learns of it. Any thread.
struct HistoryWriterStop {
    static constexpr quint64 Never = std::numeric_limits<quint64>::max();
    std::atomic<quint64> message = Never;
    std::atomic<quint64> closed = Never;
    std::atomic<quint64> log = Never;
};

// Takes what a hub's records have new into its history file, slice by slice. The records are the
// queue: they are bounded, and what they let go before it is written is counted. All of it in one
// thread, that of the recorder's worker; the records outlive it.
class HistoryWriter {
public:
    struct Records {
        MessageLog& messages;
        ClosedConnections& closed;
        const LogRing* log; // null: none is kept
    };
    struct Places { // behind what is written, or was there before this program started
        MessageLog::Place messages;
        quint64 closed = 0;
        quint64 log = 0;
    };
    // A message is written when most of what becomes of it is known.
    static constexpr std::chrono::milliseconds Settling{600};
    // A turn goes on for so long where there is more to write.
    static constexpr std::chrono::milliseconds LongestTurn{350};

    HistoryWriter(const QString& path, const Records& records, const HistoryBounds& bounds,
        std::shared_ptr<const HistoryWriterStop> stop);
    static Places endOf(const Records& records);

    HistoryPast open(); // what the programs before have written
    HistoryPast readCharts() { return m_file.readCharts(); }
    void setPlaces(const Places& places) { m_places = places; }

    struct Turn {
        TimeSeries::Steps figures;
        std::optional<std::vector<ChartMarker>> markers;
        HistoryBounds bounds;
        bool isLast = false; // nothing waits any longer
    };
    // Whether figures and markers are written; if not they are to be given again.
    bool take(const Turn& turn);
    void forget(); // all that was written; what is there now is not written again
    HistoryState state() const;

private:
    bool gather(HistorySlice& slice, Places& places, quint64& lost, bool isLast) const;

    const QString m_path;
    HistoryFile m_file;
    const Records m_records;
    const std::shared_ptr<const HistoryWriterStop> m_stop;
    HistoryBounds m_bounds; // of the histories of all hubs together
    HistoryBounds m_share; // what the others leave of them
    Places m_places;
    quint64 m_lost = 0;
    qint64 m_openedAtMs = 0; // or tried last
    qint64 m_boundedAtMs = 0;
};

} // namespace fanlight
