// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/access_policy.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::http;

namespace {
const AccessPolicy Local({"devbox"}, {}, false);
const AccessPolicy Open({"devbox"}, {"https://App.example", "http://lan:8080"}, true);
} // namespace

class TestAccessPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsAreCutFromTheirPorts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("host");
        const auto row = [](const char* text, const char* host) {
            QTest::addRow("“%s”", text) << QByteArray(text) << QByteArray(host);
        };
        row("", "");
        row("LocalHost", "localhost");
        row("LocalHost:3000", "localhost");
        row("127.0.0.1:80", "127.0.0.1");
        row("[::1]", "::1");
        row("[::1]:80", "::1");
        row("[FE80::A]:80", "fe80::a");
        row("[::1", "::1");
        row("[]", "");
        row(":80", "");
        row("LocalHost.:80", "localhost");
        row(".", ".");
    }
    void hostsAreCutFromTheirPorts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, host);
        QCOMPARE(hostWithoutPort(text.toStdString()), host.toStdString());
    }

    void loopbackNames()
    {
        for (const char* name : {"localhost", "app.localhost", "127.0.0.1", "127.1.2.3", "::1"})
            QVERIFY2(isLoopbackName(name), name);
        for (const char* name : {"", "notlocalhost", "localhost.evil.example", "128.0.0.1",
                 "127.0.0.1.evil.example", "::2", "0.0.0.0"})
            QVERIFY2(!isLoopbackName(name), name);
    }

    void aNameThatIsNotTheHubsIsRefused()
    {
        for (const char* host :
            {"localhost:3000", "127.0.0.1", "[::1]:3000", "devbox", "DevBox:80"}) {
            QVERIFY2(Local.allowsHost(host), host);
            QVERIFY2(Open.allowsHost(host), host);
        }
        for (const char* host : {"", "evil.example", "evil.example:3000", "localhost.evil.example",
                 "devbox.evil.example"}) {
            QVERIFY2(!Local.allowsHost(host), host);
            QVERIFY2(!Open.allowsHost(host), host);
        }
    }

    void addressesAreItsNamesOnlyBeyondLoopback()
    {
        for (const char* host : {"192.168.1.5:3000", "[fe80::1]:3000", "10.0.0.1"}) {
            QVERIFY2(!Local.allowsHost(host), host);
            QVERIFY2(Open.allowsHost(host), host);
        }
        QVERIFY(!Open.allowsHost("192.168.1.5.evil.example"));
    }

    void namesBelowAWildcardAreItsOwn()
    {
        const AccessPolicy hub({"hub.example.com", "*.svc.example"}, {}, false);
        for (const char* host :
            {"hub.example.com", "HUB.example.com.:443", "a.svc.example", "a.b.svc.example:80"})
            QVERIFY2(hub.allowsHost(host), host);
        for (const char* host :
            {"svc.example", "xsvc.example", "a.hub.example.com", "a.svc.example.evil"})
            QVERIFY2(!hub.allowsHost(host), host);
    }

    void aHostIsANameAndAPort()
    {
        for (const char* host :
            {"localhost", "localhost:", "localhost:80", "localhost.:3100", "[::1]:65535"})
            QVERIFY2(Local.allowsHost(host), host);
        for (const char* host : {"localhost:x", "localhost:80x", "localhost:65536", "localhost:-1",
                 "localhost:x@evil.example", "localhost@evil.example", "[::1]x", "[::1]80",
                 "localhost/", "localhost:80\"><y"})
            QVERIFY2(!Local.allowsHost(host), host);
    }

    void pagesOfThisMachineMayRead()
    {
        for (const char* origin : {"http://localhost:5173", "https://localhost",
                 "http://127.0.0.1:8000", "http://[::1]:8000", "http://app.localhost"})
            QVERIFY2(Local.allowsOrigin(origin), origin);
        for (const char* origin : {"", "null", "http://evil.example",
                 "http://localhost.evil.example", "http://127.0.0.1.evil.example",
                 "file://localhost", "localhost", "http://localhost:x\"><y", "http://localhost:",
                 "http://localhost/", "http://localhost:80@evil.example", "http://192.168.1.5"})
            QVERIFY2(!Local.allowsOrigin(origin), origin);
    }

    void namedOriginsMayToo()
    {
        QVERIFY(Open.allowsOrigin("https://app.example"));
        QVERIFY(Open.allowsOrigin("HTTPS://APP.example"));
        QVERIFY(Open.allowsOrigin("http://lan:8080"));
        QVERIFY(!Open.allowsOrigin("http://lan"));
        QVERIFY(!Open.allowsOrigin("http://app.example"));
        QVERIFY(!Open.allowsOrigin("https://app.example.evil"));
        QVERIFY(!Local.allowsOrigin("https://app.example"));
    }

    void anOriginIsThatOfAName_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("is");
        const auto row = [](const char* origin, const char* host, bool is) {
            QTest::addRow("%s of %s", origin, host) << QByteArray(origin) << QByteArray(host) << is;
        };
        row("https://app.example", "app.example", true);
        row("https://app.example", "App.Example", true);
        row("https://app.example", "app.example:443", true);
        row("https://app.example:443", "app.example", true);
        row("https://app.example:8443", "app.example:8443", true);
        row("https://app.example:8443", "app.example", false);
        row("https://app.example", "app.example:80", false);
        row("http://app.example", "app.example", false);
        row("https://app.example.evil", "app.example", false);
        row("https://evil.app.example", "app.example", false);
        row("https:/app.example", "app.example", false);
        row("null", "app.example", false);
        row("https://", "", true);
        row("https://[::1]", "[::1]:443", true);
    }
    void anOriginIsThatOfAName()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, host);
        QFETCH(bool, is);
        QCOMPARE(fanlight::http::isOriginOf(origin.toStdString(), "https", host.toStdString()), is);
    }
};

ROOM_TEST(TestAccessPolicy, QCoreApplication)
#include "tst_access_policy.moc"
