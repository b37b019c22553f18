// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_clients.h"
#include "hub/local_hub.h"
#include "support/certificate_authority.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestDemoClients : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAHubSaysWhyNot()
    {
        LocalHub hub;
        DemoClients clients(hub);
        QSignalSpy told(&clients, &DemoClients::told);
        QCOMPARE(clients.add(3, {}), u"The hub is not listening."_s);
        clients.removeAll();
        QCOMPARE(clients.wanted(), 0);
        QCOMPARE(told.count(), 0);
    }

    void saysOnceThatAllAreConnected()
    {
        LocalHub hub;
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        hub.start(options);
        QTRY_VERIFY(hub.isListening());
        DemoClients clients(hub);
        QSignalSpy told(&clients, &DemoClients::told);
        QSignalSpy changed(&clients, &DemoClients::changed);
        QSignalSpy connected(&clients, &DemoClients::connected);
        QCOMPARE(clients.add(2, hub.status().url), QString());
        QCOMPARE(told[0][0].toString(), u"2 test clients started"_s);
        QTRY_COMPARE(connected.count(), 1);
        QCOMPARE(connected[0][0].toString(), u"2 test clients connected"_s);
        QCOMPARE(clients.add(1, hub.status().url), QString());
        QCOMPARE(clients.wanted(), 3);
        QTRY_COMPARE(connected.count(), 2);
        clients.removeAll();
        QCOMPARE(told.last()[0].toString(), u"3 test clients removed"_s);
        QCOMPARE(changed.last()[0].toInt(), 0);
        QVERIFY(connected.count() == 2);
    }

    void overTlsTheyTrustTheHubsCertificateAndTheOneAfterIt()
    {
        testing::CertificateAuthority authority;
        QVERIFY(authority.make());
        LocalHub hub;
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        options.tlsCert = authority.file(u"server.pem"_s);
        options.tlsKey = authority.file(u"server.key"_s);
        hub.start(options);
        QTRY_VERIFY(hub.isListening());
        DemoClients clients(hub);
        QSignalSpy connected(&clients, &DemoClients::connected);
        QCOMPARE(clients.add(2, hub.status().url), QString());
        QTRY_COMPARE(connected.count(), 1);
        const qint64 before = hub.status().tls.readAtMs;
        QVERIFY(authority.sign(u"server"_s));
        hub.readFilesAnew();
        QTRY_VERIFY(hub.status().tls.readAtMs > before);
        QCOMPARE(hub.status().tls.problem, QString());
        clients.follow(hub.status().url);
        QCOMPARE(clients.add(1, hub.status().url), QString());
        QTRY_COMPARE(connected.count(), 2);
        QCOMPARE(connected.last()[0].toString(), u"3 test clients connected"_s);
    }

    void whoMustShowACertificateIsTold()
    {
        testing::CertificateAuthority authority;
        QVERIFY(authority.make());
        LocalHub hub;
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        options.tlsCert = authority.file(u"server.pem"_s);
        options.tlsKey = authority.file(u"server.key"_s);
        options.tlsClientCa = authority.file(u"ca.pem"_s);
        hub.start(options);
        QTRY_VERIFY(hub.isListening());
        DemoClients clients(hub);
        QVERIFY(clients.add(2, hub.status().url).contains(u"certificate of each client"));
    }

    void followTheHubToAnotherPort()
    {
        LocalHub hub;
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        options.retry = std::chrono::milliseconds(100);
        hub.start(options);
        QTRY_VERIFY(hub.isListening());
        quint64 there = 0;
        connect(&hub, &LocalHub::sampled, &hub,
            [&there](const MetricsSample& sample) { there = sample.connections; });
        DemoClients clients(hub);
        QCOMPARE(clients.add(3, hub.status().url), QString());
        QTRY_COMPARE(there, 3U);
        const QString before = hub.status().url;
        hub.stop();
        QTRY_COMPARE(hub.status().state, HubState::Stopped);
        there = 0;
        QTcpServer taken; // so that it gets another
        QVERIFY(taken.listen(QHostAddress::LocalHost, quint16(QUrl(before).port())));
        hub.start(options);
        QTRY_VERIFY(hub.isListening());
        QVERIFY(hub.status().url != before);
        clients.follow(hub.status().url);
        QTRY_COMPARE_WITH_TIMEOUT(there, 3U, 10'000);
        QCOMPARE(clients.wanted(), 3);
    }
};

ROOM_TEST(TestDemoClients, QCoreApplication)
#include "tst_demo_clients.moc"
