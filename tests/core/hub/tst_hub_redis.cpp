// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_keys.h"
#include "core/hub/hub_rig.h"
#include "sse/event_id.h"

#include "support/redis_server.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

RedisCheck check(LocalHub& hub, const QString& url)
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

std::optional<QString> move(LocalHub& hub, const QString& url)
{
    std::optional<QString> error;
    hub.moveToRedis(
        url, LocalHub::Along::Nothing, [&](const MoveResult& one) { error = one.error; });
    return QTest::qWaitFor([&] { return error.has_value(); }, int(Patience.count())) ? error
                                                                                     : std::nullopt;
}

MoveResult moveAlong(LocalHub& hub, const QString& url)
{
    std::optional<MoveResult> result;
    hub.moveToRedis(url, LocalHub::Along::Everything, [&](const MoveResult& one) { result = one; });
    return QTest::qWaitFor([&] { return result.has_value(); }, int(Patience.count()))
        ? *result
        : MoveResult{u"no answer"_s, {}, {}};
}

void follow(LocalHub& hub, const QString& author, const QStringList& users)
{
    bool isDone = false;
    hub.changeAudience({{AudienceKind::Followers, author, users, false}},
        [&](const QString& error, quint64) { isDone = error.isEmpty(); });
    QVERIFY(QTest::qWaitFor([&] { return isDone; }, int(Patience.count())));
}

KeptInMemory kept(LocalHub& hub)
{
    std::optional<KeptInMemory> kept;
    hub.requestKept([&](const KeptInMemory& one) { kept = one; });
    return QTest::qWaitFor([&] { return kept.has_value(); }, int(Patience.count()))
        ? *kept
        : KeptInMemory();
}

