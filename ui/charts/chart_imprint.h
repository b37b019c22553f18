// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

#include <optional>
#include <vector>

namespace fanlight {

class ChartAxes;
class ChartData;
class ChartGaps;
class ChartMarkers;

// What a chart would look like, to the pixel: while nothing happens its newest picture looks like
// the one before, though all of its points have moved on, and need not be painted. Colours and
// fonts are not in it. A plain value; no widget.
class ChartImprint {
public:
    ChartImprint() = default; // of no chart: like no other
    ChartImprint(const QSize& size, const ChartData& data, const ChartAxes& axes,
        const ChartGaps& gaps, const ChartMarkers& markers, std::optional<qint64> crossHairMs);

    bool isEmpty() const { return m_marks.empty(); }
    // Of one size, with the same labels in the same places: only what is in the plot differs.
    bool hasFrameOf(const ChartImprint& other) const;
    bool operator==(const ChartImprint&) const = default;

private:
    void add(qint64 value) { m_marks.push_back(value); }
    void addAxes(const ChartAxes& axes);
    void addLines(const ChartData& data, const ChartAxes& axes);

    std::vector<qint64> m_marks;
    std::size_t m_frame = 0; // so many of them, the first, are of what is around the plot
};

} // namespace fanlight
