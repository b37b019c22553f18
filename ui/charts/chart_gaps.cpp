// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_gaps.h"

#include "theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace fanlight {

namespace {

constexpr double NarrowestGap = 2; // pixels; less is not worth a mark

} // namespace

bool ChartGaps::set(std::vector<Gap> gaps)
{
    if (gaps == m_gaps)
        return false;
    m_gaps = std::move(gaps);
    return true;
}

bool ChartGaps::contains(qint64 timeMs) const
{
    return std::any_of(m_gaps.begin(), m_gaps.end(),
        [timeMs](const Gap& gap) { return gap.fromMs < timeMs && timeMs < gap.toMs; });
}

void ChartGaps::paint(QPainter& painter, const ChartAxes& axes, const Theme& theme) const
{
    const QRectF plot = axes.plot();
    QColor shade = theme.color(Theme::Role::Dim);
    shade.setAlphaF(0.13F);
    for (const Gap& gap : m_gaps) {
        const double left = std::max(plot.left(), axes.xOf(gap.fromMs));
        const double right = std::min(plot.right(), axes.xOf(gap.toMs));
        if (right - left >= NarrowestGap)
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), shade);
    }
}

} // namespace fanlight
