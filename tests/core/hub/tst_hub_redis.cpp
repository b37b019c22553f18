// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"

#include "support/redis_server.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

RedisCheck check(Hub& hub, const QString& url)
{
    std::optional<RedisCheck> result;
    hub.checkRedis(url, [&](const RedisCheck& one) { result = one; });
    return QTest::qWaitFor([&] { return result.has_value(); }, int(Patience.count()))
        ? *result
        : RedisCheck{};
}

// "reachable: passed, version: failed, …"
QStringList outcomes(const RedisCheck& found)
{
    QStringList list;
    for (const RedisCheckStep& step : found.steps)
        list.append(step.name + u' '
            + (step.outcome == RedisCheckStep::Outcome::Passed        ? u"passed"_s
                    : step.outcome == RedisCheckStep::Outcome::Failed ? u"failed"_s
                                                                      : u"not tried"_s));
    return list;
}

std::optional<QString> move(Hub& hub, const QString& url)
{
    std::optional<QString> error;
    hub.moveToRedis(url, [&](const QString& one) { error = one; });
    return QTest::qWaitFor([&] { return error.has_value(); }, int(Patience.count())) ? error
                                                                                     : std::nullopt;
}

} // namespace

// The hub behind a real Redis, as the window sees it.
class TestHubRedis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesFromMemoryWhileClientsStay()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start());
        EventStream own(rig.port(), "userId=42");
        EventStream everyone(rig.port(), "");
        QVERIFY(own.waitForOpen() && everyone.waitForOpen());
        rig.publish(to({u"42"_s}, "\"memory\""));
        QCOMPARE(own.next().data, "\"memory\""_ba);

        QCOMPARE(move(rig.hub, redis.url()), QString());
        QTRY_VERIFY(rig.hub.status().broker.ready);
        QCOMPARE(rig.hub.status().broker.kind, u"redis"_s);
        QCOMPARE(rig.hub.options().broker, redis.url());
        QCOMPARE(rig.hub.status().state, HubState::Listening);
        const PublishResult result = rig.publish(to({u"42"_s}, "1"));
        QCOMPARE(result.error, QString());
        QCOMPARE(result.recipients, 1U);
        redis.command({"PUBLISH", "notifications:42", "2"});
        redis.command({"PUBLISH", "notifications", "3"});
        rig.publish(to({}, "4"));
        for (const char* data : {"1", "2", "3", "4"})
            QCOMPARE(own.next().data, QByteArray(data));
        for (const char* data : {"3", "4"})
            QCOMPARE(everyone.next().data, QByteArray(data));
        own.socket().reset(); // and their channels are let go
        QTRY_COMPARE_WITH_TIMEOUT(
            redis.command({"PUBSUB", "NUMSUB", "notifications:42"}).toList().value(1).toInt(), 0,
            int(Patience.count()));
        EventStream again(rig.port(), "userId=42");
        QVERIFY(again.waitForOpen());
        rig.publish(to({u"42"_s}, "5"));
        QCOMPARE(again.next().data, "5"_ba);
        QCOMPARE(rig.connections()->total, 2U);
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
    }

    // A tap, of this hub or of another one, and whatever else listens by a pattern.
    void whoListensByAPatternIsNoRecipient()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        HubOptions options = onAnyPort();
        options.broker = redis.url();
        QVERIFY(rig.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        EventStream online(rig.port(), "userId=online");
        QVERIFY(online.waitForOpen());
        QSignalSpy tapped(&rig.hub, &Hub::tapped);
        rig.hub.tapRedis(u"*"_s);
        HubRig other;
        QVERIFY(other.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(other.hub.status().broker.ready, int(Patience.count()));
        other.hub.tapRedis(u"notifications:*"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            redis.command({"PUBSUB", "NUMPAT"}).toInt(), 2, int(Patience.count()));

        std::optional<ReceiptSnapshot> receipt;
        QObject::connect(&rig.hub, &Hub::receiptChanged, &rig.hub,
            [&receipt](const ReceiptSnapshot& one) { receipt = one; });
        PublishResult result = rig.publish(to({u"offline"_s}, "1"));
        QCOMPARE(result.error, QString());
        QCOMPARE(result.recipients, 0U);
        result = rig.publish(to({u"online"_s}, "2"));
        QCOMPARE(result.recipients, 1U);
        QCOMPARE(online.next().data, "2"_ba);
        QTRY_VERIFY_WITH_TIMEOUT(
            receipt && receipt->id == result.id && receipt->total.acknowledged == 1,
            int(Patience.count()));
        QCOMPARE(receipt->total.unknown(), 0U);
        // Redis counts the other hub as one
        QCOMPARE(rig.publish(to({}, "3")).recipients, 2U);
        // the tap has seen them all the same
        const auto seen = [&tapped] {
            std::size_t messages = 0;
            for (const QList<QVariant>& one : tapped)
                messages += one[0].value<TapBatch>().messages.size();
            return messages;
        };
        QTRY_VERIFY_WITH_TIMEOUT(seen() >= 3, int(Patience.count()));
    }

    void movesWhileMuchIsPublishedAndLosesNothing()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start());
        EventStream own(rig.port(), "userId=42");
        QVERIFY(own.waitForOpen());
        int answered = 0, refused = 0;
        int sent = 0;
        std::optional<QString> moved;
        const auto send = [&] {
            rig.hub.publish(
                to({u"42"_s}, QByteArray::number(sent++)), [&](const PublishResult& result) {
                    ++answered;
                    refused += !result.error.isEmpty();
                });
        };
        for (int i = 0; i < 50; ++i)
            send();
        const QDeadlineTimer patience(Patience);
        rig.hub.moveToRedis(redis.url(), [&](const QString& error) { moved = error; });
        while (!moved || sent < 500) {
            if (sent - answered < 1000) // as many at once as would wait for a busy hub
                send();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            QVERIFY(!patience.hasExpired());
        }
        QCOMPARE(*moved, QString());
        QTRY_COMPARE_WITH_TIMEOUT(answered, sent, int(Patience.count()));
        QCOMPARE(refused, 0);
        for (int i = 0; i < sent; ++i)
            QCOMPARE(own.next().data, QByteArray::number(i));
    }

    // Under a sanitizer or valgrind this also shows that nobody is called who is gone already.
    void stopsWhileRedisOwesAnswers_data()
    {
        QTest::addColumn<bool>("hangsFromTheStart");
        QTest::addColumn<bool>("isWatched");
        QTest::addColumn<bool>("isAsked");
        QTest::newRow("before it ever answered") << true << false << false;
        QTest::newRow("a heartbeat") << false << false << false;
        QTest::newRow("figures of Redis") << false << true << false;
        QTest::newRow("publishes, audience, replay, receipts") << false << true << true;
    }
    void stopsWhileRedisOwesAnswers()
    {
        QFETCH(bool, hangsFromTheStart);
        QFETCH(bool, isWatched);
        QFETCH(bool, isAsked);
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        HubOptions options = onAnyPort();
        options.broker = redis.url();
        if (hangsFromTheStart)
            redis.pause();
        bool hasBeaten = false, isSampled = false;
        connect(&rig.hub, &Hub::instancesChanged, &rig.hub, [&] { hasBeaten = true; });
        connect(&rig.hub, &Hub::redisSampled, &rig.hub, [&] { isSampled = true; });
        rig.hub.watchRedis(isWatched);
        QVERIFY(rig.start(options));
        if (!hangsFromTheStart) {
            QTRY_VERIFY(rig.hub.status().broker.ready);
            rig.publish(to({u"42"_s}, "1"));
            QTRY_VERIFY(hasBeaten && (isSampled || !isWatched));
            redis.pause();
            hasBeaten = false;
        }
        int asked = 0, answered = 0;
        std::vector<HttpClient> clients;
        if (isAsked) {
            for (const char* body :
                {R"({"userId":"42","data":1,"receipt":true})", R"({"broadcast":true,"data":1})"}) {
                clients.emplace_back(rig.port());
                clients.back().send(requestBytes(rig.port(), "POST", "/api/publish", {}, body));
            }
            for (const char* target : {"/api/users/7/followers", "/api/users/7/interests",
                     "/api/receipts/1-0", "/api/notifications?userId=42&lastEventId=1-0"}) {
                clients.emplace_back(rig.port());
                clients.back().send(requestBytes(rig.port(), "GET", target));
            }
            PublishRequest toFollowers = to({}, "1");
            toFollowers.kind = PublishKind::Fanout;
            toFollowers.authorId = u"7"_s;
            for (const PublishRequest& request : {to({u"42"_s}, "1"), to({}, "1"), toFollowers}) {
                ++asked;
                rig.hub.publish(request,
                    [&](const PublishResult& result) { answered += !result.error.isEmpty(); });
            }
        }
        // the next heartbeat, and figures, are asked for by then
        const qint64 since = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() - since > 1200);
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QTRY_COMPARE(answered, asked);
        redis.resume();
    }

    void staysInMemoryWhenRedisIsNotFit()
    {
        RedisServer redis;
        START_REDIS(redis);
        QCOMPARE(redis
                     .command({"ACL", "SETUSER", "noscripts", "on", ">pw", "~*", "&*", "+@all",
                         "-@scripting"})
                     .toByteArray(),
            "OK"_ba);
        const QString url = QString(redis.url()).replace(u"redis://"_s, u"redis://noscripts:pw@"_s);
        HubRig rig;
        QVERIFY(rig.start());
        const RedisCheck found = check(rig.hub, url);
        QVERIFY(!found.passed);
        QCOMPARE(outcomes(found),
            QStringList({u"reachable passed"_s, u"version passed"_s, u"subscribe passed"_s,
                u"publish passed"_s, u"streams passed"_s, u"scripts failed"_s}));
        QVERIFY2(found.steps.back().text.contains(u"ACL SETUSER"_s),
            qPrintable(found.steps.back().text));
        const auto error = move(rig.hub, url);
        QVERIFY(error && error->contains(u"ACL SETUSER noscripts"_s));
        QCOMPARE(rig.hub.status().broker.kind, u"memory"_s);
        QCOMPARE(rig.publish(to({u"42"_s}, "1")).error, QString());
    }

    void looksThroughARedisStepByStep()
    {
        RedisServer redis;
        START_REDIS(redis);
        Hub hub; // need not listen
        const RedisCheck good = check(hub, redis.url());
        QVERIFY2(good.passed, qPrintable(outcomes(good).join(u'\n')));
        QCOMPARE(good.steps.size(), std::size_t(6));
        QTRY_COMPARE(redis.command({"DBSIZE"}).toInt(), 0); // nothing stays
        redis.stop();
        const RedisCheck gone = check(hub, redis.url());
        QCOMPARE(outcomes(gone).first(), u"reachable failed"_s);
        QCOMPARE(outcomes(gone).last(), u"scripts not tried"_s);
        QVERIFY(!gone.steps.front().text.isEmpty());
        const RedisCheck nonsense = check(hub, u"redis://"_s);
        QCOMPARE(outcomes(nonsense).first(), u"reachable failed"_s);
    }

    void tellsOfRedisWhileItIsWatched()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        HubOptions options = onAnyPort();
        options.broker = redis.url();
        options.instanceName = u"named one"_s;
        QList<RedisSnapshot> seen;
        QList<InstanceSnapshotPtr> instances;
        connect(&rig.hub, &Hub::redisSampled, &rig.hub,
            [&](const RedisSnapshot& one) { seen.append(one); });
        connect(&rig.hub, &Hub::instancesChanged, &rig.hub,
            [&](const InstanceSnapshotPtr& one) { instances.append(one); });
        QVERIFY(rig.start(options));
        QTRY_VERIFY(rig.hub.status().broker.ready);
        QTRY_VERIFY(!instances.isEmpty());
        QCOMPARE(instances.last()->rows.size(), std::size_t(1));
        QCOMPARE(instances.last()->rows[0].name, u"named one"_s);
        QVERIFY(instances.last()->rows[0].isThis);
        QCOMPARE(instances.last()->rows[0].url, rig.hub.status().url);
        QVERIFY(seen.isEmpty());
        rig.hub.watchRedis(true);
        QTRY_VERIFY_WITH_TIMEOUT(
            seen.size() >= 2 && isKnown(seen.last().roundTripMs), int(Patience.count()));
        const RedisSnapshot last = seen.last();
        QVERIFY(last.version.contains(u'.'));
        QCOMPARE(last.role, u"master"_s);
        QCOMPARE(last.endpoint, u"127.0.0.1:%1"_s.arg(redis.port()));
        QVERIFY(last.usedMemoryBytes > 100'000);
        QVERIFY(!isKnown(last.maxMemoryBytes));
        QVERIFY(last.connectedClients >= 2);
        QCOMPARE(last.outputBufferBytes, 0.0);
        QCOMPARE(last.outputBufferSoftLimit, 8.0 * 1024 * 1024);
        QCOMPARE(last.outputBufferHardLimit, 32.0 * 1024 * 1024);
        QCOMPARE(last.outputBufferSoftSeconds, 60.0);
        QCOMPARE(last.problem, QString());
        QCOMPARE(last.channels, 2.0);
        rig.hub.watchRedis(false);
        redis.command({"ACL", "SETUSER", "default", "-info"});
    }

    void aTapSeesWhatIsPublished()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QString failure;
        std::vector<TapMessage> messages;
        quint64 left = 0;
        connect(
            &rig.hub, &Hub::tapFailed, &rig.hub, [&](const QString& error) { failure = error; });
        connect(&rig.hub, &Hub::tapped, &rig.hub, [&](const TapBatch& batch) {
            messages.insert(messages.end(), batch.messages.begin(), batch.messages.end());
            left += batch.left;
        });
        QVERIFY(rig.start());
        rig.hub.tapRedis(u"notifications:*"_s);
        QTRY_VERIFY(failure.contains(u"not behind Redis"_s));
        QCOMPARE(move(rig.hub, redis.url()), QString());
        rig.hub.tapRedis(u"notifications:4*"_s);
        QTRY_COMPARE(redis.command({"PUBSUB", "NUMPAT"}).toInt(), 1);
        redis.command({"PUBLISH", "notifications:42", "hello"});
        redis.command({"PUBLISH", "notifications:5", "not asked for"});
        redis.command({"PUBLISH", "notifications:43", QByteArray(10'000, 'x')});
        QTRY_COMPARE(messages.size(), std::size_t(2));
        QCOMPARE(messages[0].channel, u"notifications:42"_s);
        QCOMPARE(messages[0].payload, "hello"_ba);
        QCOMPARE(messages[1].payloadBytes, 10'000);
        QCOMPARE(messages[1].payload.size(), TapMessage::PayloadBytes);
        for (int i = 0; i < 20'000; ++i)
            redis.command({"PUBLISH", "notifications:42", "x"});
        QTRY_COMPARE(messages.size() + left, std::size_t(20'002));
        rig.hub.tapRedis({});
        QTRY_COMPARE(redis.command({"PUBSUB", "NUMPAT"}).toInt(), 0);
    }

    void theWindowHearsOfAnOutage()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        HubOptions options = onAnyPort();
        options.broker = redis.url();
        qint64 from = 0, to = 0;
        bool lost = false;
        connect(&rig.hub, &Hub::gapClosed, &rig.hub,
            [&](qint64 f, qint64 t, quint64, bool historyLost) {
                from = f;
                to = t;
                lost = historyLost;
            });
        QVERIFY(rig.start(options));
        QTRY_VERIFY(rig.hub.status().broker.ready);
        QVERIFY(rig.publish(fanlight::testing::to({u"42"_s}, "1")).error.isEmpty());
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        redis.kill();
        QTRY_VERIFY(!rig.hub.status().broker.ready);
        QVERIFY(rig.hub.status().broker.awaySinceMs >= before);
        QVERIFY(!rig.hub.status().broker.problem.isEmpty());
        QVERIFY(!rig.publish(fanlight::testing::to({u"42"_s}, "1")).error.isEmpty());
        START_REDIS(redis);
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        QTRY_VERIFY(to > 0);
        QVERIFY(from >= before && to >= from);
        QVERIFY(lost);
    }
};

ROOM_TEST(TestHubRedis, QCoreApplication)
#include "tst_hub_redis.moc"
