// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace fanlight::auth {

// When a token or a key was good for something last, and which of all it is. Written by whichever
// thread a request is in, a few times a second at most, so that threads do not fight over it; read
// by any.
class LastUse {
public:
    // Another one once what it lets in needs more than it; 0: it has none yet.
    void setNumber(std::uint16_t number) { m_number.store(number, std::memory_order_release); }
    std::uint16_t number() const { return m_number.load(std::memory_order_acquire); }
    void note(std::int64_t nowMs)
    {
        if (nowMs - ms() >= ResolutionMs)
            m_ms.store(nowMs, std::memory_order_relaxed);
    }
    std::int64_t ms() const { return m_ms.load(std::memory_order_relaxed); } // since 1970; 0: never

    static constexpr std::int64_t ResolutionMs = 250;

private:
    std::atomic<std::int64_t> m_ms{0};
    std::atomic<std::uint16_t> m_number{0};
};

} // namespace fanlight::auth
