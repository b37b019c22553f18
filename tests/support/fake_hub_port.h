// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"
#include "hub/access_snapshot.h"
#include "hub/audit_log.h"
#include "hub/hub_port.h"

#include <QHash>
#include <QTimer>

namespace fanlight::testing {

// A hub that is nowhere: a window is built around it as around any other, and what it is, how far
// away and what it leaves to the window is what the test says. It does nothing, answers with
// nothing, or, where something is missing, with that sentence, and notes what it was asked for that
// would change a hub. Main thread; needs fanlight_core, so it is a header.
class FakeHubPort : public HubPort {
public:
    explicit FakeHubPort(const QString& url = QStringLiteral("https://fake.example:3000"))
    {
        m_status.state = HubState::Listening;
        m_status.url = url;
        m_status.startedAtMs = 1'790'000'000'000;
    }

    // What the test says of it; the signal follows.
    void setLink(const HubLink& link)
    {
        m_link = link;
        Q_EMIT linkChanged(m_link);
        Q_EMIT abilitiesChanged();
    }
    void setRole(Role role)
    {
        m_role = role;
        Q_EMIT abilitiesChanged();
    }
    void setMissing(Ability ability, const QString& why) // an empty one: it can be done
    {
        m_missing.insert(int(ability), why);
        Q_EMIT abilitiesChanged();
    }
    // Only to be looked at, as with the role monitor.
    void setReadOnly(const QString& why = QStringLiteral("This window may only look."))
    {
        m_role = Role::Monitor;
        for (const Ability ability : {Ability::Publish, Ability::ChangeAudience,
                 Ability::Disconnect, Ability::BreakOnPurpose, Ability::ChangeOptions,
                 Ability::StartAndStop, Ability::MoveBroker, Ability::TapRedis,
                 Ability::HandleSources, Ability::MakeTickets, Ability::HandleTokens})
            m_missing.insert(int(ability), why);
        Q_EMIT abilitiesChanged();
    }
    void setStatus(const HubStatus& status)
    {
        m_status = status;
        Q_EMIT statusChanged(m_status);
    }
    void setOptions(const HubOptions& options)
    {
        m_options = options;
        Q_EMIT optionsChanged();
    }
    void setConnections(std::vector<ConnectionRow> rows)
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>();
        snapshot->takenAtMs = 1'790'000'000'000;
        snapshot->total = rows.size();
        snapshot->rows = std::move(rows);
        m_connections = snapshot;
    }
    // The calls that would change something, by name, in order.
    const QStringList& changes() const { return m_changes; }
    void forgetChanges() { m_changes.clear(); }

    using HubPort::pauseSource;
    using HubPort::readFilesAnew;

    QString missing(Ability ability) const override { return m_missing.value(int(ability)); }
    Role role() const override { return m_role; }
    HubLink link() const override { return m_link; }
    const HubStatus& status() const override { return m_status; }
    const HubOptions& options() const override { return m_options; }
    const QString& ownToken() const override { return m_ownToken; }
    MessageLog& recordMessages() override { return m_messages; }
    ClosedConnections& recordClosed() override { return m_closed; }
    AuditLog& audit() override { return m_audit; }

