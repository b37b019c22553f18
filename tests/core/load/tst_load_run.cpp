// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/load_run.h"
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds RunPatience = 60s;

LoadScenario scenarioFor(quint16 port, qint64 clients, std::chrono::milliseconds hold, double rate)
{
    LoadScenario scenario
        = simpleScenario(u"http://127.0.0.1:%1"_s.arg(port), {}, clients, 200ms, hold);
    scenario.publishing.rate = rate;
    scenario.publishing.to = PublishTo::Each;
    return scenario;
}

// Runs to the end; `stopAt`: stops when it is told so.
LoadReport runToEnd(
    const LoadScenario& scenario, const std::function<bool(const LoadProgress&)>& stopAt = {})
{
    LoadRun run;
    LoadReport report;
    report.failure = u"did not end"_s;
    QEventLoop loop;
    QObject::connect(&run, &LoadRun::progressed, &loop, [&](const LoadProgress& progress) {
        if (stopAt && stopAt(progress))
            run.stop();
    });
    QObject::connect(&run, &LoadRun::finished, &loop, [&](const LoadReport& finished) {
        report = finished;
        loop.quit();
    });
    QTimer::singleShot(RunPatience, &loop, &QEventLoop::quit);
    run.start(scenario);
    loop.exec();
    return report;
}

QString story(const LoadReport& report)
{
    const LoadTotals& totals = report.totals;
    QString text
        = u"%1; arrived %2, opened %3, published %4, events %5, lost %6, unread %7, twice %8, errors %9"_s
              .arg(report.failure)
              .arg(totals.arrived)
              .arg(totals.opened)
              .arg(totals.published)
              .arg(totals.events)
              .arg(totals.lost)
              .arg(totals.unread)
              .arg(totals.twice)
              .arg(totals.errors);
    for (const auto& [kind, count] : report.errors)
        text += u"; %1: %2"_s.arg(kind).arg(count);
    return text;
}
} // namespace

#define CLEAN(report)                                                                              \
    QVERIFY2((report).failure.isEmpty() && (report).totals.lost == 0 && (report).totals.twice == 0 \
            && (report).totals.outOfOrder == 0 && (report).totals.errors == 0,                     \
        qPrintable(story(report)))

class TestLoadRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsWhatTheHubCounts_data()
    {
        QTest::addColumn<int>("to");
        QTest::newRow("each") << int(PublishTo::Each);
        QTest::newRow("random") << int(PublishTo::Random);
        QTest::newRow("skewed") << int(PublishTo::Skewed);
        QTest::newRow("one") << int(PublishTo::One);
        QTest::newRow("all") << int(PublishTo::All);
    }
    void countsWhatTheHubCounts()
    {
        QFETCH(int, to);
        HubProcess hub;
        START_HUB(hub);
        LoadScenario scenario = scenarioFor(hub.port(), 50, 1500ms, 100);
        scenario.publishing.to = static_cast<PublishTo>(to);
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QCOMPARE(report.totals.arrived, 50u);
        QCOMPARE(report.totals.mostClients, 50u);
        QVERIFY(report.totals.published > 0);
        QVERIFY(report.totals.events > 0);
        QCOMPARE(report.totals.accepted, report.totals.published);
        QVERIFY(report.hub);
        QCOMPARE(report.totals.events, report.hub->delivered);
        QCOMPARE(report.totals.opened, report.hub->connects);
        QCOMPARE(report.totals.published, report.hub->published);
        QCOMPARE(report.totals.received, report.totals.events);
        QCOMPARE(report.latency.count() + report.totals.replayed, report.totals.received);
        QCOMPARE(report.rawLatency.count(), report.latency.count());
        QVERIFY(report.latency.percentileNs(50) >= report.rawLatency.percentileNs(50));
        QCOMPARE(report.connect.count(), report.totals.opened);
        quint64 sampled = 0;
        for (const LoadSample& sample : report.samples)
            sampled += sample.events;
        QCOMPARE(sampled, report.totals.events);
    }

    void clientsThatDropComeBackWithoutLoss()
    {
        HubProcess hub;
        START_HUB(hub, {u"--retry"_s, u"100ms"_s});
        LoadScenario scenario = scenarioFor(hub.port(), 40, 3s, 400);
        scenario.dropShare = 0.5;
        scenario.dropEvery = 500ms;
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QVERIFY2(report.totals.dropped >= 20, qPrintable(story(report)));
        QVERIFY(report.totals.reconnects > 0);
        QVERIFY(report.totals.replayed > 0);
        QCOMPARE(report.latency.count() + report.totals.replayed, report.totals.received);
        QCOMPARE(report.totals.opened, report.hub->connects);
        QCOMPARE(report.totals.expected, report.totals.received + report.totals.unread);
    }

    void withoutHistoryWhatIsMissedWhileAwayIsLost()
    {
        HubProcess hub;
        START_HUB(hub, {u"--retry"_s, u"100ms"_s, u"--history"_s, u"off"_s});
        LoadScenario scenario = scenarioFor(hub.port(), 20, 3s, 400);
        scenario.dropShare = 1;
        scenario.dropEvery = 1s;
        const LoadReport report = runToEnd(scenario);
        QVERIFY2(report.totals.lost > 0, qPrintable(story(report)));
        QCOMPARE(report.totals.twice, 0u);
        // what was on its way when a client dropped was delivered, and reached nobody
        QVERIFY2(report.totals.events <= report.hub->delivered, qPrintable(story(report)));
        QVERIFY2(report.hub->delivered <= report.totals.events + report.totals.dropped,
            qPrintable(story(report)));
    }

    void theEndOfALifetimeIsNoError()
    {
        HubProcess hub;
        START_HUB(hub, {u"--max-lifetime"_s, u"1s"_s, u"--retry"_s, u"100ms"_s});
        const LoadReport report = runToEnd(scenarioFor(hub.port(), 20, 3s, 200));
        CLEAN(report);
        QVERIFY(report.totals.closedByHub >= 20);
        QVERIFY(report.totals.reconnects > 0);
    }

    void slowReadersAreLeftOutOfLatencyAndOweWhatTheyDidNotRead()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadScenario scenario = scenarioFor(hub.port(), 10, 2s, 500);
        scenario.slowShare = 0.2;
        scenario.slowBytesPerSecond = 1000;
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QVERIFY2(report.totals.unread > 0, qPrintable(story(report)));
        QVERIFY(report.latency.count() < report.totals.received);
        QCOMPARE(report.totals.expected, report.totals.received + report.totals.unread);
    }

    void clientsLeaveAfterTheirHoldAndThinkBeforeTheyReturn()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadScenario scenario = scenarioFor(hub.port(), 10, 2s, 0);
        scenario.flows.front().steps.front().hold = 200ms;
        scenario.think = 100ms;
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QVERIFY2(report.totals.opened > 30, qPrintable(story(report)));
        QCOMPARE(report.totals.opened, report.hub->connects);
        QCOMPARE(report.totals.arrived, 10u);
        QCOMPARE(report.totals.reconnects, 0u);
    }

    void aCapHoldsArrivalsBack()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadScenario scenario = scenarioFor(hub.port(), 30, 300ms, 0);
        scenario.phases.front().maxClients = 10;
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QCOMPARE(report.totals.arrived, 10u);
        QCOMPARE(report.totals.notAdmitted, 20u);
    }

    void flowsPostThinkLoopAndCapture()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadScenario scenario = scenarioFor(hub.port(), 5, 100ms, 0);
        LoadStep post;
        post.kind = LoadStep::Kind::Post;
        post.path = u"/api/publish"_s;
        post.body = u"{\"userId\":\"{i}\",\"type\":\"like\",\"data\":{\"a\":{\"b\":7}}}"_s;
        post.captures = {{u"$.id"_s, u"id"_s, {}, {}}, {u"$.nothing"_s, u"none"_s, {}, {}}};
        LoadStep resume; // takes up behind nothing: what was posted comes from history
        resume.path = u"/api/notifications?userId={i}&lastEventId=1-0"_s;
        resume.events = 3;
        resume.captures = {{u"$.a.b"_s, u"b"_s, {}, {}}};
        LoadStep loop;
        loop.kind = LoadStep::Kind::Loop;
        loop.count = 3;
        loop.steps = {post};
        scenario.flows.front().steps = {loop, resume};
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QCOMPARE(report.totals.requests, 15u);
        QCOMPARE(report.answer.count(), 15u);
        QCOMPARE(report.totals.events, 15u);
        QCOMPARE(report.totals.unmarked, 15u);
        QCOMPARE(report.totals.failedChecks, 15u); // $.nothing of each post
        QCOMPARE(report.hub->published, 15u);
    }

    void publishesToRedis()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url()});
        LoadScenario scenario = scenarioFor(hub.port(), 20, 1s, 300);
        scenario.publishing.redis = redis.url();
        const LoadReport report = runToEnd(scenario);
        CLEAN(report);
        QVERIFY(report.totals.received > 0);
        QCOMPARE(report.totals.accepted, report.totals.published);
        QCOMPARE(report.totals.events, report.hub->delivered);
    }

    void refusedPublishesAreNobodysLoss()
    {
        HubProcess hub;
        START_HUB(hub, {u"--publish-token"_s, u"secret"_s});
        const LoadReport report = runToEnd(scenarioFor(hub.port(), 5, 500ms, 50));
        QCOMPARE(report.totals.lost, 0u);
        QVERIFY(report.totals.refused > 0);
        QCOMPARE(report.totals.refused, report.totals.published);
        QCOMPARE(report.errors.at(u"publishing: HTTP 401"_s), report.totals.refused);
        LoadScenario allowed = scenarioFor(hub.port(), 5, 500ms, 50);
        allowed.publishing.headers = {u"Authorization: Bearer secret"_s};
        const LoadReport better = runToEnd(allowed);
        CLEAN(better);
        QCOMPARE(better.totals.accepted, better.totals.published);
    }

    void stoppingEndsEarlyWithAReport()
    {
        HubProcess hub;
        START_HUB(hub);
        const LoadReport report = runToEnd(scenarioFor(hub.port(), 5, 1h, 50),
            [](const LoadProgress& progress) { return progress.totals.events > 5; });
        CLEAN(report);
        QVERIFY(report.wasStopped);
        QCOMPARE(report.totals.events, report.hub->delivered);
    }

    void saysWhyItCannotBegin_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("failure");
        QTest::newRow("nobody listens") << u"http://127.0.0.1:1"_s << u"connection refused"_s;
        QTest::newRow("no such host")
            << u"http://nowhere.invalid:80"_s << u"nowhere.invalid is not known"_s;
        QTest::newRow("TLS") << u"https://127.0.0.1:1"_s << u"connection refused"_s;
    }
    void saysWhyItCannotBegin()
    {
        QFETCH(QString, target);
        QFETCH(QString, failure);
        LoadScenario scenario = scenarioFor(1, 1, 100ms, 0);
        scenario.target = target;
        const LoadReport report = runToEnd(scenario);
        QVERIFY2(report.failure.contains(failure), qPrintable(report.failure));
    }

    void whoIsNoEventStreamIsAnErrorByKind()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadScenario scenario = scenarioFor(hub.port(), 3, 300ms, 0);
        scenario.flows.front().steps.front().path = u"/healthz"_s;
        const LoadReport report = runToEnd(scenario);
        QCOMPARE(report.errors.at(u"not an event stream"_s), 3u);
        QCOMPARE(report.totals.failed, 3u);
        scenario.flows.front().steps.front().path = u"/nothing"_s;
        const LoadReport missing = runToEnd(scenario);
        QCOMPARE(missing.errors.at(u"HTTP 404"_s), 3u);
        QCOMPARE(missing.totals.failed, 3u);
    }

    void aHubThatNeverAnswersIsATimeout()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        LoadScenario scenario = scenarioFor(silent.serverPort(), 2, 1s, 0);
        scenario.timeout = 300ms;
        const LoadReport report = runToEnd(scenario);
        QVERIFY2(report.errors.count(u"no answer in time"_s) == 1
                && report.errors.at(u"no answer in time"_s) >= 2,
            qPrintable(story(report)));
        QCOMPARE(report.totals.failed, 2u);
        QVERIFY(!report.hub);
    }

    void destroyingARunEndsItAtOnce()
    {
        HubProcess hub;
        START_HUB(hub);
        {
            LoadRun run;
            bool seen = false;
            connect(&run, &LoadRun::progressed, this,
                [&](const LoadProgress& progress) { seen = seen || progress.totals.opened > 0; });
            run.start(scenarioFor(hub.port(), 5, 1h, 50));
            QTRY_VERIFY_WITH_TIMEOUT(seen, 10000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(connectionCount(hub.port()), 0, 10000);
    }
};

ROOM_TEST(TestLoadRun, QCoreApplication)
#include "tst_load_run.moc"
