// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis_stream_source.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using Outcome = SourceVerdict::Outcome;
using State = SourceFigures::State;

class TestRedisStreamSource : public QObject {
    Q_OBJECT

    RedisServer m_redis;
    struct Taken {
        SourceMessage message;
        Source::Done done;
    };
    std::vector<Taken> m_taken;
    bool m_publishesAtOnce = true;

    RedisStreamPlace place(const QString& more = {})
    {
        const auto url = SourceUrl::parse(u"redis-stream://127.0.0.1:%1?key=outbox%2"_s.arg(
                                              QString::number(m_redis.port()), more),
            nullptr);
        RedisStreamPlace place;
        const QString wrong = RedisStreamPlace::read(*url, &place);
        return wrong.isEmpty() ? place : RedisStreamPlace();
    }
    void open(Source& source)
    {
        source.open([this](SourceMessage message, Source::Done done) {
            if (m_publishesAtOnce)
                QMetaObject::invokeMethod(
                    this, [done] { done({}); }, Qt::QueuedConnection);
            m_taken.push_back({std::move(message), std::move(done)});
        });
    }
    void add(const QByteArray& body, const QByteArray& id = {})
    {
        std::vector<QByteArray> words{"XADD", "outbox", "*", "body", body};
        if (!id.isEmpty())
            words.insert(words.end(), {"id", id});
        m_redis.command(words);
    }
    qint64 pending()
    {
        return m_redis.command({"XPENDING", "outbox", "fanlight"}).toList().value(0).toLongLong();
    }
    qint64 length(const QByteArray& key) { return m_redis.command({"XLEN", key}).toLongLong(); }

private Q_SLOTS:
    void init()
    {
        m_taken.clear();
        m_publishesAtOnce = true;
        if (!m_redis.isRunning())
            START_REDIS(m_redis, {u"--appendonly"_s, u"yes"_s});
        m_redis.command({"FLUSHALL"});
    }

    void takesWhatIsThereAndWhatComesAndAcknowledgesIt()
    {
        add("{\"n\":1}", "order-1");
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(m_taken.size(), 1U);
        QCOMPARE(m_taken[0].message.content.body, "{\"n\":1}");
        QCOMPARE(m_taken[0].message.content.id, "order-1");
        QCOMPARE(m_taken[0].message.tries, 1);
        QVERIFY(!m_taken[0].message.content.user);
        m_redis.command({"XADD", "outbox", "*", "data", "hi", "fan-user", "42", "fan-type", "like",
            "fan-event", "news"});
        QTRY_COMPARE(m_taken.size(), 2U);
        QCOMPARE(m_taken[1].message.content.body, "hi");
        QCOMPARE(*m_taken[1].message.content.user, "42");
        QCOMPARE(*m_taken[1].message.content.type, "like");
        QCOMPARE(*m_taken[1].message.content.event, "news");
        QCOMPARE(m_taken[1].message.content.id, m_taken[1].message.handle); // it names none
        QTRY_COMPARE(source.figures().acknowledged, 2U);
        QCOMPARE(pending(), 0);
        QCOMPARE(source.figures().inHand, 0);
        QVERIFY(source.figures().state == State::Taking);
        QTRY_COMPARE(source.figures().lag, 0.0);
        QCOMPARE(source.figures().error, QString());
    }

    void nothingIsAcknowledgedBeforeItIsPublished()
    {
        m_publishesAtOnce = false;
        add("1");
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(m_taken.size(), 1U);
        QCOMPARE(pending(), 1);
        QCOMPARE(source.figures().inHand, 1);
        m_taken[0].done({});
        QTRY_COMPARE(pending(), 0);
    }

    void takesNoMoreThanThePrefetch()
    {
        m_publishesAtOnce = false;
        for (int i = 0; i < 10; ++i)
            add("1");
        RedisStreamSource source(place(u"&prefetch=4"_s));
        open(source);
        QTRY_COMPARE(m_taken.size(), 4U);
        QTRY_COMPARE(source.figures().lag, 6.0);
        QCOMPARE(m_taken.size(), 4U);
        for (std::size_t i = 0; i < 4; ++i)
            m_taken[i].done({});
        QTRY_COMPARE(m_taken.size(), 8U);
    }

