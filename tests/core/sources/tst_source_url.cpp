// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_url.h"
#include "support/room.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSourceUrl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatAllKindsHaveInCommon()
    {
        const auto url = SourceUrl::parse(
            u"AMQPS://app%40x:p%2Fq@mq.example:5671,[::1]/a%20b?queue=q%26a&prefetch=5&name=mail"_s,
            nullptr);
        QVERIFY(url);
        QCOMPARE(url->scheme, u"amqps"_s);
        QCOMPARE(url->user, u"app@x"_s);
        QCOMPARE(url->password, u"p/q"_s);
        QCOMPARE(url->hosts.size(), 2);
        QCOMPARE(url->hosts[0].text(), u"mq.example:5671"_s);
        QCOMPARE(url->hosts[1].text(), u"[::1]"_s);
        QCOMPARE(url->path, u"a b"_s);
        QVERIFY(url->hasPath);
        QCOMPARE(url->value(u"queue"), u"q&a"_s);
        QCOMPARE(url->value(u"prefetch"), u"5"_s);
        QVERIFY(url->value(u"other").isNull());
        QCOMPARE(url->name, u"mail"_s);
    }

    void aHostIsNotNeededHere()
    {
        const auto url = SourceUrl::parse(u"postgres:///app?table=outbox"_s, nullptr);
        QVERIFY(url);
        QVERIFY(url->hosts.isEmpty());
        QCOMPARE(url->path, u"app"_s);
        QVERIFY(url->password.isNull());
    }

    void showsNoSecret_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("user and password")
            << u"amqp://app:hush@mq/v?queue=q"_s << u"amqp://app:…@mq/v?queue=q"_s;
        QTest::newRow("password alone")
            << u"redis-stream://:hush@c?key=k"_s << u"redis-stream://:…@c?key=k"_s;
        QTest::newRow("in the query")
            << u"amqp://mq?password=hush&user=app&queue=q"_s << u"amqp://app:…@mq?queue=q"_s;
        QTest::newRow("of another kind")
            << u"sqs://eu/Q?secret-key=hush&session-token=hush&endpoint=http://localhost:1"_s
            << u"sqs://eu/Q?secret-key=…&session-token=…&endpoint=http://localhost:1"_s;
        QTest::newRow("files are none")
            << u"sqs://eu/Q?secret-key=@/run/a"_s << u"sqs://eu/Q?secret-key=@/run/a"_s;
        QTest::newRow("file of the password") << u"amqp://app@mq?password=@/run/p&queue=q"_s
                                              << u"amqp://app@mq?queue=q&password=@/run/p"_s;
        QTest::newRow("other form")
            << u"amqp://app@mq?password-file=/run/p"_s << u"amqp://app@mq?password=@/run/p"_s;
        QTest::newRow("name") << u"amqp://mq?name=a%20b"_s << u"amqp://mq?name=a%20b"_s;
    }

    void showsNoSecret()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, shown);
        const auto url = SourceUrl::parse(text, nullptr);
        QVERIFY(url);
        QCOMPARE(url->display(), shown);
        QVERIFY(!url->display().contains(u"hush"));
        QCOMPARE(url->holdsSecret(), text.contains(u"hush"));
    }

    void saysWhatIsWrongWithoutTheSecret_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("nothing") << QString() << u"no scheme"_s;
        QTest::newRow("no scheme") << u"cache:6379"_s << u"no scheme"_s;
        QTest::newRow("escape") << u"amqp://a:hush%zz@mq"_s << u"hexadecimal"_s;
        QTest::newRow("slash in the password") << u"amqp://a:hush/x@mq"_s << u"%2F"_s;
        QTest::newRow("question mark in the password") << u"amqp://a:hush?x@mq"_s << u"%3F"_s;
        QTest::newRow("no at sign") << u"amqp://app:hush"_s << u"port"_s;
        QTest::newRow("port") << u"amqp://mq:70000"_s << u"port"_s;
        QTest::newRow("host") << u"amqp://m q"_s << u"“m q” is no host name"_s;
        QTest::newRow("IPv6") << u"amqp://[::g]"_s << u"no IPv6"_s;
        QTest::newRow("twice") << u"amqp://mq?queue=a&queue=b"_s << u"“queue=” is given twice"_s;
        QTest::newRow("password twice") << u"amqp://a:hush@mq?password=hush"_s << u"given twice"_s;
        QTest::newRow("no value") << u"amqp://mq?queue"_s << u"“?queue” has no value"_s;
        QTest::newRow("empty password") << u"amqp://mq?password="_s << u"is empty"_s;
        QTest::newRow("no file") << u"amqp://mq?password=@"_s << u"names no file"_s;
        QTest::newRow("name") << u"amqp://mq?name=a/b"_s << u"“name=” is 1 to 64"_s;
    }

    void saysWhatIsWrongWithoutTheSecret()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, why);
        QString error;
        QVERIFY(!SourceUrl::parse(text, &error));
        QVERIFY2(error.contains(why), qPrintable(error));
        QVERIFY2(!error.contains(u"hush"), qPrintable(error));
    }

    void aListIsPartedWhereASchemeBegins()
    {
        QCOMPARE(SourceUrl::split(u"nats://a,b:4222?stream=S, amqp://c?queue=x,y ,sqs://eu/Q"_s),
            (QStringList{u"nats://a,b:4222?stream=S"_s, u"amqp://c?queue=x,y"_s, u"sqs://eu/Q"_s}));
        QVERIFY(SourceUrl::split(QString()).isEmpty());
    }

    void thePasswordIsReadFromItsFileEachTime()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"pass word"_s);
        auto url = SourceUrl::parse(u"amqp://app@mq?password=@"_s + path, nullptr);
        QVERIFY(url);
        QVERIFY(url->readPassword().contains(u"cannot be read"));
        for (const QByteArray& secret : {QByteArray("first\n"), QByteArray("second\r\n")}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(secret);
            file.close();
            QCOMPARE(url->readPassword(), QString());
            QCOMPARE(url->password, QString::fromUtf8(secret.trimmed()));
            QVERIFY(!url->display().contains(url->password));
        }
    }
};

ROOM_TEST(TestSourceUrl, QCoreApplication)
#include "tst_source_url.moc"
