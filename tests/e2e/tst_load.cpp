// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/hub_process.h"
#include "support/load_process.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "support/unfaithful_hub.h"

#include <QTcpServer>

#include <map>
#include <memory>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 Clients = 10;
constexpr quint64 Messages = 400;

// A short run: everyone is there before the first message, which goes to each in turn.
QStringList run(const QStringList& more = {})
{
    return QStringList{u"--quiet"_s, u"--clients"_s, QString::number(Clients), u"--ramp"_s, u"0s"_s,
               u"--duration"_s, u"4s"_s, u"--publish-from"_s, u"1500ms"_s, u"--publish-rate"_s,
               u"1000"_s, u"--publish-count"_s, QString::number(Messages), u"--publish-to"_s,
               u"each"_s}
    + more;
}

// One in which clients lose their connections after all have had an event, and come back before the
// end.
QStringList runWithReturns()
{
    return run({u"--duration"_s, u"6s"_s, u"--publish-from"_s, u"500ms"_s, u"--publish-rate"_s,
        u"200"_s, u"--publish-count"_s, u"800"_s, u"--drop"_s, u"100%/2s"_s, u"--drop-away"_s,
        u"200ms"_s});
}

quint64 statOf(const HubProcess& hub, QLatin1StringView name)
{
    return quint64(httpGet(hub.port(), "/api/stats").json().value(name).toInteger(-1));
}

quint16 portWithoutListener()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

QByteArray expectation(const LoadProcess& load, const QString& name, quint64 value)
{
    return name.toUtf8() + " should be " + QByteArray::number(value) + '\n' + load.story();
}
#define COMPARE_TOTAL(load, name, value)                                                           \
    QVERIFY2(                                                                                      \
        (load).total(name) == quint64(value), expectation(load, name, quint64(value)).constData())

} // namespace

// What the load tester says, held against who else was there: a hub that does wrong and knows how
// often, Fanlight's own figures, an independent client.
class TstLoad : public QObject {
    Q_OBJECT

    using Ways = UnfaithfulHub::Ways;
    struct Wrong {
        explicit Wrong(const Ways& ways)
            : hub(ways)
        {
        }
        UnfaithfulHub hub;
        LoadProcess load; // against it
    };
    std::map<QByteArray, std::unique_ptr<Wrong>> m_wrongs; // by row

private Q_SLOTS:
    // ---- hubs that do wrong

    void everyWrongIsCountedAsTheHubDidIt_data()
    {
        QTest::addColumn<Ways>("ways");
        // They run at the same time, since most of it is waiting.
        const auto add = [this](const char* name, const Ways& ways, const QStringList& options) {
            QTest::newRow(name) << ways;
            const auto run = m_wrongs.emplace(name, std::make_unique<Wrong>(ways)).first;
            run->second->load.startAgainst(run->second->hub.port(), ::run(options));
        };
        const QStringList toAll{u"--publish-to"_s, u"all"_s, u"--publish-count"_s, u"150"_s};
        add("nothing", Ways{}, QStringList());
        add("nothing, to all", Ways{}, toAll);
        add("drops", Ways{.dropEvery = 7}, QStringList());
        add("drops the last", Ways{.dropEvery = 40}, QStringList());
        add("drops all", Ways{.dropEvery = 1}, QStringList());
        add("drops, to all", Ways{.dropEvery = 7}, toAll);
        add("repeats", Ways{.repeatEvery = 3}, QStringList());
        add("repeats, to all", Ways{.repeatEvery = 3}, toAll);
        add("swaps", Ways{.swapEvery = 6}, QStringList());
        add("swaps, and keeps the last", Ways{.swapEvery = 5}, QStringList());
        add("swaps, to all", Ways{.swapEvery = 7}, toAll);
        add("ids stand still", Ways{.stuckIdEvery = 4}, QStringList());
        add("refuses", Ways{.refuseEvery = 6}, QStringList());
        add("refuses and drops", Ways{.dropEvery = 9, .refuseEvery = 7}, toAll);
        add("all of it", Ways{.dropEvery = 7, .repeatEvery = 5, .swapEvery = 11, .refuseEvery = 13},
            QStringList());
        add("without ids", Ways{.dropEvery = 7, .repeatEvery = 5, .swapEvery = 11, .ids = false},
            QStringList());
        add("to the end of the connection",
            Ways{.dropEvery = 7, .framing = UnfaithfulHub::Framing::ToTheEnd}, QStringList());
        add("CRLF", Ways{.dropEvery = 7, .repeatEvery = 5, .crlf = true}, QStringList());
        add("in pieces", Ways{.dropEvery = 7, .repeatEvery = 5, .crlf = true, .inPieces = true},
            QStringList());
        add("within a string", Ways{.dropEvery = 7, .repeatEvery = 5, .wrapped = true},
            QStringList());
        const QStringList longer{u"--duration"_s, u"3s"_s}; // all are back by the end
        add("ends streams and forgets", Ways{.endAfter = 5}, longer);
        add("ends streams and remembers", Ways{.endAfter = 5, .replays = true}, longer);
    }
    void everyWrongIsCountedAsTheHubDidIt()
    {
        QFETCH(Ways, ways);
        const std::unique_ptr<Wrong> wrong = std::move(m_wrongs[QTest::currentDataTag()]);
        const UnfaithfulHub& hub = wrong->hub;
        LoadProcess& load = wrong->load;
        QVERIFY2(load.waitForEnd() && load.exitCode() == 0 && !load.report().isEmpty(),
            load.story().constData());
        QTRY_COMPARE(hub.openStreams(), 0U);
        const UnfaithfulHub::Counts& did = hub.counts();
        const quint64 kept = did.dropped + did.heldBack + (ways.replays ? 0 : did.missed);
        COMPARE_TOTAL(load, u"published"_s, did.accepted + did.refused);
        COMPARE_TOTAL(load, u"accepted"_s, did.accepted);
        COMPARE_TOTAL(load, u"refused"_s, did.refused);
        COMPARE_TOTAL(load, u"opened"_s, did.streams);
        COMPARE_TOTAL(load, u"reconnects"_s, did.streams - Clients);
        COMPARE_TOTAL(load, u"closedByHub"_s, did.ended);
        COMPARE_TOTAL(load, u"events"_s, did.sent);
        COMPARE_TOTAL(load, u"received"_s, did.sent - did.repeated);
        COMPARE_TOTAL(load, u"lost"_s, kept);
        COMPARE_TOTAL(load, u"expected"_s, did.sent - did.repeated + kept);
        COMPARE_TOTAL(load, u"unread"_s, 0);
        COMPARE_TOTAL(load, u"unmarked"_s, 0);
        COMPARE_TOTAL(load, u"twice"_s, did.repeated);
        COMPARE_TOTAL(load, u"outOfOrder"_s, did.swapped);
        COMPARE_TOTAL(load, u"wrongIds"_s, ways.ids ? did.stuckIds + did.repeated : 0);
        COMPARE_TOTAL(load, u"errors"_s, did.refused);
        COMPARE_TOTAL(load, u"missedAway"_s, 0);
    }

