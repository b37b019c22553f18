// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_markers.h"
#include "hub/log_ring.h"
#include "hub/message_log.h"
#include "hub/snapshots.h"
#include "metrics/time_series.h"

#include <array>
#include <optional>
#include <vector>

namespace fanlight {

// What a hub did before this program started, as far as it is read back. Values, oldest first.
struct HistoryPast {
    static constexpr std::size_t MostMessages = 20'000;
    static constexpr qint64 MostMessageBytes = 32 << 20;
    static constexpr std::size_t MostClosed = 5000;
    static constexpr std::size_t MostLogLines = 10'000;
    static constexpr std::size_t MostMarkers = 400;

    TimeSeries::Steps figures;
    std::vector<MessageRecord> messages;
    quint64 lastMessage = 0; // its number; 0: there was none
    std::vector<ConnectionRow> closed;
    quint64 lastClosed = 0;
    std::vector<LogLine> log;
    std::vector<ChartMarker> markers;
    qint64 endMs = 0; // UTC, when it was last written; 0: never
};

// What is to be written at once. Values.
struct HistorySlice {
    static constexpr std::size_t MostRows = 1000; // of each list

    struct Closed {
        quint64 number = 0;
        ConnectionRow row;
    };
    TimeSeries::Steps figures;
    std::vector<MessageRecord> messages; // by their numbers
    std::vector<MessageRecord> changed; // whose figures are others now
    std::vector<Closed> closed;
    std::vector<LogLine> log;
    // of this run, all of them, in place of those written before; nothing: they are the same
    std::optional<std::vector<ChartMarker>> markers;

    bool isEmpty() const
    {
        return messages.empty() && changed.empty() && closed.empty() && log.empty() && !markers
            && std::all_of(figures.begin(), figures.end(), [](const auto& f) { return f.empty(); });
    }
};

} // namespace fanlight
