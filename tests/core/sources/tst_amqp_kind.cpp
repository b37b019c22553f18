// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_kind.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QString readAmqpAddress(const QString& text, AmqpPlace* place)
{
    QString error;
    const auto given = source_kinds::read(text, &error);
    return given ? AmqpPlace::read(given->url, place) : error;
}

} // namespace

class TestAmqpKind : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatAnAddressSays()
    {
        AmqpPlace place;
        QCOMPARE(readAmqpAddress(
                     u"amqps://app:a%2Fb@mq1,mq2:5999/live%2Feu?queue=notifications&prefetch=250"
                     "&dead=graves&ca=/ca.pem&cert=/c.pem&key=/k.pem"_s,
                     &place),
            QString());
        QVERIFY(place.isTls);
        QCOMPARE(place.url.user, u"app"_s);
        QCOMPARE(place.url.password, u"a/b"_s);
        QCOMPARE(place.url.hosts.size(), 2);
        QCOMPARE(place.vhost, u"live/eu"_s);
        QCOMPARE(place.queue, u"notifications"_s);
        QCOMPARE(place.prefetch, 250);
        QCOMPARE(place.deadQueue, u"graves"_s);
        QCOMPARE(place.caFile, u"/ca.pem"_s);
        QVERIFY(!place.isNamedByCertificate());
    }

    void whatAnAddressDoesNotSayIsAsRabbitMqHasIt()
    {
        for (const QString& path : {QString(), u"/"_s, u"/%2F"_s}) {
            AmqpPlace place;
            QCOMPARE(readAmqpAddress(u"amqp://mq%1?queue=a"_s.arg(path), &place), QString());
            QCOMPARE(place.vhost, u"/"_s);
            QCOMPARE(place.prefetch, 100);
            QCOMPARE(place.deadQueue, u"a.dead"_s);
            QVERIFY(place.deadExchange.isEmpty());
            QVERIFY(place.deadKey.isNull());
        }
        AmqpPlace place;
        QCOMPARE(readAmqpAddress(u"amqp://mq?queue=a&dead-exchange=dlx"_s, &place), QString());
        QVERIFY(place.deadQueue.isEmpty()); // which it fills is not known
    }

    void withACertificateAndNoUserTheServerAsksTheCertificate()
    {
        AmqpPlace place;
        QCOMPARE(readAmqpAddress(u"amqps://mq?queue=a&cert=c&key=k"_s, &place), QString());
        QVERIFY(place.isNamedByCertificate());
    }

    void saysWhatIsWrongWithAnAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("host") << u"amqp:///v?queue=a"_s << u"the host is missing"_s;
        QTest::newRow("queue") << u"amqp://mq/v"_s << u"“queue=” is missing"_s;
        QTest::newRow("prefetch") << u"amqp://mq?queue=a&prefetch=x"_s
                                  << u"“prefetch=” is no whole number"_s;
        QTest::newRow("password") << u"amqp://app@mq?queue=a"_s << u"no password"_s;
        QTest::newRow("plain") << u"amqp://mq?queue=a&ca=f"_s << u"are for amqps://"_s;
        QTest::newRow("half") << u"amqps://mq?queue=a&cert=f"_s << u"two files"_s;
        QTest::newRow("same") << u"amqp://mq?queue=a&dead=a"_s << u"another queue"_s;
        QTest::newRow("nowhere") << u"amqp://mq?queue=a&dead="_s << u"another queue"_s;
        QTest::newRow("key") << u"amqp://mq?queue=a&dead-key=k"_s << u"for “dead-exchange="_s;
        QTest::newRow("long") << u"amqp://mq?name=n&queue="_s + QString(256, u'a')
                              << u"at most 255 bytes"_s;
        QTest::newRow("misspelt") << u"amqp://mq?que=a"_s << u"did you mean “queue”?"_s;
    }

    void saysWhatIsWrongWithAnAddress()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, why);
        AmqpPlace place;
        const QString wrong = readAmqpAddress(text, &place);
        QVERIFY2(wrong.contains(why), qPrintable(wrong));
    }

    void aSourceIsCalledAsItsQueue()
    {
        QString error;
        const auto given = source_kinds::read(u"amqp://a:hush@mq/v?queue=notifications"_s, &error);
        QVERIFY2(given, qPrintable(error));
        QCOMPARE(given->name, u"notifications"_s);
        QCOMPARE(given->kind->name, u"amqp"_s);
        QVERIFY(!given->url.display().contains(u"hush"));
    }
};

ROOM_TEST(TestAmqpKind, QCoreApplication)
#include "tst_amqp_kind.moc"
