// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/trusted_proxies.h"
#include "support/room.h"

#include <arpa/inet.h>

#include <QtTest>

using namespace fanlight::http;

namespace {

TrustedProxies proxies(std::initializer_list<const char*> ranges)
{
    TrustedProxies all;
    for (const char* range : ranges)
        all.add(range);
    return all;
}

QByteArray clientText(const TrustedProxies& trusted, const char* peer, const char* forwarded,
    const char* forwardedFor)
{
    const auto client = trusted.trusts(*NetAddress::parse(peer))
        ? trusted.clientOf(forwarded, forwardedFor)
        : std::nullopt;
    if (!client)
        return "nobody";
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(AF_INET6, &client->bytes, text, sizeof text);
    return QByteArray(text).replace("::ffff:", "");
}

} // namespace

class TestTrustedProxies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rangesAreReadAndHeld()
    {
        const TrustedProxies some = proxies({"10.0.0.0/8", "192.0.2.7", "fd00::/9", "::1"});
        const auto trusts
            = [&](const char* address) { return some.trusts(*NetAddress::parse(address)); };
        for (const char* in :
            {"10.0.0.1", "10.255.255.255", "192.0.2.7", "fd7f::1", "::1", "::ffff:10.1.2.3"})
            QVERIFY2(trusts(in), in);
        for (const char* out :
            {"11.0.0.1", "9.255.255.255", "192.0.2.6", "fd80::1", "::2", "fe80::1"})
            QVERIFY2(!trusts(out), out);
        QVERIFY(proxies({"0.0.0.0/0"}).trusts(*NetAddress::parse("203.0.113.9")));
        QVERIFY(!proxies({"0.0.0.0/0"}).trusts(*NetAddress::parse("2001:db8::1")));
        TrustedProxies none;
        for (const char* wrong : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129",
                 "10.0.0.0/8x", "10.0.0", "unix:", "UNIX", "proxy.example", "[::1]"})
            QVERIFY2(!none.add(wrong), wrong);
        QVERIFY(none.isEmpty());
    }
    void theClientIsTheLastWhoIsNoProxy_data()
    {
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addColumn<QByteArray>("forwardedFor");
        QTest::addColumn<QByteArray>("client");
        const auto row = [](const char* name, const char* forwarded, const char* forwardedFor,
                             const char* client) {
            QTest::newRow(name) << QByteArray(forwarded) << QByteArray(forwardedFor)
                                << QByteArray(client);
        };
        row("one", "", "203.0.113.9", "203.0.113.9");
        row("with a port", "", "203.0.113.9:4711", "203.0.113.9");
        row("IPv6", "", "2001:db8::9", "2001:db8::9");
        row("IPv6 with a port", "", "[2001:db8::9]:4711", "2001:db8::9");
        row("forged in front", "", "198.51.100.1, 203.0.113.9", "203.0.113.9");
        row("over two proxies", "", "203.0.113.9, 10.0.0.2", "203.0.113.9");
        row("forged as a proxy", "", "10.0.0.9, 203.0.113.9, 10.0.0.2", "203.0.113.9");
        row("from a proxy itself", "", "10.0.0.3", "10.0.0.3");
        row("nothing", "", "", "nobody");
        row("unknown", "", "unknown", "nobody");
        row("unknown in front", "", "unknown, 10.0.0.2", "10.0.0.2");
        row("rubbish", "", ",;=\"", "nobody");
        row("Forwarded", "for=203.0.113.9;proto=https;by=10.0.0.1", "", "203.0.113.9");
        row("both, and they agree", "for=203.0.113.9", "203.0.113.9, 10.0.0.2", "203.0.113.9");
        row("a quote in front", "", "\", 203.0.113.9", "203.0.113.9");
        row("one is forged", "for=203.0.113.9", "198.51.100.1", "nobody");
        row("Forwarded with quotes", "For=\"[2001:db8::9]:4711\"", "", "2001:db8::9");
        row("Forwarded twice", "for=198.51.100.1, for=\"203.0.113.9\"", "", "203.0.113.9");
        row("a comma in quotes", "for=\"_a,b\";x=1,for=203.0.113.9", "", "203.0.113.9");
        row("hidden", "for=_hidden", "198.51.100.1", "nobody");
    }
    void theClientIsTheLastWhoIsNoProxy()
    {
        QFETCH(QByteArray, forwarded);
        QFETCH(QByteArray, forwardedFor);
        QFETCH(QByteArray, client);
        const TrustedProxies trusted = proxies({"10.0.0.0/8"});
        QCOMPARE(clientText(trusted, "10.0.0.1", forwarded.constData(), forwardedFor.constData()),
            client);
        // whoever else says so is not believed
        QCOMPARE(clientText(trusted, "192.0.2.1", forwarded.constData(), forwardedFor.constData()),
            QByteArray("nobody"));
    }
    void theSchemeIsThatOfTheNearestProxy()
    {
        QCOMPARE(forwardedProtoOf("", ""), std::string());
        QCOMPARE(forwardedProtoOf("", "HTTPS"), std::string("https"));
        QCOMPARE(forwardedProtoOf("", "https, http"), std::string("http"));
        QCOMPARE(forwardedProtoOf("for=x;proto=https", "http"), std::string("https"));
        QCOMPARE(forwardedProtoOf("for=x", "https"), std::string("https"));
        QCOMPARE(forwardedProtoOf("", "gopher"), std::string());
        QCOMPARE(forwardedProtoOf("proto=\"", "https\r\nX: 1"), std::string());
    }
    void whoComesOverAUnixSocketIsBelievedByThatWord()
    {
        QVERIFY(!proxies({"10.0.0.0/8"}).trustsUnix());
        QVERIFY(proxies({"unix"}).trustsUnix());
        QVERIFY(!proxies({"unix"}).isEmpty());
        QVERIFY(!proxies({"unix"}).trusts(NetAddress{}));
    }
    void theNameIsThatOfTheNearestProxy()
    {
        QCOMPARE(forwardedHostOf("", ""), std::string());
        QCOMPARE(forwardedHostOf("", "a.example, b.example"), std::string("b.example"));
        QCOMPARE(forwardedHostOf("for=x;host=\"a.example:81\"", "b.example"),
            std::string("a.example:81"));
        QCOMPARE(forwardedHostOf("for=x", "b.example"), std::string("b.example"));
    }
};

ROOM_TEST(TestTrustedProxies, QCoreApplication)
#include "tst_trusted_proxies.moc"
