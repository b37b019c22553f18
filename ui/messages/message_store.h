// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"

#include <deque>

namespace fanlight {

// Messages whose numbers ascend without a gap, kept in the pieces they were pulled in: tens of
// thousands are taken over without being moved. A value; one thread.
class MessageStore {
public:
    bool isEmpty() const { return m_pieces.empty(); }
    std::uint64_t first() const { return m_first; } // where it is not empty
    std::uint64_t last() const { return m_pieces.back().back().number; }
    std::uint64_t end() const { return isEmpty() ? 0 : last() + 1; }
    const MessageRecord* find(std::uint64_t number) const; // null: it is not here
    MessageRecord* find(std::uint64_t number)
    {
        return const_cast<MessageRecord*>(std::as_const(*this).find(number));
    }
    const MessageRecord& at(std::uint64_t number) const { return *find(number); }

    void append(std::vector<MessageRecord>&& messages); // the numbers that follow
    void append(MessageStore&& other);
    void dropBefore(std::uint64_t number);
    void clear() { m_pieces.clear(); }

private:
    std::deque<std::vector<MessageRecord>> m_pieces; // none is empty
    // those before it in the first piece are dropped and hold nothing any more
    std::uint64_t m_first = 0;
};

} // namespace fanlight
