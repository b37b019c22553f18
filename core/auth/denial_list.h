// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fanlight::auth {

// Users whose proofs of before a moment count no longer, each for a while. Bounded in number. Any
// thread; while nobody is denied, asking costs no lock. Times are milliseconds since 1970.
class DenialList {
public:
    struct Denial {
        std::int64_t sinceMs = 0; // what was issued until then is refused
        std::int64_t untilMs = 0; // … until then
        // of the streams of this instance, the first that was asked for afterwards; not told yet:
        // none was
        std::uint64_t firstStream = ~std::uint64_t(0);
    };

    enum class Adding : std::uint8_t { New, Known, Full };
    // Of two denials of a user what is stricter holds. Known: that one says no more than is said
    // already.
    Adding add(const std::string& user, const Denial& denial, std::int64_t nowMs);
    // Streams that were asked for before this one were let in before the denial.
    void setFirstStream(const std::string& user, std::uint64_t stream);
    std::vector<std::pair<std::string, Denial>> all(std::int64_t nowMs) const;
    std::optional<Denial> find(const std::string& user, std::int64_t nowMs) const;
    // Whether a proof that was issued then (0: it does not say) is refused.
    bool denies(const std::string& user, std::int64_t issuedAtMs, std::int64_t nowMs) const
    {
        const std::optional<Denial> denial = find(user, nowMs);
        return denial && issuedAtMs <= denial->sinceMs;
    }
    bool isEmpty() const { return m_size.load(std::memory_order_acquire) == 0; }
    std::size_t size() const { return m_size.load(std::memory_order_acquire); }

    static constexpr std::size_t MaxUsers = 100'000;

private:
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Denial> m_denials; // guarded by m_mutex
    std::atomic<std::size_t> m_size{0};
};

} // namespace fanlight::auth
