// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace fanlight {

struct ChartMarker {
    enum class Kind {
        Event,
        Fault, // of what was broken on purpose: in red
        Note, // written by the user: in the accent's colour
    };
    qint64 timeMs; // UTC, since the epoch
    QString text;
    Kind kind = Kind::Event;
    // what several of them are called together ("test clients"); empty: they go by their texts
    QString subject = {};
};

// What happened, as lines across a chart. Labels that would lie over one another go further down,
// and become one ("10 × test clients") where that does not help. A plain value; no widget.
class ChartMarkers {
public:
    // A label and its place: its left edge, and its row from the top, of which there are MostLanes.
    // It speaks of `count` markers from `first` on.
    struct Label {
        std::size_t first;
        std::size_t count;
        QString text;
        double left;
        double width;
        int lane;
    };
    static constexpr int MostLanes = 3;
    static constexpr std::size_t MostTipLines = 8;

    void set(std::vector<ChartMarker> markers) { m_markers = std::move(markers); } // ascending
    const std::vector<ChartMarker>& all() const { return m_markers; }

    using WidthOf = std::function<double(const QString&)>;
    std::vector<Label> labels(const ChartAxes& axes, const WidthOf& widthOf) const;
    // What happened there, a line each with its time: at a label, and at a time.
    QStringList linesOf(const Label& label, const ChartAxes& axes) const;
    QStringList linesNear(const ChartAxes& axes, qint64 timeMs) const;
    // That of the label at a place; empty: there is none, or all of it is told at the cross-hair.
    QString textAt(const QPoint& where, const ChartAxes& axes, const QFontMetrics& metrics,
        std::optional<qint64> crossHairMs) const;

    static double laneTop(const ChartAxes& axes, int lane, double lineHeight);
    void paint(QPainter& painter, const ChartAxes& axes, const Theme& theme) const;

private:
    ChartMarker::Kind kindOf(const Label& label) const;
    QStringList lines(const std::vector<std::size_t>& which, const ChartAxes& axes) const;

    std::vector<ChartMarker> m_markers;
};

} // namespace fanlight
