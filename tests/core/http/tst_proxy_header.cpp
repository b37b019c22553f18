// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/proxy_header.h"
#include "support/room.h"

#include <arpa/inet.h>

#include <QRandomGenerator>
#include <QtTest>

using namespace fanlight::http;

namespace {

using HeaderStatus = ProxyHeader::Status;
const QByteArray Binary = QByteArray("\r\n\r\n\0\r\nQUIT\n", 12);

ProxyHeader readHeader(const QByteArray& bytes)
{
    return ProxyHeader::read({bytes.constData(), std::size_t(bytes.size())});
}

// What it says, in words: “203.0.113.9:4444 in 44”, “proxy in 16”, “more”, “none”, or why not.
QByteArray wordsOf(const ProxyHeader& header)
{
    switch (header.status) {
    case HeaderStatus::None:
        return "none";
    case HeaderStatus::NeedMore:
        return "more";
    case HeaderStatus::Malformed:
        return header.error;
    case HeaderStatus::Whole:
        break;
    }
    const QByteArray in = " in " + QByteArray::number(qulonglong(header.bytes));
    if (header.source != ProxyHeader::Source::Address)
        return (header.source == ProxyHeader::Source::Unix ? "unix" : "proxy") + in;
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(AF_INET6, &header.address.bytes, text, sizeof text);
    return QByteArray(text).replace("::ffff:", "") + ':' + QByteArray::number(header.port) + in;
}

QByteArray binary(char command, char family, const QByteArray& body)
{
    return Binary + command + family + char(body.size() >> 8) + char(body.size() & 0xff) + body;
}

const QByteArray Four = QByteArray("\xcb\x00\x71\x09\x7f\x00\x00\x01\x11\x5c\x01\xbb", 12);
const QByteArray Six = QByteArray("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x09", 16)
    + QByteArray(15, '\0') + '\x01' + QByteArray("\x11\x5c\x01\xbb", 4);

} // namespace

