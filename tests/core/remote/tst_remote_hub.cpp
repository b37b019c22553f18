// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access_snapshot.h"
#include "hub/audit_log.h"
#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "odd_hub.h"
#include "remote/remote_hub.h"
#include "support/event_stream.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QSignalSpy>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// A real hub with a token for each role, and windows elsewhere that look at it.
const QStringList& guardedOptions()
{
    static const QStringList Options{u"--admin-token"_s, u"ops=HUSH-admin"_s, u"--publish-token"_s,
        u"shop=HUSH-publish"_s, u"--monitor-token"_s, u"grafana=HUSH-monitor"_s, u"--jwt-secret"_s,
        u"HUSH-secret-that-is-as-long-as-32-bytes"_s, u"--anonymous"_s, u"broadcasts"_s,
        u"--allow-faults"_s, u"--retry"_s, u"200ms"_s};
    return Options;
}

RemoteAddress addressOf(const HubProcess& hub, const QString& role)
{
    RemoteAddress address;
    address.url = QUrl(u"http://127.0.0.1:%1"_s.arg(hub.port()));
    address.token = [role] { return role.isEmpty() ? QString() : QString(u"HUSH-"_s + role); };
    address.name = u"eu-1"_s;
    return address;
}

RemotePatience brisk()
{
    RemotePatience patience;
    patience.firstRetry = std::chrono::milliseconds(100);
    patience.mostRetry = std::chrono::milliseconds(500);
    patience.poll = std::chrono::milliseconds(200);
    return patience;
}

bool isConnected(const RemoteHub& hub)
{
    return QTest::qWaitFor(
        [&hub] { return hub.link().state == HubLink::State::Connected; }, int(Patience.count()));
}

// What a call answers, waited for.
template <class Answer, class Call> Answer answerOf(const Call& call)
{
    std::optional<Answer> got;
    call([&got](const Answer& answer) { got = answer; });
    std::ignore = QTest::qWaitFor([&got] { return got.has_value(); }, int(Patience.count()));
    return got.value_or(Answer());
}

PublishRequest toEverybody(const QByteArray& data)
{
    PublishRequest request;
    request.broadcast = true;
    request.data = data;
    return request;
}

} // namespace

class TestRemoteHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRoleMayWhatTheHubLetsIt_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QSet<int>>("abilities");
        using A = HubPort::Ability;
        const auto set = [](std::initializer_list<A> abilities) {
            QSet<int> all;
            for (const A one : abilities)
                all.insert(int(one));
            return all;
        };
        QTest::newRow("monitor") << u"monitor"_s << set({A::Look});
        QTest::newRow("publish") << u"publish"_s
                                 << set({A::Publish, A::ChangeAudience, A::MakeTickets});
        QTest::newRow("admin") << u"admin"_s
                               << set({A::Look, A::Publish, A::ChangeAudience, A::Disconnect,
                                      A::BreakOnPurpose, A::ChangeOptions, A::HandleSources,
                                      A::MakeTickets, A::HandleTokens});
    }
    void eachRoleMayWhatTheHubLetsIt()
    {
        QFETCH(const QString, role);
        QFETCH(const QSet<int>, abilities);
        HubProcess process;
        START_HUB(process, guardedOptions());
        RemoteHub hub(addressOf(process, role), brisk());
        for (int i = 0; i <= int(HubPort::Ability::HandleTokens); ++i)
            QVERIFY(!hub.can(HubPort::Ability(i))); // not before it is there
        hub.connectNow();
        QVERIFY(isConnected(hub));
        QCOMPARE(QString::fromLatin1(roleName(hub.role())), role);
        QCOMPARE(hub.status().url, addressOf(process, role).url.toString());
        for (int i = 0; i <= int(HubPort::Ability::HandleTokens); ++i) {
            const QString why = hub.missing(HubPort::Ability(i));
            QVERIFY2(why.isEmpty() == abilities.contains(i),
                qPrintable(QString::number(i) + u": "_s + why));
            QVERIFY(!why.contains(u"HUSH"_s));
        }
    }

    // Whoever asks for what he may not gets the sentence, and the hub is asked for nothing.
    void whatMayNotBeIsNotAsked()
    {
        OddHub odd([](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                OddHub::tell(socket, 200, OddHub::whoami("monitor", R"("admin-routes")"));
            else if (request.path == "/api/stats")
                OddHub::tell(socket, 200, R"({"connections":0,"uptimeSeconds":1})");
            else
                OddHub::tell(socket, 404, R"({"error":"no"})");
        });
        RemoteHub hub(odd.address(), impatient());
        hub.connectNow();
        QVERIFY(isConnected(hub));
        const auto refused = [](const QString& error) {
            QVERIFY2(error.contains(u"role"_s) || error.contains(u"server"_s), qPrintable(error));
        };
        refused(
            answerOf<PublishResult>([&](auto done) { hub.publish(toEverybody("1"), done); }).error);
        refused(
            answerOf<Reach>([&](auto done) { hub.requestReach(toEverybody("1"), done); }).error);
        refused(answerOf<MintedToken>([&](auto done) {
            hub.mintToken(u"1"_s, std::chrono::seconds(60), done);
        }).error);
        refused(answerOf<TokenReport>([&](auto done) { hub.examineToken(u"x"_s, done); }).error);
        refused(answerOf<TicketMade>([&](auto done) { hub.requestTicket({}, done); }).error);
        refused(answerOf<QString>([&](auto done) {
            HubOptions other = hub.options();
            other.heartbeat = std::chrono::seconds(3);
            hub.changeOptions(other, done);
        }));
        refused(answerOf<QString>([&](auto done) { hub.pauseSource(u"q"_s, true, done); }));
        refused(answerOf<MoveResult>([&](auto done) {
            hub.moveToRedis(u"redis://a"_s, HubPort::Along::Nothing, done);
        }).error);
        QCOMPARE(answerOf<int>([&](auto done) { hub.disconnectConnections({1}, -1, done); }), 0);
        hub.endFaults();
        for (const OddHub::Request& one : odd.requests())
            QCOMPARE(one.method, QByteArray("GET"));
    }

    void aPublishIsFollowedByItsReceipt()
    {
        HubProcess process;
        START_HUB(process, guardedOptions());
        EventStream stream(process.port(), {});
        QVERIFY(stream.waitForOpen());
        RemoteHub hub(addressOf(process, u"publish"_s), brisk());
        hub.connectNow();
        QVERIFY(isConnected(hub));
        ReceiptSnapshot last;
        connect(&hub, &HubPort::receiptChanged, &hub,
            [&](const ReceiptSnapshot& receipt) { last = receipt; });
        const auto result = answerOf<PublishResult>(
            [&](auto done) { hub.publish(toEverybody(R"({"n":1})"), done); });
        QCOMPARE(result.error, QString());
        QCOMPARE(result.recipients, 1U);
        QCOMPARE(stream.next().data, QByteArray(R"({"n":1})"));
        QTRY_COMPARE(last.number, result.receipt);
        QTRY_VERIFY(last.settled);
        QCOMPARE(last.total.acknowledged, 1U);
        QVERIFY(!last.total.write.isEmpty());
        const auto reach
            = answerOf<Reach>([&](auto done) { hub.requestReach(toEverybody("1"), done); });
        QCOMPARE(reach.error, QString());
        QCOMPARE(reach.connections, 1);
    }

    void theAudienceIsTheHubs()
    {
        HubProcess process;
        START_HUB(process, guardedOptions());
        RemoteHub hub(addressOf(process, u"publish"_s), brisk());
        hub.connectNow();
        QVERIFY(isConnected(hub));
        AudienceChange change;
        change.set = u"7"_s;
        for (int i = 0; i < HubPort::MostChanged / 2; ++i) // over several calls
            change.users.append(QString::number(i));
        quint64 changed = 0;
        QString error = u"no answer"_s;
        hub.changeAudience({change}, [&](const QString& why, quint64 n) {
            error = why;
            changed = n;
        });
        QTRY_COMPARE(error, QString());
        QCOMPARE(changed, quint64(change.users.size()));
        const auto sets = answerOf<AudienceSets>(
            [&](auto done) { hub.requestAudienceSets(AudienceKind::Followers, u"7"_s, done); });
        QCOMPARE(sets.sets.size(), 1U);
        QCOMPARE(sets.sets[0].size, change.users.size());
        const auto members = answerOf<AudienceMembers>(
            [&](auto done) { hub.requestAudienceMembers(AudienceKind::Followers, u"7"_s, done); });
        QCOMPARE(members.users.size(), change.users.size());
    }

    void anAdministratorDoesWhatOneOfTheHubsOwnDoes()
    {
        HubProcess process;
        START_HUB(process, guardedOptions());
        EventStream one(process.port(), {});
        EventStream two(process.port(), {});
        QVERIFY(one.waitForOpen() && two.waitForOpen());
        RemoteHub hub(addressOf(process, u"admin"_s), brisk());
        hub.connectNow();
        QVERIFY(isConnected(hub));

        // options, which are the hub's
        QTRY_COMPARE(hub.options().retry, std::chrono::milliseconds(200));
        HubOptions other = hub.options();
        other.heartbeat = std::chrono::seconds(9);
        QCOMPARE(answerOf<QString>([&](auto done) { hub.changeOptions(other, done); }), QString());
        QCOMPARE(hub.options().heartbeat, std::chrono::milliseconds(9000));
        other.adminToken = u"HUSH-other"_s;
        QVERIFY(answerOf<QString>([&](auto done) {
            hub.changeOptions(other, done);
        }).contains(u"on the server"_s));

        // streams
        const auto rows = answerOf<ConnectionSnapshotPtr>(
            [&](auto done) { hub.requestConnections(true, done); });
        QCOMPARE(rows->rows.size(), 2U);
        QCOMPARE(answerOf<int>([&](auto done) {
            hub.disconnectConnections({rows->rows[0].id}, HubPort::NeverRetry, done);
        }),
            1);

        // faults
        Fault fault;
        fault.kind = FaultKind::Delay;
        fault.delay = std::chrono::milliseconds(50);
        Fault begun;
        QString error = u"no answer"_s;
        hub.beginFault(fault, [&](const QString& why, const Fault& is) {
            error = why;
            begun = is;
        });
        QTRY_COMPARE(error, QString());
        QVERIFY(begun.id != 0);
        Faults last;
        connect(&hub, &HubPort::faultsChanged, &hub, [&](const Faults& faults) { last = faults; });
        hub.watch(HubPort::View::Faults, true);
        QTRY_COMPARE(last.size(), 1U);
        QCOMPARE(last.front().delay, fault.delay);
        hub.endFault(begun.id);

        // access and tokens
        const auto access
            = answerOf<AccessSnapshotPtr>([&](auto done) { hub.requestAccess(done); });
        QVERIFY(access->isListening);
        QCOMPARE(access->tokens.size(), 3U);
        const auto minted = answerOf<MintedToken>(
            [&](auto done) { hub.mintToken(u"42"_s, std::chrono::hours(1), done); });
        QCOMPARE(minted.error, QString());
        const auto report
            = answerOf<TokenReport>([&](auto done) { hub.examineToken(minted.token, done); });
        QVERIFY(report.isGood());
        QCOMPARE(report.user, u"42"_s);
        TicketWish wish;
        wish.userId = u"42"_s;
        const auto ticket = answerOf<TicketMade>([&](auto done) { hub.requestTicket(wish, done); });
        QCOMPARE(ticket.error, QString());
        QVERIFY(ticket.url.contains(ticket.ticket));
        const auto check = answerOf<RedisCheck>(
            [&](auto done) { hub.checkRedis(u"redis://127.0.0.1:1"_s, done); });
        QVERIFY(!check.passed && !check.steps.empty());
    }

    void oneThatIsKilledComesBack()
    {
        HubProcess process;
        START_HUB(process, guardedOptions());
        const quint16 port = process.port();
        RemoteHub hub(addressOf(process, u"monitor"_s), brisk());
        QSignalSpy samples(&hub, &HubPort::sampled);
        hub.connectNow();
        QVERIFY(isConnected(hub));
        QTRY_VERIFY(!samples.isEmpty());
        process.crash();
        QTRY_COMPARE(hub.link().state, HubLink::State::Lost);
        QVERIFY(!hub.link().problem.isEmpty());
        QCOMPARE(hub.status().state, HubState::Listening); // as it was last
        QVERIFY(hub.missing(HubPort::Ability::Look).contains(hub.link().problem));
        process.waitForEnd();
        HubProcess again;
        START_HUB(
            again, guardedOptions() + QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QVERIFY(isConnected(hub));
        const qsizetype before = samples.size();
        QTRY_VERIFY(samples.size() > before + 1);
    }

    // What is seen of a hub by its admin stream.
    void theStreamTellsWhatTheHubSees()
    {
        HubProcess process;
        START_HUB(process, guardedOptions());
        EventStream stream(process.port(), {});
        QVERIFY(stream.waitForOpen());
        RemoteHub hub(addressOf(process, u"admin"_s), brisk());
        for (const HubPort::View view : {HubPort::View::Messages, HubPort::View::Closed,
                 HubPort::View::Log, HubPort::View::Audit})
            hub.watch(view, true);
        MessageLog& messages = hub.recordMessages();
        ClosedConnections& closed = hub.recordClosed();
        WatchedConnection watched;
        connect(&hub, &HubPort::connectionWatched, &hub,
            [&](const WatchedConnection& one) { watched = one; });
        QSignalSpy samples(&hub, &HubPort::sampled);
        hub.connectNow();
        QVERIFY(isConnected(hub));
        if (!hub.hasFeature("admin-stream"_L1))
            QSKIP("This hub has no admin stream.");
        QTRY_VERIFY(!samples.isEmpty());
        QTRY_COMPARE(samples.last()[0].value<MetricsSample>().connections, 1U);
        const quint64 id = *parseConnectionId(QString::fromLatin1(stream.connectionId()));
        hub.watchConnection(id);
        QTRY_VERIFY(watched.id == id && watched.found);

        PublishRequest request = toEverybody(R"({"text":"schön"})");
        request.id = u"m-1"_s;
        QCOMPARE(answerOf<PublishResult>([&](auto done) { hub.publish(request, done); }).error,
            QString());
        QTRY_VERIFY(messages.find("m-1").has_value());
        const MessageRecord told = *messages.find("m-1");
        QVERIFY(told.bytesElsewhere.has_value());
        QTRY_COMPARE(messages.find("m-1")->figures.recipients, 1U);
        std::optional<MessageRecord> whole;
        hub.requestMessage(
            told.number, [&](const QString&, const MessageRecord& message, const MessageTrace&) {
                whole = message;
            });
        QTRY_VERIFY(whole.has_value());
        QCOMPARE(whole->frame->data(), std::string(R"({"text":"schön"})"));
        QVERIFY(!messages.find("m-1")->bytesElsewhere);
        QTRY_VERIFY(!watched.sent.empty());
        QVERIFY(!hub.log()->since(0).empty());
        QVERIFY(!hub.audit().since(0).empty());

        hub.disconnectConnections({id}, HubPort::NeverRetry, [](int) {});
        QTRY_COMPARE(closed.since(0).size(), 1U);
        QCOMPARE(closed.since(0).front()->row.reason, DisconnectReason::Kicked);
    }

    // Over a restart nothing that was known is lost, and what is new comes once.
    void overARestartNoRowIsLost()
    {
        auto process = std::make_unique<HubProcess>();
        START_HUB(*process, guardedOptions());
        const quint16 port = process->port();
        RemoteHub hub(addressOf(*process, u"admin"_s), brisk());
        MessageLog& messages = hub.recordMessages();
        hub.watch(HubPort::View::Messages, true);
        QSignalSpy samples(&hub, &HubPort::sampled);
        hub.connectNow();
        QVERIFY(isConnected(hub));
        if (!hub.hasFeature("admin-stream"_L1))
            QSKIP("This hub has no admin stream.");
        QTRY_VERIFY(!samples.isEmpty()); // it looks, then, at messages, too
        PublishRequest request = toEverybody("1");
        request.id = u"before"_s;
        answerOf<PublishResult>([&](auto done) { hub.publish(request, done); });
        QTRY_VERIFY(messages.find("before").has_value());
        process->crash();
        QTRY_COMPARE(hub.link().state, HubLink::State::Lost);
        process = std::make_unique<HubProcess>();
        START_HUB(
            *process, guardedOptions() + QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QVERIFY(isConnected(hub));
        request.id = u"after"_s;
        answerOf<PublishResult>([&](auto done) { hub.publish(request, done); });
        QTRY_VERIFY(messages.find("after").has_value());
        QVERIFY(messages.find("before").has_value());
        QCOMPARE(messages.pull().added.size(), 2U);
    }

    // The rows are those of the hub that came back, be there none.
    void overARestartTheRowsAreThoseOfTheHubThatCameBack()
    {
        auto process = std::make_unique<HubProcess>();
        START_HUB(*process, guardedOptions());
        const quint16 port = process->port();
        auto stream = std::make_unique<EventStream>(port, QByteArray());
        QVERIFY(stream->waitForOpen());
        RemoteHub hub(addressOf(*process, u"monitor"_s), brisk());
        ConnectionWindowPtr window;
        connect(&hub, &HubPort::connectionsChanged, &hub,
            [&window](const ConnectionWindowPtr& told) { window = told; });
        hub.connectNow();
        QVERIFY(isConnected(hub));
        if (!hub.hasFeature("admin-stream"_L1))
            QSKIP("This hub has no admin stream.");
        hub.watchConnections(ConnectionWish());
        QTRY_VERIFY(window && window->rows.size() == 1);
        process->crash();
        QTRY_COMPARE(hub.link().state, HubLink::State::Lost);
        QCOMPARE(window->rows.size(), std::size_t(1)); // as they were last
        stream.reset();
        process = std::make_unique<HubProcess>();
        START_HUB(
            *process, guardedOptions() + QStringList{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QVERIFY(isConnected(hub));
        QTRY_VERIFY(window->rows.empty());
    }

    void theWrongTokenIsRefused()
    {
        HubProcess process;
        START_HUB(process, guardedOptions());
        RemoteHub hub(addressOf(process, u"wrong"_s), brisk());
        hub.connectNow();
        QTRY_COMPARE(hub.link().state, HubLink::State::Refused);
        QVERIFY(hub.link().problem.contains(u"give it another one"_s));
        QVERIFY(!hub.link().problem.contains(u"HUSH"_s));
    }

    // One of the release before: it has figures, and nothing of what came later.
    void anOlderHubIsAskedForItsFigures()
    {
        int asked = 0;
        OddHub odd([&](const OddHub::Request& request, QTcpSocket& socket) {
            ++asked;
            if (request.path == "/api/whoami")
                OddHub::tell(socket, 200, OddHub::whoami("admin", R"("faults","jwt")"));
            else if (request.path == "/api/stats")
                OddHub::tell(socket, 200,
                    R"({"instance":"old","broker":"memory","connections":5,"faults":1,"hats":3,
                        "uptimeSeconds":)"
                        + QByteArray::number(100 + asked) + R"(,"delivered":)"
                        + QByteArray::number(asked) + '}');
            else if (request.path == "/api/faults")
                OddHub::tell(socket, 200,
                    R"({"faults":[{"id":"f-1","kind":"drip","bytes":20,"what":"…",
                        "since":"2026-11-30T10:00:00.000Z","origin":"api","streams":0,"hits":0}]})");
            else if (request.path.startsWith("/api/connections?"))
                OddHub::tell(socket, 200,
                    R"({"connections":[{"id":"c-1","userId":"42","connectedAt":
                        "2026-11-30T10:00:00.000Z","events":3}],"next":null,"total":1})");
            else
                OddHub::tell(socket, 404, R"({"error":"there is nothing at it"})");
        });
        RemoteHub hub(odd.address(), impatient());
        QSignalSpy samples(&hub, &HubPort::sampled);
        Faults faults;
        connect(&hub, &HubPort::faultsChanged, &hub, [&](const Faults& all) { faults = all; });
        hub.watch(HubPort::View::Faults, true);
        hub.connectNow();
        QVERIFY(isConnected(hub));
        QTRY_VERIFY(samples.size() > 2);
        QCOMPARE(samples.last()[0].value<MetricsSample>().connections, 5U);
        QTRY_COMPARE(faults.size(), 1U);
        QCOMPARE(faults.front().bytes, 20U);
        QVERIFY(hub.can(HubPort::Ability::Publish));
        QVERIFY(hub.missing(HubPort::Ability::ChangeOptions).contains(u"9.9.9"_s));
        QVERIFY(answerOf<Reach>([&](auto done) {
            hub.requestReach(toEverybody("1"), done);
        }).error.contains(u"upgrade it"_s));
        const auto rows = answerOf<ConnectionSnapshotPtr>(
            [&](auto done) { hub.requestConnections(false, done); });
        QCOMPARE(rows->rows.size(), 1U);
        QCOMPARE(rows->rows[0].userId, u"42"_s);
        QCOMPARE(odd.count("/api/admin"), 0);
    }
};

ROOM_TEST(TestRemoteHub, QCoreApplication)
#include "tst_remote_hub.moc"
