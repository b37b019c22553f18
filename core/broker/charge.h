// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace fanlight {

// What something holds of memory, counted in a sum as long as this lives. Any thread; the sum
// outlives it.
class Charge {
public:
    Charge() = default;
    Charge(std::atomic<std::uint64_t>& sum, std::uint64_t bytes)
        : m_sum(&sum)
        , m_bytes(bytes)
    {
        sum.fetch_add(bytes, std::memory_order_relaxed);
    }
    Charge(Charge&& other) noexcept
        : m_sum(std::exchange(other.m_sum, nullptr))
        , m_bytes(other.m_bytes)
    {
    }
    Charge& operator=(Charge&& other) noexcept
    {
        std::swap(m_sum, other.m_sum);
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }
    ~Charge()
    {
        if (m_sum)
            m_sum->fetch_sub(m_bytes, std::memory_order_relaxed);
    }

private:
    std::atomic<std::uint64_t>* m_sum = nullptr;
    std::uint64_t m_bytes = 0;
};

} // namespace fanlight
