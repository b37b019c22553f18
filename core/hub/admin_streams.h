// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/admin_facts.h"
#include "hub/admin_request.h"
#include "hub/admin_stream.h"
#include "hub/moment_log.h"
#include "metrics/sample.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

class ConnectionWindows;
class HubAccess;

// Streams for windows elsewhere that look at this hub:
//   GET   /api/admin/stream?views=…   snapshot, then what has changed, twice a second
//   PATCH /api/admin/stream/{id}      what it looks at from now on
//   GET   /api/admin/messages/{n}     one message with its frame, and how it came to its clients
// Each reader has a mailbox of one event: while that is on its way to the socket, nothing is made
// for it, and afterwards it is told what there is then. Shards never wait for any of it, and
// nothing is asked for that nobody looks at. The hub's thread, from the hub's start until its
// shards have stopped.
class AdminStreams : public QObject {
    Q_OBJECT
public:
    struct HubSide { // all outlive this
        const HubStatus& status;
        HubAccess& access;
        const KeptSamples& samples;
        MessageLog& messages;
        const ClosedConnections& closed;
        const AuditLog& audit;
        const LogRing* log; // null: the program keeps none
        ConnectionWindows& windows;
        std::function<std::int64_t()> retryMs = {}; // of streams
        std::function<QJsonArray()> features = {}; // as GET /api/whoami tells them
        std::function<Faults()> faults = {};
        std::function<InstanceSnapshotPtr()> instances = {};
        std::function<SourceSnapshotPtr()> sources = {};
        // Somebody looks, or nobody does any longer.
        std::function<void(bool)> recordMessages = {};
        std::function<void(bool)> recordClosed = {};
        std::function<void(bool)> followReceipts = {};
        std::function<void(bool)> watchRedis = {};
        std::function<void(quint64 id)> watchConnection = {}; // 0: none
        std::function<void(const QString& pattern)> tap = {}; // empty: none
        // Why the hub cannot do that now; empty: it can.
        std::function<QString(quint64 id)> whyNotWatch = {};
        std::function<QString()> whyNotTap = {};
    };
    explicit AdminStreams(HubSide hub);
    ~AdminStreams() override;

    void answerOpen(AdminRequest request);
    void answerPatch(const AdminRequest& request);
    void answerMessage(const AdminRequest& request) const;

    // Twice a second, after the sample was kept.
    void turn();
    // Tokens or keys are others: who is let in no longer has its end.
    void reviewReaders();
    void take(const RedisSnapshot& redis);
    void take(const ReceiptSnapshot& receipt);
    void take(const WatchedConnection& connection);
    void take(const TapBatch& batch);
    void tapFailed(const QString& error);
    void take(const Moment& moment);
    void noteOptions(); // they are others: readers ask for them anew
    // What a reader looks at closely is not told, since the hub's own window looks at another one.
    void lookFailed(const QString& error);

    // Breaks this share of those that are meant, exactly, but at least one of any, as a lost
    // network would; `done` gets how many, in the hub's thread, while this lives.
    using IsMeant = std::function<bool(const Connection&)>; // any shard's thread
    void breakOff(IsMeant isMeant, double share, std::function<void(int found)> done);

    static constexpr std::size_t MostStreams = 16; // with those whose reader may come back
    static constexpr std::chrono::seconds KeptFor{60}; // one whose reader has gone
    // Messages and streams that ended are recorded for so long after the last who looked at them.
    static constexpr std::chrono::seconds RecordedFor{60};
    static constexpr std::size_t MostTapped = 200; // messages of one event
    static constexpr int ReviewTurns = 10; // readers are looked at again so often

private:
    using StreamPtr = std::unique_ptr<AdminStream>;

    AdminStream* find(const std::string& id);
    AdminStream* resumable(const AdminRequest& request, quint64& rid);
    bool makeRoom();
    void serve(AdminStream& stream, const AdminRequest& request, quint64 afterRid);
    void send(AdminStream& stream, const FramePtr& frame);
    void readerEnded(quint64 opening, DisconnectReason reason);
    void endReader(AdminStream& stream, DisconnectReason reason);
    void forgetOld();
    void lookAfterViews();
    void lookAfterWindow(AdminStream& stream);
    void lookAfterOnes();
    QString conflictOf(const AdminStream& stream, const AdminStreamWish& wish) const;
    void describeHub();
    bool watches(views::View view) const;
    bool records(views::View view) const; // watched, or to be recorded all the same
    void record(bool isWanted, quint64& sinceNs, const std::function<void(bool)>& set);
    std::string newStreamId() const;

    const HubSide m_hub;
    const std::string m_epoch; // of this start
    std::vector<StreamPtr> m_streams;
    AdminFacts m_facts;
    MomentLog m_moments;
    qint64 m_optionsRevision = 1;
    quint64 m_nextRid = 1;
    quint64 m_opening = 0;
    int m_turns = 0;
    quint64 m_messagesNs = 0; // somebody looked at them last; 0: they are not recorded
    quint64 m_closedNs = 0;
    views::ViewSet m_watched;
    quint64 m_lookedAt = 0; // the stream that one of the readers looks at closely
    QString m_tap; // pattern of the one who taps
};

} // namespace fanlight
