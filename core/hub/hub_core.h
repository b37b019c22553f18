// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/access_desk.h"
#include "hub/admin_api.h"
#include "hub/admin_feed.h"
#include "hub/audience_desk.h"
#include "hub/broker_switch.h"
#include "hub/closed_connections.h"
#include "hub/connection_rows.h"
#include "hub/connection_watch.h"
#include "hub/connection_windows.h"
#include "hub/doorway.h"
#include "hub/fault.h"
#include "hub/fault_desk.h"
#include "hub/hand_record.h"
#include "hub/kept_samples.h"
#include "hub/http_api.h"
#include "hub/instance_windows.h"
#include "hub/onlookers.h"
#include "hub/proof_desk.h"
#include "hub/options.h"
#include "hub/receipt_book.h"
#include "hub/redis_move.h"
#include "hub/remote_desk.h"
#include "hub/sampler.h"
#include "hub/shard_set.h"
#include "hub/snapshots.h"
#include "hub/stream_ender.h"
#include "hub/tls_desk.h"
#include "hub/window_desk.h"
#include "net/acceptor.h"
#include "sources/source_desk.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

// The hub itself, in the hub's thread: starts and ends its parts, samples them, answers what needs
// all shards. LocalHub is its face for the main thread.
class HubCore : public QObject {
    Q_OBJECT
public:
    // What is kept over its starts, and outlives it.
    struct Kept {
        AuditLog& audit;
        MessageLog& messages; // used while somebody looks
        ClosedConnections& closed; // likewise
    };
    explicit HubCore(const Kept& kept, QObject* parent = nullptr);
    ~HubCore() override; // must be destroyed in its thread; stops without draining

    void start(const HubOptions& options);
    void stop();

    // Callbacks come in a shard's or this thread.
    void publish(const PublishRequest& request, std::function<void(PublishResult)> done);
    void reach(const PublishRequest& request, std::function<void(const Reach&)> done);
    void previewReplay(const QString& userId, const QString& lastEventId,
        std::function<void(const ReplayPreview&)> done);
    void lookAtReceipt(const QString& id,
        std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done);
    // Also of a hub that does not listen, of which only refusals are told.
    AccessSnapshot accessSnapshot() const;
    TokenReport examineToken(const QString& token) const;
    MintedToken mintToken(const QString& user, std::chrono::seconds lifetime) const;
    void setLog(const LogRing& log) { m_log = &log; } // of the program; it outlives this
    void setConnectionMemory(const ConnectionMemory& measured);
    void setSideLosses(std::function<SideLosses()> losses) { m_sideLosses = std::move(losses); }
    void listAudience(
        AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done);
    void listMembers(
        AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done);
    void changeAudience(std::vector<AudienceChange> changes,
        std::function<void(const QString& error, quint64 changed)> done);
    void collectConnections(
        bool withRoundTrip, std::function<void(std::shared_ptr<ConnectionSnapshot>)> done);
    void disconnect(const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done);
    void makeTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done);
    // What the window of this program looks at.
    void recordMessages() { m_onlookers.recordMessages(); }
    void recordClosed() { m_onlookers.recordClosed(); }
    void watchConnection(quint64 id) { m_onlookers.watchConnection(id); }
    void watchRedis(bool watched) { m_onlookers.watchRedis(watched); }
    void tapRedis(const QString& pattern) { m_onlookers.tapRedis(pattern); }
    void watchConnections(const std::optional<ConnectionWish>& wish); // of the window; none: ends
    // Where others look on: of the hub's thread, as this is.
    ConnectionWindows& windows() { return m_windows; }
    void changeOptions(const HubOptions& options, std::function<void(const QString& error)> done)
    {
        changeOptions(options, m_byHand, std::move(done));
    }
    void changeOptions(const HubOptions& options, const HandRecord& by,
        std::function<void(const QString& error)> done);
    void beginFault(
        const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done);
    void endFault(quint64 id);
    void endFaults();
    void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
    {
        m_move.check(url, std::move(done));
    }
    void moveToRedis(
        const QString& url, bool takesAlong, std::function<void(const MoveResult&)> done)
    {
        m_move.move(url, takesAlong, std::move(done));
    }
    void cancelMove()
    {
        if (m_switch)
            m_switch->cancelMove();
    }
    KeptInMemory keptInMemory() const
    {
        return m_switch ? m_switch->keptInMemory() : KeptInMemory();
    }
    // Why the addresses of these options cannot be listened on, or nothing: then they are held for
    // the next start(). One on a port or path that the hub listens on is not tried.
    QString holdAddress(const HubOptions& options, quint16& freePort)
    {
        return m_doorway.hold(options, m_acceptor.get(), freePort);
    }
    void readFilesAnew();
    void useSockets(HandedSockets sockets) { m_doorway.useSockets(std::move(sockets)); }
    // `done` comes, in a shard's or this thread, once every shard has taken a turn.
    void pulse(std::function<void()> done) { m_shards.pulse(std::move(done)); }
    SourceDesk* sources() { return m_sources.get(); } // null: it does not listen

    // May do everything, whatever tokens there are. Before it starts.
    void setOwnToken(const QString& token) { m_ownToken = token; }

    static constexpr int SampleIntervalMs = 500;
    static constexpr int DrainLimitMs = 5000;

