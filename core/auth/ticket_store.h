// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/sha256.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace fanlight::auth {

// What a ticket lets in. A plain value; times are milliseconds since 1970.
struct TicketGrant {
    std::string user;
    std::string types; // "like,comment", only these; empty: all
    std::int64_t issuedAtMs = 0;
    std::int64_t untilMs = 0; // its stream ends then at the latest; 0: it need not
};

// 32 random bytes in base64url.
std::string newTicket();

// What became of a ticket that was shown.
enum class TicketOutcome : std::uint8_t {
    Taken, // it opens a stream
    Unknown, // there is none like it, or no longer
    InUse, // its stream is open
    Away, // who keeps it does not answer
};

// The tickets of this instance, by their SHA-256 alone. One opens one stream, at once or within its
// time; when that stream ends the same ticket opens it again within ComeBackMs. Bounded in number.
// Any thread; a lock is held for as long as it takes to look one up.
//
// It also remembers which streams hold tickets that are kept elsewhere (behind Redis), so that
// their end can be told there.
class TicketStore {
public:
    // False: there are too many. `usableUntilMs`: for the first time.
    bool add(
        const Digest& ticket, TicketGrant grant, std::int64_t usableUntilMs, std::int64_t nowMs);

    struct Taking {
        TicketOutcome outcome = TicketOutcome::Unknown;
        TicketGrant grant = {};
    };
    Taking look(const Digest& ticket, std::int64_t nowMs);
    // For the stream with this id, which ended() is told of.
    Taking take(const Digest& ticket, std::uint64_t stream, std::int64_t nowMs);
    // The stream holds one that is kept elsewhere.
    void hold(const Digest& ticket, std::uint64_t stream);
    // The ticket of the stream, if it held one that is kept elsewhere.
    std::optional<Digest> ended(std::uint64_t stream, std::int64_t nowMs);

    std::size_t size(std::int64_t nowMs);

    static constexpr std::int64_t ComeBackMs = 60'000;
    static constexpr std::size_t MaxTickets = 100'000; // some 25 MB

private:
    struct Entry {
        TicketGrant grant;
        std::int64_t expiresMs = 0; // 0: its stream is open
    };
    struct Held {
        Digest ticket;
        bool isElsewhere = false;
    };
    using Entries = std::unordered_map<Digest, Entry, DigestHash>;
    void purge(std::int64_t nowMs);
    Taking lookLocked(const Digest& ticket, std::int64_t nowMs);

    std::mutex m_mutex; // guards all below
    Entries m_entries;
    std::set<std::pair<std::int64_t, Digest>> m_byExpiry; // of those whose stream is not open
    std::unordered_map<std::uint64_t, Held> m_held; // by stream
    // how many of these there are: streams without tickets cost no lock
    std::atomic<std::size_t> m_heldCount{0};
};

} // namespace fanlight::auth
