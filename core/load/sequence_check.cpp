// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/sequence_check.h"

#include <algorithm>

namespace fanlight {

void SequenceCheck::open(std::uint64_t first)
{
    if (m_isOpen) {
        for (const Range& range : m_missing) {
            if (range.end > m_first)
                m_final.push_back({std::max(range.begin, m_first), range.end});
        }
        m_missing.clear();
        m_gaps = 0;
    }
    m_isOpen = true;
    m_first = first;
}

SequenceCheck::Outcome SequenceCheck::take(std::uint64_t number)
{
    if (!m_hasAny) {
        m_hasAny = true;
        m_lowest = std::min(number, m_first);
        m_next = m_lowest;
        // What lies before the first that had to come need not have come, and nothing below is
        // known to be missing.
        if (number < m_first)
            m_next = number;
    }
    if (number >= m_next) {
        const std::uint64_t from = m_next;
        m_next = number + 1;
        if (number == from)
            return Outcome::InOrder;
        m_missing.push_back({from, number});
        m_gaps += number - from;
        bound();
        return number > m_first ? Outcome::Gap : Outcome::InOrder;
    }
    if (number < m_lowest) {
        m_lowest = number;
        return Outcome::OutOfOrder;
    }
    const auto range = std::find_if(m_missing.begin(), m_missing.end(),
        [number](const Range& one) { return one.begin <= number && number < one.end; });
    if (range == m_missing.end())
        return Outcome::Twice;
    --m_gaps;
    const Range behind{number + 1, range->end};
    range->end = number;
    const bool emptyBefore = range->begin == range->end;
    if (emptyBefore && behind.begin == behind.end)
        m_missing.erase(range);
    else if (emptyBefore)
        *range = behind;
    else if (behind.begin != behind.end)
        m_missing.insert(range + 1, behind);
    return Outcome::OutOfOrder;
}

void SequenceCheck::bound()
{
    if (m_missing.size() <= MostRanges)
        return;
    const Range oldest = m_missing.front();
    m_missing.erase(m_missing.begin());
    m_gaps -= oldest.end - oldest.begin;
    if (oldest.end > m_first)
        m_final.push_back({std::max(oldest.begin, m_first), oldest.end});
}

std::uint64_t SequenceCheck::missing() const
{
    std::uint64_t sum = 0;
    for (const Range& range : lost(0, false))
        sum += range.end - range.begin;
    return sum;
}

std::vector<SequenceCheck::Range> SequenceCheck::lost(std::uint64_t end, bool withTail) const
{
    std::vector<Range> ranges = m_final;
    for (const Range& range : m_missing) {
        if (range.end > m_first)
            ranges.push_back({std::max(range.begin, m_first), range.end});
    }
    if (withTail && m_isOpen && next() < end)
        ranges.push_back({next(), end});
    return ranges;
}

} // namespace fanlight
