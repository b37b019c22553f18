// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/field_series.h"

#include "hub/payload_fields.h"

#include <algorithm>

namespace fanlight {

void FieldSeries::setField(const QString& path)
{
    m_path = path.toStdString();
    startAgain();
}

void FieldSeries::startAgain()
{
    m_points.clear();
    m_taken = 0;
}

bool FieldSeries::take(const MessageModel& model)
{
    const std::deque<quint64>& shown = model.shownNumbers();
    if (m_path.empty() || shown.empty()) {
        m_points.clear();
        return false;
    }
    while (!m_points.empty() && m_points.front().number < shown.front())
        m_points.pop_front();
    auto at = std::upper_bound(shown.begin(), shown.end(), m_taken);
    for (int i = 0; i < LooksAtOnce && at != shown.end(); ++i, ++at) {
        m_taken = *at;
        const MessageRecord* message = model.find(*at);
        const double value = message ? payloadValue(*message->frame, m_path).number : Unknown;
        if (isKnown(value))
            m_points.push_back({*at, double(message->timeMs), value});
    }
    return at != shown.end();
}

double FieldSeries::least() const
{
    const auto least = std::min_element(m_points.begin(), m_points.end(),
        [](const Point& a, const Point& b) { return a.value < b.value; });
    return least == m_points.end() ? Unknown : least->value;
}

double FieldSeries::most() const
{
    const auto most = std::max_element(m_points.begin(), m_points.end(),
        [](const Point& a, const Point& b) { return a.value < b.value; });
    return most == m_points.end() ? Unknown : most->value;
}

std::optional<QPointF> FieldSeries::last() const
{
    if (m_points.empty())
        return std::nullopt;
    return QPointF(m_points.back().timeMs, m_points.back().value);
}

std::vector<QPointF> FieldSeries::points(int most) const
{
    std::vector<QPointF> all;
    const std::size_t perPart
        = std::max<std::size_t>(2, 2 * m_points.size() / std::size_t(std::max(most, 2)) + 1);
    for (std::size_t begin = 0; begin < m_points.size(); begin += perPart) {
        const auto first = m_points.begin() + std::ptrdiff_t(begin);
        const auto end
            = m_points.begin() + std::ptrdiff_t(std::min(begin + perPart, m_points.size()));
        const auto [low, high] = std::minmax_element(
            first, end, [](const Point& a, const Point& b) { return a.value < b.value; });
        for (const auto& point : {std::min(low, high), std::max(low, high)}) {
            if (all.empty() || all.back().x() != point->timeMs || all.back().y() != point->value)
                all.emplace_back(point->timeMs, point->value);
        }
    }
    // a clock that was set back must not send the line back
    std::stable_sort(
        all.begin(), all.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    return all;
}

} // namespace fanlight
