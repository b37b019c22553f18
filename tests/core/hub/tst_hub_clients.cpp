// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"

#include "hub/log.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

QString beginFault(LocalHub& hub, const Fault& fault)
{
    std::optional<QString> answer;
    hub.beginFault(fault, [&](const QString& error, const Fault&) { answer = error; });
    return QTest::qWaitFor([&] { return answer.has_value(); }, int(Patience.count()))
        ? *answer
        : u"no answer"_qs;
}

// Publishes until the client, which does not read, is too slow.
bool overwhelm(HubRig& rig, const QString& user, const ClosedConnections& closed)
{
    for (int i = 0; i < 400 && closed.ofUser(user, 1).empty(); ++i)
        rig.publish(to({user}, QByteArray(200'000, 'x')));
    return !closed.ofUser(user, 1).empty();
}

} // namespace

// How a hub sees its clients: those that have gone, one that is looked at closely, and what may be
// changed under them.
class TestHubClients : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Each reason is made to happen; it is counted once: in the metrics, in the list of closed
    // streams, in the log.
    void everyReasonIsCountedOnce()
    {
        LogSink log(u"info"_qs);
        HubRig rig;
        ClosedConnections& closed = rig.hub.recordClosed();
        MetricsSample sum;
        connect(&rig.hub, &LocalHub::sampled, this, [&](const MetricsSample& sample) {
            if (sum.intervalMs == 0)
                sum = sample;
            else
                sum.merge(sample);
        });
        HubOptions options = onAnyPort();
        options.maxPerUser = 2;
        options.backlogLimit = 4096;
        QVERIFY(rig.start(options));

        EventStream client(rig.port(), "userId=client");
        QVERIFY(client.waitForOpen());
        client.socket().close();

        EventStream slow(rig.port(), "userId=slow", {}, "HTTP/1.1", 4096);
        QVERIFY(slow.waitForOpen());
        QVERIFY(overwhelm(rig, u"slow"_qs, closed));

        std::vector<EventStream> limited;
        for (int i = 0; i < 3; ++i) {
            limited.emplace_back(rig.port(), "userId=limit");
            QVERIFY(limited.back().waitForOpen());
            QTest::qWait(5); // ages differ
        }
        QVERIFY(limited.front().waitForCleanEnd()); // the oldest
        QCOMPARE(limited.front().retries().last(), LocalHub::NeverRetry);

        EventStream kicked(rig.port(), "userId=kicked");
        QVERIFY(kicked.waitForOpen());
        QCOMPARE(
            rig.disconnect({*parseConnectionId(QString::fromLatin1(kicked.connectionId()))}, -1),
            1);
        EventStream broken(rig.port(), "userId=kicked");
        QVERIFY(broken.waitForOpen());
        QCOMPARE(rig.disconnect({*parseConnectionId(QString::fromLatin1(broken.connectionId()))},
                     LocalHub::BreakOff),
            1);
        QVERIFY(!broken.waitForCleanEnd());

        EventStream dropped(rig.port(), "userId=fault");
        QVERIFY(dropped.waitForOpen());
        Fault drop;
        drop.filter = u"user:fault"_qs;
        QCOMPARE(beginFault(rig.hub, drop), QString());
        QVERIFY(!dropped.waitForCleanEnd());

        EventStream aged(rig.port(), "userId=lifetime");
        QVERIFY(aged.waitForOpen());
        limited.clear(); // two more clients that go
        QTRY_COMPARE(closed.ofUser(u"limit"_qs, 9).size(), 3U);
        HubOptions shortLived = rig.hub.options();
        shortLived.maxLifetime = 1s;
        QCOMPARE(rig.change(shortLived), QString());
        QVERIFY(aged.waitForCleanEnd());
        shortLived.maxLifetime = 0s;
        QCOMPARE(rig.change(shortLived), QString());

        EventStream drained(rig.port(), "userId=drain");
        QVERIFY(drained.waitForOpen());
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));

        // error: a socket that breaks other than by its client's end cannot be made here
        const std::map<QString, std::vector<DisconnectReason>> expected{
            {u"client"_qs, {DisconnectReason::Client}}, {u"slow"_qs, {DisconnectReason::Slow}},
            {u"limit"_qs,
                {DisconnectReason::Limit, DisconnectReason::Client, DisconnectReason::Client}},
            {u"kicked"_qs, {DisconnectReason::Kicked, DisconnectReason::Kicked}},
            {u"fault"_qs, {DisconnectReason::Fault}},
            {u"lifetime"_qs, {DisconnectReason::Lifetime}},
            {u"drain"_qs, {DisconnectReason::Drain}}};
        std::array<quint64, DisconnectReasonCount> counts{};
        for (const auto& [user, reasons] : expected) {
            std::vector<DisconnectReason> seen;
            for (const ClosedConnectionPtr& one : closed.ofUser(user, 9))
                seen.push_back(one->row.reason);
            std::reverse(seen.begin(), seen.end());
            QVERIFY2(seen == reasons, qPrintable(user));
            for (const DisconnectReason reason : reasons)
                ++counts[std::size_t(reason)];
        }
        QCOMPARE(closed.since(0).size(), 10U);
        QTRY_COMPARE(sum.disconnects, 10U);
        QVERIFY(sum.disconnectsByReason == counts);

        std::array<quint64, DisconnectReasonCount> logged{};
        for (const LogLine& line : log.ring().since(0)) {
            for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
                logged[i] += line.text.contains(u" disconnected: %1 after "_qs.arg(
                    QLatin1StringView(disconnectReasonName(DisconnectReason(i)))));
        }
        QVERIFY(logged == counts);
    }

    void aClosedStreamIsKeptAsItStood()
    {
        HubRig rig;
        ClosedConnections& closed = rig.hub.recordClosed();
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=7&types=like", {{"User-Agent", "a test"}});
        QVERIFY(stream.waitForOpen());
        QCOMPARE(rig.publish(to({u"7"_qs}, R"({"type":"like"})")).recipients, 1U);
        QVERIFY(!stream.next().isNull());
        stream.socket().close();
        QTRY_COMPARE(closed.since(0).size(), 1U);
        const ClosedConnection& one = *closed.since(0).front();
        QCOMPARE(one.row.userId, u"7"_qs);
        QCOMPARE(one.row.types, QStringList{u"like"_qs});
        QCOMPARE(one.row.userAgent, u"a test"_qs);
        QCOMPARE(one.row.events, 1U);
        QVERIFY(one.row.closedAtMs >= one.row.connectedAtMs);
        QCOMPARE(closed.since(one.number).size(), 0U);
    }

    void theCapOfAUserCountsOverShardsAndLeavesOthersAlone()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.maxPerUser = 3;
        QVERIFY(rig.start(options));
        EventStream other(rig.port(), "userId=other");
        EventStream nobody(rig.port(), "");
        std::vector<EventStream> streams;
        for (int i = 0; i < 8; ++i) {
            streams.emplace_back(rig.port(), "userId=1");
            QVERIFY(streams.back().waitForOpen());
            QTest::qWait(3);
        }
        QTRY_COMPARE(rig.connections()->rows.size(), 5U);
        QCOMPARE(rig.publish(to({u"1"_qs}, "1")).recipients, 3U);
        for (std::size_t i = 0; i < streams.size(); ++i)
            QCOMPARE(streams[i].next(QDeadlineTimer(i < 5 ? 100 : 5000)).isNull(),
                i < 5); // the newest stay
    }

    // ---- one looked at closely

    void aWatchedStreamIsToldAboutUntilItsEnd()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.maxLifetime = 1h;
        QVERIFY(rig.start(options));
        WatchedConnection last;
        int told = 0;
        connect(&rig.hub, &LocalHub::connectionWatched, this, [&](const WatchedConnection& one) {
            last = one;
            ++told;
        });
        EventStream stream(rig.port(), "userId=7");
        QVERIFY(stream.waitForOpen());
        const quint64 id = *parseConnectionId(QString::fromLatin1(stream.connectionId()));
        rig.hub.watchConnection(id);
        QTRY_VERIFY(told > 0);
        QVERIFY(last.found);
        QCOMPARE(last.id, id);
        QVERIFY(last.sent.empty());
        rig.publish(to({u"7"_qs}, "one"));
        QVERIFY(!stream.next().isNull());
        QTRY_COMPARE(last.sent.size(), 1U);
        QVERIFY(last.sent.front().chunked);
        QVERIFY(last.sent.front().frame->plain().find("data: one\n") != std::string_view::npos);
        QTRY_COMPARE(last.ack.count(), 1U);
        QTRY_COMPARE(last.kernelQueueBytes, 0.0);
        QVERIFY(last.retransmits >= 0 && last.rttVarianceMs >= 0);
        QVERIFY(last.endsAtMs - last.row.connectedAtMs > 47 * 60'000
            && last.endsAtMs - last.row.connectedAtMs < 61 * 60'000);
        QCOMPARE(last.row.userId, u"7"_qs);

        QCOMPARE(rig.disconnect({id}, 5000), 1);
        QTRY_VERIFY(last.row.closedAtMs > 0);
        QVERIFY(last.row.reason == DisconnectReason::Kicked);
        QCOMPARE(last.row.events, 1U);
        QCOMPARE(last.sent.size(), 1U);
        const int before = told;
        QTest::qWait(600);
        QCOMPARE(told, before); // nothing more is known of it
    }

    void aStreamThatIsNotThereIsSaidToBe()
    {
        HubRig rig;
        QVERIFY(rig.start());
        std::optional<WatchedConnection> told;
        connect(&rig.hub, &LocalHub::connectionWatched, this,
            [&](const WatchedConnection& one) { told = one; });
        rig.hub.watchConnection(12345);
        QTRY_VERIFY(told.has_value());
        QVERIFY(!told->found);
        QCOMPARE(told->id, 12345U);
    }

    // ---- changed under them

    void liveOptionsHoldForThoseWhoAreThere()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        HubOptions wanted = rig.hub.options();
        wanted.heartbeat = 1s;
        wanted.retry = 700ms;
        wanted.maxConnections = 1;
        wanted.historyCount = 7; // not live
        QCOMPARE(rig.change(wanted), QString());
        QCOMPARE(rig.hub.options().heartbeat, std::chrono::milliseconds(1000));
        QCOMPARE(rig.hub.options().historyCount, 100);
        QVERIFY(stream.waitForComment());
        EventStream refused(rig.port(), "userId=2");
        QVERIFY(refused.waitForCleanEnd()); // there is no room
        QVERIFY(refused.retries().first() >= 700);
        wanted.maxConnections = 0;
        QCOMPARE(rig.change(wanted), QString());
        EventStream taken(rig.port(), "userId=2");
        QVERIFY(taken.waitForOpen());
        QCOMPARE(taken.retries().first(), 700);
    }

    void theLogFollowsItsOptionsWhileStreamsStay()
    {
        auto log = std::make_unique<LogSink>(u"info"_qs);
        HubRig rig;
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        const QTemporaryDir directory;
        HubOptions wanted = rig.hub.options();
        wanted.logFile = directory.filePath(u"hub.log"_qs);
        QCOMPARE(rig.change(wanted), QString());
        qWarning("a line for the file");
        const auto written = [&wanted] {
            QFile file(wanted.logFile);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QTRY_VERIFY(written().contains("a line for the file"));

        // One that cannot be written is refused, and the log goes on where it was.
        HubOptions refused = wanted;
        refused.logFile = u"/no/such/folder/hub.log"_qs;
        const QString error = rig.change(refused);
        QVERIFY2(error.startsWith(u"--log-file: cannot write /no/such/folder/hub.log"_qs),
            qPrintable(error));
        QCOMPARE(rig.hub.options().logFile, wanted.logFile);
        qWarning("another line");
        QTRY_VERIFY(written().contains("another line"));

        HubOptions none = wanted;
        none.logFile.clear();
        QCOMPARE(rig.change(none), QString());
        qWarning("not for the file");
        rig.publish(to({u"1"_qs}, "still there"));
        QCOMPARE(stream.next().data, QByteArray("still there"));
        log.reset(); // all is written then
        QVERIFY(!written().contains("not for the file"));
    }

    void faultsEndWithTheHub()
    {
        HubRig rig;
        Faults faults;
        connect(&rig.hub, &LocalHub::faultsChanged, this, [&](const Faults& now) { faults = now; });
        Fault halfOpen;
        halfOpen.kind = FaultKind::HalfOpen;
        QVERIFY(!beginFault(rig.hub, halfOpen).isEmpty()); // nothing runs
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(beginFault(rig.hub, halfOpen), QString());
        Fault secret = halfOpen;
        secret.origin = Fault::Origin::Doctor;
        QCOMPARE(beginFault(rig.hub, secret), QString());
        QTRY_COMPARE(faults.size(), 1U); // the doctor's is not listed
        QTRY_COMPARE(faults.front().streams, 1U);
        rig.publish(to({u"1"_qs}, "waits"));
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QTRY_COMPARE(faults.size(), 0U);
        QCOMPARE(stream.next().data, QByteArray("waits"));
        QVERIFY(stream.waitForCleanEnd());
    }

    // Rows keep their texts while they are asked for, and follow who comes and goes.
    void snapshotsFollowWhoComesAndGoes()
    {
        HubRig rig;
        QVERIFY(rig.start());
        std::deque<EventStream> streams;
        for (int i = 0; i < 700; ++i) // more than one slice a shard
            streams.emplace_back(rig.port(), "userId=" + QByteArray::number(i));
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        for (int round = 0; round < 3; ++round) {
            const ConnectionSnapshotPtr snapshot = rig.connections(round == 1);
            QVERIFY(snapshot);
            QCOMPARE(snapshot->rows.size(), 700U);
            QCOMPARE(snapshot->instance, rig.hub.status().instance);
            QVERIFY(std::is_sorted(snapshot->rows.begin(), snapshot->rows.end(),
                [](const auto& a, const auto& b) { return a.id < b.id; }));
            QSet<QString> users;
            for (const ConnectionRow& row : snapshot->rows)
                users.insert(row.userId);
            QCOMPARE(users.size(), 700);
            for (int i = 0; i < 100; ++i) {
                streams.pop_front();
                streams.emplace_back(
                    rig.port(), "userId=" + QByteArray::number(1000 * (round + 1) + i));
            }
            for (EventStream& stream : streams)
                QVERIFY(stream.waitForOpen());
            QTRY_COMPARE(rig.connections()->rows.size(), 700U);
        }
    }
};

// The tests' own rules would silence the log that is looked at.
static int runHubClients(int argc, char** argv)
{
    qunsetenv("QT_LOGGING_RULES");
    return fanlight::testing::runTest<TestHubClients, QCoreApplication>(argc, argv);
}

ROOM_TEST_BY(runHubClients)
#include "tst_hub_clients.moc"
