// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"
#include "hub/access_snapshot.h"
#include "hub/audit_log.h"
#include "hub/log_ring.h"
#include "odd_hub.h"
#include "remote/remote_hub.h"
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaMethod>
#include <QSignalSpy>

#include <map>
#include <memory>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

RemotePatience portPatience()
{
    RemotePatience patience;
    patience.firstRetry = std::chrono::milliseconds(100);
    patience.mostRetry = std::chrono::milliseconds(500);
    return patience;
}

RemoteAddress portAddress(quint16 port)
{
    RemoteAddress address;
    address.url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    address.name = u"eu-1"_s;
    return address;
}

// All signals of a port, by name.
std::map<QByteArray, std::unique_ptr<QSignalSpy>> spiesOf(HubPort& hub)
{
    std::map<QByteArray, std::unique_ptr<QSignalSpy>> spies;
    const QMetaObject& port = HubPort::staticMetaObject;
    for (int i = port.methodOffset(); i < port.methodCount(); ++i) {
        if (port.method(i).methodType() == QMetaMethod::Signal)
            spies[port.method(i).name()] = std::make_unique<QSignalSpy>(&hub, port.method(i));
    }
    return spies;
}

// What a call answers, waited for; empty: nothing came.
template <class Answer>
std::optional<Answer> said(const std::function<void(std::function<void(const Answer&)>)>& call)
{
    std::optional<Answer> got;
    int times = 0;
    call([&](const Answer& answer) {
        got = answer;
        ++times;
    });
    if (got)
        return std::nullopt; // never before the call returns
    std::ignore = QTest::qWaitFor([&got] { return got.has_value(); }, int(Patience.count()));
    return times == 1 ? got : std::nullopt;
}

QStringList viewsOf(const OddHub::Request& request)
{
    QStringList views;
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    for (const QJsonValue view : body["views"_L1].toArray())
        views += view.toString();
    views.sort();
    return views;
}

} // namespace

