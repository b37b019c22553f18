// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_axes.h"

#include <optional>
#include <vector>

namespace fanlight {

// A figure that a rule watches, as a line across its chart.
struct ChartThreshold {
    double value = 0; // on the chart's scale
    QString text;
    bool isReached = false; // its rule fires: in red
    bool operator==(const ChartThreshold&) const = default;
};

// The thresholds of a chart, and the one that is being set: dragged out of the value axis, or moved
// by keys. A plain value; no widget.
class ChartThresholds {
public:
    bool set(std::vector<ChartThreshold> thresholds); // false: they were so before
    const std::vector<ChartThreshold>& all() const { return m_all; }

    // Where a line can be drawn out: the labels of the values, beside the plot.
    static bool isHandle(const QPointF& where, const ChartAxes& axes);
    void press(const QPointF& where, const ChartAxes& axes, bool wholeNumbers);
    void move(double y, const ChartAxes& axes);
    // Its value, where it was drawn into the plot further than `leastPixels`; else nothing.
    std::optional<double> release(const QPointF& where, const ChartAxes& axes, double leastPixels);

    void begin(double value, const ChartAxes& axes, bool wholeNumbers); // by keys
    void step(int steps, const ChartAxes& axes); // one is about two pixels
    bool isSetting() const { return m_setting.has_value(); }
    std::optional<double> setting() const { return m_setting; }
    std::optional<double> take(); // it is set
    void cancel() { m_setting.reset(); }

    // The series it is meant for: of those shown the highest below it, or else the lowest above it,
    // by their newest figures; -1: none is known. `isAbove`: its figure is below the threshold now.
    struct Aim {
        int series = -1;
        bool isAbove = true;
    };
    static Aim aim(const ChartData& data, const ChartRange& range, double value);

    // `settingText` stands at the one that is being set.
    void paint(QPainter& painter, const ChartAxes& axes, const Theme& theme,
        const QString& settingText) const;

private:
    double rounded(double value, const ChartAxes& axes) const;

    std::vector<ChartThreshold> m_all;
    std::optional<double> m_setting;
    QPointF m_pressedAt;
    bool m_wholeNumbers = false;
};

} // namespace fanlight
