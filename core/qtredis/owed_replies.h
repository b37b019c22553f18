// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/reply.h"
#include "qtredis/ring.h"

#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <utility>

namespace fanlight::redis {

// What Redis owes a connection, in the order it was asked for: replies, confirmations of
// subscriptions, answers of the handshake. Knows from when on what comes may be a push: not before
// all is answered that was owed when the connection began to subscribe, whatever it looks like.
// Part of RedisLink.
class OwedReplies {
public:
    enum class Kind : std::uint8_t {
        Reply,
        Confirmations, // of subscriptions
        Releases,
        Ping,
        Auth,
        Name,
        Database,
        Role,
        Keeper, // of Settings::clusterKey
        Last
    };
    using Callback = std::function<void(const Reply&)>;

    bool isEmpty() const { return m_entries.empty(); }
    qint64 count() const { return m_count; } // answers and confirmations
    // `callback` (may be empty) gets all of them, one by one.
    void add(Kind kind, int count, Callback callback)
    {
        m_entries.push({std::move(callback), count, kind});
        m_count += count;
    }

    // Of what is due first.
    Kind kind() { return m_entries.front().kind; }
    int left() { return m_entries.front().count; } // of the same command
    struct Taken {
        Callback callback; // of a reply; to be given back where more follow
        bool isLast;
    };
    Taken take() // one of them has come
    {
        countDown();
        if (m_beforePushes > 0)
            --m_beforePushes;
        Entry& entry = m_entries.front();
        Taken taken{std::move(entry.callback), --entry.count == 0};
        if (taken.isLast)
            m_entries.pop();
        return taken;
    }
    void giveBack(Callback callback) { m_entries.front().callback = std::move(callback); }
    // A confirmation came, as a push, be it of what is due first or not.
    void confirm(Kind confirmations)
    {
        if (isEmpty() || kind() != confirmations)
            return;
        countDown();
        if (--m_entries.front().count == 0)
            m_entries.pop();
    }
    void refuse() // the last confirmation of a command does not come
    {
        countDown();
        m_entries.pop();
    }

    void beginPushes() // with the first subscription
    {
        if (!std::exchange(m_subscribes, true))
            m_beforePushes = m_count;
    }
    bool mayBePush() const { return m_subscribes && m_beforePushes == 0; }

    // The connection is over: what is owed comes no more, and is still to be failed.
    void end()
    {
        m_subscribes = false;
        m_beforePushes = 0;
        m_count = 0;
    }
    // All of them get this answer; what their callbacks ask for meanwhile is owed anew.
    void fail(const Reply& error)
    {
        Ring<Entry> failed;
        std::swap(failed, m_entries);
        for (; !failed.empty(); failed.pop()) {
            const Entry& entry = failed.front();
            for (int i = 0; entry.callback && i < entry.count; ++i)
                entry.callback(error);
        }
    }

private:
    struct Entry {
        Callback callback;
        int count = 1;
        Kind kind = Kind::Reply;
    };
    void countDown() { --m_count; }

    Ring<Entry> m_entries;
    qint64 m_count = 0;
    bool m_subscribes = false;
    qint64 m_beforePushes = 0; // replies
};

} // namespace fanlight::redis
