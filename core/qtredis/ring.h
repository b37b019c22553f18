// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace fanlight::redis {

// A first-in-first-out queue in a ring that doubles when it is full and keeps its memory, so that a
// steady load allocates nothing. T is made without arguments and movable. Any one thread.
template <class T> class Ring {
public:
    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    T& front() { return m_slots[m_first]; }
    void push(T value)
    {
        if (m_size == m_slots.size())
            grow();
        m_slots[(m_first + m_size++) & (m_slots.size() - 1)] = std::move(value);
    }
    void pop()
    {
        m_slots[m_first] = T();
        m_first = (m_first + 1) & (m_slots.size() - 1);
        --m_size;
    }
    void clear()
    {
        while (!empty())
            pop();
    }

private:
    void grow()
    {
        std::vector<T> larger(m_slots.empty() ? 16 : m_slots.size() * 2);
        for (std::size_t i = 0; i < m_size; ++i)
            larger[i] = std::move(m_slots[(m_first + i) & (m_slots.size() - 1)]);
        m_slots.swap(larger);
        m_first = 0;
    }

    std::vector<T> m_slots; // a power of two of them
    std::size_t m_first = 0;
    std::size_t m_size = 0;
};

} // namespace fanlight::redis