// More than is copied at once.
constexpr quint64 Many = 600'000;
void fillAudience(LocalHub& hub)
{
    for (quint64 author = 0; author < Many / 10'000; ++author) {
        QStringList users;
        for (quint64 user = 0; user < 10'000; ++user)
            users << QString::number(user);
        follow(hub, QString::number(author), users);
    }
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
        QSignalSpy tapped(&rig.hub, &LocalHub::tapped);
        rig.hub.tapRedis(u"*"_s);
        HubRig other;
        QVERIFY(other.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(other.hub.status().broker.ready, int(Patience.count()));
        other.hub.tapRedis(u"notifications:*"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            redis.command({"PUBSUB", "NUMPAT"}).toInt(), 2, int(Patience.count()));

        std::optional<ReceiptSnapshot> receipt;
        QObject::connect(&rig.hub, &LocalHub::receiptChanged, &rig.hub,
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
        rig.hub.moveToRedis(redis.url(), LocalHub::Along::Nothing,
            [&](const MoveResult& result) { moved = result.error; });
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
        connect(&rig.hub, &LocalHub::instancesChanged, &rig.hub, [&] { hasBeaten = true; });
        connect(&rig.hub, &LocalHub::redisSampled, &rig.hub, [&] { isSampled = true; });
        rig.hub.watch(HubPort::View::Redis, isWatched);
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
                u"publish passed"_s, u"streams passed"_s, u"scripts failed"_s,
                u"audience not tried"_s, u"instances not tried"_s}));
        QVERIFY2(found.steps[5].text.contains(u"ACL SETUSER"_s), qPrintable(found.steps[5].text));
        const auto error = move(rig.hub, url);
        QVERIFY(error && error->contains(u"ACL SETUSER noscripts"_s));
        QCOMPARE(rig.hub.status().broker.kind, u"memory"_s);
        QCOMPARE(rig.publish(to({u"42"_s}, "1")).error, QString());
    }

    void looksThroughARedisStepByStep()
    {
        RedisServer redis;
        START_REDIS(redis);
        LocalHub hub; // need not listen
        const RedisCheck good = check(hub, redis.url());
        QVERIFY2(good.passed, qPrintable(outcomes(good).join(u'\n')));
        QCOMPARE(good.steps.size(), std::size_t(8));
        QTRY_COMPARE(redis.command({"DBSIZE"}).toInt(), 0); // nothing stays
        redis.stop();
        const RedisCheck gone = check(hub, redis.url());
        QCOMPARE(outcomes(gone).first(), u"reachable failed"_s);
        QCOMPARE(outcomes(gone).last(), u"instances not tried"_s);
        QVERIFY(!gone.steps.front().text.isEmpty());
        const RedisCheck nonsense = check(hub, u"redis://"_s);
        QCOMPARE(outcomes(nonsense).first(), u"reachable failed"_s);
    }

    // Each without one right that a hub behind Redis needs: the check must not be better than that.
    void theCheckNeedsWhatTheHubNeeds_data()
    {
        QTest::addColumn<QByteArray>("without");
        QTest::addColumn<QString>("failed");
        QTest::newRow("the followers") << "%R~interests:*"_ba << u"audience"_s;
        for (const char* command : {"sadd", "srem", "sscan", "scan"})
            QTest::newRow(command) << QByteArray(command).prepend('-') << u"audience"_s;
        for (const char* command : {"zadd", "zrange", "hgetall", "zremrangebyscore", "expire"})
            QTest::newRow(command) << QByteArray(command).prepend('-') << u"instances"_s;
        QTest::newRow("pubsub numsub") << "-pubsub"_ba << u"publish"_s;
    }
    void theCheckNeedsWhatTheHubNeeds()
    {
        QFETCH(QByteArray, without);
        QFETCH(QString, failed);
        RedisServer redis;
        START_REDIS(redis);
        std::vector<QByteArray> user{"ACL", "SETUSER", "me", "on", ">pw", "&*", "+@all"};
        if (without.startsWith('-'))
            user.insert(user.end(), {"~*", without});
        else
            user.insert(user.end(), {"~fanlight:*", "~interests:*"});
        QCOMPARE(redis.command(user).toByteArray(), "OK"_ba);
        LocalHub hub;
        const RedisCheck found
            = check(hub, QString(redis.url()).replace(u"redis://"_s, u"redis://me:pw@"_s));
        QVERIFY(!found.passed);
        QVERIFY2(outcomes(found).contains(failed + u" failed"_s),
            qPrintable(outcomes(found).join(u'\n')));
        QTRY_COMPARE(redis.command({"DBSIZE"}).toInt(), 0);
    }

    void theRulesThatAreToldAreEnoughForTheCheck()
    {
        RedisServer redis;
        START_REDIS(redis);
        std::vector<QByteArray> user{"ACL", "SETUSER", "me", "on", ">pw"};
        for (const QByteArray& rule :
            QByteArray::fromStdString(RedisKeys().accessRules()).split(' '))
            user.push_back(rule);
        QCOMPARE(redis.command(user).toByteArray(), "OK"_ba);
        LocalHub hub;
        const RedisCheck found
            = check(hub, QString(redis.url()).replace(u"redis://"_s, u"redis://me:pw@"_s));
        QVERIFY2(found.passed, qPrintable(outcomes(found).join(u'\n')));
    }

    void takesAudienceAndHistoryAlong()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start());
        follow(rig.hub, u"7"_s, {u"41"_s, u"42"_s, u"43"_s});
        QByteArrayList ids;
        for (int i = 0; i < 5; ++i)
            ids << rig.publish(to({u"42"_s}, QByteArray::number(i))).id.toLatin1();
        const QByteArray all = rig.publish(to({}, "\"all\"")).id.toLatin1();

        const MoveResult result = moveAlong(rig.hub, redis.url());
        QCOMPARE(result.error, QString());
        QCOMPARE(result.remark, QString());
        QCOMPARE(result.taken.audience, 3U);
        QCOMPARE(result.taken.history, 6U);
        QCOMPARE(redis.command({"SCARD", "followers:7"}).toInt(), 3);
        QTRY_VERIFY(rig.hub.status().broker.ready);
        // whoever had the third goes on with the fourth, and was told of no gap
        EventStream back(rig.port(), "userId=42&gaps=1", {{"Last-Event-ID", ids[2]}});
        QVERIFY(back.waitForOpen());
        for (const char* data : {"3", "4", "\"all\""})
            QCOMPARE(back.next().data, QByteArray(data));
        QCOMPARE(back.lastEventId(), all);
        // and what is new follows
        const PublishResult next = rig.publish(to({u"42"_s}, "5"));
        QVERIFY(EventId::parse(next.id.toStdString()) > EventId::parse(all.toStdString()));
        QCOMPARE(back.next().data, "5"_ba);
        // one who had the first after all
        EventStream late(rig.port(), "userId=42&gaps=1", {{"Last-Event-ID", ids[0]}});
        QVERIFY(late.waitForOpen());
        for (const char* data : {"1", "2", "3", "4", "\"all\"", "5"})
            QCOMPARE(late.next().data, QByteArray(data));
        // one who was there before this hub was: of him it is not known
        EventStream older(rig.port(), "userId=42&gaps=1", {{"Last-Event-ID", "1000-0"}});
        QVERIFY(older.waitForOpen());
        QCOMPARE(older.next().event, "fanlight-gap"_ba);
    }

    void losesNothingWhileItTakesAlongAndMuchIsPublished()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        HubOptions options = onAnyPort();
        options.historyCount = 100'000;
        QVERIFY(rig.start(options));
        EventStream own(rig.port(), "userId=42");
        QVERIFY(own.waitForOpen());
        int answered = 0, refused = 0, sent = 0;
        QByteArray firstId;
        std::optional<MoveResult> moved;
        const auto send = [&] {
            rig.hub.publish(
                to({u"42"_s}, QByteArray::number(sent++)), [&](const PublishResult& result) {
                    ++answered;
                    refused += !result.error.isEmpty();
                    if (firstId.isEmpty())
                        firstId = result.id.toLatin1();
                });
        };
        for (int i = 0; i < 500; ++i)
            send();
        const QDeadlineTimer patience(Patience);
        rig.hub.moveToRedis(redis.url(), LocalHub::Along::Everything,
            [&](const MoveResult& result) { moved = result; });
        while (!moved || sent < 1500) {
            if (sent - answered < 200)
                send();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            QVERIFY(!patience.hasExpired());
        }
        QCOMPARE(moved->error, QString());
        QTRY_COMPARE_WITH_TIMEOUT(answered, sent, int(Patience.count()));
        QCOMPARE(refused, 0);
        for (int i = 0; i < sent; ++i)
            QCOMPARE(own.next().data, QByteArray::number(i));
        // and history has every one of them, without a hole
        EventStream back(rig.port(), "userId=42&gaps=1", {{"Last-Event-ID", firstId}});
        QVERIFY(back.waitForOpen());
        for (int i = 1; i < sent; ++i)
            QCOMPARE(back.next().data, QByteArray::number(i));
    }

    void aRedisThatGoesWhileItIsCopiedLeavesTheHubAsItWas()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start());
        fillAudience(rig.hub);
        connect(&rig.hub, &LocalHub::moveProgressed, &rig.hub, [&] { redis.kill(); });
        const MoveResult result = moveAlong(rig.hub, redis.url());
        QVERIFY(!result.error.isEmpty());
        QCOMPARE(rig.hub.status().broker.kind, u"memory"_s);
        QCOMPARE(rig.hub.options().broker, u"memory"_s);
        QCOMPARE(kept(rig.hub).audience, Many);
        QCOMPARE(rig.publish(to({u"42"_s}, "1")).error, QString());
    }

    void aMoveCanBeCancelled()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start());
        fillAudience(rig.hub);
        connect(&rig.hub, &LocalHub::moveProgressed, &rig.hub, &LocalHub::cancelMove);
        const MoveResult result = moveAlong(rig.hub, redis.url());
        QCOMPARE(result.error, u"Cancelled."_s);
        QVERIFY(result.taken.audience > 0);
        QCOMPARE(rig.hub.status().broker.kind, u"memory"_s);
        QCOMPARE(kept(rig.hub).audience, Many);
        rig.hub.disconnect(&rig.hub);
        QCOMPARE(moveAlong(rig.hub, redis.url()).error, QString()); // and begun again
        QCOMPARE(kept(rig.hub).audience, 0U);
    }

    void aStopEndsAMove()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start());
        fillAudience(rig.hub);
        connect(&rig.hub, &LocalHub::moveProgressed, &rig.hub, &LocalHub::stop);
        QCOMPARE(moveAlong(rig.hub, redis.url()).error, u"The hub has stopped."_s);
        QVERIFY(rig.reaches(HubState::Stopped));
    }

    void joinsWhatAnotherHubHasThere()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig there;
        HubOptions options = onAnyPort();
        options.broker = redis.url();
        QVERIFY(there.start(options));
        QTRY_VERIFY(there.hub.status().broker.ready);
        HubRig rig;
        QVERIFY(rig.start());
        follow(there.hub, u"7"_s, {u"1"_s});
        follow(rig.hub, u"7"_s, {u"1"_s, u"2"_s});
        const QByteArray ours = rig.publish(to({u"42"_s}, "\"ours\"")).id.toLatin1();
        const qint64 then = ours.left(ours.indexOf('-')).toLongLong();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > then); // ids of two hubs may be the same
        there.publish(to({u"42"_s}, "\"theirs\""));
        const MoveResult result = moveAlong(rig.hub, redis.url());
        QCOMPARE(result.error, QString());
        QCOMPARE(redis.command({"SCARD", "followers:7"}).toInt(), 2);
        QVERIFY2(result.remark.startsWith(u"1 "), qPrintable(result.remark)); // ours is older
        QCOMPARE(result.taken.history, 0U);
        QTRY_VERIFY(rig.hub.status().broker.ready);
        EventStream back(rig.port(), "userId=42&gaps=1", {{"Last-Event-ID", ours}});
        QVERIFY(back.waitForOpen());
        QCOMPARE(back.next().event, "fanlight-gap"_ba); // nobody pretends
        QCOMPARE(back.next().data, "\"theirs\""_ba);
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
        connect(&rig.hub, &LocalHub::redisSampled, &rig.hub,
            [&](const RedisSnapshot& one) { seen.append(one); });
        connect(&rig.hub, &LocalHub::instancesChanged, &rig.hub,
            [&](const InstanceSnapshotPtr& one) { instances.append(one); });
        QVERIFY(rig.start(options));
        QTRY_VERIFY(rig.hub.status().broker.ready);
        QTRY_VERIFY(!instances.isEmpty());
        QCOMPARE(instances.last()->rows.size(), std::size_t(1));
        QCOMPARE(instances.last()->rows[0].name, u"named one"_s);
        QVERIFY(instances.last()->rows[0].isThis);
        QCOMPARE(instances.last()->rows[0].url, rig.hub.status().url);
        QVERIFY(seen.isEmpty());
        rig.hub.watch(HubPort::View::Redis, true);
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
        rig.hub.watch(HubPort::View::Redis, false);
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
        connect(&rig.hub, &LocalHub::tapFailed, &rig.hub,
            [&](const QString& error) { failure = error; });
        connect(&rig.hub, &LocalHub::tapped, &rig.hub, [&](const TapBatch& batch) {
            messages.insert(messages.end(), batch.messages.begin(), batch.messages.end());
            left += batch.left;
        });
        QVERIFY(rig.start());
        rig.hub.tapRedis(u"notifications:*"_s);
        QTRY_VERIFY(failure.contains(u"not behind Redis"_s));
        QCOMPARE(move(rig.hub, redis.url()), QString());
        rig.hub.tapRedis(u"notifications  notifications:4*"_s); // several, blanks between
        QTRY_COMPARE(redis.command({"PUBSUB", "NUMPAT"}).toInt(), 2);
        redis.command({"PUBLISH", "notifications", "to all"});
        QTRY_COMPARE(messages.size(), std::size_t(1));
        QCOMPARE(messages[0].channel, u"notifications"_s);
        messages.clear();
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
        connect(&rig.hub, &LocalHub::gapClosed, &rig.hub,
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
