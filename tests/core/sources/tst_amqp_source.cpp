// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_source.h"
#include "support/certificate_authority.h"
#include "support/needed_program.h"
#include "support/rabbit_client.h"
#include "support/room.h"
#include "taking_hub.h"

#include <QtTest>

#include <functional>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using AmqpOutcome = SourceVerdict::Outcome;
using AmqpState = SourceFigures::State;
using AmqpHub = TakingHub<AmqpSource, AmqpPlace>;

QList<RabbitClient::Message> amqpNumbered(int count)
{
    QList<RabbitClient::Message> messages;
    for (int i = 1; i <= count; ++i)
        messages.append({QByteArray::number(i), "id-" + QByteArray::number(i), {}, {}});
    return messages;
}

} // namespace

// RabbitMQ as a source, against a real server.
class TestAmqpSource : public QObject {
    Q_OBJECT

    RabbitServer m_server;
    CertificateAuthority m_authority;
    quint16 m_tlsPort = 0;
    std::unique_ptr<RabbitClient> m_client;
    QByteArray m_queue; // each function has its own

    QString url(const QString& more = {})
    {
        return m_server.url(u"queue="_s + QString::fromLatin1(m_queue) + more);
    }
    QByteArray dead() const { return m_queue + ".dead"; }
    bool publishNumbers(int count) { return m_client->publishAll(m_queue, amqpNumbered(count)); }

private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_RABBITMQ();
        NEEDS_PROGRAM("openssl");
        QVERIFY(m_authority.make());
        {
            QTcpServer probe;
            QVERIFY(probe.listen(QHostAddress::LocalHost));
            m_tlsPort = probe.serverPort();
        }
        START_RABBIT(m_server,
            "listeners.ssl.1 = 127.0.0.1:" + QByteArray::number(m_tlsPort)
                + "\nssl_options.cacertfile = " + m_authority.file(u"ca.pem"_s).toUtf8()
                + "\nssl_options.certfile = " + m_authority.file(u"server.pem"_s).toUtf8()
                + "\nssl_options.keyfile = " + m_authority.file(u"server.key"_s).toUtf8() + '\n');
    }

    void init()
    {
        m_client = std::make_unique<RabbitClient>(m_server);
        QVERIFY(m_client->isOpen());
        m_queue = QByteArray(QTest::currentTestFunction()).left(60)
            + QByteArray(QTest::currentDataTag() ? QTest::currentDataTag() : "").replace(' ', '-');
        QVERIFY(m_client->declare(m_queue));
    }

    void acknowledgesExactlyWhatWasPublished()
    {
        QVERIFY(publishNumbers(8));
        {
            AmqpHub hub(url());
            hub.open();
            QTRY_COMPARE(hub.asked.size(), 8U);
            QVERIFY(hub.isTaking());
            QCOMPARE(hub.figures().inHand, 8);
            for (const std::size_t i : {1U, 0U, 2U, 4U, 6U})
                hub.publish(i);
            QCOMPARE(hub.figures().acknowledged, 5U);
            QCOMPARE(hub.figures().inHand, 3);
        }
        QTRY_COMPARE(m_client->count(m_queue), 3);
        for (const char* const body : {"4", "6", "8"})
            QCOMPARE(
                m_client->take(m_queue).value_or(RabbitClient::Message{}).body, QByteArray(body));
    }

    void headersNameTheRecipientAndTheMessageItsId()
    {
        QVERIFY(m_client->publish(m_queue,
            {"text", "m-1",
                {{"fan-user", "42"}, {"fan-type", "like"}, {"fan-event", ""}, {"other", "x"}},
                "utf-8"}));
        QVERIFY(m_client->publish(m_queue, {R"({"broadcast":true})", {}, {}, {}}));
        AmqpHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 2U);
        const SourceContent& raw = hub.asked[0].message.content;
        QCOMPARE(raw.body, std::string("text"));
        QCOMPARE(raw.id, std::string("m-1"));
        QCOMPARE(raw.user.value_or("-"), std::string("42"));
        QCOMPARE(raw.type.value_or("-"), std::string("like"));
        QCOMPARE(raw.event.value_or("-"), std::string());
        QCOMPARE(hub.asked[0].message.tries, 1);
        const SourceContent& json = hub.asked[1].message.content;
        QVERIFY(!json.user && !json.type && !json.event);
        QCOMPARE(json.id, std::string());
    }

    void takesNoMoreThanItsPrefetchAndSaysWhatWaits()
    {
        QVERIFY(publishNumbers(12));
        AmqpHub hub(url(u"&prefetch=5"_s));
        hub.open();
        QTRY_COMPARE(hub.figures().lag, 7.0);
        QCOMPARE(hub.asked.size(), 5U);
        for (std::size_t i = 0; i < 12; ++i) {
            QTRY_VERIFY(hub.asked.size() > i);
            QVERIFY(hub.figures().inHand <= 5);
            hub.publish(i);
        }
        QCOMPARE(hub.bodies, numbersFrom(1, 12));
        QTRY_COMPARE(hub.figures().lag, 0.0);
        QCOMPARE(hub.figures().dead, 0.0);
    }

    void aPoisonousMessageGoesToTheDeadWithItsReasonAndBlocksNobody()
    {
        QVERIFY(m_client->publish(m_queue, {"poison", "p-1", {{"trace", "abc"}}, {}}));
        QVERIFY(publishNumbers(20));
        AmqpHub hub(url(u"&prefetch=10"_s));
        int tries = 0;
        QByteArrayList whenItDied;
        hub.judge = [&](const SourceMessage& message) -> SourceVerdict {
            if (message.content.body != "poison")
                return {AmqpOutcome::Published, {}};
            if (message.tries != ++tries)
                return {AmqpOutcome::Published, {}}; // shown by the dead being empty
            if (tries == Source::MostTries)
                whenItDied = hub.bodies;
            return {AmqpOutcome::Refused, "data is missing"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 1U);
        QCOMPARE(tries, int(Source::MostTries));
        for (const QByteArray& number : numbersFrom(1, 20))
            QVERIFY2(
                whenItDied.contains(number), number.constData()); // the others had passed by then
        QCOMPARE(hub.figures().refused, 5U);
        QCOMPARE(hub.figures().acknowledged, 20U);
        QVERIFY(hub.figures().error.contains(u"data is missing"));
        QTRY_COMPARE(hub.figures().dead, 1.0);
        hub.source.close();
        QCOMPARE(m_client->count(m_queue), 0);

        const RabbitClient::Message letter
            = m_client->take(dead()).value_or(RabbitClient::Message{});
        QCOMPARE(letter.body, QByteArray("poison"));
        QCOMPARE(letter.id, QByteArray("p-1"));
        QCOMPARE(letter.headers["fan-reason"], QByteArray("data is missing"));
        QCOMPARE(letter.headers["fan-tries"], QByteArray("5"));
        QCOMPARE(letter.headers["fan-queue"], m_queue);
        QCOMPARE(letter.headers["trace"], QByteArray("abc"));
        QVERIFY(QDateTime::fromString(
            QString::fromLatin1(letter.headers["fan-died-at"]), Qt::ISODateWithMs)
                    .isValid());
    }

    void aQueueFullOfPoisonStillLetsOthersPass()
    {
        QList<RabbitClient::Message> messages;
        for (int i = 0; i < 100; ++i)
            messages.append({"poison", {}, {}, {}});
        QVERIFY(m_client->publishAll(m_queue, messages));
        QVERIFY(m_client->publish(m_queue, {"good", {}, {}, {}}));
        AmqpHub hub(url(u"&prefetch=10"_s));
        hub.judge = [](const SourceMessage& message) -> SourceVerdict {
            return {message.content.body == "good" ? AmqpOutcome::Published : AmqpOutcome::Refused,
                "no"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 100U);
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        QCOMPARE(hub.figures().refused, 500U);
        QTRY_COMPARE(hub.figures().dead, 100.0);
    }

    void theDeadGoToAnExchangeByTheirKeyAndWaitUntilAQueueTakesThem()
    {
        const QByteArray exchange = m_queue + ".dlx";
        const QByteArray grave = m_queue + ".grave";
        QVERIFY(m_client->declareExchange(exchange));
        QVERIFY(m_client->declare(grave));
        QVERIFY(m_client->publish(m_queue, {"poison", {}, {}, {}}));
        AmqpHub hub(url(u"&dead-exchange=%1&dead=%2"_s.arg(
            QString::fromLatin1(exchange), QString::fromLatin1(grave))));
        hub.judge = [](const SourceMessage&) -> SourceVerdict {
            return {AmqpOutcome::Refused, "no"};
        };
        hub.open();
        QTRY_VERIFY(hub.figures().error.contains(u"No queue takes the dead"));
        QCOMPARE(hub.figures().inHand, 1);
        QCOMPARE(hub.figures().buried, 0U);
        QVERIFY(m_client->bind(grave, exchange, m_queue)); // the key it came with
        QTRY_COMPARE(hub.figures().buried, 1U);
        QTRY_COMPARE(hub.figures().dead, 1.0);
        QCOMPARE(m_client->count(dead()), -1);
        QCOMPARE(m_client->take(grave).value_or(RabbitClient::Message{}).headers["fan-reason"],
            QByteArray("no"));
    }

    void whatCannotBeTakenAnywayIsRefusedByTheSource_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("number") << QByteArray("a") << QByteArray("#fan-user") << QByteArray()
                                << QByteArray("fan-user is no text");
        QTest::newRow("packed") << QByteArray("a") << QByteArray("x") << QByteArray("gzip")
                                << QByteArray("content-encoding is gzip");
        QTest::newRow("large") << QByteArray(400'000, 'a') << QByteArray("x") << QByteArray()
                               << QByteArray("400000 bytes, and 1000 may be");
    }

    void whatCannotBeTakenAnywayIsRefusedByTheSource()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, encoding);
        QFETCH(const QByteArray, reason);
        QVERIFY(m_client->publish(m_queue, {"1", {}, {}, {}}));
        QVERIFY(m_client->publish(m_queue, {body, "m", {{header, "7"}}, encoding}));
        QVERIFY(m_client->publish(m_queue, {"2", {}, {}, {}}));
        AmqpHub hub(url(), 1000);
        hub.judge = takesAll;
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
        QTRY_COMPARE(hub.figures().buried, 1U);
        QCOMPARE(hub.bodies, (QByteArrayList{"1", "2"}));
        QCOMPARE(hub.figures().taken, 3U);
        hub.source.close();
        QCOMPARE(m_client->count(m_queue), 0);
        const RabbitClient::Message letter
            = m_client->take(dead()).value_or(RabbitClient::Message{});
        QVERIFY(letter.body == body); // whole, whatever its size
        QCOMPARE(letter.id, QByteArray("m"));
        QVERIFY2(letter.headers["fan-reason"].contains(reason),
            letter.headers["fan-reason"].constData());
    }

    void listsTheDeadAndTakesOneOut()
    {
        QVERIFY(publishNumbers(4));
        AmqpHub hub(url());
        hub.judge = [](const SourceMessage&) -> SourceVerdict {
            return {AmqpOutcome::Refused, "no"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 4U);

        std::optional<std::vector<DeadLetter>> letters;
        const auto list = [&] {
            letters.reset();
            hub.source.listDead([&](const QString& error, std::vector<DeadLetter> listed) {
                letters = std::move(listed);
                QCOMPARE(error, QString());
            });
        };
        const auto bodies = [&] {
            QByteArrayList all;
            for (const DeadLetter& letter : *letters)
                all.append(QByteArray::fromStdString(letter.content.body));
            return all;
        };
        list();
        QTRY_VERIFY(letters);
        QCOMPARE(bodies(), (QByteArrayList{"4", "3", "2", "1"}));
        const DeadLetter second = letters->at(2);
        QCOMPARE(second.reason, std::string("no"));
        QCOMPARE(second.tries, 5);
        QCOMPARE(second.content.id, std::string("id-2"));
        QVERIFY(second.diedAtMs > 0);

        std::optional<QString> removed;
        const auto remove = [&] {
            removed.reset();
            hub.source.removeDead(second.handle, [&](const QString& error) { removed = error; });
        };
        remove();
        QTRY_VERIFY(removed);
        QCOMPARE(*removed, QString());
        list();
        QTRY_VERIFY(letters);
        QCOMPARE(bodies(), (QByteArrayList{"4", "3", "1"}));
        remove();
        QTRY_VERIFY(removed);
        QVERIFY(removed->contains(u"not in “"));
        hub.source.close();
        for (const char* const body : {"1", "3", "4"}) // in the order they died
            QCOMPARE(
                m_client->take(dead()).value_or(RabbitClient::Message{}).body, QByteArray(body));
    }

    void keepsWhatTheHubDoesNotTakeNowInItsOrderAndCountsNoTry()
    {
        QVERIFY(publishNumbers(6));
        AmqpHub hub(url(u"&prefetch=3"_s));
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 3U);
        hub.source.setWaiting(true);
        for (std::size_t i : {0U, 1U, 2U})
            hub.asked[i].done({AmqpOutcome::NotNow, "the broker is away"});
        QCOMPARE(int(hub.figures().state), int(AmqpState::Waiting));
        QVERIFY(hub.figures().error.contains(u"away"));
        QTRY_COMPARE(hub.figures().lag, 3.0);
        QCOMPARE(hub.asked.size(), 3U);

        hub.judge = [](const SourceMessage& message) -> SourceVerdict {
            return {message.tries == 1 ? AmqpOutcome::Published : AmqpOutcome::Refused, "tried"};
        };
        hub.bodies.clear();
        hub.source.setWaiting(false);
        QTRY_COMPARE(hub.figures().acknowledged, 6U);
        QCOMPARE(hub.bodies, numbersFrom(1, 6));
        QCOMPARE(hub.figures().refused, 0U);
    }

    void asksAgainByItselfForWhatWasNotTakenNow()
    {
        QVERIFY(publishNumbers(3));
        AmqpHub hub(url(u"&prefetch=2"_s));
        int refusals = 0;
        hub.judge = [&](const SourceMessage&) -> SourceVerdict {
            return {++refusals <= 4 ? AmqpOutcome::NotNow : AmqpOutcome::Published, "full"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 3U);
        QCOMPARE(hub.bodies.mid(4), (QByteArrayList{"1", "2", "3"}));
    }

    void pausedByHandItTakesNoMoreAndFinishesWhatItHas()
    {
        QVERIFY(publishNumbers(2));
        AmqpHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 2U);
        hub.source.setPaused(true);
        QCOMPARE(int(hub.figures().state), int(AmqpState::Paused));
        hub.publish(0);
        hub.publish(1);
        QCOMPARE(hub.figures().acknowledged, 2U);
        QTRY_COMPARE(m_client->consumers(m_queue), 0);
        QVERIFY(publishNumbers(3));
        QTRY_COMPARE(hub.figures().lag, 3.0);
        hub.source.setPaused(false);
        QTRY_COMPARE(hub.asked.size(), 5U);
    }

    void saysWhatIsWrongWithTheQueueAndComesBackWhenItIsMended()
    {
        QVERIFY(m_client->remove(m_queue));
        AmqpHub hub(url());
        hub.judge = takesAll;
        hub.open();
        QTRY_VERIFY(hub.figures().error.contains(u"There is no queue"));
        QCOMPARE(int(hub.figures().state), int(AmqpState::Connecting));
        QVERIFY(m_client->declare(m_queue));
        QTRY_VERIFY(hub.isTaking());
        QVERIFY(m_client->remove(m_queue)); // under it
        QTRY_COMPARE(int(hub.figures().state), int(AmqpState::Connecting));
        QTRY_VERIFY(
            hub.figures().error.contains(u"no queue") || hub.figures().error.contains(u"deleted"));
        QVERIFY(m_client->declare(m_queue));
        QVERIFY(publishNumbers(1));
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
    }

    void saysWhyItMayNotComeIn_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("why");
        QTest::newRow("password") << u"amqp://app:wrong-hush@127.0.0.1:%1/?queue=q"_s
                                  << u"refuses the user or the password of “app”"_s;
        QTest::newRow("guest") << u"amqp://127.0.0.1:%1/?queue=q"_s
                               << u"refuses the user or the password of “guest”"_s;
        QTest::newRow("vhost") << u"amqp://app:%2@127.0.0.1:%1/nowhere?queue=q"_s
                               << u"vhost nowhere not found"_s;
        QTest::newRow("host") << u"amqp://app:hush@127.0.0.1:1/?queue=q"_s
                              << u"cannot be reached"_s;
    }

    void saysWhyItMayNotComeIn()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, why);
        QString full = address;
        full.replace(u"%1"_s, QString::number(m_server.port()));
        full.replace(u"%2"_s,
            QString::fromLatin1(
                QUrl::toPercentEncoding(QLatin1StringView(RabbitServer::Password))));
        AmqpHub hub(full);
        hub.open();
        QTRY_VERIFY(!hub.figures().error.isEmpty());
        QVERIFY2(hub.figures().error.contains(why), qPrintable(hub.figures().error));
        QVERIFY2(!hub.figures().error.contains(u"hush"), qPrintable(hub.figures().error));
    }

    void overTlsItBelievesOnlyWhoItShould_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("hasAuthority");
        QTest::addColumn<QString>("why"); // empty: it does
        QTest::newRow("right") << u"localhost"_s << true << QString();
        QTest::newRow("another name") << u"127.0.0.1"_s << true << u"is for another name"_s;
        QTest::newRow("unknown authority") << u"localhost"_s << false << u"is not trusted"_s;
    }

    void overTlsItBelievesOnlyWhoItShould()
    {
        QFETCH(const QString, host);
        QFETCH(const bool, hasAuthority);
        QFETCH(const QString, why);
        QVERIFY(publishNumbers(200));
        AmqpHub hub(u"amqps://app:%1@%2:%3/?queue=%4%5"_s.arg(
            QString::fromLatin1(QUrl::toPercentEncoding(QLatin1StringView(RabbitServer::Password))),
            host, QString::number(m_tlsPort), QString::fromLatin1(m_queue),
            hasAuthority ? QString(u"&ca="_s + m_authority.file(u"ca.pem"_s)) : QString()));
        hub.judge = takesAll;
        hub.open();
        if (why.isEmpty()) {
            QTRY_COMPARE(hub.figures().acknowledged, 200U);
            return;
        }
        QTRY_VERIFY(!hub.figures().error.isEmpty());
        QVERIFY2(hub.figures().error.contains(why), qPrintable(hub.figures().error));
        QCOMPARE(hub.figures().taken, 0U);
    }

    void whatAQuorumQueueCountedIsATry()
    {
        const QByteArray quorum = m_queue + ".quorum";
        QVERIFY(m_client->declare(quorum, {{"x-queue-type", "quorum"}}));
        QVERIFY(m_client->publish(quorum, {"a", {}, {}, {}}));
        const QString address = m_server.url(u"queue="_s + QString::fromLatin1(quorum));
        {
            AmqpHub first(address);
            first.open();
            QTRY_COMPARE(first.asked.size(), 1U);
            QCOMPARE(first.asked[0].message.tries, 1);
        }
        AmqpHub second(address);
        second.open();
        QTRY_COMPARE(second.asked.size(), 1U);
        QCOMPARE(second.asked[0].message.tries, 2);
    }

    // The last, for it takes the server away.
    void comesBackAfterTheServerDiedAndIgnoresVerdictsOfBefore()
    {
        QVERIFY(publishNumbers(5));
        AmqpHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 5U);
        m_server.kill();
        QTRY_COMPARE(int(hub.figures().state), int(AmqpState::Connecting));
        QTRY_VERIFY(!hub.figures().error.isEmpty());
        QCOMPARE(hub.figures().inHand, 0);
        for (std::size_t i = 0; i < 5; ++i)
            hub.publish(i);
        QCOMPARE(hub.figures().acknowledged, 0U);
        START_RABBIT(m_server);
        QTRY_COMPARE(hub.asked.size(), 10U);
        QCOMPARE(hub.bodies.mid(5), numbersFrom(1, 5));
        for (std::size_t i = 5; i < 10; ++i)
            hub.publish(i);
        QCOMPARE(hub.figures().acknowledged, 5U);
        hub.source.close();
        QCOMPARE(RabbitClient(m_server).count(m_queue), 0);
    }

    void cleanup() { m_client.reset(); }
};

ROOM_TEST(TestAmqpSource, QCoreApplication)
#include "tst_amqp_source.moc"
