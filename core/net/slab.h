// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"

#include <array>

namespace fanlight {

// Connections in pages that never move, with a free list. A generation marks who lives in a slot.
class ConnectionSlab {
public:
    std::uint32_t take()
    {
        if (m_free == NoIndex)
            addPage();
        const std::uint32_t slot = m_free;
        Connection& connection = (*this)[slot];
        m_free = connection.links.next;
        const std::uint32_t generation = connection.generation;
        connection = Connection();
        connection.generation = generation;
        ++m_used;
        return slot;
    }
    void giveBack(std::uint32_t slot)
    {
        Connection& connection = (*this)[slot];
        const std::uint32_t generation = connection.generation + 1;
        connection = Connection();
        connection.generation = generation;
        connection.links.next = m_free;
        m_free = slot;
        --m_used;
    }
    Connection& operator[](std::uint32_t slot)
    {
        return (*m_pages[slot / PageSize])[slot % PageSize];
    }
    const Connection& operator[](std::uint32_t slot) const
    {
        return (*m_pages[slot / PageSize])[slot % PageSize];
    }
    // Null when the connection meant has gone.
    Connection* find(ConnectionRef ref)
    {
        if (ref.slot >= capacity())
            return nullptr;
        Connection& connection = (*this)[ref.slot];
        return connection.generation == ref.generation && connection.state != ConnectionState::Free
            ? &connection
            : nullptr;
    }
    std::uint32_t capacity() const { return static_cast<std::uint32_t>(m_pages.size() * PageSize); }
    std::uint32_t used() const { return m_used; }

private:
    static constexpr std::size_t PageSize = 128;
    using Page = std::array<Connection, PageSize>;

    void addPage()
    {
        const std::uint32_t first = capacity();
        m_pages.push_back(std::make_unique<Page>());
        for (std::uint32_t i = PageSize; i-- > 0;) {
            (*m_pages.back())[i].links.next = m_free;
            m_free = first + i;
        }
    }

    std::vector<std::unique_ptr<Page>> m_pages;
    std::uint32_t m_free = NoIndex;
    std::uint32_t m_used = 0;
};

} // namespace fanlight
