// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "hub/http_api.h"
#include "hub/snapshots.h"
#include "metrics/receipt.h"
#include "qtredis/link_user.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// The receipts of this instance: of what was published here, and of its part in what others published. Behind Redis every
// instance writes its part to the hash fanlight:receipt:{token}, by its name, and whoever is asked adds them up;
// fanlight:receipt-id:{id} leads from the id of an event to the token. Both expire.
//
// Lives in the hub's thread; begin() and published() in any.
class ReceiptBook : public QObject {
    Q_OBJECT
public:
    explicit ReceiptBook(const QString& instance, QObject* parent = nullptr);

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
    // The part of this instance in a publish that came over Redis; null: that is no token.
    std::shared_ptr<Receipt> partOf(std::string_view token);
    // GET /api/receipts/{id}
    void answer(const AdminRequest& request);

    static constexpr std::size_t MostReceipts = 1000; // kept
    static constexpr int KeptSeconds = 600; // in Redis
    static constexpr int TickMs = 100;
    static constexpr int RedisMs = 250; // parts are written and read so often while they change

Q_SIGNALS:
    void changed(const fanlight::ReceiptSnapshot& receipt);

private:
    struct Entry {
        std::shared_ptr<Receipt> receipt;
        std::string id; // empty: of another instance's publish, or not published yet
        qint64 publishedAtMs = 0;
        bool isWatched = false;
        bool isActive = false;
        bool isKept = true; // guarded by m_mutex
        bool isReading = false;
        bool isSettled = false; // as last told
        std::uint64_t written = 0; // revision
        std::uint64_t told = 0; // revision
        qint64 touchedMs = 0; // Redis was last asked
    };
    using EntryPtr = std::shared_ptr<Entry>;
    using Parts = std::vector<ReceiptSnapshot::Part>;

    void add(const EntryPtr& entry);
    void activate(const EntryPtr& entry);
    void wake();
    void tick();
    bool step(const EntryPtr& entry, qint64 nowMs); // false: it is at rest
    void writePart(Entry& entry, const ReceiptFigures& figures);
    void readParts(const std::string& token, std::function<void(const std::string& error, Parts)> done);
    ReceiptSnapshot snapshot(const Entry& entry, Parts others) const;
    EntryPtr find(const std::string& id) const;

    const QString m_instance;
    const std::string m_tokenPrefix;
    std::optional<redis::LinkUser> m_link;
    RedisKeys m_keys;
    QTimer m_timer;

    std::atomic<bool> m_isAwake {false}; // the timer runs, or is about to
    mutable std::mutex m_mutex; // guards all below
    std::deque<EntryPtr> m_entries; // oldest first
    std::unordered_map<std::string, EntryPtr> m_byToken;
    std::unordered_map<std::string, EntryPtr> m_byId;
    std::vector<EntryPtr> m_active;
    std::uint64_t m_lastNumber = 0;
};

} // namespace fanlight
