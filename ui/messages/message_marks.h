// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_model.h"

#include <set>

namespace fanlight {

// Messages somebody marked, and the way from one to the next among the rows, round the end. A
// value; one thread.
class MessageMarks {
public:
    static constexpr std::size_t Most = 1000; // the oldest messages lose theirs

    bool isEmpty() const { return m_marked.empty(); }
    bool contains(quint64 number) const { return m_marked.contains(number); }
    // All get one, or, where all have one, lose it.
    void toggle(const std::vector<quint64>& numbers);
    void clear() { m_marked.clear(); }
    std::size_t count() const { return m_marked.size(); }

    // The row of the next one behind `row` (-1: from the top), or before it; -1: none is shown.
    int next(const MessageModel& model, int row, bool backwards) const;

private:
    std::set<quint64> m_marked;
};

// The next row behind `row`, round the end, that `isWanted`; -1: there is none.
int nextRow(
    const MessageModel& model, int row, const std::function<bool(const MessageRecord&)>& isWanted);

} // namespace fanlight
