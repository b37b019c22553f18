// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_groups.h"

namespace fanlight {

bool SqsGroups::join(const std::string& group, const std::string& id)
{
    std::deque<std::string>& line = m_lines[group];
    line.push_back(id);
    return line.size() == 1;
}

std::string SqsGroups::leave(const std::string& group, const std::string& id)
{
    const auto found = m_lines.find(group);
    if (found == m_lines.end())
        return {};
    std::deque<std::string>& line = found->second;
    const bool wasFirst = line.front() == id;
    std::erase(line, id);
    if (!line.empty())
        return wasFirst ? line.front() : std::string();
    m_lines.erase(found);
    return {};
}

std::deque<std::string> SqsGroups::takeAll(const std::string& group)
{
    auto line = m_lines.extract(group);
    return line ? std::move(line.mapped()) : std::deque<std::string>();
}

} // namespace fanlight
