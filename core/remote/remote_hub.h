// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/close_look.h"
#include "hub/hub_port.h"
#include "remote/remote_address.h"

#include <QTimer>

#include <memory>

namespace fanlight {

class HubCalls;
class HubDeeds;
class ReceiptFollower;
class RemoteLooks;
class RemoteSession;
class RemoteState;
class RemoteWindows;
class StatsReader;
struct Moment;

// A hub on a server, over HTTP: what it tells comes by its admin stream (of an older hub by asking
// once a second), what is done by calls. Tries again and again where it is away; what was told last
// stays. It keeps its own messages, streams that ended, audit and log. The main thread.
class RemoteHub : public HubPort {
    Q_OBJECT
public:
    explicit RemoteHub(RemoteAddress address, QObject* parent = nullptr)
        : RemoteHub(std::move(address), RemotePatience(), parent)
    {
    }
    RemoteHub(RemoteAddress address, const RemotePatience& patience, QObject* parent = nullptr);
    ~RemoteHub() override;

    // Once, when whoever looks is connected to the signals. What its records hold by then, from an
    // earlier start, it does not take a second time; of samples: those up to `sampledUntilMs`, UTC.
    void connectNow(qint64 sampledUntilMs = 0);
    LogRing& recordLog(); // of the hub; to put in front what was before

    using HubPort::pauseSource;
    using HubPort::readFilesAnew;

    QString missing(Ability ability) const override;
    QString unseen(Sight sight) const override;
    QString name() const override;
    QString version() const override;
    bool hasFeature(QLatin1StringView feature) const override;
    Role role() const override;
    HubLink link() const override;
    void tryNow() override;
    const LogRing* log() const override;

    void start(const HubOptions&) override { } // on its server only, as those below
    void stop() override { }
    const HubStatus& status() const override { return m_status; }
    // As the hub tells them, without secrets; the usual ones until it has, and of an older hub.
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
    void requestMessage(quint64 number,
        std::function<void(const QString& error, const MessageRecord&, const MessageTrace&)> done)
        override;
    void setConnectionMemory(const ConnectionMemory&) override { } // of this process, not of its
    void requestAudienceSets(AudienceKind kind, const QString& contains,
        std::function<void(const AudienceSets&)> done) override;
    void requestAudienceMembers(AudienceKind kind, const QString& set,
        std::function<void(const AudienceMembers&)> done) override;
    void changeAudience(const std::vector<AudienceChange>& changes,
        std::function<void(const QString& error, quint64 changed)> done) override;
    // Where it is not known: one of no moment.
    void requestAccess(
        std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done) override;
    void examineToken(const QString& token, std::function<void(const TokenReport&)> done) override;
    void mintToken(const QString& user, std::chrono::seconds lifetime,
        std::function<void(const MintedToken&)> done) override;
    AuditLog& audit() override;
    // Page by page; where it is not known: none, of no moment.
    void requestConnections(
        bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done) override;
    // The hub filters; where it is not known: none, of no moment.
    void findConnections(
        const QString& filter, int most, std::function<void(ConnectionSnapshotPtr)> done) override;
    ClosedConnections& recordClosed() override;
    void watchConnections(const std::optional<ConnectionWish>& wish) override;
    void watchConnection(quint64 id) override;
    void disconnectConnections(
        const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done) override;
    void requestTicket(
        const TicketWish& wish, std::function<void(const TicketMade&)> done) override;
    void checkRedis(const QString& url, std::function<void(const RedisCheck&)> done) override;
    void requestKept(std::function<void(const KeptInMemory&)> done) override;
    void moveToRedis(
        const QString& url, Along along, std::function<void(const MoveResult&)> done) override;
    void cancelMove() override { }
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
    void connectState();
    void take(const QJsonObject& event, bool isSnapshot);
    void takeStats(const QJsonObject& stats);
    void takeStatus(HubStatus status);
    void takeMoment(const Moment& moment);
    void takeBack(const QString& member, const QString& error);
    void lookClosely(bool isWanted); // at m_lookedAt
    void meetAgain();
    void askOptions();
    void askFaults();
    // Why not, from an ability or a feature that is missing: told to `tell`, later, and true.
    bool refuse(Ability ability, std::function<void(const QString& why)> tell);
    bool refuseOlder(std::function<void(const QString& why)> tell);

    const std::unique_ptr<RemoteSession> m_session;
    const std::unique_ptr<HubCalls> m_calls;
    const std::unique_ptr<HubDeeds> m_deeds;
    const std::unique_ptr<RemoteState> m_state;
    const std::unique_ptr<RemoteWindows> m_windows;
    const std::unique_ptr<RemoteLooks> m_looks;
    const std::unique_ptr<ReceiptFollower> m_receipts;
    const std::unique_ptr<StatsReader> m_stats;
    HubStatus m_status;
    HubOptions m_options;
    QString m_ownToken;
    bool m_isOlder = false; // it has no admin stream …
    bool m_hadFaults = false; // … and told of some last
    bool m_isTapped = false;
    CloseLook m_closeLook{this};
    quint64 m_lookedAt = 0; // what the window wants to look at closely; 0: nothing
    QTimer m_lookAgain; // the hub looks at another one for another window
};

} // namespace fanlight
