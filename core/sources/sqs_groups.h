// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

namespace fanlight {

// Of a FIFO queue the messages in hand, by their group in the order they are to be published: one
// of each at a time, and the next when that has gone. A plain value.
class SqsGroups {
public:
    // It comes last. True: there is none before it.
    bool join(const std::string& group, const std::string& id);
    // It goes. The one that is the first now that it has gone; empty: none, or another still is.
    std::string leave(const std::string& group, const std::string& id);
    std::deque<std::string> takeAll(const std::string& group); // in their order
    void clear() { m_lines.clear(); }

private:
    std::unordered_map<std::string, std::deque<std::string>>
        m_lines; // ids, by group; none is empty
};

} // namespace fanlight