    void pausedItFinishesWhatIsInHandAndTakesNothing()
    {
        RedisStreamSource source(place());
        open(source);
        QTRY_VERIFY(source.figures().state == State::Taking);
        source.setPaused(true);
        QVERIFY(source.figures().state == State::Paused);
        // what waits in Redis just now may still bring one
        add("1");
        add("2");
        add("3");
        QTRY_VERIFY(isKnown(source.figures().lag));
        QVERIFY(m_taken.size() <= 1);
        source.setPaused(false);
        QTRY_COMPARE(m_taken.size(), 3U);
        QTRY_COMPARE(source.figures().acknowledged, 3U);
    }

    void whatIsNotTakenNowIsKeptAndTriedAgainWithoutACount()
    {
        m_publishesAtOnce = false;
        add("1");
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(m_taken.size(), 1U);
        source.setWaiting(true);
        m_taken[0].done({Outcome::NotNow, "Redis is away."});
        QVERIFY(source.figures().state == State::Waiting);
        QCOMPARE(pending(), 1);
        source.setWaiting(false);
        QTRY_COMPARE(m_taken.size(), 2U);
        QCOMPARE(m_taken[1].message.tries, 1);
        m_taken[1].done({});
        QTRY_COMPARE(pending(), 0);
    }

    void whatIsRefusedFiveTimesGoesToTheDeadWithItsReasonAndBlocksNobody()
    {
        m_publishesAtOnce = false;
        add("poison", "bad-1");
        RedisStreamSource source(place());
        open(source);
        int refused = 0;
        int good = 0;
        std::size_t judged = 0;
        const auto judge = [&] {
            for (; judged < m_taken.size(); ++judged) {
                const bool isBad = m_taken[judged].message.content.body == "poison";
                if (isBad)
                    QCOMPARE(m_taken[judged].message.tries, ++refused);
                else
                    ++good;
                m_taken[judged].done(
                    isBad ? SourceVerdict{Outcome::Refused, "no user"} : SourceVerdict{});
            }
        };
        QTRY_VERIFY((judge(), refused == 1));
        add("good");
        QTRY_VERIFY((judge(), good == 1));
        QVERIFY(refused < Source::MostTries);
        QTRY_VERIFY((judge(), source.figures().buried == 1));
        QCOMPARE(refused, Source::MostTries);
        QTRY_COMPARE(pending(), 0);
        QTRY_COMPARE(source.figures().dead, 1.0);
        QCOMPARE(source.figures().refused, 5U);
        QCOMPARE(source.figures().acknowledged, 1U);
        QCOMPARE(source.figures().error, u"no user"_s);

        std::vector<DeadLetter> letters;
        source.listDead([&](const QString& error, std::vector<DeadLetter> listed) {
            QCOMPARE(error, QString());
            letters = std::move(listed);
        });
        QTRY_COMPARE(letters.size(), 1U);
        QCOMPARE(letters[0].content.body, "poison");
        QCOMPARE(letters[0].content.id, "bad-1");
        QCOMPARE(letters[0].reason, "no user");
        QCOMPARE(letters[0].tries, 5);
        QVERIFY(letters[0].diedAtMs > 1'700'000'000'000);
        bool isRemoved = false;
        source.removeDead(letters[0].handle, [&](const QString& error) {
            QCOMPARE(error, QString());
            isRemoved = true;
        });
        QTRY_VERIFY(isRemoved);
        QCOMPARE(length("outbox:dead"), 0);
    }

    void anEntryWithoutBodyOrUserIsRefusedWithWhatIsMissing_data()
    {
        QTest::addColumn<QList<QByteArray>>("fields");
        QTest::addColumn<QString>("reason");
        QTest::newRow("neither") << QList<QByteArray>{"user", "42"} << u"neither a field “body”"_s;
        QTest::newRow("nobody's") << QList<QByteArray>{"data", "x"} << u"no “fan-user”"_s;
    }
    void anEntryWithoutBodyOrUserIsRefusedWithWhatIsMissing()
    {
        QFETCH(const QList<QByteArray>, fields);
        QFETCH(const QString, reason);
        std::vector<QByteArray> words{"XADD", "outbox", "*"};
        words.insert(words.end(), fields.begin(), fields.end());
        m_redis.command(words);
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(source.figures().buried, 1U);
        QVERIFY(m_taken.empty());
        QVERIFY2(source.figures().error.contains(reason), qPrintable(source.figures().error));
        QTRY_COMPARE(pending(), 0);
        QCOMPARE(length("outbox:dead"), 1);
    }

