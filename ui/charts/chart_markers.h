// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"

#include <QString>

#include <functional>
#include <vector>

namespace fanlight {

struct ChartMarker {
    enum class Kind { Event, Fault }; // of what was broken on purpose: in red
    qint64 timeMs; // UTC, since the epoch
    QString text;
    Kind kind = Kind::Event;
};

// What happened, as lines across a chart with a label each. A plain value; no widget.
class ChartMarkers {
public:
    // A label's place: its left edge, and the row for it from the top, of which there are
    // MostLanes. Less than zero: there is no room for it.
    struct Place {
        std::size_t marker;
        double left;
        int lane;
    };
    static constexpr int MostLanes = 3;

    void set(std::vector<ChartMarker> markers) { m_markers = std::move(markers); }

    // Of those in the range: labels that would lie over one another go further down.
    std::vector<Place> places(
        const ChartAxes& axes, const std::function<double(const QString&)>& widthOf) const;
    void paint(QPainter& painter, const ChartAxes& axes, const Theme& theme) const;

private:
    std::vector<ChartMarker> m_markers;
};

} // namespace fanlight
