// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How AdminStreams begin what somebody looks at, and end what nobody does.
#include "hub/admin_streams.h"
#include "hub/connection_windows.h"
#include "net/clock.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using views::View;

namespace {

QString whoseWindow(const AdminStream& stream)
{
    return stream.caller.empty()
        ? u"another window"_s
        : u"another window (%1)"_s.arg(QString::fromStdString(stream.caller));
}

} // namespace

bool AdminStreams::watches(View view) const
{
    return std::any_of(m_streams.begin(), m_streams.end(),
        [view](const StreamPtr& one) { return one->isOpen() && one->wish.views.has(view); });
}

bool AdminStreams::records(View view) const
{
    return watches(view)
        || std::any_of(m_streams.begin(), m_streams.end(),
            [view](const StreamPtr& one) { return one->isOpen() && one->wish.recorded.has(view); });
}

// Begins what somebody looks at, and ends what nobody does.
void AdminStreams::lookAfterViews()
{
    const auto follow = [this](View view, const std::function<void(bool)>& set) {
        const bool isWanted = watches(view);
        if (isWanted == m_watched.has(view))
            return;
        m_watched.set(view, isWanted);
        set(isWanted);
    };
    follow(View::Redis, [this](bool isWanted) {
        m_facts.redis.reset();
        m_hub.watchRedis(isWanted);
    });
    follow(View::Receipts, [this](bool isWanted) {
        m_facts.receipts.clear();
        m_hub.followReceipts(isWanted);
    });
    for (const StreamPtr& stream : m_streams)
        lookAfterWindow(*stream);
    lookAfterOnes();
    record(records(View::Messages), m_messagesNs, m_hub.recordMessages);
    record(records(View::Closed) || watches(View::Connections), m_closedNs, m_hub.recordClosed);
}

void AdminStreams::lookAfterWindow(AdminStream& stream)
{
    const bool isWanted = stream.isOpen() && stream.wish.views.has(View::Connections);
    if (!isWanted) {
        if (stream.window != 0)
            m_hub.windows.end(std::exchange(stream.window, 0));
        stream.own.window.reset();
    } else if (stream.window != 0) {
        m_hub.windows.change(stream.window, stream.wish.connections);
    } else {
        stream.window = m_hub.windows.watch(
            stream.wish.connections, [this, id = stream.id](const ConnectionWindowPtr& window) {
                if (AdminStream* const reader = find(id))
                    reader->own.window = window;
            });
    }
}

// What the hub can do for one at a time.
void AdminStreams::lookAfterOnes()
{
    quint64 lookedAt = 0;
    QString tap;
    for (const StreamPtr& stream : m_streams) {
        if (stream->isOpen() && stream->wish.views.has(View::Connection) && lookedAt == 0)
            lookedAt = stream->wish.connection;
        if (stream->isOpen() && stream->wish.views.has(View::Tap) && tap.isEmpty())
            tap = stream->wish.tap;
    }
    if (std::exchange(m_lookedAt, lookedAt) != lookedAt)
        m_hub.watchConnection(lookedAt);
    if (std::exchange(m_tap, tap) != tap)
        m_hub.tap(tap);
}

QString AdminStreams::conflictOf(const AdminStream& stream, const AdminStreamWish& wish) const
{
    const bool looks = wish.views.has(View::Connection) && wish.connection != 0;
    const bool taps = wish.views.has(View::Tap) && !wish.tap.isEmpty();
    for (const StreamPtr& other : m_streams) {
        const AdminStreamWish& others = other->wish;
        if (other.get() == &stream || !other->isOpen())
            continue;
        if (looks && others.views.has(View::Connection) && others.connection != 0
            && others.connection != wish.connection)
            return u"connection: %1 looks closely at %2, and a hub does so at one stream at a time"_s
                .arg(whoseWindow(*other), connectionIdText(others.connection));
        if (taps && others.views.has(View::Tap) && !others.tap.isEmpty())
            return u"tap: %1 taps Redis, and a hub has one tap at a time"_s.arg(
                whoseWindow(*other));
    }
    if (looks) {
        if (const QString why = m_hub.whyNotWatch(wish.connection); !why.isEmpty())
            return u"connection: "_s + why;
    }
    if (const QString why = taps ? m_hub.whyNotTap() : QString(); !why.isEmpty())
        return u"tap: "_s + why;
    return {};
}

void AdminStreams::take(const WatchedConnection& connection)
{
    for (const StreamPtr& stream : m_streams) {
        if (stream->isOpen() && stream->wish.views.has(View::Connection)
            && stream->wish.connection == connection.id)
            stream->own.watched = connection;
    }
}

void AdminStreams::take(const TapBatch& batch)
{
    for (const StreamPtr& stream : m_streams) {
        if (!stream->isOpen() || !stream->wish.views.has(View::Tap) || stream->wish.tap != m_tap)
            continue;
        TapBatch& kept = stream->own.tapped;
        kept.left += batch.left;
        for (const TapMessage& message : batch.messages) {
            if (kept.messages.size() < MostTapped)
                kept.messages.push_back(message);
            else
                ++kept.left;
        }
    }
}

void AdminStreams::lookFailed(const QString& error)
{
    for (const StreamPtr& stream : m_streams) {
        if (!stream->isOpen() || !stream->wish.views.has(View::Connection)
            || stream->wish.connection == 0)
            continue;
        stream->own.watched.reset();
        stream->own.lookError = error;
    }
}

void AdminStreams::tapFailed(const QString& error)
{
    for (const StreamPtr& stream : m_streams) {
        if (stream->isOpen() && stream->wish.views.has(View::Tap))
            stream->own.tapError = error;
    }
}

// For some time after the last who looked, so that one who comes back finds what was meanwhile.
void AdminStreams::record(bool isWanted, quint64& lookedNs, const std::function<void(bool)>& set)
{
    const quint64 nowNs = monotonicNs();
    if (isWanted) {
        if (std::exchange(lookedNs, nowNs) == 0)
            set(true);
    } else if (lookedNs != 0
        && nowNs - lookedNs > quint64(std::chrono::nanoseconds(RecordedFor).count())) {
        lookedNs = 0;
        set(false);
    }
}

void AdminStreams::take(const Moment& moment)
{
    m_moments.add(moment);
}

void AdminStreams::noteOptions()
{
    ++m_optionsRevision;
}

void AdminStreams::take(const RedisSnapshot& redis)
{
    if (m_watched.has(View::Redis))
        m_facts.redis = redis;
}

void AdminStreams::take(const ReceiptSnapshot& receipt)
{
    if (!m_watched.has(View::Receipts))
        return;
    std::deque<ReceiptSnapshot>& all = m_facts.receipts;
    const auto known = std::find_if(
        all.begin(), all.end(), [&](const ReceiptSnapshot& one) { return one.id == receipt.id; });
    if (known != all.end()) {
        *known = receipt;
        return;
    }
    all.push_back(receipt);
    if (all.size() > AdminFacts::MostReceipts)
        all.pop_front();
}

} // namespace fanlight