    void start(const HubOptions&) override { note("start"); }
    void stop() override { note("stop"); }
    void publish(const PublishRequest&, std::function<void(const PublishResult&)> done) override
    {
        note("publish");
        PublishResult result;
        result.error = sentence(Ability::Publish);
        later(std::move(done), result);
    }
    void requestReach(const PublishRequest&, std::function<void(const Reach&)> done) override
    {
        later(std::move(done), Reach());
    }
    void requestReplay(
        const QString&, const QString&, std::function<void(const ReplayPreview&)> done) override
    {
        later(std::move(done), ReplayPreview());
    }
    void requestReceipt(
        const QString&, std::function<void(const QString&, const ReceiptSnapshot&)> done) override
    {
        later(std::move(done), QString(), ReceiptSnapshot());
    }
    void setConnectionMemory(const ConnectionMemory&) override { }
    void requestAudienceSets(
        AudienceKind, const QString&, std::function<void(const AudienceSets&)> done) override
    {
        later(std::move(done), AudienceSets());
    }
    void requestAudienceMembers(
        AudienceKind, const QString&, std::function<void(const AudienceMembers&)> done) override
    {
        later(std::move(done), AudienceMembers());
    }
    void changeAudience(const std::vector<AudienceChange>&,
        std::function<void(const QString&, quint64)> done) override
    {
        note("changeAudience");
        later(std::move(done), sentence(Ability::ChangeAudience), quint64(0));
    }
    void requestAccess(
        std::function<void(const std::shared_ptr<const AccessSnapshot>&)> done) override
    {
        later(std::move(done),
            std::shared_ptr<const AccessSnapshot>(std::make_shared<AccessSnapshot>()));
    }
    void examineToken(const QString&, std::function<void(const TokenReport&)> done) override
    {
        TokenReport report;
        report.error = sentence(Ability::HandleTokens);
        later(std::move(done), report);
    }
    void mintToken(
        const QString&, std::chrono::seconds, std::function<void(const MintedToken&)> done) override
    {
        note("mintToken");
        MintedToken minted;
        minted.error = sentence(Ability::HandleTokens);
        later(std::move(done), minted);
    }
    void requestConnections(bool, std::function<void(ConnectionSnapshotPtr)> done) override
    {
        later(std::move(done), m_connections);
    }
    void watchConnections(const std::optional<ConnectionWish>&) override { }
    void watchConnection(quint64) override { }
    void disconnectConnections(
        const std::vector<quint64>&, qint64, std::function<void(int)> done) override
    {
        note("disconnectConnections");
        later(std::move(done), 0);
    }
    void requestTicket(const TicketWish&, std::function<void(const TicketMade&)> done) override
    {
        note("requestTicket");
        TicketMade made;
        made.error = sentence(Ability::MakeTickets);
        later(std::move(done), made);
    }
    void checkRedis(const QString&, std::function<void(const RedisCheck&)> done) override
    {
        note("checkRedis");
        later(std::move(done), RedisCheck());
    }
    void requestKept(std::function<void(const KeptInMemory&)> done) override
    {
        later(std::move(done), KeptInMemory());
    }
    void moveToRedis(const QString&, Along, std::function<void(const MoveResult&)> done) override
    {
        note("moveToRedis");
        MoveResult result;
        result.error = sentence(Ability::MoveBroker);
        later(std::move(done), result);
    }
    void cancelMove() override { }
    void holdAddress(const HubOptions&, std::function<void(const QString&, quint16)> done) override
    {
        note("holdAddress");
        later(std::move(done), sentence(Ability::StartAndStop), quint16(0));
    }
    void changeOptions(const HubOptions&, std::function<void(const QString&)> done) override
    {
        note("changeOptions");
        later(std::move(done), sentence(Ability::ChangeOptions));
    }
    void beginFault(
        const Fault& fault, std::function<void(const QString&, const Fault&)> done) override
    {
        note("beginFault");
        later(std::move(done), sentence(Ability::BreakOnPurpose), fault);
    }
    void endFault(quint64) override { note("endFault"); }
    void endFaults() override { note("endFaults"); }
    void readFilesAnew(std::function<void()> done) override
    {
        note("readFilesAnew");
        later(std::move(done));
    }
    void tapRedis(const QString& pattern) override
    {
        if (!pattern.isEmpty())
            note("tapRedis");
    }
    void pauseSource(const QString&, bool, std::function<void(const QString&)> done) override
    {
        note("pauseSource");
        later(std::move(done), sentence(Ability::HandleSources));
    }
    void requestDeadLetters(const QString&,
        std::function<void(const QString&, const std::vector<DeadLetter>&)> done) override
    {
        later(std::move(done), QString(), std::vector<DeadLetter>());
    }
    void sendDeadAgain(const QString&, const std::string&, const QByteArray&,
        std::function<void(const QString&)> done) override
    {
        note("sendDeadAgain");
        later(std::move(done), sentence(Ability::HandleSources));
    }
    void removeDead(
        const QString&, const std::string&, std::function<void(const QString&)> done) override
    {
        note("removeDead");
        later(std::move(done), sentence(Ability::HandleSources));
    }

private:
    void note(const char* call) { m_changes << QString::fromLatin1(call); }
    QString sentence(Ability ability) const
    {
        const QString why = missing(ability);
        return why.isEmpty() ? QStringLiteral("This hub is nowhere.") : why;
    }
    // With the next turn, and not once this is gone.
    template <class Done, class... Values> void later(Done done, Values... values)
    {
        if (done)
            QTimer::singleShot(0, this, [done = std::move(done), values...] { done(values...); });
    }

    HubLink m_link{HubLink::State::Connected, {}, 0, 0};
    Role m_role = Role::Admin;
    QHash<int, QString> m_missing;
    HubStatus m_status;
    HubOptions m_options;
    const QString m_ownToken;
    MessageLog m_messages;
    ClosedConnections m_closed;
    AuditLog m_audit;
    ConnectionSnapshotPtr m_connections = std::make_shared<const ConnectionSnapshot>();
    QStringList m_changes;
};

} // namespace fanlight::testing
