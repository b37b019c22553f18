// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace fanlight {

// By which scheme and name clients reach the hub through a proxy that is believed, as it was last
// told: “https://app.example”. Written down once in RenewNs at most, so that requests pay nothing
// for it. Any thread.
class FrontUrl {
public:
    static constexpr std::uint64_t RenewNs = 1'000'000'000;

    // Whether it is time to note() again; true for one caller.
    bool isDue(std::uint64_t nowNs)
    {
        std::uint64_t last = m_notedNs.load(std::memory_order_relaxed);
        return (last == 0 || nowNs - last >= RenewNs)
            && m_notedNs.compare_exchange_strong(last, nowNs, std::memory_order_relaxed);
    }
    void note(std::string url)
    {
        const std::lock_guard lock(m_mutex);
        m_url = std::move(url);
    }
    std::string text() const // empty: nobody has come through one yet
    {
        const std::lock_guard lock(m_mutex);
        return m_url;
    }

private:
    std::atomic<std::uint64_t> m_notedNs{0};
    mutable std::mutex m_mutex;
    std::string m_url;
};

} // namespace fanlight
