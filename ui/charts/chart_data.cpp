// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_data.h"

#include "metrics/csv.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace fanlight {
namespace {

bool isBefore(const QPointF& point, double x)
{
    return point.x() < x;
}

const QPointF* nearest(const std::vector<QPointF>& points, qint64 timeMs)
{
    if (points.empty())
        return nullptr;
    const double x = double(timeMs);
    const auto after = std::lower_bound(points.begin(), points.end(), x, isBefore);
    if (after == points.begin())
        return &*after;
    const auto before = std::prev(after);
    const bool takeBefore = after == points.end() || x - before->x() <= after->x() - x;
    return takeBefore ? &*before : &*after;
}

} // namespace

int ChartData::add(const ChartSeries& series)
{
    m_lines.push_back({series, {}});
    return int(m_lines.size()) - 1;
}

void ChartData::replace(int series, std::vector<QPointF> points)
{
    m_lines[std::size_t(series)].points = std::move(points);
}

bool ChartData::setAvailable(int series, bool available)
{
    return std::exchange(m_lines[std::size_t(series)].available, available) != available;
}

void ChartData::setChosen(int series, bool chosen)
{
    m_lines[std::size_t(series)].chosen = chosen;
}

void ChartData::setName(int series, const QString& name)
{
    m_lines[std::size_t(series)].series.name = name;
}

bool ChartData::isGap(const QPointF& point)
{
    return std::isnan(point.y());
}

std::vector<QList<QPointF>> ChartData::pieces(const std::vector<QPointF>& points, double dotMs)
{
    std::vector<QList<QPointF>> pieces;
    bool open = false;
    for (const QPointF& point : points) {
        if (isGap(point)) {
            open = false;
            continue;
        }
        if (!open)
            pieces.emplace_back();
        open = true;
        pieces.back().push_back(point);
    }
    for (QList<QPointF>& piece : pieces) {
        if (piece.size() == 1)
            piece.push_back(piece.front() + QPointF(dotMs, 0));
    }
    return pieces;
}

double ChartData::most(const ChartRange& range) const
{
    double most = 0;
    for (const Line& line : m_lines) {
        if (!line.isShown())
            continue;
        for (const QPointF& point : line.points) {
            if (range.contains(point.x()) && !isGap(point))
                most = std::max(most, point.y());
        }
    }
    return most;
}

const QPointF* ChartData::pointAt(const Line& line, qint64 timeMs, double nearMs) const
{
    const QPointF* point = nearest(line.points, timeMs);
    if (!point)
        return nullptr;
    const auto steps = std::max<std::size_t>(line.points.size() - 1, 1);
    const double step = (line.points.back().x() - line.points.front().x()) / double(steps);
    return std::abs(point->x() - double(timeMs)) <= std::max(nearMs, step) ? point : nullptr;
}

std::optional<qint64> ChartData::timeBeside(std::optional<qint64> timeMs, int direction) const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(),
        [](const Line& candidate) { return candidate.isShown() && !candidate.points.empty(); });
    if (line == m_lines.end())
        return std::nullopt;
    const std::vector<QPointF>& points = line->points;
    const auto last = std::ptrdiff_t(points.size()) - 1;
    std::ptrdiff_t index = last;
    if (timeMs)
        index = std::clamp<std::ptrdiff_t>(
            nearest(points, *timeMs) - points.data() + direction, 0, last);
    return std::llround(points[std::size_t(index)].x());
}

QByteArray ChartData::csv(const ChartRange& range, const std::vector<Mark>& marks) const
{
    std::vector<const Line*> shown;
    std::set<double> times;
    QByteArray text = range.elapsed ? "seconds" : "time";
    for (const Line& line : m_lines) {
        if (!line.isShown())
            continue;
        shown.push_back(&line);
        text += ',' + fanlight::csv::cell(line.series.name);
        for (const QPointF& point : line.points) {
            if (range.contains(point.x()))
                times.insert(point.x());
        }
    }
    std::map<double, QStringList> marked;
    for (const Mark& mark : marks) {
        if (range.contains(double(mark.timeMs)))
            marked[double(mark.timeMs)] << mark.text;
    }
    for (const auto& [time, texts] : marked)
        times.insert(time);
    if (!marked.empty())
        text += ",marker";
    text += "\r\n";
    for (const double time : times) {
        text += range.elapsed ? QByteArray::number(time / 1000, 'f', 3)
                              : QDateTime::fromMSecsSinceEpoch(std::llround(time), Qt::UTC)
                                    .toString(Qt::ISODateWithMs)
                                    .toUtf8();
        for (const Line* line : shown) {
            const auto at
                = std::lower_bound(line->points.begin(), line->points.end(), time, isBefore);
            text += ',';
            if (at != line->points.end() && at->x() == time && !isGap(*at))
                text += QByteArray::number(at->y(), 'g', 10);
        }
        if (!marked.empty()) {
            const auto at = marked.find(time);
            text += ',';
            if (at != marked.end())
                text += fanlight::csv::cell(at->second.join(QStringLiteral("; ")));
        }
        text += "\r\n";
    }
    return text;
}

} // namespace fanlight