Q_SIGNALS:
    void statusChanged(const fanlight::HubStatus& status);
    void optionsChanged(const fanlight::HubOptions& options); // over HTTP, while it runs
    void sampled(const fanlight::MetricsSample& sample);
    void instancesChanged(const fanlight::InstanceSnapshotPtr& instances);
    void redisSampled(const fanlight::RedisSnapshot& redis);
    void tapped(const fanlight::TapBatch& batch);
    void tapFailed(const QString& error);
    void moveProgressed(const fanlight::MoveProgress& progress);
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);
    void receiptChanged(const fanlight::ReceiptSnapshot& receipt);
    void connectionWatched(const fanlight::WatchedConnection& connection);
    void connectionsChanged(const fanlight::ConnectionWindowPtr& window);
    void faultsChanged(const fanlight::Faults& faults);
    void faultHappened(qint64 timeMs, const QString& text);
    void sourcesChanged(const fanlight::SourceSnapshotPtr& sources);

private:
    void startParts();
    void stopParts();
    void fail(const QString& error, quint16 suggestedPort = 0);
    void finishStop();
    void takeSample();

    template <class Answer> auto ofThisRun(Answer answer);
    void answer(AdminRequest request);
    void startFaults();
    void startSwitch(const std::vector<Shard*>& shards);
    void joinInstances();
    void startSources();
    void startRemote();
    void startAdminFeed();

    const Kept m_kept;
    AuditLog& m_audit;
    const HandRecord m_byHand;
    RefusalBook m_refusals; // over all starts
    const QString m_mark; // of this process
    QString m_ownToken; // empty: there is none
    HubOptions m_options;
    HubStatus m_status;
    std::unique_ptr<HttpApi> m_api;
    ShardSet m_shards;
    int m_partsToDrain = 0; // of shards and sources
    std::unique_ptr<BrokerSwitch> m_switch;
    std::unique_ptr<InstanceWindows> m_instanceWindows; // null: in memory
    std::unique_ptr<AudienceDesk> m_audience;
    std::unique_ptr<ReceiptBook> m_receipts;
    const LogRing* m_log = nullptr; // null: the program keeps none
    KeptSamples m_samples; // over all starts
    std::function<SideLosses()> m_sideLosses; // empty: the program has no side outputs
    std::unique_ptr<WindowDesk> m_window;
    std::unique_ptr<ConnectionRows> m_rows;
    std::unique_ptr<StreamEnder> m_ender;
    std::unique_ptr<ProofDesk> m_proofs;
    std::unique_ptr<ConnectionWatch> m_connectionWatch;
    ConnectionWindows m_windows; // over all starts
    Onlookers m_onlookers; // likewise
    quint64 m_windowWatch = 0; // of this program's window; 0: it does not look
    std::unique_ptr<FaultDesk> m_faults; // while listening
    std::unique_ptr<Acceptor> m_acceptor;
    Doorway m_doorway;
    TlsDesk m_tls;
    std::unique_ptr<Sampler> m_sampler;
    std::optional<ConnectionMemory> m_connectionMemory; // a window lives here
    MetricsSample m_lastSample;
    std::unique_ptr<SourceDesk> m_sources; // while listening
    std::unique_ptr<AdminApi> m_admin; // likewise
    std::unique_ptr<AccessDesk> m_accessDesk; // likewise
    std::unique_ptr<RemoteDesk> m_remote; // likewise
    std::unique_ptr<AdminFeed> m_adminFeed; // likewise
    QTimer m_sampleTimer;
    QTimer m_drainTimer; // ends a drain that takes too long
    RedisMove m_move;
    std::uint64_t m_run = 0; // what shards sent here and comes after their end is of an earlier one
};

} // namespace fanlight
