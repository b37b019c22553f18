// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_columns.h"

#include <vector>

namespace fanlight {

// Messages in the order of a column. What comes, changes or goes is put where it belongs by one
// pass over all, so that thousands at once cost little more than one. Figures stand before texts,
// and what has neither last, in either direction; of equal ones the order of arrival decides. A
// value; one thread.
class MessageOrder {
public:
    explicit MessageOrder(bool isDescending = false)
        : m_isDescending(isDescending)
    {
    }

    int size() const { return int(m_keys.size()); }
    quint64 at(int row) const { return m_keys[std::size_t(row)].number; }
    int rowOf(quint64 number) const; // -1: it is not here

    void append(std::vector<SortKey>&& keys); // at the end, not in their place yet
    // Puts all in their place, those with new keys, too; those who leave to the front. All numbers
    // ascend.
    void arrange(const std::vector<quint64>& leaving, std::vector<SortKey>&& changed);
    void dropFront(int rows);

private:
    bool isBefore(const SortKey& a, const SortKey& b) const;

    bool m_isDescending;
    std::vector<SortKey> m_keys;
    std::size_t m_sorted = 0; // keys that are in their place
    // rows by number, from the least on; made when it is asked for
    mutable std::vector<int> m_rows;
    mutable quint64 m_least = 0;
    mutable bool m_isIndexed = false;
};

} // namespace fanlight
