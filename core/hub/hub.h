// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/closed_connections.h"
#include "hub/fault.h"
#include "hub/kept_in_memory.h"
#include "hub/message_log.h"
#include "hub/options.h"
#include "hub/snapshots.h"
#include "hub/ticket.h"
#include "metrics/sample.h"
#include "metrics/side_losses.h"
#include "net/handed_sockets.h"
#include "sources/source_rows.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fanlight {

class AuditLog;
struct AccessSnapshot;
struct MintedToken;
struct TokenReport;

// The hub as the programs and the window know it: options in, value snapshots out, never a socket.
//
// Threads and who owns what:
//   main    this object; everything below is called and answered there
//   hub     HubCore: listener, broker and Redis links, audience, sampler, admin answers
//   shard N its connections, its subscription index, its timer wheel
// What crosses threads is copied by queued calls.
class Hub : public QObject {
    Q_OBJECT
public:
    explicit Hub(QObject* parent = nullptr);
    ~Hub() override; // stops without draining if it still runs

    // With these it listens from the next start on; the options' addresses should be theirs.
    void useSockets(HandedSockets sockets);
    // Starts listening; statusChanged() tells how it went. Only when stopped or failed.
    void start(const HubOptions& options);
    // Drains: every client gets a retry and a clean end; statusChanged() with Stopped follows
    // within five seconds.
    void stop();

    const HubStatus& status() const { return m_status; }
    const HubOptions& options() const { return m_options; }
    // A bearer token of this process alone, which may do all over HTTP, whatever the options ask
    // for: for clients of the program's own. Shown nowhere.
    const QString& ownToken() const { return m_ownToken; }
    bool isListening() const { return m_status.state == HubState::Listening; }

    // Publishes; `done` is called on the main thread once every local delivery is queued, and
    // receiptChanged() follows, up to ten times a second, until all is acknowledged or gone or a
    // minute is over. While not listening it answers at once with an error.
    void publish(const PublishRequest& request, std::function<void(const PublishResult&)> done);
    // Whom it would reach now; `done` follows on the main thread.
    void requestReach(const PublishRequest& request, std::function<void(const Reach&)> done);
    // What a client of the user (empty: broadcasts only) would be sent on coming back with this id.
    void requestReplay(const QString& userId, const QString& lastEventId,
        std::function<void(const ReplayPreview&)> done);

    // How the publish of the event with this id has come so far, over all instances; a receipt
    // without an id: there is none, or it is kept no longer.
    void requestReceipt(const QString& id,
        std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done);

    // The messages published since the program started, whatever way they came; recorded all the
    // time once asked for (a window does). The reader is the main thread.
    MessageLog& recordMessages();

    // A window lives in this process: what a connection takes of memory is what is told here, as it
    // was measured in a process of its own; unknown until then. Holds over starts.
    void setConnectionMemory(const ConnectionMemory& measured);

    // Where metrics learn what the program's log and CSV could not write. Asked in the hub's
    // thread, until this goes.
    void setSideLosses(std::function<SideLosses()> losses);

    // The audience, where the hub keeps it: in memory (gone with a stop), or in Redis. `done`
    // follows on the main thread. Sets whose name contains the text, at most AudienceSets::Most.
    void requestAudienceSets(
        AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done);
    void requestAudienceMembers(
        AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done);
    // Does all of it in order, up to an error; `changed`: users who were not there before, or were.
    static constexpr int MostChanged = 10'000; // users of one call
    void changeAudience(const std::vector<AudienceChange>& changes,
        std::function<void(const QString& error, quint64 changed)> done);

    // Who may do what as the hub runs, and who was turned away; `done` follows on the main thread.
    void requestAccess(std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done);
    // What there is to say of a user's token, which is kept nowhere.
    void examineToken(const QString& token, std::function<void(const TokenReport&)> done);
    // A token for a user to try things with, where a secret is known (AccessDesk has the bounds).
    void mintToken(const QString& user, std::chrono::seconds lifetime,
        std::function<void(const MintedToken&)> done);
    // What was done to the hub by hand, and who was refused, since the program started.
    AuditLog& audit();

    // Asks every shard for its rows, in slices so that delivery does not wait; `done` follows on
    // the main thread. Asks TCP_INFO for the round trip only when wanted (a system call a row).
    void requestConnections(bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done);

    // The streams that ended; recorded all the time once asked for (a window does). The reader is
    // the main thread.
    ClosedConnections& recordClosed();
    // While a stream is watched, connectionWatched() follows up to four times a second, also once
    // it has ended; one at a time. 0 ends it.
    void watchConnection(quint64 id);