class TestProxyHeader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothVersionsAreRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const QByteArray& bytes, const char* words) {
            QTest::newRow(name) << bytes << QByteArray(words);
        };
        row("1, IPv4", "PROXY TCP4 203.0.113.9 127.0.0.1 4444 443\r\nGET",
            "203.0.113.9:4444 in 43");
        row("1, IPv6", "PROXY TCP6 2001:db8::9 ::1 65535 0\r\n", "2001:db8::9:65535 in 36");
        row("1, unknown", "PROXY UNKNOWN\r\n", "proxy in 15");
        row("1, unknown with more", "PROXY UNKNOWN ff::1 ff::2 1 2\r\nX", "proxy in 31");
        row("2, IPv4", binary('\x21', '\x11', Four) + "GET", "203.0.113.9:4444 in 28");
        row("2, IPv6", binary('\x21', '\x21', Six), "2001:db8::9:4444 in 52");
        row("2, IPv4 with TLVs", binary('\x21', '\x11', Four + QByteArray("\x04\x00\x01\x00", 4)),
            "203.0.113.9:4444 in 32");
        row("2, Unix", binary('\x21', '\x31', QByteArray(216, '\0')), "unix in 232");
        row("2, unspecified", binary('\x21', '\x00', "abc"), "proxy in 19");
        row("2, datagrams", binary('\x21', '\x12', Four), "proxy in 28");
        row("2, local", binary('\x20', '\x11', Four), "proxy in 28");
        row("2, local without an address", binary('\x20', '\x00', {}), "proxy in 16");
        row("2, as long as may be", binary('\x21', '\x11', Four + QByteArray(508, 'x')),
            "203.0.113.9:4444 in 536");
    }
    void bothVersionsAreRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        QCOMPARE(wordsOf(readHeader(bytes)), words);
        const auto whole = qsizetype(readHeader(bytes).bytes);
        for (qsizetype size = 0; size < whole; ++size)
            QCOMPARE(wordsOf(readHeader(bytes.left(size))), QByteArray("more"));
    }
    void whatIsNoneIsLeftAlone()
    {
        for (const char* other : {"GET / HTTP/1.1\r\n", "POST", "PUT /", "PROXX ", "PROXY\t",
                 "\r\nGET", "\r\n\r\nG", "\x16\x03\x01", "proxy TCP4 ", " PROXY TCP4 "})
            QCOMPARE(wordsOf(readHeader(other)), QByteArray("none"));
    }
    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const QByteArray& bytes, const char* why) {
            QTest::newRow(name) << bytes << QByteArray(why);
        };
        row("no family", "PROXY \r\n", "too early");
        row("a family of its own", "PROXY UDP4 203.0.113.9 127.0.0.1 1 2\r\n", "is not “PROXY");
        row("too few", "PROXY TCP4 203.0.113.9 127.0.0.1 4444\r\n", "too early");
        row("too many", "PROXY TCP4 203.0.113.9 127.0.0.1 4444 443 1\r\n", "is not “PROXY");
        row("two blanks", "PROXY TCP4  203.0.113.9 127.0.0.1 4444 443\r\n", "is not “PROXY");
        row("IPv6 as IPv4", "PROXY TCP4 ::1 ::1 1 2\r\n", "is not “PROXY");
        row("IPv4 as IPv6", "PROXY TCP6 127.0.0.1 127.0.0.1 1 2\r\n", "is not “PROXY");
        row("a name", "PROXY TCP4 localhost 127.0.0.1 1 2\r\n", "is not “PROXY");
        row("a port too high", "PROXY TCP4 203.0.113.9 127.0.0.1 65536 2\r\n", "is not “PROXY");
        row("a port with a sign", "PROXY TCP4 203.0.113.9 127.0.0.1 +1 2\r\n", "is not “PROXY");
        row("a port with a zero", "PROXY TCP4 203.0.113.9 127.0.0.1 01 2\r\n", "is not “PROXY");
        row("a line without end", "PROXY TCP4 " + QByteArray(100, 'x'), "no end within 107");
        row("a line feed alone",
            "PROXY TCP4 203.0.113.9 127.0.0.1 1 2\nGET / HTTP/1.1\nHost: localhost\n"
                + QByteArray(99, 'x'),
            "no end within 107");
        row("a request behind a line feed", "PROXY TCP4 203.0.113.9 127.0.0.1 1 2\nGET /\r\n",
            "is not “PROXY");
        row("version 3", binary('\x31', '\x11', Four), "neither version 1 nor version 2");
        row("a command of its own", binary('\x22', '\x11', Four), "neither LOCAL nor PROXY");
        row("a family nobody knows", binary('\x21', '\x41', Four), "family is not known");
        row("IPv4 cut off", binary('\x21', '\x11', Four.left(11)), "cut off");
        row("IPv6 cut off", binary('\x21', '\x21', Six.left(35)), "cut off");
        row("Unix cut off", binary('\x21', '\x31', QByteArray(215, '\0')), "cut off");
        row("longer than may be", binary('\x21', '\x11', QByteArray(521, 'x')).left(16),
            "longer than 536");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, why);
        const ProxyHeader header = readHeader(bytes);
        QVERIFY(header.status == HeaderStatus::Malformed);
        QVERIFY2(QByteArray(header.error).contains(why), header.error);
        QCOMPARE(header.bytes, std::size_t(0));
    }
    // So many bytes decide it: nobody has to be waited for longer.
    void nothingIsWaitedForBehindTheBound()
    {
        QRandomGenerator random(15);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = i % 2 ? QByteArray("PROXY ") : Binary;
            while (bytes.size() < qsizetype(ProxyHeader::MaxBytes))
                bytes += char(random.bounded(256));
            const ProxyHeader header = readHeader(bytes);
            QVERIFY(header.status != HeaderStatus::NeedMore && header.status != HeaderStatus::None);
            QVERIFY(header.bytes <= ProxyHeader::MaxBytes);
        }
    }
};

ROOM_TEST(TestProxyHeader, QCoreApplication)
#include "tst_proxy_header.moc"
