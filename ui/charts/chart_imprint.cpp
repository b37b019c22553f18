// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_imprint.h"

#include "charts/chart_axes.h"
#include "charts/chart_data.h"
#include "charts/chart_gaps.h"
#include "charts/chart_markers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace fanlight {
namespace {

constexpr qint64 Break = -1'000'000; // no pixel is there
constexpr double Fineness = 2; // of a pixel upwards, where a line that is not even shows
// Samples are merged into points, so that the first one stands now on the edge, now beside it.
constexpr double EdgePixels = 2; // pixels
// A line that is even says with its begin only since when there are figures: that is told so
// exactly.
constexpr qint64 BeginPixels = 4;

} // namespace

ChartImprint::ChartImprint(const QSize& size, const ChartData& data, const ChartAxes& axes,
    const ChartGaps& gaps, const ChartMarkers& markers, std::optional<qint64> crossHairMs)
{
    add(size.width());
    add(size.height());
    addAxes(axes);
    m_frame = m_marks.size();
    const auto addTime = [this, &axes](qint64 timeMs) {
        const qint64 inside = std::clamp(timeMs, axes.range().fromMs - 1, axes.range().toMs + 1);
        add(std::lround(axes.xOf(inside)));
    };
    for (const ChartGaps::Gap& gap : gaps.all()) {
        addTime(gap.fromMs);
        addTime(gap.toMs);
    }
    add(Break);
    for (const ChartMarker& marker : markers.all()) {
        if (axes.shows(marker.timeMs))
            addTime(marker.timeMs);
    }
    add(Break);
    if (crossHairMs)
        addTime(*crossHairMs);
    addLines(data, axes);
}

bool ChartImprint::hasFrameOf(const ChartImprint& other) const
{
    return !isEmpty() && m_frame == other.m_frame
        && std::equal(
            m_marks.begin(), m_marks.begin() + std::ptrdiff_t(m_frame), other.m_marks.begin());
}

void ChartImprint::addAxes(const ChartAxes& axes)
{
    const ChartRange& range = axes.range();
    add(std::bit_cast<qint64>(axes.scale().top));
    add(axes.scale().steps);
    add(qint64(range.form()));
    // labels that count back from the end are the same wherever that is
    add(range.toMs - range.fromMs);
    add(range.form() == TimeForm::Ago ? 0 : range.fromMs);
}

// Of what is even only both ends: what lies between is where it was.
void ChartImprint::addLines(const ChartData& data, const ChartAxes& axes)
{
    for (const ChartData::Line& line : data.lines()) {
        add(Break);
        add(line.isShown() ? qint64(line.series.color) : Break);
        if (!line.isShown())
            continue;
        qint64 lastX = Break;
        qint64 lastY = Break;
        bool isEven = false; // the last one has not been added
        bool isBegin = false; // the last one is the first of its piece, and has not been added
        const auto begin = [&](bool goesOnEvenly) {
            if (!std::exchange(isBegin, false))
                return;
            add(goesOnEvenly ? lastX - lastX % BeginPixels : lastX);
            add(lastY);
        };
        const auto end = [&] {
            begin(false);
            if (std::exchange(isEven, false)) {
                add(lastX);
                add(lastY);
            }
        };
        for (const QPointF& point : line.points) {
            if (ChartData::isGap(point)) {
                end();
                if (lastY != Break) // no ink is where nothing is known
                    add(Break);
                lastY = Break;
                continue;
            }
            const double at = axes.xOf(qint64(point.x()));
            const double left = axes.plot().left();
            const qint64 x = qint64(std::floor(at < left + EdgePixels ? left : at));
            const qint64 y = std::lround(axes.yOf(point.y()) * Fineness);
            if (lastY == Break) {
                isBegin = true;
            } else if (y != lastY) {
                end();
                add(x);
                add(y);
            } else {
                begin(true);
                isEven = true;
            }
            lastX = x;
            lastY = y;
        }
        end();
    }
}

} // namespace fanlight