    void whatAConsumerLeftIsTakenByTheNextOfThatNameAtOnce()
    {
        m_publishesAtOnce = false;
        add("1");
        {
            RedisStreamSource source(place(u"&consumer=one"_s));
            open(source);
            QTRY_COMPARE(m_taken.size(), 1U);
            m_redis.kill(); // nothing can be given back
            QTRY_VERIFY(source.figures().state == State::Connecting);
        }
        START_REDIS(m_redis, {u"--appendonly"_s, u"yes"_s});
        m_publishesAtOnce = true;
        RedisStreamSource source(place(u"&consumer=one"_s));
        open(source);
        QTRY_COMPARE(m_taken.size(), 2U);
        QCOMPARE(m_taken[1].message.handle, m_taken[0].message.handle);
        QCOMPARE(m_taken[1].message.tries, 2);
        QTRY_COMPARE(source.figures().acknowledged, 1U);
    }

    void whatIsGivenBackIsTakenByAnotherAtOnce()
    {
        m_publishesAtOnce = false;
        add("1");
        auto first = std::make_unique<RedisStreamSource>(place());
        open(*first);
        QTRY_COMPARE(m_taken.size(), 1U);
        first.reset(); // which gives it back
        m_publishesAtOnce = true;
        RedisStreamSource second(place());
        open(second);
        QTRY_COMPARE(m_taken.size(), 2U);
        QTRY_COMPARE(second.figures().acknowledged, 1U);
        QCOMPARE(pending(), 0);
    }

    void whatAConsumerLeftThatIsGoneIsTakenOnceItIsIdle()
    {
        m_publishesAtOnce = false;
        add("1");
        m_redis.command({"XGROUP", "CREATE", "outbox", "fanlight", "0"});
        m_redis.command(
            {"XREADGROUP", "GROUP", "fanlight", "gone", "COUNT", "1", "STREAMS", "outbox", ">"});
        m_publishesAtOnce = true;
        RedisStreamSource source(place(u"&idle=1s"_s));
        open(source);
        QTRY_COMPARE(source.figures().acknowledged, 1U);
        QCOMPARE(m_taken[0].message.tries, 2);
    }

    void whatIsInHandIsNotTakenForLeft()
    {
        m_publishesAtOnce = false;
        add("1");
        RedisStreamSource slow(place(u"&idle=1s"_s));
        open(slow);
        QTRY_COMPARE(m_taken.size(), 1U);
        RedisStreamSource other(place(u"&idle=1s"_s));
        open(other);
        // after more time than that
        const QByteArray begun = m_redis.command({"TIME"}).toList().value(0).toByteArray();
        QTRY_VERIFY(m_redis.command({"TIME"}).toList().value(0).toByteArray().toLongLong()
            > begun.toLongLong() + 2);
        QCOMPARE(m_taken.size(), 1U);
        QCOMPARE(other.figures().taken, 0U);
        m_taken[0].done({});
        QTRY_COMPARE(slow.figures().acknowledged, 1U);
    }

    void acknowledgesAfterRedisWasAwayWhatWasPublishedMeanwhile()
    {
        m_publishesAtOnce = false;
        add("1");
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(m_taken.size(), 1U);
        m_redis.kill();
        QTRY_VERIFY(source.figures().state == State::Connecting);
        QVERIFY(!source.figures().error.isEmpty());
        m_taken[0].done({});
        START_REDIS(m_redis, {u"--appendonly"_s, u"yes"_s});
        QTRY_COMPARE(source.figures().acknowledged, 1U);
        QCOMPARE(m_taken.size(), 1U); // it was in hand, and is not taken once more
        QTRY_COMPARE(pending(), 0); // Redis may have forgotten that it had given it out
        QVERIFY(source.figures().state == State::Taking);
    }

    void whatRedisForgotIsNotPublishedTwiceWhenItIsGivenOutAfterItWasAcknowledged()
    {
        m_publishesAtOnce = false;
        add("1");
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(m_taken.size(), 1U);
        // as after a crash: Redis does not know that it is with this consumer
        m_redis.command(
            {"XACK", "outbox", "fanlight", QByteArray::fromStdString(m_taken[0].message.handle)});
        QCOMPARE(pending(), 0);
        m_taken[0].done({});
        QTRY_COMPARE(source.figures().acknowledged, 1U);
        m_redis.command({"XGROUP", "SETID", "outbox", "fanlight", "0"});
        add("2");
        QTRY_COMPARE(m_taken.size(), 2U);
        QCOMPARE(m_taken[1].message.content.body, "2");
        QTRY_COMPARE(pending(), 1); // the new one
        m_taken[1].done({});
        QTRY_COMPARE(pending(), 0);
        QTRY_COMPARE(source.figures().acknowledged, 2U);
        QCOMPARE(m_taken.size(), 2U);
    }

