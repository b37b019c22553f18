// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_store.h"

#include <algorithm>
#include <iterator>

namespace fanlight {

namespace {
constexpr std::size_t SmallPiece = 256; // is joined to the one before
constexpr std::size_t LargePiece = 1024; // unless that is large already
} // namespace

const MessageRecord* MessageStore::find(std::uint64_t number) const
{
    if (isEmpty() || number < m_first || number > last())
        return nullptr;
    const auto behind = std::upper_bound(m_pieces.begin(), m_pieces.end(), number,
        [](std::uint64_t wanted, const std::vector<MessageRecord>& piece) {
            return wanted < piece.front().number;
        });
    const std::vector<MessageRecord>& piece = *std::prev(behind);
    return &piece[number - piece.front().number];
}

void MessageStore::append(std::vector<MessageRecord>&& messages)
{
    if (messages.empty())
        return;
    if (isEmpty())
        m_first = messages.front().number;
    if (!isEmpty() && messages.size() < SmallPiece && m_pieces.back().size() < LargePiece) {
        std::move(messages.begin(), messages.end(), std::back_inserter(m_pieces.back()));
    } else {
        m_pieces.push_back(std::move(messages));
    }
}

void MessageStore::append(MessageStore&& other)
{
    if (other.isEmpty())
        return;
    if (isEmpty())
        m_first = other.m_first;
    std::move(other.m_pieces.begin(), other.m_pieces.end(), std::back_inserter(m_pieces));
    other.clear();
}

void MessageStore::dropBefore(std::uint64_t number)
{
    while (!isEmpty() && m_pieces.front().back().number < number) {
        m_pieces.pop_front();
        if (!isEmpty())
            m_first = m_pieces.front().front().number;
    }
    if (isEmpty())
        return;
    std::vector<MessageRecord>& piece = m_pieces.front();
    for (; m_first < number; ++m_first) {
        MessageRecord empty;
        empty.number = m_first;
        piece[m_first - piece.front().number] = std::move(empty);
    }
}

} // namespace fanlight
