// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qtredis/link_rig.h"
#include "support/certificate_authority.h"
#include "support/room.h"

#include <array>

using namespace fanlight::redis;
using namespace fanlight::testing;
using namespace std::chrono_literals;

class TestRedisTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_authority.make());
        QVERIFY(m_other.make());
        START_REDIS(m_server, m_authority.serverArguments(m_server.port()));
    }

    void aTrustedServerIsTakenAndAllGoesThrough()
    {
        LinkRig rig(settingsFor(url(u"localhost"_qs, m_authority.file(u"ca.pem"_qs))));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        std::string large(5 << 20, 'x');
        QVERIFY(rig.ask({"ECHO", large}).toStdString() == large);
        int answered = 0;
        for (int i = 0; i < 10'000; ++i)
            rig.link.send({"ECHO", std::to_string(i)},
                [&, i](const Reply& reply) { answered += textOf(reply) == QByteArray::number(i); });
        QTRY_COMPARE(answered, 10'000);
        LinkRig listening(settingsFor(url(u"localhost"_qs, m_authority.file(u"ca.pem"_qs))));
        QVERIFY(listening.waitForReady());
        listening.link.subscribe(std::array<std::string_view, 1>{"a"});
        QTRY_COMPARE(listening.confirmations.size(), 1);
        for (int i = 0; i < 10'000; ++i)
            rig.link.send({"PUBLISH", "a", std::to_string(i)}, {});
        QTRY_COMPARE(listening.messages.size(), 10'000);
        QCOMPARE(listening.messages.last(), QByteArray("a=9999"));
        QVERIFY(rig.lost.isEmpty());
    }

    void anUntrustedServerIsRefused_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("caFile");
        QTest::addColumn<QString>("problem");
        QTest::newRow("other authority")
            << u"localhost"_qs << m_other.file(u"ca.pem"_qs) << u"is not trusted"_qs;
        QTest::newRow("authorities of the system")
            << u"localhost"_qs << QString() << u"is not trusted"_qs;
        QTest::newRow("other name")
            << u"127.0.0.1"_qs << m_authority.file(u"ca.pem"_qs) << u"is not trusted"_qs;
        QTest::newRow("no such file") << u"localhost"_qs << u"/nowhere/ca.pem"_qs
                                      << u"The file “/nowhere/ca.pem” holds no certificate"_qs;
        QTest::newRow("no certificate in it")
            << u"localhost"_qs << m_authority.file(u"extensions"_qs) << u"holds no certificate"_qs;
    }
    void anUntrustedServerIsRefused()
    {
        QFETCH(QString, host);
        QFETCH(QString, caFile);
        QFETCH(QString, problem);
        LinkRig rig(settingsFor(url(host, caFile)));
        QVERIFY2(rig.waitForLoss().contains(problem), qPrintable(rig.lost.value(0)));
        QCOMPARE(rig.ready, 0);
    }

    void tlsIsSaidWhenItIsNotAskedFor()
    {
        auto settings = settingsFor(m_server.url());
        settings.replyTimeout = 500ms;
        LinkRig rig(settings);
        QVERIFY2(rig.waitForLoss().contains(u"a Redis with TLS (rediss://)"),
            qPrintable(rig.lost.value(0)));
    }

    void comesBackAfterACrash()
    {
        RedisServer server;
        START_REDIS(server, m_authority.serverArguments(server.port()));
        LinkRig rig(settingsFor(u"rediss://localhost:%1?ca=%2"_qs.arg(server.port())
                                    .arg(m_authority.file(u"ca.pem"_qs))));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        server.kill();
        QVERIFY(!rig.waitForLoss().isEmpty());
        QTRY_VERIFY(rig.lost.last().contains(u"Nothing listens at"));
        START_REDIS(server, m_authority.serverArguments(server.port()));
        QVERIFY(rig.waitForReady(2));
    }

private:
    QString url(const QString& host, const QString& caFile)
    {
        return u"rediss://%1:%2"_qs.arg(host).arg(m_server.port())
            + (caFile.isEmpty() ? QString() : u"?ca="_qs + caFile);
    }

    CertificateAuthority m_authority, m_other;
    RedisServer m_server;
};

ROOM_TEST(TestRedisTls, QCoreApplication)
#include "tst_redis_tls.moc"
