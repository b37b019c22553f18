// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/prometheus.h"

#include <array>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fanlight {

// What one address was refused, one and the same thing for one and the same reason. A plain value,
// fit to be shown: bounded, without controls, and without a token.
struct RefusalRow {
    std::uint64_t id = 0; // ascending in the order they came up, never used twice
    std::string address; // without its port, which is another one each time
    std::string wanted; // “stream of 1284”, “GET /api/connections”
    std::string why; // of the last one
    int status = 0; // what it was answered; NoStatus: it came to no request
    std::int64_t firstMs = 0; // since 1970
    std::int64_t lastMs = 0;
    std::uint64_t count = 0;

    static constexpr int NoStatus = 0; // a handshake of TLS that failed
};

// Who was turned away lately, of what, and why: requests without a proof or with one that does not
// do, streams, what came too fast, and clients that TLS did not let in. Bounded: the rows that were
// quiet the longest go, of one address its own first, so that who tries a thousand things pushes
// nobody else out. Any thread; the lock is taken only by requests that are refused, and who looks.
class RefusalBook {
public:
    static constexpr std::size_t MaxRows = 500;
    static constexpr std::size_t MaxRowsOfAddress = 50;
    static constexpr std::size_t MaxTextBytes = 160; // of what was wanted, of why

    // Numbers in `why` count for nothing when rows are told apart: “expired 12 s ago”.
    void note(std::string_view address, std::string_view wanted, int status, std::string_view why,
        std::int64_t nowMs);

    // Refusals since the program started, of one kind.
    std::uint64_t count(prometheus_text::TurnAway kind) const;

    struct Contents {
        std::vector<RefusalRow> rows; // newest first
        std::uint64_t total = 0; // refusals since the program started
        std::uint64_t forgotten = 0; // of these, such as are in no row any longer
    };
    Contents contents() const;

    // What was refused since this was asked before, for whoever writes it down: at most `most` rows
    // with `count` being what is new, a row once in TellEvery.
    struct News {
        std::vector<RefusalRow> rows; // oldest first
        std::uint64_t untold = 0; // refusals whose rows went before anybody asked
    };
    News takeNews(std::int64_t nowMs, std::size_t most);
    static constexpr std::int64_t TellEveryMs = 10'000;

private:
    struct Entry {
        RefusalRow row;
        std::string key;
        std::uint64_t untold = 0;
        std::int64_t toldMs = 0; // 0: never
    };
    using Entries = std::list<Entry>;
    void makeRoom(const std::string& address);
    void forget(Entries::iterator entry);

    mutable std::mutex m_mutex;
    Entries m_entries; // the newest in front
    std::unordered_map<std::string, Entries::iterator> m_byKey;
    std::unordered_map<std::string, std::size_t> m_rowsOf; // by address
    std::uint64_t m_next = 1;
    std::uint64_t m_total = 0;
    std::array<std::uint64_t, prometheus_text::TurnAwayCount> m_kinds{};
    std::uint64_t m_forgotten = 0;
    std::uint64_t m_untold = 0;
};

} // namespace fanlight
