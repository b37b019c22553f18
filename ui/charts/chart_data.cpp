// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_data.h"

#include "metrics/csv.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

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

std::optional<ChartData::Spread> ChartData::spread(const Line& line, const ChartRange& range)
{
    std::optional<Spread> spread;
    for (const QPointF& point : line.points) {
        if (!range.contains(point.x()) || isGap(point))
            continue;
        if (!spread)
            spread = Spread{point.y(), point.y()};
        spread->least = std::min(spread->least, point.y());
        spread->most = std::max(spread->most, point.y());
    }
    return spread;
}

std::vector<const ChartData::Line*> ChartData::shownLines() const
{
    std::vector<const Line*> shown;
    for (const Line& line : m_lines) {
        if (line.isShown())
            shown.push_back(&line);
    }
    return shown;
}

std::vector<ChartData::Row> ChartData::rows(
    const ChartRange& range, const std::vector<Mark>& marks) const
{
    const std::vector<const Line*> shown = shownLines();
    std::map<double, QStringList> times;
    for (const Line* line : shown) {
        for (const QPointF& point : line->points) {
            if (range.contains(point.x()))
                times.try_emplace(point.x());
        }
    }
    for (const Mark& mark : marks) {
        if (range.contains(double(mark.timeMs)))
            times[double(mark.timeMs)] << mark.text;
    }
    std::vector<Row> rows;
    rows.reserve(times.size());
    for (const auto& [time, texts] : times) {
        Row row{time, {}, texts};
        for (const Line* line : shown) {
            const auto at
                = std::lower_bound(line->points.begin(), line->points.end(), time, isBefore);
            const bool isThere = at != line->points.end() && at->x() == time && !isGap(*at);
            row.figures.push_back(isThere ? at->y() : std::numeric_limits<double>::quiet_NaN());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

QByteArray ChartData::csv(const ChartRange& range, const std::vector<Mark>& marks) const
{
    const std::vector<Row> rows = this->rows(range, marks);
    const bool isMarked = std::any_of(
        rows.begin(), rows.end(), [](const Row& row) { return !row.marks.isEmpty(); });
    QByteArray text = range.elapsed ? "seconds" : "time";
    for (const Line* line : shownLines())
        text += ',' + fanlight::csv::cell(line->series.name);
    text += isMarked ? ",marker\r\n" : "\r\n";
    for (const Row& row : rows) {
        text += range.elapsed ? QByteArray::number(row.timeMs / 1000, 'f', 3)
                              : QDateTime::fromMSecsSinceEpoch(std::llround(row.timeMs), Qt::UTC)
                                    .toString(Qt::ISODateWithMs)
                                    .toUtf8();
        for (const double figure : row.figures) {
            text += ',';
            if (!std::isnan(figure))
                text += QByteArray::number(figure, 'g', 10);
        }
        if (isMarked)
            text += ',';
        if (!row.marks.isEmpty())
            text += fanlight::csv::cell(row.marks.join(QStringLiteral("; ")));
        text += "\r\n";
    }
    return text;
}

} // namespace fanlight
