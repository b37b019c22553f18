// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"
#include "delivery/publish_request.h"
#include "hub/closed_connections.h"
#include "hub/connection_window.h"
#include "hub/fault.h"
#include "hub/kept_in_memory.h"
#include "hub/message_log.h"
#include "hub/options.h"
#include "hub/snapshots.h"
#include "hub/ticket.h"
#include "hub/views/view.h"
#include "metrics/sample.h"
#include "sources/source_rows.h"

#include <QObject>

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace fanlight {

class AuditLog;
class LogRing;
class TimeSeries;
struct AccessSnapshot;
struct MintedToken;
struct TokenReport;

// How far it is to a hub. A plain value.
struct HubLink {
    enum class State {
        Here, // in this process
        Connecting, // for the first time
        Connected,
        Lost, // it was connected, and is tried again
        Refused, // it is there and does not want this window: `problem` says what to do
    };
    State state = State::Here;
    QString problem; // one sentence; empty: nothing is wrong
    qint64 sinceMs = 0; // UTC; it has been so; 0: always
    qint64 heardAtMs = 0; // UTC; the newest figures are of then; 0: of now
    qint64 retryAtMs = 0; // UTC; it is tried again then; 0: not known, or not by itself
    bool isUp() const { return state == State::Here || state == State::Connected; }
};

// A hub as a window knows it, wherever it runs: value snapshots out, calls in, never a socket.
// LocalHub is the one of this process; what is true of all of them is said here, and a page asks
// no more than that.
//
// All of it is called and answered on the main thread. A `done` is called exactly once, never
// before the call returns, with an error where the hub is not there, and not at all once this is
// gone. Where something cannot be done, missing() says so beforehand; who asks nevertheless gets
// that sentence as the error, and the hub is asked for nothing.
class HubPort : public QObject {
    Q_OBJECT
public:
    explicit HubPort(QObject* parent = nullptr);
    ~HubPort() override;

    // What this window's role, this hub's version and where it runs leave to it.
    enum class Ability : std::uint8_t {
        Look, // at figures, rows and messages
        Publish,
        ChangeAudience,
        Disconnect, // end streams of others
        BreakOnPurpose, // faults
        ChangeOptions, // those that can change while it runs
        StartAndStop, // also on another address
        MoveBroker, // from memory to Redis, and look whether it could
        TapRedis,
        HandleSources, // pause, send dead letters again, remove them
        MakeTickets,
        HandleTokens, // examine, mint
    };
    // Why not, in one sentence that says what to do; empty: it can be done now.
    virtual QString missing(Ability ability) const = 0;
    bool can(Ability ability) const { return missing(ability).isEmpty(); }
    // What a page shows of a hub. One that is older, or that is only a record of a hub, cannot tell
    // all of it.
    enum class Sight : std::uint8_t {
        Figures,
        Connections,
        Messages,
        Log,
        FaultsOn,
        Instances,
        Redis,
        Sources,
        AccessRules,
        Options,
    };
    // Why it cannot be looked at, in one sentence that says what to do; empty: it can. It changes
    // with abilitiesChanged(), and stays as it was while the link is not up.
    virtual QString unseen(Sight) const { return {}; }
    virtual QString name() const { return {}; } // as the user calls it; empty: it is one's own
    virtual QString version() const { return QStringLiteral(FANLIGHT_VERSION); } // of the hub
    // As GET /api/whoami tells them; of one's own all that this version has.
    virtual bool hasFeature(QLatin1StringView) const { return true; }
    virtual Role role() const = 0; // of this window; Admin of one's own
    virtual HubLink link() const = 0;
    // Tries a hub that is lost, or that refused, at once instead of at retryAtMs; linkChanged()
    // tells how it went. Nothing where the link is up.
    virtual void tryNow() { }
    // The moment of the figures, UTC: now, but for what was recorded.
    virtual qint64 nowMs() const;
    // The figures so far, where the hub keeps them itself; null: whoever shows them keeps what
    // sampled() told. What it points to lives as long as this.
    virtual const TimeSeries* series() const { return nullptr; }

    // Starts listening; statusChanged() tells how it went. Only when stopped or failed.
    virtual void start(const HubOptions& options) = 0;
    // Drains: every client gets a retry and a clean end; statusChanged() with Stopped follows
    // within five seconds.
    virtual void stop() = 0;

    virtual const HubStatus& status() const = 0;
    virtual const HubOptions& options() const = 0;
    // A bearer token for clients of this window's own (test clients, load tests, the setup doctor),
    // whatever the options ask for; of one's own hub a token of this process alone, which may do
    // all. Shown nowhere. Empty: there is none.
    virtual const QString& ownToken() const = 0;
    bool isListening() const { return status().state == HubState::Listening; }

    // Publishes; `done` is called on the main thread once every local delivery is queued, and
    // receiptChanged() follows, up to ten times a second, until all is acknowledged or gone or a
    // minute is over. While not listening it answers at once with an error.
    virtual void publish(
        const PublishRequest& request, std::function<void(const PublishResult&)> done)
        = 0;
    // Whom it would reach now; `done` follows on the main thread.
    virtual void requestReach(const PublishRequest& request, std::function<void(const Reach&)> done)
        = 0;
    // What a client of the user (empty: broadcasts only) would be sent on coming back with this id.
    virtual void requestReplay(const QString& userId, const QString& lastEventId,
        std::function<void(const ReplayPreview&)> done)
        = 0;

    // How the publish of the event with this id has come so far, over all instances; a receipt
    // without an id: there is none, or it is kept no longer.
    virtual void requestReceipt(const QString& id,
        std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done)
        = 0;

    // The messages published since the program started, whatever way they came; recorded all the
    // time once asked for (a window does), also by a hub elsewhere as long as it is connected:
    // told they are while Messages is watched. The reader is the main thread.
    virtual MessageLog& recordMessages() = 0;
    // The message that recordMessages() has under this number, whole: where its data is elsewhere,
    // it is fetched, and kept there from then on. `done` gets why not, or the message and how it
    // came to its first clients.
    virtual void requestMessage(quint64 number,
        std::function<void(
            const QString& error, const MessageRecord& message, const MessageTrace& trace)>
            done);
    // What the hub's program has logged, where it is not this one; null: it is.
    virtual const LogRing* log() const { return nullptr; }

    // A window lives in this process: what a connection takes of memory is what is told here, as it
    // was measured in a process of its own; unknown until then. Holds over starts.
    virtual void setConnectionMemory(const ConnectionMemory& measured) = 0;

    // The audience, where the hub keeps it: in memory (gone with a stop), or in Redis. `done`
    // follows on the main thread. Sets whose name contains the text, at most AudienceSets::Most.
    virtual void requestAudienceSets(
        AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
        = 0;
    virtual void requestAudienceMembers(
        AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
        = 0;
    // Does all of it in order, up to an error; `changed`: users who were not there before, or were.
    static constexpr int MostChanged = 10'000; // users of one call
    virtual void changeAudience(const std::vector<AudienceChange>& changes,
        std::function<void(const QString& error, quint64 changed)> done)
        = 0;

    // Who may do what as the hub runs, and who was turned away; `done` follows on the main thread.
    virtual void requestAccess(
        std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done)
        = 0;
    // What there is to say of a user's token, which is kept nowhere.
    virtual void examineToken(const QString& token, std::function<void(const TokenReport&)> done)
        = 0;
    // A token for a user to try things with, where a secret is known (AccessDesk has the bounds).
    virtual void mintToken(const QString& user, std::chrono::seconds lifetime,
        std::function<void(const MintedToken&)> done)
        = 0;
    // What was done to the hub by hand, and who was refused, since the program started.
    virtual AuditLog& audit() = 0;

    // While a wish is watched, connectionsChanged() follows with the rows of its window, and only
    // these: twice a second (with many thousands of streams once), and soon after it was changed;
    // where the hub does not listen once, with a window of no moment. One at a time; none ends it.
    // What comes of an earlier wish says so: ConnectionWindow::wish.
    virtual void watchConnections(const std::optional<ConnectionWish>& wish) = 0;
    // All streams, for what needs each of them (an export, a deed on all that match); what is shown
    // asks for a window. Asks every shard for its rows, in slices so that delivery does not wait;
    // `done` follows on the main thread. Asks TCP_INFO for the round trip only when wanted (a
    // system call a row).
    virtual void requestConnections(
        bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done)
        = 0;
    // Of those that a filter (of ConnectionFilter) takes the first `most` by id, at most MostFound,
    // and in `total` how many it takes; of a wrong filter none, of no moment. `done` follows on the
    // main thread.
    static constexpr int MostFound = 1000;
    virtual void findConnections(
        const QString& filter, int most, std::function<void(ConnectionSnapshotPtr)> done);

    // The streams that ended; recorded all the time once asked for (a window does). The reader is
    // the main thread.
    virtual ClosedConnections& recordClosed() = 0;
    // While a stream is watched, connectionWatched() follows up to four times a second, also once
    // it has ended; one at a time. 0 ends it.
    virtual void watchConnection(quint64 id) = 0;

    // Ends streams. `retryMs` goes to the client before the end: -1 leaves its own, NeverRetry
    // tells it not to come back, BreakOff tells it nothing and breaks the stream off as a lost
    // network would. `done` gets how many were found.
    static constexpr qint64 NeverRetry = 2147483647;
    static constexpr qint64 BreakOff = -2;
    virtual void disconnectConnections(
        const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
        = 0;

    // Makes a ticket that opens one stream of a user; `done` follows on the main thread.
    virtual void requestTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
        = 0;

    // Looks whether a hub could move to this Redis ("redis://…"): reachable, version, permission to
    // subscribe, publish, use streams and scripts. Changes nothing that stays.
    virtual void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done) = 0;
    // What a stop would end, or a move that leaves it behind; nothing where all is in Redis.
    virtual void requestKept(std::function<void(const KeptInMemory&)> done) = 0;
    // Moves a listening hub from memory to Redis while its clients stay; `done` gets how it went.
    // What is in memory goes along first (moveProgressed() tells how far it is; it can be cancelled
    // until the hub has moved), or ends with the move.
    enum class Along { Everything, Nothing };
    virtual void moveToRedis(
        const QString& url, Along along, std::function<void(const MoveResult&)> done)
        = 0;
    virtual void cancelMove() = 0;
    // Takes the address of these options for the next start(), while the hub goes on as it is.
    // `done` gets why not, or nothing, and a port that is free, or 0.
    virtual void holdAddress(
        const HubOptions& options, std::function<void(const QString& error, quint16 freePort)> done)
        = 0;

    // Takes over what can change while streams stay (isLiveOption()), now and for the streams that
    // are there; `done` gets why not, or nothing. options() has them then.
    virtual void changeOptions(
        const HubOptions& options, std::function<void(const QString& error)> done)
        = 0;

    // Breaks something on purpose; `done` gets why not, or the fault with its number. A Drop
    // without `every` is done and over at once. All faults end with the hub.
    virtual void beginFault(
        const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done)
        = 0;
    virtual void endFault(quint64 id) = 0;
    virtual void endFaults() = 0; // all of them

    // Reads the files that may have been replaced, those of TLS: for who connects from now on.
    // statusChanged() follows; what will not do is told in the log, and what was before stays.
    // `done`, if there is one, is called on the main thread afterwards.
    virtual void readFilesAnew(std::function<void()> done) = 0;
    void readFilesAnew() { readFilesAnew({}); }

    // What is shown now: of a hub elsewhere nothing else is asked for. Counted: each page ends what
    // it began, and what one of them watches stays watched. Figures (Sample), and what has a wish
    // or a name of its own (Connections, Connection, Tap) or follows what was done (Receipts), need
    // no watching. Of a hub elsewhere rows of Messages, Closed, Log and Audit, and signals of
    // Faults, Instances, Sources and Moments, come while their view is watched, and what was told
    // meanwhile as far as the hub keeps it when it is watched again: of more than one event holds
    // the newest, and how many were left out. redisSampled() follows, of any hub, only while Redis
    // is watched: once a second behind Redis, and nothing is asked of it otherwise.
    using View = views::View;
    void watch(View view, bool watched);
    bool isWatched(View view) const { return m_watches[std::size_t(view)] > 0; }
    // A tap on the channels that match Redis patterns (blanks between), over a link of its own;
    // one at a time. An empty pattern, or the hub's stop, ends it; a Redis that goes and comes back
    // does not. tapped() follows up to four times a second, or tapFailed() when it cannot begin.
    virtual void tapRedis(const QString& pattern) = 0;

    // Queues whose messages are published (--source), by name. How they stand comes with
    // sourcesChanged(); what is asked is answered on the main thread, with a sentence or nothing.
    virtual void pauseSource(
        const QString& name, bool paused, std::function<void(const QString& error)> done)
        = 0;
    void pauseSource(const QString& name, bool paused) { pauseSource(name, paused, {}); }
    // Of those that were refused too often the newest, MostDeadListed of Source at most.
    virtual void requestDeadLetters(const QString& name,
        std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
        = 0;
    // Publishes one and removes it then. `body` stands for its own; null: it is sent as it is.
    virtual void sendDeadAgain(const QString& name, const std::string& handle,
        const QByteArray& body, std::function<void(const QString& error)> done)
        = 0;
    virtual void removeDead(const QString& name, const std::string& handle,
        std::function<void(const QString& error)> done)
        = 0;

protected:
    // The first began to watch it, or the last has ended.
    virtual void viewWatched(View, bool /*isNowWatched*/) { }

Q_SIGNALS:
    // What can be done, and how far it is to the hub, is no longer as it was.
    void abilitiesChanged();
    void linkChanged(const fanlight::HubLink& link);
    // What was told so far is told anew, from another moment on: series(), messages, closed
    // streams, log and audit hold what is so then, whoever kept a copy forgets it.
    void startedOver();
    void optionsChanged(); // options() are others: with a start, while it runs, by a move
    // of what was published by publish()
    void receiptChanged(const fanlight::ReceiptSnapshot& receipt);
    // Once a second while behind Redis.
    void instancesChanged(const fanlight::InstanceSnapshotPtr& instances);
    void connectionWatched(const fanlight::WatchedConnection& connection);
    // While watchConnections() has a wish.
    void connectionsChanged(const fanlight::ConnectionWindowPtr& window);
    // All that are on; when one begins or ends, and once a second while any is on.
    void faultsChanged(const fanlight::Faults& faults);
    // A fault did something that is over at once (a Drop without `every`), or that is worth a mark
    // on a chart.
    void faultHappened(qint64 timeMs, const QString& text);
    void redisSampled(const fanlight::RedisSnapshot& redis);
    void tapped(const fanlight::TapBatch& batch);
    void tapFailed(const QString& error);
    // How far a move to Redis is, up to ten times a second while it is under way.
    void moveProgressed(const fanlight::MoveProgress& progress);
    // Redis was away and is back: how long, how many events were delivered late from history, and
    // whether history itself was lost with it. What was published past Fanlight meanwhile is lost
    // in any case.
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);
    void statusChanged(const fanlight::HubStatus& status);
    // Twice a second while listening, where there are sources.
    void sourcesChanged(const fanlight::SourceSnapshotPtr& sources);
    // Twice a second while listening.
    void sampled(const fanlight::MetricsSample& sample);

private:
    std::array<int, views::ViewCount> m_watches{};
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::HubLink)
