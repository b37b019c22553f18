// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_marks.h"

#include <algorithm>

namespace fanlight {

void MessageMarks::toggle(const std::vector<quint64>& numbers)
{
    const bool all = std::all_of(
        numbers.begin(), numbers.end(), [this](quint64 number) { return contains(number); });
    for (const quint64 number : numbers) {
        if (all)
            m_marked.erase(number);
        else
            m_marked.insert(number);
    }
    while (m_marked.size() > Most)
        m_marked.erase(m_marked.begin());
}

int MessageMarks::next(const MessageModel& model, int row, bool backwards) const
{
    std::vector<int> rows;
    for (const quint64 number : m_marked) {
        if (const int at = model.rowOf(number); at >= 0)
            rows.push_back(at);
    }
    if (rows.empty())
        return -1;
    std::sort(rows.begin(), rows.end());
    if (backwards) {
        const auto at = std::lower_bound(rows.begin(), rows.end(), row);
        return at == rows.begin() ? rows.back() : *std::prev(at);
    }
    const auto at = std::upper_bound(rows.begin(), rows.end(), row);
    return at == rows.end() ? rows.front() : *at;
}

int nextRow(
    const MessageModel& model, int row, const std::function<bool(const MessageRecord&)>& isWanted)
{
    const int rows = model.rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int at = (std::max(row, -1) + step) % rows;
        if (isWanted(model.message(at)))
            return at;
    }
    return -1;
}

} // namespace fanlight
