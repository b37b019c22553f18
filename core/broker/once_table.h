// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/publish_ticket.h"
#include "net/seeded_hash.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fanlight {

// What the first publish with a key of `once` was answered, as others are answered with it.
struct OnceRecord {
    PublishTicket::FirstResult result;
    std::uint64_t fingerprint = 0; // of what was published

    // As it stands in Redis, "recipients audience r|- fingerprint id"; and the part of it that is
    // known before it is published, between recipients and id.
    std::string text() const;
    static std::string middleText(
        std::uint64_t audience, bool hasReceipt, std::uint64_t fingerprint);
    static std::optional<OnceRecord> read(std::string_view text);
};

// The publishes with a key (`once`) of this process: the first with a key is published, another
// that comes meanwhile waits for its result, and one that comes within KeptSeconds is answered with
// that. What was refused, or reached only some of its users, is not kept: a try after it publishes.
// Results are kept here while the broker is memory; else where setStore() says, and only what is
// under way, or was kept before, is here.
//
// Bounded by number and bytes: where there is no room the oldest go. Any thread; one mutex, held a
// publish with a key, never one without. Shared by the brokers that follow each other, and by the
// publishes that are under way.
class OnceTable : public std::enable_shared_from_this<OnceTable> {
public:
    static constexpr int KeptSeconds = 300;
    struct Limits {
        std::size_t keys = 1'000'000;
        std::uint64_t bytes = 128 << 20; // with what keeping them takes
        std::size_t waiting = 10'000; // publishes that wait for another; more are refused
        std::uint64_t keptNs = std::uint64_t(KeptSeconds) * 1'000'000'000;
    };
    OnceTable();
    explicit OnceTable(const Limits& limits);

    // Whether this one is to be published; it tells the table when it completes. Else it completes
    // without, at once or later.
    bool claim(std::string_view key, std::uint64_t fingerprint,
        const std::shared_ptr<PublishTicket>& ticket);
    // Who keeps results from now on, called under the table's lock; null: the table does.
    using Store = std::function<void(const std::string& key, const OnceRecord& record)>;
    void setStore(Store store);
    // One that the store has answered; `isSame`: the first was the same publish.
    void countRepeated(std::string_view key, bool isSame);
    // What is too old; called now and then. Tells in the log, once, that others go, too.
    void expire();
    // How often the log tells that a key was used again for another publish.
    static constexpr std::uint64_t TellOtherNs = 10'000'000'000;
    const Limits& limits() const { return m_limits; }

    struct Figures {
        std::uint64_t keys = 0; // kept or under way
        std::uint64_t repeated = 0; // publishes that were not published again
        std::uint64_t forgotten = 0; // keys that went before their time
        std::uint64_t most = 0; // that are kept at once; 0: they are kept in Redis
    };
    Figures figures() const;

private:
    class Claim;
    struct Waiting {
        std::shared_ptr<PublishTicket> ticket;
        std::uint64_t fingerprint;
    };
    struct Kept {
        OnceRecord record;
        std::uint64_t sinceNs = 0; // monotonic
    };
    using KeptMap = std::unordered_map<std::string, Kept, SeededHash, std::equal_to<>>;

    void ended(const std::string& key, std::uint64_t fingerprint, const PublishTicket* first,
        std::uint64_t recipients);
    void tellOther(std::string_view key);
    void keep(const std::string& key, OnceRecord record, std::uint64_t nowNs);
    bool forgetOldest(); // false: it was kept anew since
    void expire(std::uint64_t nowNs, std::size_t most);
    static std::uint64_t bytesOf(const KeptMap::value_type& kept);

    const Limits m_limits;

    mutable std::mutex m_mutex; // guards all below
    Store m_store;
    std::unordered_map<std::string, std::vector<Waiting>, SeededHash, std::equal_to<>> m_underWay;
    KeptMap m_kept;
    // keys of m_kept and since when they were, the oldest first; of one that was kept anew the last
    // one counts
    std::deque<std::pair<const std::string*, std::uint64_t>> m_inOrder;
    std::uint64_t m_bytes = 0;
    std::size_t m_waiting = 0;
    std::uint64_t m_repeated = 0;
    std::uint64_t m_forgotten = 0;
    bool m_isTold = false;
    std::uint64_t m_otherToldNs = 0; // monotonic
    std::uint64_t m_othersUntold = 0;
};

} // namespace fanlight