// All that HubPort promises, of a hub elsewhere.
class TestRemotePort : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A signal that is added to HubPort and that a hub elsewhere never gives fails here.
    void tellsBySignalWhatTheHubItselfDoes()
    {
        RedisServer redis;
        RedisServer queue;
        START_REDIS(queue);
        HubRig rig;
        HubOptions options = onAnyPort();
        options.allowFaults = true;
        options.sources = {u"redis-stream://127.0.0.1:%1?key=outbox"_s.arg(queue.port())};
        QVERIFY(rig.start(options));
        RemoteHub hub(portAddress(rig.port()), portPatience());
        const auto local = spiesOf(rig.hub);
        const auto remote = spiesOf(hub);
        for (std::size_t view = 0; view < views::ViewCount; ++view)
            hub.watch(views::View(view), true);
        const auto heard = [&](const char* name) { return !remote.at(name)->isEmpty(); };
        // the newest of the hub's own came here, too, as it was
        const auto isSame = [&](const char* name) {
            return !local.at(name)->isEmpty() && !remote.at(name)->isEmpty()
                && local.at(name)->last() == remote.at(name)->last();
        };
        hub.connectNow();
        QTRY_VERIFY(heard("linkChanged") && heard("abilitiesChanged") && heard("statusChanged"));
        QTRY_VERIFY(heard("sampled") && heard("sourcesChanged") && heard("optionsChanged"));
        QTRY_COMPARE(hub.options().retry, options.retry);

        // options that somebody else changes
        HubOptions other = rig.hub.options();
        other.heartbeat = std::chrono::seconds(7);
        rig.hub.changeOptions(other, [](const QString&) {});
        QTRY_COMPARE(hub.options().heartbeat, std::chrono::milliseconds(7000));

        // streams
        EventStream stream(rig.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        const quint64 id = *parseConnectionId(QString::fromLatin1(stream.connectionId()));
        hub.watchConnections(ConnectionWish());
        hub.watchConnection(id);
        QTRY_VERIFY(heard("connectionsChanged") && heard("connectionWatched"));

        // publishes and faults
        hub.publish(to({u"42"_s}, "1"), [](const PublishResult&) {});
        QTRY_VERIFY(heard("receiptChanged"));
        Fault fault;
        fault.kind = FaultKind::Delay;
        fault.delay = std::chrono::milliseconds(1);
        hub.beginFault(fault, [](const QString&, const Fault&) {});
        QTRY_VERIFY(heard("faultsChanged"));
        fault = Fault();
        fault.kind = FaultKind::Drop;
        hub.beginFault(fault, [](const QString&, const Fault&) {});
        QTRY_VERIFY(isSame("faultHappened"));
        hub.endFaults();
        QTRY_VERIFY(remote.at("faultsChanged")->last()[0].value<Faults>().empty());

        // from memory to Redis, while the window elsewhere looks
        AudienceChange followers;
        followers.set = u"7"_s;
        for (int user = 0; user < 5000; ++user)
            followers.users += QString::number(user);
        bool isDone = false;
        rig.hub.changeAudience({followers}, [&](const QString&, quint64) { isDone = true; });
        QTRY_VERIFY(isDone);
        START_REDIS(redis);
        std::optional<MoveResult> moved;
        rig.hub.moveToRedis(redis.url(), HubPort::Along::Everything,
            [&](const MoveResult& result) { moved = result; });
        QTRY_VERIFY(moved.has_value());
        QCOMPARE(moved->error, QString());
        QVERIFY(!local.at("moveProgressed")->isEmpty());
        QTRY_VERIFY(heard("moveProgressed"));
        const auto progress = remote.at("moveProgressed")->last()[0].value<MoveProgress>();
        QVERIFY(progress.all.audience >= 5000);
        QTRY_COMPARE(hub.options().broker, rig.hub.options().broker);
        QTRY_VERIFY(heard("instancesChanged") && heard("redisSampled"));

        // a tap, which the hub's own window takes over
        hub.tapRedis(u"notifications*"_s);
        QTRY_VERIFY((redis.command({"PUBLISH", "notifications:1", "x"}), heard("tapped")));
        rig.hub.tapRedis(u"news.*"_s);
        QTRY_VERIFY(heard("tapFailed"));
        rig.hub.tapRedis({});

        // an outage of Redis
        QTRY_VERIFY(rig.hub.status().broker.ready);
        redis.kill();
        QTRY_VERIFY(!rig.hub.status().broker.ready);
        QTRY_VERIFY(!hub.status().broker.ready);
        START_REDIS(redis);
        QTRY_VERIFY(isSame("gapClosed"));

        for (const auto& [name, spy] : remote) {
            if (name != "startedOver") // of records alone
                QVERIFY2(!spy->isEmpty(), name.constData());
        }
    }

    void everyCallIsAnswered()
    {
        RedisServer queue;
        START_REDIS(queue);
        HubProcess process;
        START_HUB(process,
            {u"--allow-faults"_s, u"--source"_s,
                u"redis-stream://127.0.0.1:%1?key=outbox"_s.arg(queue.port())});
        EventStream one(process.port(), "userId=42");
        EventStream two(process.port(), "userId=43");
        QVERIFY(one.waitForOpen() && two.waitForOpen());
        RemoteHub hub(portAddress(process.port()), portPatience());
        QVERIFY(!hub.missing(HubPort::Ability::Look).isEmpty());
        hub.connectNow();
        QTRY_VERIFY(hub.link().isUp());
        for (const auto view : {HubPort::View::Messages, HubPort::View::Closed, HubPort::View::Log,
                 HubPort::View::Audit, HubPort::View::Sources})
            hub.watch(view, true);
        MessageLog& messages = hub.recordMessages();
        ClosedConnections& closed = hub.recordClosed();
        SourceSnapshotPtr sources;
        connect(&hub, &HubPort::sourcesChanged, &hub,
            [&](const SourceSnapshotPtr& told) { sources = told; });

        QSignalSpy samples(&hub, &HubPort::sampled);
        QTRY_VERIFY(samples.size() > 1); // it knows what is looked at

        // what it is
        QCOMPARE(hub.name(), u"eu-1"_s);
        QCOMPARE(hub.version(), QStringLiteral(FANLIGHT_VERSION));
        QVERIFY(hub.hasFeature("admin-record"_L1) && hub.hasFeature("admin-moments"_L1));
        QCOMPARE(hub.role(), Role::Admin);
        QVERIFY(hub.unseen(HubPort::Sight::Messages).isEmpty());
        QTRY_COMPARE(hub.status().state, HubState::Listening);
        QVERIFY(!hub.series());
        QVERIFY(std::abs(hub.nowMs() - QDateTime::currentMSecsSinceEpoch()) < 60'000);
        QVERIFY(hub.ownToken().isEmpty()); // the hub asks for none
        hub.tryNow(); // nothing, as it is up
        hub.start({}); // as those below: only on its server
        hub.stop();
        hub.cancelMove();
        hub.setConnectionMemory({});
        QVERIFY(hub.link().isUp());

        // publishing
        const auto published = said<PublishResult>(
            [&](auto done) { hub.publish(to({u"42"_s}, R"({"n":1})"), done); });
        QVERIFY(published && published->error.isEmpty());
        QCOMPARE(published->recipients, 1U);
        const auto reach = said<Reach>([&](auto done) { hub.requestReach(to({}, "1"), done); });
        QCOMPARE(reach->connections, 2);
        const auto replay
            = said<ReplayPreview>([&](auto done) { hub.requestReplay(u"42"_s, u"1-0"_s, done); });
        QCOMPARE(replay->error, QString());
        const auto receipt = said<ReceiptSnapshot>([&](auto done) {
            hub.requestReceipt(
                published->id, [done](const QString&, const ReceiptSnapshot& is) { done(is); });
        });
        QCOMPARE(receipt->id, published->id);
        QTRY_VERIFY(messages.find(published->id.toStdString()).has_value());
        const quint64 number = messages.find(published->id.toStdString())->number;
        const auto whole = said<MessageRecord>([&](auto done) {
            hub.requestMessage(
                number, [done](const QString&, const MessageRecord& message, const MessageTrace&) {
                    done(message);
                });
        });
        QCOMPARE(whole->frame->data(), std::string(R"({"n":1})"));

        // audience, access
        const auto changed = said<quint64>([&](auto done) {
            hub.changeAudience({{AudienceKind::Followers, u"7"_s, {u"42"_s}, false}},
                [done](const QString&, quint64 count) { done(count); });
        });
        QCOMPARE(changed, quint64(1));
        QCOMPARE(said<AudienceSets>([&](auto done) {
            hub.requestAudienceSets(AudienceKind::Followers, {}, done);
        })->sets.size(),
            1U);
        QCOMPARE(said<AudienceMembers>([&](auto done) {
            hub.requestAudienceMembers(AudienceKind::Followers, u"7"_s, done);
        })->users,
            QStringList{u"42"_s});
        QVERIFY((*said<std::shared_ptr<const AccessSnapshot>>([&](auto done) {
            hub.requestAccess(done);
        }))->isListening);
        const auto minted = said<MintedToken>(
            [&](auto done) { hub.mintToken(u"42"_s, std::chrono::hours(1), done); });
        QVERIFY(!minted->error.isEmpty()); // the hub knows no secret to sign with
        QVERIFY(said<TokenReport>([&](auto done) { hub.examineToken(u"x.y.z"_s, done); }));
        TicketWish ticket;
        ticket.userId = u"42"_s;
        QCOMPARE(said<TicketMade>([&](auto done) { hub.requestTicket(ticket, done); })->error,
            QString());
        QTRY_VERIFY(!hub.audit().since(0).empty());
        QTRY_VERIFY(!hub.log()->since(0).empty());

        // streams
        const auto all
            = *said<ConnectionSnapshotPtr>([&](auto done) { hub.requestConnections(true, done); });
        QCOMPARE(all->rows.size(), 2U);
        const auto found = *said<ConnectionSnapshotPtr>(
            [&](auto done) { hub.findConnections(u"user:4*"_s, 1, done); });
        QCOMPARE(found->rows.size(), 1U);
        QCOMPARE(found->total, quint64(2));
        const auto counted = *said<ConnectionSnapshotPtr>(
            [&](auto done) { hub.findConnections(u"user:43"_s, 0, done); });
        QVERIFY(counted->rows.empty());
        QCOMPARE(counted->total, quint64(1));
        QCOMPARE((*said<ConnectionSnapshotPtr>([&](auto done) {
            hub.findConnections(u"age>>3"_s, 9, done);
        }))->takenAtMs,
            0);
        QCOMPARE(said<int>([&](auto done) {
            hub.disconnectConnections({all->rows[1].id}, HubPort::NeverRetry, done);
        }),
            1);
        QTRY_COMPARE(closed.since(0).size(), 1U);

        // options, files, Redis
        HubOptions other = hub.options();
        other.heartbeat = std::chrono::seconds(9);
        QCOMPARE(said<QString>([&](auto done) { hub.changeOptions(other, done); }), QString());
        QVERIFY(said<bool>([&](auto done) { hub.readFilesAnew([done] { done(true); }); }));
        QVERIFY(!said<RedisCheck>([&](auto done) {
            hub.checkRedis(u"redis://127.0.0.1:1"_s, done);
        })->passed);
        QVERIFY(said<KeptInMemory>([&](auto done) { hub.requestKept(done); })->isNothing());
        QVERIFY(!said<MoveResult>([&](auto done) {
            hub.moveToRedis(u"redis://127.0.0.1:1"_s, HubPort::Along::Nothing, done);
        })->error.isEmpty());
        QVERIFY(!said<QString>([&](auto done) {
            hub.holdAddress({}, [done](const QString& why, quint16) { done(why); });
        })->isEmpty());
        QSignalSpy tapFailed(&hub, &HubPort::tapFailed);
        hub.tapRedis(u"*"_s); // it is not behind Redis
        QTRY_COMPARE(tapFailed.size(), 1);

        // faults
        Fault fault;
        fault.kind = FaultKind::Delay;
        fault.delay = std::chrono::milliseconds(1);
        const auto begun = said<Fault>([&](auto done) {
            hub.beginFault(fault, [done](const QString&, const Fault& is) { done(is); });
        });
        QVERIFY(begun->id != 0);
        hub.endFault(begun->id);
        hub.endFaults();

        // sources
        queue.command({"XADD", "outbox", "*", "body", "{\"data\":1}"});
        QTRY_VERIFY(sources && !sources->rows.empty() && sources->rows[0].figures.buried == 1);
        using Letters = std::vector<DeadLetter>;
        const auto letters = [&] {
            return *said<Letters>([&](auto done) {
                hub.requestDeadLetters(
                    u"outbox"_s, [done](const QString&, const Letters& is) { done(is); });
            });
        };
        QCOMPARE(letters().size(), 1U);
        QVERIFY(!said<QString>([&](auto done) { // it is as wrong as before
            hub.sendDeadAgain(u"outbox"_s, letters()[0].handle, {}, done);
        })
                     ->isEmpty());
        QCOMPARE(said<QString>(
                     [&](auto done) { hub.removeDead(u"outbox"_s, letters()[0].handle, done); }),
            QString());
        QCOMPARE(letters().size(), 0U);
        QCOMPARE(
            said<QString>([&](auto done) { hub.pauseSource(u"outbox"_s, true, done); }), QString());
        QTRY_VERIFY(sources->rows[0].isPaused);
    }

    // Of what nobody looks at nothing is asked; what is to be kept until somebody does, is kept.
    void nothingIsAskedForThatNobodyLooksAt()
    {
        OddHub odd([](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                OddHub::tell(socket, 200,
                    OddHub::whoami("monitor", R"("admin-stream","admin-record","admin-moments")"));
            else if (request.path.startsWith("/api/admin/stream?")) {
                OddHub::beginStream(socket);
                OddHub::event(socket, "snapshot", "e-1",
                    R"({"stream":"a-1","epoch":"e","rid":1,"hub":{"state":"listening"}})");
            } else
                OddHub::tell(socket, 200, R"({"stream":"a-1","views":[]})");
        });
        RemoteHub hub(odd.address(), impatient());
        hub.recordMessages();
        hub.recordClosed();
        hub.connectNow();
        const auto told
            = [&odd] { return odd.requests().empty() ? OddHub::Request() : odd.requests().back(); };
        QTRY_COMPARE(told().method, QByteArray("PATCH"));
        QCOMPARE(viewsOf(told()), QStringList{u"sample"_s});
        QCOMPARE(QJsonDocument::fromJson(told().body)["record"_L1].toArray(),
            (QJsonArray{u"messages"_s, u"closed"_s}));
        hub.watch(HubPort::View::Messages, true);
        hub.watch(HubPort::View::Moments, true);
        QTRY_COMPARE(viewsOf(told()), QStringList({u"messages"_s, u"moments"_s, u"sample"_s}));
        hub.watch(HubPort::View::Messages, true); // another page
        hub.watch(HubPort::View::Messages, false);
        hub.watch(HubPort::View::Log, true);
        QTRY_VERIFY(viewsOf(told()).contains(u"log"_s));
        QVERIFY(viewsOf(told()).contains(u"messages"_s));
        for (const auto view :
            {HubPort::View::Messages, HubPort::View::Log, HubPort::View::Moments})
            hub.watch(view, false);
        QTRY_COMPARE(viewsOf(told()), QStringList{u"sample"_s});
    }

    // A hub looks closely at one stream at a time: who wants to look at another one is told who
    // looks, and looks by itself once that one looks elsewhere.
    void aCloserLookThatIsTakenIsSaidAndComesByItself()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.adminToken = u"ops=HUSH-one"_s;
        QVERIFY(rig.start(options));
        EventStream one(rig.port(), "userId=42");
        EventStream two(rig.port(), "userId=43");
        QVERIFY(one.waitForOpen() && two.waitForOpen());
        const quint64 first = *parseConnectionId(QString::fromLatin1(one.connectionId()));
        const quint64 second = *parseConnectionId(QString::fromLatin1(two.connectionId()));
        RemoteAddress address = portAddress(rig.port());
        address.token = [] { return u"HUSH-one"_s; };
        RemotePatience patience = portPatience();
        patience.lookAgain = std::chrono::milliseconds(100);
        RemoteHub there(address, patience);
        RemoteHub here(address, patience);
        auto* const look = here.findChild<CloseLook*>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(look);
        QSignalSpy refused(look, &CloseLook::refused);
        quint64 seenThere = 0;
        WatchedConnection seenHere;
        connect(&there, &HubPort::connectionWatched, &there,
            [&](const WatchedConnection& watched) { seenThere = watched.id; });
        connect(&here, &HubPort::connectionWatched, &here,
            [&](const WatchedConnection& watched) { seenHere = watched; });
        there.watchConnection(first);
        there.connectNow();
        QTRY_COMPARE(seenThere, first);
        here.watchConnection(second);
        here.watchConnections(ConnectionWish()); // what else is looked at comes all the same
        QSignalSpy windows(&here, &HubPort::connectionsChanged);
        here.connectNow();
        QTRY_VERIFY(refused.size() > 1); // it is tried again
        QTRY_VERIFY(!windows.isEmpty());
        QCOMPARE(refused[0][0].toULongLong(), second);
        const QString why = refused[0][1].toString();
        QVERIFY2(why.startsWith(u"another window (ops) looks closely at "_s), qPrintable(why));
        QVERIFY2(why.contains(connectionIdText(first)), qPrintable(why));
        QCOMPARE(seenHere.id, 0U);
        // … which it does no longer
        there.watchConnection(0);
        QTRY_COMPARE(seenHere.id, second);

        // the hub's own window goes first, and says so
        refused.clear();
        rig.hub.watchConnection(first);
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY2(refused[0][1].toString().contains(u"own window"_s),
            qPrintable(refused[0][1].toString()));
        const qint64 sinceMs = seenHere.watchedSinceMs;
        rig.hub.watchConnection(0);
        QTRY_VERIFY(seenHere.watchedSinceMs > sinceMs);
        QCOMPARE(seenHere.id, second);
        QVERIFY(seenHere.found);

        // nobody wants it any longer: it is not asked for
        rig.hub.watchConnection(first);
        QTRY_VERIFY(refused.size() > 1);
        here.watchConnection(0);
        QSignalSpy samples(&here, &HubPort::sampled);
        QTRY_VERIFY(samples.size() > 1);
        const qsizetype times = refused.size();
        QTRY_VERIFY(samples.size() > 3);
        QCOMPARE(refused.size(), times);
    }

    // What cannot be done now is taken back, and the rest is asked for all the same.
    void whatIsRefusedKeepsNothingElseBack()
    {
        OddHub odd([](const OddHub::Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                OddHub::tell(socket, 200, OddHub::whoami("admin"));
            else if (request.path.startsWith("/api/admin/stream?")) {
                OddHub::beginStream(socket);
                OddHub::event(socket, "snapshot", "e-1",
                    R"({"stream":"a-1","epoch":"e","rid":1,"hub":{"state":"listening",
                        "broker":{"kind":"redis","ready":true}}})");
            } else if (request.body.contains("news.*"))
                OddHub::tell(socket, 409, R"({"error":"tap: another window taps Redis"})");
            else
                OddHub::tell(socket, 200, R"({"stream":"a-1","views":[]})");
        });
        RemoteHub hub(odd.address(), impatient());
        QSignalSpy failed(&hub, &HubPort::tapFailed);
        hub.connectNow();
        QTRY_VERIFY(hub.can(HubPort::Ability::TapRedis));
        hub.watch(HubPort::View::Log, true);
        hub.tapRedis(u"news.*"_s);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(u"another window taps"_s));
        QTRY_VERIFY(viewsOf(odd.requests().back()).contains(u"log"_s)
            && !odd.requests().back().body.contains("news.*"));
    }
};

ROOM_TEST(TestRemotePort, QCoreApplication)
#include "tst_remote_port.moc"
