// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"

#include <vector>

class QPainter;

namespace fanlight {

class Theme;

// Times of which nothing is known, since nobody was connected to the hub: greyed across a chart. A
// plain value; no widget.
class ChartGaps {
public:
    struct Gap {
        qint64 fromMs; // UTC
        qint64 toMs;
        bool operator==(const Gap&) const = default;
    };

    // Ascending. False: they are the same as before.
    bool set(std::vector<Gap> gaps);
    const std::vector<Gap>& all() const { return m_gaps; }
    bool contains(qint64 timeMs) const;
    void paint(QPainter& painter, const ChartAxes& axes, const Theme& theme) const;

private:
    std::vector<Gap> m_gaps;
};

} // namespace fanlight