    // Ends streams. `retryMs` goes to the client before the end: -1 leaves its own, NeverRetry
    // tells it not to come back, BreakOff tells it nothing and breaks the stream off as a lost
    // network would. `done` gets how many were found.
    static constexpr qint64 NeverRetry = 2147483647;
    static constexpr qint64 BreakOff = -2;
    void disconnectConnections(
        const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done);

    // Makes a ticket that opens one stream of a user; `done` follows on the main thread.
    void requestTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done);

    // Looks whether a hub could move to this Redis ("redis://…"): reachable, version, permission to
    // subscribe, publish, use streams and scripts. Changes nothing that stays.
    void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done);
    // What a stop would end, or a move that leaves it behind; nothing where all is in Redis.
    void requestKept(std::function<void(const KeptInMemory&)> done);
    // Moves a listening hub from memory to Redis while its clients stay; `done` gets how it went.
    // What is in memory goes along first (moveProgressed() tells how far it is; it can be cancelled
    // until the hub has moved), or ends with the move.
    enum class Along { Everything, Nothing };
    void moveToRedis(const QString& url, Along along, std::function<void(const MoveResult&)> done);
    void cancelMove();
    // Takes the address of these options for the next start(), while the hub goes on as it is.
    // `done` gets why not, or nothing, and a port that is free, or 0.
    void holdAddress(const HubOptions& options,
        std::function<void(const QString& error, quint16 freePort)> done);

    // Takes over what can change while streams stay (isLiveOption()), now and for the streams that
    // are there; `done` gets why not, or nothing. options() has them then.
    void changeOptions(const HubOptions& options, std::function<void(const QString& error)> done);

    // Breaks something on purpose; `done` gets why not, or the fault with its number. A Drop
    // without `every` is done and over at once. All faults end with the hub.
    void beginFault(
        const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done);
    void endFault(quint64 id);
    void endFaults(); // all of them

    // Reads the files that may have been replaced, those of TLS: for who connects from now on.
    // statusChanged() follows; what will not do is told in the log, and what was before stays.
    // `done`, if there is one, is called on the main thread afterwards.
    void readFilesAnew(std::function<void()> done = {});
    // Whether it lives: `done` is called on the main thread once the hub's thread and every shard
    // have taken a turn, which one that hangs never does.
    void requestPulse(std::function<void()> done);

    // While watched, redisSampled() follows once a second behind Redis; nothing is asked otherwise.
    void watchRedis(bool watched);
    // A tap on the channels that match Redis patterns (blanks between), over a link of its own;
    // one at a time. An empty pattern, or the hub's stop, ends it; a Redis that goes and comes back
    // does not. tapped() follows up to four times a second, or tapFailed() when it cannot begin.
    void tapRedis(const QString& pattern);

    // Queues whose messages are published (--source), by name. How they stand comes with
    // sourcesChanged(); what is asked is answered on the main thread, with a sentence or nothing.
    void pauseSource(
        const QString& name, bool paused, std::function<void(const QString& error)> done = {});
    // Of those that were refused too often the newest, MostDeadListed of Source at most.
    void requestDeadLetters(const QString& name,
        std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done);
    // Publishes one and removes it then. `body` stands for its own; null: it is sent as it is.
    void sendDeadAgain(const QString& name, const std::string& handle, const QByteArray& body,
        std::function<void(const QString& error)> done);
    void removeDead(const QString& name, const std::string& handle,
        std::function<void(const QString& error)> done);

Q_SIGNALS:
    void optionsChanged(); // options() are others: with a start, while it runs, by a move
    // of what was published by publish()
    void receiptChanged(const fanlight::ReceiptSnapshot& receipt);
    // Once a second while behind Redis.
    void instancesChanged(const fanlight::InstanceSnapshotPtr& instances);
    void connectionWatched(const fanlight::WatchedConnection& connection);
    // All that are on; when one begins or ends, and once a second while any is on.
    void faultsChanged(const fanlight::Faults& faults);
    // A fault did something that is over at once (a Drop without `every`), or that is worth a mark
    // on a chart.
    void faultHappened(qint64 timeMs, const QString& text);
    void redisSampled(const fanlight::RedisSnapshot& redis);
    void tapped(const fanlight::TapBatch& batch);
    void tapFailed(const QString& error);
    // Redis was away and is back: how long, how many events were delivered late from history, and
    // whether history itself was lost with it. What was published past Fanlight meanwhile is lost
    // in any case.
    void moveProgressed(const fanlight::MoveProgress& progress);
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);
    void statusChanged(const fanlight::HubStatus& status);
    // Twice a second while listening, where there are sources.
    void sourcesChanged(const fanlight::SourceSnapshotPtr& sources);
    // Twice a second while listening.
    void sampled(const fanlight::MetricsSample& sample);

private:
    struct Private;

    HubOptions m_options;
    const QString m_ownToken;
    HubStatus m_status;
    std::unique_ptr<Private> m;
};

} // namespace fanlight
