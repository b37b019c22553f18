// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_words.h"

#include "charts/chart_axes.h"
#include "charts/time_chart.h"
#include "format.h"

#include <cmath>

namespace fanlight {

ChartWords::ChartWords(const ChartData& data, const ChartAxes& axes, ValueText valueText)
    : m_data(data)
    , m_axes(axes)
    , m_valueText(std::move(valueText))
{
}

QString ChartWords::valueAt(int series, qint64 timeMs, double nearMs) const
{
    const QPointF* point = m_data.pointAt(m_data.line(series), timeMs, nearMs);
    return point && !ChartData::isGap(*point) ? m_valueText(point->y()) : format::Dash;
}

std::vector<ChartWords::Figure> ChartWords::figuresAt(qint64 timeMs, double nearMs) const
{
    std::vector<Figure> figures;
    for (int i = 0; i < int(m_data.lines().size()); ++i) {
        const ChartData::Line& line = m_data.line(i);
        if (line.isShown())
            figures.push_back({TimeChart::tr("%1 %2", "series, figure")
                                   .arg(line.series.name, valueAt(i, timeMs, nearMs)),
                i});
    }
    return figures;
}

QString ChartWords::summary(double nearMs) const
{
    const ChartRange& range = m_axes.range();
    QStringList parts;
    for (int i = 0; i < int(m_data.lines().size()); ++i) {
        const ChartData::Line& line = m_data.line(i);
        if (!line.isShown())
            continue;
        const auto spread = ChartData::spread(line, range);
        if (!spread) {
            parts << TimeChart::tr("%1 not measured", "a series").arg(line.series.name);
            continue;
        }
        const QString newest = valueAt(i, range.toMs, nearMs);
        const QString least = m_valueText(spread->least);
        const QString most = m_valueText(spread->most);
        parts << (range.live
                ? TimeChart::tr("%1 now %2, between %3 and %4", "a series, figures")
                      .arg(line.series.name, newest, least, most)
                : TimeChart::tr("%1 %2 at the end, between %3 and %4", "a series, figures")
                      .arg(line.series.name, newest, least, most));
    }
    return parts.isEmpty() ? TimeChart::tr("nothing is shown")
                           : TimeChart::tr("%1: %2", "a time, what was measured then")
                                 .arg(spanText(), parts.join(QStringLiteral("; ")));
}

QString ChartWords::spanText() const
{
    constexpr double MsOfSecond = 1000;
    constexpr double MsOfMinute = 60 * MsOfSecond;
    constexpr double MsOfHour = 60 * MsOfMinute;
    const ChartRange& range = m_axes.range();
    if (!range.live)
        return TimeChart::tr("%1 to %2", "two times")
            .arg(m_axes.moment(range.fromMs), m_axes.moment(range.toMs));
    const double ms = range.spanMs();
    if (ms < 2 * MsOfMinute)
        return TimeChart::tr("last %1 s").arg(format::count(std::round(ms / MsOfSecond)));
    if (ms < 2 * MsOfHour)
        return TimeChart::tr("last %1 min").arg(format::count(std::round(ms / MsOfMinute)));
    return TimeChart::tr("last %1 h").arg(format::count(std::round(ms / MsOfHour)));
}

QString ChartWords::threshold(const ChartThresholds::Aim& aim, double value) const
{
    if (aim.series < 0)
        return TimeChart::tr("nothing is measured");
    return (aim.isAbove ? TimeChart::tr("alert when %1 > %2", "a series, a figure")
                        : TimeChart::tr("alert when %1 < %2", "a series, a figure"))
        .arg(m_data.line(aim.series).series.name, m_valueText(value));
}

} // namespace fanlight
