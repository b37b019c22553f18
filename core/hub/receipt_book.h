// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "hub/admin_request.h"
#include "hub/snapshots.h"
#include "metrics/receipt.h"
#include "qtredis/link_user.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// The receipts of this instance: of what was published here, and of its part in what others
// published. Behind Redis every instance writes its part to the hash fanlight:receipt:{token}, by
// its name and the mark of its process, and whoever is asked adds them up; fanlight:receipt-id:{id}
// leads from the id of an event to the token. Both expire.
//
// Redis tells the publisher to how many subscribers it handed the message, and each instance how
// many of these it was: what is missing is of an instance that died, or of a subscriber that is no
// Fanlight, and is told as unknown.
//
// Lives in the hub's thread; begin() and published() in any.
class ReceiptBook : public QObject {
    Q_OBJECT
public:
    // `mark`: of this process, InstanceBoard::newMark().
    ReceiptBook(const QString& instance, const QString& mark, QObject* parent = nullptr);

    // For a publish that wants one.
    std::shared_ptr<Receipt> begin();
    // It has gone out with this id; `isWatched`: changed() tells how it goes on.
    void published(const std::shared_ptr<Receipt>& receipt, const std::string& id, bool isWatched);

    // ---- the hub's thread
    // Or null. And what receipts are called there.
    void setLink(redis::RedisLink* link, const RedisKeys& keys = RedisKeys())
    {
        m_link.reset();
        if (link)
            m_link.emplace(*link);
        m_keys = keys;
    }
    // For how long an instance behind this Redis has not been heard of, at most, in milliseconds:
    // it may yet tell of its part. Null: it is not known.
    void setSilence(std::function<qint64()> longestSilenceMs)
    {
        m_longestSilenceMs = std::move(longestSilenceMs);
    }
    // The part of this instance in a publish that came over Redis, `isHanded`: when it was
    // published, not out of history; null: that is no token.
    std::shared_ptr<Receipt> partOf(std::string_view token, bool isHanded);
    // Redis may have lost what was written.
    void writeAgain();
    // How the publish with this id has come so far, over all instances; none: there is no receipt
    // of it, or no longer. `error`: Redis could not be asked.
    using Looked
        = std::function<void(const std::string& error, std::optional<ReceiptSnapshot> receipt)>;
    void look(const std::string& id, Looked done);
    // GET /api/receipts/{id}
    void answer(const AdminRequest& request);

    static constexpr std::size_t MostReceipts = 1000; // kept
    static constexpr int KeptSeconds = 600; // in Redis
    static constexpr int TickMs = 100;
    static constexpr std::size_t MostParts = 1000; // of one receipt that are read
    static constexpr int WritesATick = 100; // parts
    static constexpr int RedisMs = 250; // parts are written and read so often while they change

    // followed() tells of those that are published from now on.
    void setFollowed(bool isFollowed) { m_followsAll.store(isFollowed, std::memory_order_relaxed); }

Q_SIGNALS:
    void changed(const fanlight::ReceiptSnapshot& receipt); // of one that is watched
    void followed(const fanlight::ReceiptSnapshot& receipt); // whoever published it

private:
    static constexpr std::uint64_t NeverWritten = ~std::uint64_t(0);
    struct Entry {
        std::shared_ptr<Receipt> receipt;
        std::string id; // empty: of another instance's publish, or not published yet
        qint64 publishedAtMs = 0;
        bool isWatched = false;
        bool isFollowed = false;
        bool isTold() const { return isWatched || isFollowed; }
        bool isActive = false;
        bool isKept = true; // guarded by m_mutex
        bool isReading = false;
        bool isSettled = false; // as last told
        std::uint64_t written = NeverWritten; // revision
        std::uint64_t told = 0; // revision
        qint64 touchedMs = 0; // Redis was last asked
    };
    using EntryPtr = std::shared_ptr<Entry>;
    using Parts = std::vector<ReceiptSnapshot::Part>;

    void add(const EntryPtr& entry);
    void activate(const EntryPtr& entry);
    void wake();
    void tick();
    void tell(const Entry& entry, const ReceiptSnapshot& receipt);
    bool step(const EntryPtr& entry, qint64 nowMs); // false: it is at rest
    void writePart(Entry& entry, const ReceiptFigures& figures);
    void readParts(
        const std::string& token, std::function<void(const std::string& error, Parts)> done);
    ReceiptSnapshot snapshot(const Entry& entry, Parts others) const;
    void settle(ReceiptSnapshot& receipt) const;
    EntryPtr find(const std::string& id) const;

    const QString m_field; // of its parts: instance and mark
    const std::string m_tokenPrefix;
    std::optional<redis::LinkUser> m_link;
    RedisKeys m_keys;
    std::function<qint64()> m_longestSilenceMs;
    int m_mayWrite = 0; // parts, in this tick
    QTimer m_timer;

    std::atomic<bool> m_followsAll{false};
    std::atomic<bool> m_isAwake{false}; // the timer runs, or is about to
    mutable std::mutex m_mutex; // guards all below
    std::deque<EntryPtr> m_entries; // oldest first
    std::unordered_map<std::string, EntryPtr> m_byToken;
    std::unordered_map<std::string, EntryPtr> m_byId;
    std::vector<EntryPtr> m_active;
    std::uint64_t m_lastNumber = 0;
};

} // namespace fanlight