    // A client without an id cannot ask for what it missed: that is said, and no loss.
    void whatIsMissedWithoutIdsIsNotLost()
    {
        UnfaithfulHub hub({.endAfter = 5, .ids = false});
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run({u"--duration"_s, u"3s"_s}));
        QVERIFY(hub.counts().missed > 0);
        COMPARE_TOTAL(load, u"lost"_s, 0);
        COMPARE_TOTAL(load, u"received"_s, hub.counts().sent);
        // What was on its way while a stream opened may have been sent before the client could
        // expect it.
        QVERIFY2(load.total(u"missedAway"_s) >= hub.counts().missed, load.story().constData());
        QVERIFY2(load.total(u"missedAway"_s) <= Messages - hub.counts().sent + hub.counts().ended,
            load.story().constData());
    }

    void aHubThatIsLateIsSeenAsLate()
    {
        UnfaithfulHub hub({.delay = std::chrono::milliseconds(300)});
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run({u"--late-after"_s, u"100ms"_s}));
        COMPARE_TOTAL(load, u"received"_s, Messages);
        COMPARE_TOTAL(load, u"late"_s, Messages);
        COMPARE_TOTAL(load, u"lost"_s, 0);
        QVERIFY2(load.figure(u"latency"_s, u"p50Ms"_s) >= 290, load.story().constData());
        QVERIFY2(load.figure(u"rawLatency"_s, u"p50Ms"_s) >= 290, load.story().constData());
    }

    void aBoundThatDoesNotHoldIsTheExitCode()
    {
        UnfaithfulHub hub({.dropEvery = 10});
        LoadProcess load;
        QVERIFY2(load.runAgainst(hub.port(), run({u"--expect"_s, u"lost=0"_s})),
            load.story().constData());
        QCOMPARE(load.exitCode(), 1);
        COMPARE_TOTAL(load, u"lost"_s, hub.counts().dropped);
        LoadProcess content;
        RUN_LOAD(content, hub.port(), run({u"--expect"_s, u"lost>0"_s}));
    }

    // ---- a real hub

    void countsAreThoseOfTheHub()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run());
        COMPARE_TOTAL(load, u"published"_s, Messages);
        COMPARE_TOTAL(load, u"accepted"_s, statOf(hub, "published"_L1));
        COMPARE_TOTAL(load, u"received"_s, statOf(hub, "delivered"_L1));
        COMPARE_TOTAL(load, u"opened"_s, statOf(hub, "connects"_L1));
        COMPARE_TOTAL(load, u"lost"_s, 0);
        COMPARE_TOTAL(load, u"expected"_s, Messages);
        QCOMPARE(load.figure(u"hub"_s, u"delivered"_s), double(Messages));
        QCOMPARE(load.figure(u"hub"_s, u"connects"_s), double(Clients));
        QCOMPARE(load.figure(u"latency"_s, u"count"_s), double(Messages));
        QCOMPARE(load.figure(u"connect"_s, u"count"_s), double(Clients));
        QCOMPARE(load.figure(u"publishAnswer"_s, u"count"_s), double(Messages));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void broadcastsCountForEachClient()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run({u"--publish-to"_s, u"all"_s}));
        COMPARE_TOTAL(load, u"received"_s, Messages * Clients);
        COMPARE_TOTAL(load, u"received"_s, statOf(hub, "delivered"_L1));
        COMPARE_TOTAL(load, u"lost"_s, 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    // On the same user's stream an independent client sees as many, with the ids that history has.
    void anIndependentClientSeesTheSame()
    {
        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"1000/1h"_s});
        EventStream beside(hub.port(), "userId=1");
        QVERIFY(beside.waitForOpen());
        HttpClient publisher(hub.port());
        const QByteArray before
            = publish(publisher, toUser("1", "0")).value("id"_L1).toString().toUtf8();
        QCOMPARE(beside.next().id, before);
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run({u"--clients"_s, u"1"_s, u"--publish-to"_s, u"user=1"_s}));
        EventStream after(hub.port(), "userId=1", {{"Last-Event-ID", before}});
        QVERIFY(after.waitForOpen());
        for (quint64 i = 0; i < load.total(u"received"_s); ++i) {
            const SseEvent event = beside.next();
            QVERIFY(!event.isNull());
            QCOMPARE(after.next().id, event.id);
        }
        QVERIFY(beside.next(QDeadlineTimer(100)).isNull());
        COMPARE_TOTAL(load, u"received"_s, Messages);
        COMPARE_TOTAL(load, u"wrongIds"_s, 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void returnsLoseNothingWithHistory()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        RUN_LOAD(load, hub.port(), runWithReturns());
        QVERIFY2(load.total(u"dropped"_s) >= Clients, load.story().constData());
        COMPARE_TOTAL(load, u"opened"_s, statOf(hub, "connects"_L1));
        COMPARE_TOTAL(load, u"reconnects"_s, statOf(hub, "connects"_L1) - Clients);
        COMPARE_TOTAL(load, u"received"_s, load.total(u"accepted"_s));
        COMPARE_TOTAL(load, u"lost"_s, 0);
        COMPARE_TOTAL(load, u"twice"_s, 0);
        COMPARE_TOTAL(load, u"outOfOrder"_s, 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void withoutHistoryWhatWasMissedIsLost()
    {
        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"off"_s});
        LoadProcess load;
        RUN_LOAD(load, hub.port(), runWithReturns());
        const quint64 delivered = statOf(hub, "delivered"_L1);
        QVERIFY2(load.total(u"lost"_s) > 0, load.story().constData());
        COMPARE_TOTAL(load, u"lost"_s, load.total(u"accepted"_s) - load.total(u"received"_s));
        // What the hub handed to a connection as its client gave it up counts as delivered there
        // alone.
        QVERIFY2(load.total(u"lost"_s) >= load.total(u"accepted"_s) - delivered,
            load.story().constData());
        QVERIFY2(load.total(u"lost"_s)
                <= load.total(u"accepted"_s) - delivered + load.total(u"dropped"_s),
            load.story().constData());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    // What a slow reader has not read yet is nobody's loss, and the others have all.
    void slowReadersOweAndLoseNothing()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        RUN_LOAD(load, hub.port(),
            run({u"--publish-to"_s, u"all"_s, u"--publish-count"_s, u"100"_s, u"--payload-size"_s,
                u"4KiB"_s, u"--slow-readers"_s, u"50%"_s, u"--slow-rate"_s, u"1KiB"_s}));
        COMPARE_TOTAL(load, u"expected"_s, 100 * Clients);
        COMPARE_TOTAL(load, u"lost"_s, 0);
        QVERIFY2(load.total(u"received"_s) >= 100 * Clients / 2, load.story().constData());
        QVERIFY2(load.total(u"unread"_s) >= 50 * Clients / 2, load.story().constData());
        COMPARE_TOTAL(load, u"unread"_s, 100 * Clients - load.total(u"received"_s));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void throughRedisItCountsTheSame()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url()});
        QTRY_COMPARE(httpGet(hub.port(), "/readyz").status, 200);
        for (const QString& to : {u"each"_s, u"all"_s}) {
            const quint64 before = statOf(hub, "delivered"_L1);
            LoadProcess load;
            RUN_LOAD(
                load, hub.port(), run({u"--publish-via"_s, redis.url(), u"--publish-to"_s, to}));
            COMPARE_TOTAL(load, u"accepted"_s, Messages);
            COMPARE_TOTAL(load, u"received"_s, to == "all"_L1 ? Messages * Clients : Messages);
            COMPARE_TOTAL(load, u"received"_s, statOf(hub, "delivered"_L1) - before);
            COMPARE_TOTAL(load, u"lost"_s, 0);
        }
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    // ---- faults

    void faultsShowAsWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QString>("error"); // of each client
        QTest::newRow("refuse") << QByteArray(R"({"kind":"refuse"})") << u"connection reset"_s;
        QTest::newRow("unavailable") << QByteArray(R"({"kind":"unavailable"})") << u"HTTP 503"_s;
    }
    void faultsShowAsWhatTheyAre()
    {
        QFETCH(QByteArray, fault);
        QFETCH(QString, error);
        HubProcess hub;
        START_HUB(hub, {u"--allow-faults"_s});
        QCOMPARE(httpPost(hub.port(), "/api/faults", fault).status, 200);
        LoadProcess load;
        QVERIFY2(load.runAgainst(hub.port(), run()), load.story().constData());
        QCOMPARE(load.exitCode(), 1); // nothing was tested
        COMPARE_TOTAL(load, u"failed"_s, Clients);
        COMPARE_TOTAL(load, u"opened"_s, 0);
        COMPARE_TOTAL(load, u"received"_s, 0);
        COMPARE_TOTAL(load, u"lost"_s, 0); // nobody was there
        QVERIFY2(load.figure(u"errors"_s, error) >= double(Clients), load.story().constData());
        COMPARE_TOTAL(load, u"errors"_s, load.figure(u"errors"_s, error));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void whatAFaultCutsComesBackAndHasAll()
    {
        HubProcess hub;
        START_HUB(hub, {u"--allow-faults"_s});
        QCOMPARE(httpPost(hub.port(), "/api/faults", R"({"kind":"cut","events":15})").status, 200);
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run({u"--duration"_s, u"10s"_s}));
        QVERIFY2(load.total(u"closedByHub"_s) >= Clients, load.story().constData());
        COMPARE_TOTAL(load, u"closedByHub"_s, statOf(hub, "connects"_L1) - Clients);
        COMPARE_TOTAL(load, u"reconnects"_s, load.total(u"closedByHub"_s));
        COMPARE_TOTAL(load, u"received"_s, Messages);
        COMPARE_TOTAL(load, u"lost"_s, 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aFaultThatDelaysRaisesLatency()
    {
        HubProcess hub;
        START_HUB(hub, {u"--allow-faults"_s});
        QCOMPARE(
            httpPost(hub.port(), "/api/faults", R"({"kind":"delay","delay":"300ms"})").status, 200);
        LoadProcess load;
        RUN_LOAD(load, hub.port(), run({u"--late-after"_s, u"200ms"_s}));
        COMPARE_TOTAL(load, u"received"_s, Messages);
        COMPARE_TOTAL(load, u"late"_s, Messages);
        QVERIFY2(load.figure(u"latency"_s, u"p50Ms"_s) >= 290, load.story().constData());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    // ---- ends

    void aTargetThatIsNotThereIsNamed()
    {
        const quint16 port = portWithoutListener();
        LoadProcess load;
        QVERIFY2(load.runAgainst(port, run()), load.story().constData());
        QCOMPARE(load.exitCode(), 1);
        const QByteArray said = load.standardError();
        const QByteArray address = "127.0.0.1:" + QByteArray::number(port);
        QVERIFY2(said.contains(address) && said.contains("refused"), said.constData());
    }

    void anInterruptEndsWithAReport()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        QVERIFY(load.startAgainst(hub.port(),
            run({u"--duration"_s, u"1h"_s, u"--publish-count"_s, u"0"_s, u"--publish-rate"_s,
                u"100"_s})));
        QTRY_VERIFY_WITH_TIMEOUT(statOf(hub, "delivered"_L1) >= 50, int(Patience.count()));
        load.interrupt();
        QVERIFY2(load.waitForEnd() && load.exitCode() == 130, load.story().constData());
        QVERIFY2(load.report().value("wasStopped"_L1).toBool(), load.story().constData());
        COMPARE_TOTAL(load, u"opened"_s, Clients);
        COMPARE_TOTAL(load, u"received"_s, statOf(hub, "delivered"_L1));
        COMPARE_TOTAL(load, u"lost"_s, 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }
};

ROOM_TEST(TstLoad, QCoreApplication)
#include "tst_load.moc"
