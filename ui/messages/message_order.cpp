// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_order.h"

#include <algorithm>
#include <iterator>

namespace fanlight {

namespace {

int rankOf(const SortKey& key)
{
    if (isKnown(key.value))
        return 0;
    return key.text.isEmpty() ? 2 : 1;
}

bool contains(const std::vector<quint64>& numbers, quint64 number)
{
    return std::binary_search(numbers.begin(), numbers.end(), number);
}

} // namespace

bool MessageOrder::isBefore(const SortKey& a, const SortKey& b) const
{
    const int rank = rankOf(a);
    if (const int other = rankOf(b); rank != other)
        return rank < other;
    const SortKey& first = m_isDescending ? b : a;
    const SortKey& second = m_isDescending ? a : b;
    if (rank == 0 && first.value != second.value)
        return first.value < second.value;
    if (rank == 1) {
        if (const int compared = first.text.compare(second.text); compared != 0)
            return compared < 0;
    }
    return first.number < second.number;
}

int MessageOrder::rowOf(quint64 number) const
{
    if (!m_isIndexed) {
        m_isIndexed = true;
        m_rows.clear();
        if (m_keys.empty())
            return -1;
        const auto [least, most] = std::minmax_element(m_keys.begin(), m_keys.end(),
            [](const SortKey& a, const SortKey& b) { return a.number < b.number; });
        m_least = least->number;
        m_rows.resize(most->number - m_least + 1, -1);
        for (std::size_t row = 0; row < m_keys.size(); ++row)
            m_rows[m_keys[row].number - m_least] = int(row);
    }
    return number >= m_least && number - m_least < m_rows.size() ? m_rows[number - m_least] : -1;
}

void MessageOrder::append(std::vector<SortKey>&& keys)
{
    std::move(keys.begin(), keys.end(), std::back_inserter(m_keys));
    m_isIndexed = false;
}

void MessageOrder::arrange(const std::vector<quint64>& leaving, std::vector<SortKey>&& changed)
{
    const auto before = [this](const SortKey& a, const SortKey& b) { return isBefore(a, b); };
    const auto isChanged = [&changed](const SortKey& key) {
        const auto found = std::lower_bound(changed.begin(), changed.end(), key.number,
            [](const SortKey& one, quint64 number) { return one.number < number; });
        return found != changed.end() && found->number == key.number ? &*found : nullptr;
    };
    // Three runs: what leaves, what stays in its place, and what has to find one.
    std::vector<SortKey> front;
    std::vector<SortKey> kept;
    std::vector<SortKey> loose;
    kept.reserve(m_keys.size());
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        SortKey& key = m_keys[i];
        if (contains(leaving, key.number))
            front.push_back(std::move(key));
        else if (SortKey* now = changed.empty() ? nullptr : isChanged(key))
            loose.push_back(*now);
        else
            (i < m_sorted ? kept : loose).push_back(std::move(key));
    }
    std::sort(loose.begin(), loose.end(), before);
    m_keys = std::move(front);
    m_keys.reserve(m_keys.size() + kept.size() + loose.size());
    std::merge(std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()),
        std::make_move_iterator(loose.begin()), std::make_move_iterator(loose.end()),
        std::back_inserter(m_keys), before);
    m_sorted = m_keys.size();
    m_isIndexed = false;
}

void MessageOrder::dropFront(int rows)
{
    m_keys.erase(m_keys.begin(), m_keys.begin() + rows);
    m_sorted = m_keys.size();
    m_isIndexed = false;
}

} // namespace fanlight
