// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/closed_connections.h"

#include <algorithm>

namespace fanlight {

bool ClosedConnections::begin(std::vector<ConnectionRow> earlier, quint64 lastNumber)
{
    const std::lock_guard lock(m_mutex);
    if (m_next != 1 || earlier.size() > lastNumber)
        return false;
    if (earlier.size() > Capacity)
        earlier.erase(earlier.begin(), earlier.end() - std::ptrdiff_t(Capacity));
    m_next = lastNumber - earlier.size() + 1;
    for (ConnectionRow& row : earlier)
        m_closed.push_back(
            std::make_shared<ClosedConnection>(ClosedConnection{m_next++, std::move(row)}));
    return true;
}

void ClosedConnections::append(ConnectionRow row)
{
    auto entry = std::make_shared<ClosedConnection>(ClosedConnection{0, std::move(row)});
    ClosedConnectionPtr oldest; // goes outside the lock
    const std::lock_guard lock(m_mutex);
    if (m_closed.size() == Capacity) {
        oldest = std::move(m_closed.front());
        m_closed.pop_front();
        ++m_evicted;
    }
    entry->number = m_next++;
    m_closed.push_back(std::move(entry));
}

std::vector<ClosedConnectionPtr> ClosedConnections::since(
    quint64 afterNumber, std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    auto first = std::upper_bound(m_closed.begin(), m_closed.end(), afterNumber,
        [](quint64 number, const ClosedConnectionPtr& closed) { return number < closed->number; });
    const auto found = static_cast<std::size_t>(m_closed.end() - first);
    first += static_cast<std::ptrdiff_t>(found - std::min(found, most));
    return {first, m_closed.end()};
}

std::vector<ClosedConnectionPtr> ClosedConnections::following(
    quint64 afterNumber, std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    const auto first = std::upper_bound(m_closed.begin(), m_closed.end(), afterNumber,
        [](quint64 number, const ClosedConnectionPtr& closed) { return number < closed->number; });
    const auto found = static_cast<std::size_t>(m_closed.end() - first);
    return {first, first + static_cast<std::ptrdiff_t>(std::min(found, most))};
}

std::vector<ClosedConnectionPtr> ClosedConnections::ofUser(
    const QString& userId, std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ClosedConnectionPtr> found;
    for (auto closed = m_closed.rbegin(); closed != m_closed.rend() && found.size() < most;
         ++closed) {
        if ((*closed)->row.userId == userId)
            found.push_back(*closed);
    }
    return found;
}

void ClosedConnections::clear()
{
    std::deque<ClosedConnectionPtr> gone; // outside the lock
    const std::lock_guard lock(m_mutex);
    gone.swap(m_closed);
}

quint64 ClosedConnections::evicted() const
{
    const std::lock_guard lock(m_mutex);
    return m_evicted;
}

} // namespace fanlight
