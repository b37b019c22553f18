// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_player.h"
#include "hub/connection_windows.h"
#include "hub/hub_port.h"

namespace fanlight {

// A hub that was captured: what a window saw of it, at the moment the player is at. It can be
// looked at and no more.
class CaptureHub : public HubPort {
    Q_OBJECT
public:
    explicit CaptureHub(QObject* parent = nullptr);

    CapturePlayer& player() { return m_player; }
    // Of the program when it was captured, for the page of the log.
    const LogRing* log() const override { return &m_player.log(); }

    using HubPort::pauseSource;
    using HubPort::readFilesAnew;

    QString missing(Ability ability) const override;
    QString unseen(Sight sight) const override;
    Role role() const override { return Role::Monitor; }
    HubLink link() const override { return {}; }
    qint64 nowMs() const override { return m_player.nowMs(); }
    const TimeSeries* series() const override { return &m_player.series(); }
    const HubStatus& status() const override { return m_player.status(); }
    const HubOptions& options() const override { return m_player.options(); }
    const QString& ownToken() const override { return m_noToken; }
    MessageLog& recordMessages() override { return m_player.messages(); }
    ClosedConnections& recordClosed() override { return m_player.closed(); }
    AuditLog& audit() override { return m_player.audit(); }
    void requestConnections(
        bool withRoundTrip, std::function<void(ConnectionSnapshotPtr)> done) override;
    void watchConnection(quint64 id) override;
    void watchConnections(const std::optional<ConnectionWish>& wish) override;

    void start(const HubOptions&) override { }
    void stop() override { }
    void publish(const PublishRequest&, std::function<void(const PublishResult&)> done) override;
    void requestReach(const PublishRequest&, std::function<void(const Reach&)> done) override;
    void requestReplay(
        const QString&, const QString&, std::function<void(const ReplayPreview&)> done) override;
    void requestReceipt(const QString& id,
        std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done) override;
    void setConnectionMemory(const ConnectionMemory&) override { }
    void requestAudienceSets(
        AudienceKind, const QString&, std::function<void(const AudienceSets&)> done) override;
    void requestAudienceMembers(
        AudienceKind, const QString&, std::function<void(const AudienceMembers&)> done) override;
    void changeAudience(const std::vector<AudienceChange>&,
        std::function<void(const QString& error, quint64 changed)> done) override;
    void requestAccess(
        std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done) override;
    void examineToken(const QString&, std::function<void(const TokenReport&)> done) override;
    void mintToken(const QString&, std::chrono::seconds,
        std::function<void(const MintedToken&)> done) override;
    void disconnectConnections(
        const std::vector<quint64>&, qint64, std::function<void(int)> done) override;
    void requestTicket(const TicketWish&, std::function<void(const TicketMade&)> done) override;
    void checkRedis(const QString&, std::function<void(const RedisCheck&)> done) override;
    void requestKept(std::function<void(const KeptInMemory&)> done) override;
    void moveToRedis(const QString&, Along, std::function<void(const MoveResult&)> done) override;
    void cancelMove() override { }
    void holdAddress(const HubOptions&,
        std::function<void(const QString& error, quint16 freePort)> done) override;
    void changeOptions(const HubOptions&, std::function<void(const QString& error)> done) override;
    void beginFault(const Fault& fault,
        std::function<void(const QString& error, const Fault& fault)> done) override;
    void endFault(quint64) override { }
    void endFaults() override { }
    void readFilesAnew(std::function<void()> done) override;
    void tapRedis(const QString& pattern) override;
    void pauseSource(const QString&, bool, std::function<void(const QString& error)> done) override;
    void requestDeadLetters(const QString&,
        std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
        override;
    void sendDeadAgain(const QString&, const std::string&, const QByteArray&,
        std::function<void(const QString& error)> done) override;
    void removeDead(const QString&, const std::string&,
        std::function<void(const QString& error)> done) override;

private:
    void connectPlayer();
    void tellWatched();
    void tellWindow();
    std::optional<ConnectionWish> m_wish;
    ClosedRows m_closedRows;

    CapturePlayer m_player;
    const QString m_noToken;
    quint64 m_watched = 0; // connection
};

} // namespace fanlight