    // With --appendfsync everysec a crash loses up to two seconds: Redis then gives out anew what
    // is in hand, and that does not stay with this consumer for good.
    void whatRedisForgotToHaveGivenOutIsAcknowledgedAllTheSame()
    {
        m_publishesAtOnce = false;
        add("7");
        RedisStreamSource source(place());
        open(source);
        QTRY_COMPARE(m_taken.size(), 1U);
        // a link made later than the other is read after it
        for (const QByteArray& client :
            m_redis.command({"CLIENT", "LIST"}).toByteArray().split('\n')) {
            if (client.contains(" name=fanlight-source "))
                m_redis.command({"CLIENT", "KILL", "ID", client.mid(3, client.indexOf(' ') - 3)});
        }
        QTRY_VERIFY(source.figures().state == State::Connecting);
        QTRY_VERIFY(source.figures().state == State::Taking);
        m_taken[0].done({});
        for (int turn = 0; turn < 1000 && pending() == 1; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(pending(), 0);
        QCOMPARE(source.figures().acknowledged, 0U); // the answer was not read so far
        m_redis.command({"XGROUP", "SETID", "outbox", "fanlight", "0"});
        add("8");
        QTRY_COMPARE(m_taken.size(), 2U);
        QTRY_COMPARE(source.figures().acknowledged, 1U);
        QCOMPARE(pending(), 1); // the new one
        m_taken[1].done({});
        QTRY_COMPARE(pending(), 0);
    }

    void aStreamThatIsDeletedIsMadeAnew()
    {
        RedisStreamSource source(place());
        open(source);
        QTRY_VERIFY(source.figures().state == State::Taking);
        m_redis.command({"DEL", "outbox"});
        QTRY_COMPARE(m_redis.command({"EXISTS", "outbox"}).toLongLong(), 1);
        add("1");
        QTRY_COMPARE(source.figures().acknowledged, 1U);
    }

    void anEntryThatWasTrimmedBeforeItWasPublishedIsTold()
    {
        m_publishesAtOnce = false;
        add("1");
        m_redis.command({"XGROUP", "CREATE", "outbox", "fanlight", "0"});
        m_redis.command(
            {"XREADGROUP", "GROUP", "fanlight", "me", "COUNT", "1", "STREAMS", "outbox", ">"});
        m_redis.command({"XTRIM", "outbox", "MAXLEN", "0"});
        m_publishesAtOnce = true;
        RedisStreamSource source(place(u"&consumer=me"_s));
        open(source);
        add("2");
        QTRY_COMPARE(source.figures().acknowledged, 1U);
        QTRY_COMPARE(pending(), 0);
    }

    void saysWhatIsWrongAndGoesOnOnceItIsMended_data()
    {
        QTest::addColumn<QList<QByteArray>>("before");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QList<QByteArray>>("after");
        QTest::newRow("another type") << QList<QByteArray>{"SET", "outbox", "x"}
                                      << u"something else"_s << QList<QByteArray>{"DEL", "outbox"};
        QTest::newRow("no permission")
            << QList<QByteArray>{"ACL", "SETUSER", "default", "-xreadgroup"} << u"ACL SETUSER"_s
            << QList<QByteArray>{"ACL", "SETUSER", "default", "+@all"};
    }
    void saysWhatIsWrongAndGoesOnOnceItIsMended()
    {
        QFETCH(const QList<QByteArray>, before);
        QFETCH(const QString, why);
        QFETCH(const QList<QByteArray>, after);
        m_redis.command({before.begin(), before.end()});
        RedisStreamSource source(place());
        open(source);
        QTRY_VERIFY2(source.figures().error.contains(why), qPrintable(source.figures().error));
        m_redis.command({after.begin(), after.end()});
        add("1");
        QTRY_COMPARE(source.figures().acknowledged, 1U);
        QVERIFY(source.figures().state == State::Taking);
        QCOMPARE(source.figures().error, QString());
    }
};

ROOM_TEST(TestRedisStreamSource, QCoreApplication)
#include "tst_redis_stream_source.moc"
