// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "metrics/side_losses.h"
#include "net/handed_sockets.h"

namespace fanlight {

class LogRing;

// The hub of this process, as the programs and the window know it: options in, value snapshots
// out, never a socket.
//
// Threads and who owns what:
//   main    this object; everything below is called and answered there
//   hub     HubCore: listener, broker and Redis links, audience, sampler, admin answers
//   shard N its connections, its subscription index, its timer wheel
// What crosses threads is copied by queued calls.
class LocalHub : public HubPort {
    Q_OBJECT
public:
    explicit LocalHub(QObject* parent = nullptr);
    ~LocalHub() override; // stops without draining if it still runs

    // With these it listens from the next start on; the options' addresses should be theirs.
    void useSockets(HandedSockets sockets);
    // Where metrics learn what the program's log and CSV could not write. Asked in the hub's
    // thread, until this goes.
    void setSideLosses(std::function<SideLosses()> losses);
    // The program's log, for windows elsewhere; it outlives this.
    void setLog(const LogRing& log);
    // Whether it lives: `done` is called on the main thread once the hub's thread and every shard
    // have taken a turn, which one that hangs never does.
    void requestPulse(std::function<void()> done);

    using HubPort::pauseSource;
    using HubPort::readFilesAnew;

    QString missing(Ability) const override { return {}; } // it is one's own
    Role role() const override { return Role::Admin; }
    HubLink link() const override { return {}; }
    void start(const HubOptions& options) override;
    void stop() override;
    const HubStatus& status() const override { return m_status; }
    const HubOptions& options() const override { return m_options; }
    const QString& ownToken() const override { return m_ownToken; }
    void publish(
        const PublishRequest& request, std::function<void(const PublishResult&)> done) override;
    void requestReach(
        const PublishRequest& request, std::function<void(const Reach&)> done) override;
    void requestReplay(const QString& userId, const QString& lastEventId,
        std::function<void(const ReplayPreview&)> done) override;
    void requestReceipt(const QString& id,
        std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done) override;
    MessageLog& recordMessages() override;
    void setConnectionMemory(const ConnectionMemory& measured) override;
    void requestAudienceSets(AudienceKind kind, const QString& contains,
        std::function<void(const AudienceSets&)> done) override;
    void requestAudienceMembers(AudienceKind kind, const QString& set,
        std::function<void(const AudienceMembers&)> done) override;
    void changeAudience(const std::vector<AudienceChange>& changes,
        std::function<void(const QString& error, quint64 changed)> done) override;
    void requestAccess(
        std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done) override;
    void examineToken(const QString& token, std::function<void(const TokenReport&)> done) override;
    void mintToken(const QString& user, std::chrono::seconds lifetime,
        std::function<void(const MintedToken&)> done) override;
    AuditLog& audit() override;
    void watchConnections(const std::optional<ConnectionWish>& wish) override;
    void requestConnections(
        bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done) override;
    ClosedConnections& recordClosed() override;
    void watchConnection(quint64 id) override;
    void disconnectConnections(
        const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done) override;
    void requestTicket(
        const TicketWish& wish, std::function<void(const TicketMade&)> done) override;
    void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done) override;
    void requestKept(std::function<void(const KeptInMemory&)> done) override;
    void moveToRedis(
        const QString& url, Along along, std::function<void(const MoveResult&)> done) override;
    void cancelMove() override;
    void holdAddress(const HubOptions& options,
        std::function<void(const QString& error, quint16 freePort)> done) override;
    void changeOptions(
        const HubOptions& options, std::function<void(const QString& error)> done) override;
    void beginFault(const Fault& fault,
        std::function<void(const QString& error, const Fault& fault)> done) override;
    void endFault(quint64 id) override;
    void endFaults() override;
    void readFilesAnew(std::function<void()> done) override;
    void tapRedis(const QString& pattern) override;
    void pauseSource(
        const QString& name, bool paused, std::function<void(const QString& error)> done) override;
    void requestDeadLetters(const QString& name,
        std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
        override;
    void sendDeadAgain(const QString& name, const std::string& handle, const QByteArray& body,
        std::function<void(const QString& error)> done) override;
    void removeDead(const QString& name, const std::string& handle,
        std::function<void(const QString& error)> done) override;

protected:
    void viewWatched(View view, bool isNowWatched) override;

private:
    struct Private;

    HubOptions m_options;
    const QString m_ownToken;
    HubStatus m_status;
    std::unique_ptr<Private> m;
};

} // namespace fanlight
