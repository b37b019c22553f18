// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log_ring.h"

#include <algorithm>
#include <iterator>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

LogKind logKindOf(const LogLine& line)
{
    const bool isProblem = line.level != QtDebugMsg && line.level != QtInfoMsg;
    if (line.category == "fanlight.publish"_L1)
        return isProblem ? LogKind::PublishProblems : LogKind::Publishes;
    if (line.category == "fanlight.stream"_L1)
        return isProblem ? LogKind::StreamProblems : LogKind::Streams;
    if (line.category == "fanlight.http"_L1)
        return isProblem ? LogKind::RequestProblems : LogKind::Requests;
    return isProblem ? LogKind::OtherProblems : LogKind::Others;
}

void LogRing::append(LogLine line)
{
    const std::lock_guard lock(m_mutex);
    add(std::move(line));
}

void LogRing::putBefore(std::vector<LogLine> earlier)
{
    const std::lock_guard lock(m_mutex);
    std::vector<LogLine> now;
    for (Kind& kind : m_kinds)
        std::move(kind.lines.begin(), kind.lines.end(), std::back_inserter(now));
    std::sort(
        now.begin(), now.end(), [](const LogLine& a, const LogLine& b) { return a.id < b.id; });
    m_kinds = {};
    m_next = 1;
    for (std::vector<LogLine>* lines : {&earlier, &now}) {
        for (LogLine& line : *lines)
            add(std::move(line));
    }
}

void LogRing::add(LogLine&& line)
{
    const auto of = static_cast<std::size_t>(logKindOf(line));
    Kind& kind = m_kinds[of];
    if (kind.lines.size() == Capacity)
        kind.lines.pop_front();
    line.id = m_next++;
    line.place = ++kind.appended;
    kind.lines.push_back(std::move(line));
}

std::vector<LogLine> LogRing::since(quint64 afterId, std::size_t most) const
{
    struct Rest {
        std::deque<LogLine>::const_iterator next;
        std::deque<LogLine>::const_iterator end;
    };
    std::vector<Rest> rests;
    std::vector<LogLine> found;
    const std::lock_guard lock(m_mutex);
    std::size_t total = 0;
    for (const Kind& kind : m_kinds) {
        const auto first = std::upper_bound(kind.lines.begin(), kind.lines.end(), afterId,
            [](quint64 id, const LogLine& line) { return id < line.id; });
        total += static_cast<std::size_t>(kind.lines.end() - first);
        if (first != kind.lines.end())
            rests.push_back({first, kind.lines.end()});
    }
    found.reserve(std::min(total, most));
    while (!rests.empty() && found.size() < most) {
        const auto oldest = std::min_element(rests.begin(), rests.end(),
            [](const Rest& a, const Rest& b) { return a.next->id < b.next->id; });
        found.push_back(*oldest->next++);
        if (oldest->next == oldest->end)
            rests.erase(oldest);
    }
    return found;
}

void LogRing::clear()
{
    const std::lock_guard lock(m_mutex);
    for (Kind& kind : m_kinds)
        kind.lines.clear();
}

std::vector<LogLine> LogRing::newest(quint64 afterId, std::size_t most, quint64& left) const
{
    std::vector<LogLine> found;
    left = 0;
    {
        const std::lock_guard lock(m_mutex);
        for (const Kind& kind : m_kinds) {
            const auto first = std::upper_bound(kind.lines.begin(), kind.lines.end(), afterId,
                [](quint64 id, const LogLine& line) { return id < line.id; });
            const auto all = std::size_t(kind.lines.end() - first);
            const std::size_t taken = std::min(all, most);
            found.insert(found.end(), kind.lines.end() - std::ptrdiff_t(taken), kind.lines.end());
            left += all - taken;
        }
    }
    std::sort(
        found.begin(), found.end(), [](const LogLine& a, const LogLine& b) { return a.id < b.id; });
    if (found.size() > most) {
        left += found.size() - most;
        found.erase(found.begin(), found.end() - std::ptrdiff_t(most));
    }
    return found;
}

quint64 LogRing::evicted() const
{
    quint64 all = 0;
    for (std::size_t kind = 0; kind < LogKindCount; ++kind)
        all += evicted(LogKind(kind));
    return all;
}

quint64 LogRing::evicted(LogKind kind) const
{
    const std::lock_guard lock(m_mutex);
    const Kind& one = m_kinds[static_cast<std::size_t>(kind)];
    return one.appended - one.lines.size();
}

} // namespace fanlight
