// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log_ring.h"

#include <algorithm>

namespace fanlight {

void LogRing::append(LogLine line)
{
    const std::lock_guard lock(m_mutex);
    if (m_lines.size() == Capacity) {
        m_lines.pop_front();
        ++m_evicted;
    }
    line.id = m_next++;
    m_lines.push_back(std::move(line));
}

std::vector<LogLine> LogRing::since(quint64 afterId, std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    const auto first = std::upper_bound(m_lines.begin(), m_lines.end(), afterId,
        [](quint64 id, const LogLine& line) { return id < line.id; });
    const auto found = static_cast<std::size_t>(m_lines.end() - first);
    return {first, first + static_cast<std::ptrdiff_t>(std::min(found, most))};
}

quint64 LogRing::evicted() const
{
    const std::lock_guard lock(m_mutex);
    return m_evicted;
}

} // namespace fanlight
