// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/admin_facts.h"
#include "hub/admin_stream_wish.h"
#include "hub/connection_window.h"
#include "hub/views/connection_codec.h"

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <deque>
#include <optional>

namespace fanlight {

// What the reader of one admin stream has been told, view by view, so that it is told what is new
// and no more. A plain value: what is made of it and proves too large is made again from a copy,
// smaller. The hub's thread.
class AdminTold {
public:
    // What `facts` have that it has not been told: {"hub":{…},"views":{"log":{…},…}}, a view that
    // comes new whole. `shrunk`: of windows and lists only 1/shrunk of their rows.
    // `own`: what there is for this reader alone.
    struct Own {
        ConnectionWindowPtr window; // null: none was made yet
        std::optional<WatchedConnection> watched; // none was seen yet
        QString lookError; // why it is not told now; empty: it is, or will be
        TapBatch tapped; // since the last event
        QString tapError; // why there is nothing; empty: there is
    };
    QJsonObject next(
        const AdminFacts& facts, const Own& own, const AdminStreamWish& wish, int shrunk);
    // The reader begins anew with whatever is there now; what comes one after the other goes on.
    void forgetRows();
    void goOnFrom(const AdminStreamWish::Since& since);
    // Twice a second: there is room for more rows of what comes one after the other.
    void nextTurn();

    // However many there are, so many rows of a list go out a turn in the long run; as many as one
    // event holds at once after a silence. The others are counted.
    static constexpr int LinesATurn = 20;
    static constexpr int MessagesATurn = 20;
    static constexpr int ClosedATurn = 10;

    // Of the figures of the last minutes so many samples go with one event.
    static constexpr int SamplesAtOnce = 100;
    // Of one event, in bytes: frames of a stream that is looked at closely, payloads of a tap.
    static constexpr std::size_t FrameBytes = 64 << 10;
    // Messages whose figures are told while they change: the newest that were told.
    static constexpr std::size_t MostFollowed = 500;

private:
    using Rows = QHash<QString, QJsonObject>;
    // {"set":{…},"gone":[…]}; empty: nothing is new.
    static QJsonObject rowChanges(Rows& told, const Rows& now);

    QJsonObject nextSample(const KeptSamples& samples, int shrunk);
    QJsonObject nextMessages(const MessageLog& log, const AdminStreamWish& wish, int shrunk);
    QJsonObject nextLines(const LogRing& log, std::size_t most);
    QJsonObject nextClosed(const ClosedConnections& closed, std::size_t most);
    QJsonObject nextAudit(const AuditLog& audit, int most);
    QJsonObject nextMoments(const MomentLog& moments);
    QJsonObject nextFaults(const Faults& faults);
    QJsonObject nextReceipts(const std::deque<ReceiptSnapshot>& receipts);
    QJsonObject nextInstances(const InstanceSnapshotPtr& instances);
    QJsonObject nextSources(const SourceSnapshotPtr& sources);
    QJsonObject nextConnection(const Own& own, quint64 lookedAt, int shrunk);
    static QJsonObject nextTap(const Own& own, int shrunk);
    QJsonObject nextRedis(const std::optional<RedisSnapshot>& redis);

    QJsonObject m_hub;
    views::ViewSet m_views; // that were looked at, and told of
    qint64 m_sampleMs = 0; // the newest sample told
    qint64 m_seriesMs = 0; // all samples up to here
    quint64 m_message = 0;
    std::uint64_t m_messagesRevision = 0;
    std::deque<std::uint64_t> m_followed; // numbers, ascending
    quint64 m_line = 0;
    quint64 m_closed = 0;
    quint64 m_entry = 0; // of the audit
    quint64 m_moment = 0;
    int m_lineRoom = AdminStreamWish::MostLines; // rows that may go out now
    int m_messageRoom = AdminStreamWish::MostMessages;
    int m_closedRoom = AdminStreamWish::MostLines;
    Rows m_faults;
    Rows m_receipts;
    Rows m_instances;
    Rows m_sources;
    QJsonObject m_redis;
    views::ConnectionTold m_connections;
    quint64 m_watchedId = 0;
    QJsonObject m_watched; // without what it was sent
    quint64 m_watchedSent = 0; // frames, with those that were kept no longer
};

} // namespace fanlight
