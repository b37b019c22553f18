// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/request_parser.h"
#include "support/room.h"

#include <QtTest>

#include <random>

using namespace fanlight::http;
using Status = RequestParser::Status;

namespace {

constexpr RequestParser::Limits Defaults{};

std::string post(const std::string& body, const std::string& headers = {})
{
    return "POST /api/publish HTTP/1.1\r\nHost: localhost:3000\r\n" + headers
        + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A whole request whose header has exactly this many bytes.
std::string withHeaderOf(std::size_t bytes)
{
    const std::string begin = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const std::string end = "\r\n\r\n";
    return begin + std::string(bytes - begin.size() - end.size(), 'x') + end;
}

// Feeds a stream of bytes as a connection does: what is not consumed is given again with more
// behind it.
class Feeder {
public:
    explicit Feeder(const RequestParser::Limits& limits = Defaults)
        : m_parser(limits)
    {
    }

    void feed(std::string_view bytes)
    {
        m_pending.append(bytes);
        std::string_view left = m_pending;
        while (!failed && !left.empty()) {
            const auto outcome = m_parser.parse(left);
            left.remove_prefix(outcome.consumed);
            if (outcome.status == Status::Complete) {
                const Request& request = m_parser.request();
                requests.push_back(std::string(methodName(request.method)) + ' ' + request.target
                    + ' ' + request.body);
            } else if (outcome.status == Status::Failed) {
                failed = outcome.errorStatus;
            } else if (outcome.consumed == 0) {
                break;
            }
        }
        m_pending = std::string(left);
    }
    std::vector<std::string> requests;
    int failed = 0;

private:
    RequestParser m_parser;
    std::string m_pending;
};

int statusOf(const std::string& bytes)
{
    Feeder feeder;
    feeder.feed(bytes);
    return feeder.failed ? feeder.failed : feeder.requests.empty() ? 0 : 200;
}

Request parsed(const std::string& bytes)
{
    RequestParser parser(Defaults);
    parser.parse(bytes);
    return parser.request();
}

} // namespace

class TestRequestParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheFieldsTheHubLooksAt()
    {
        RequestParser parser(Defaults);
        const std::string bytes = "GET /api/notifications?userId=4%202&types=a HTTP/1.1\r\nhost: "
                                  "LocalHost:3000\r\nORIGIN: http://a\r\n"
                                  "Authorization: Bearer t\r\nLast-Event-ID:  1-2 \r\nUser-Agent: "
                                  "test\r\nAccess-Control-Request-Method: PUT\r\n"
                                  "Access-Control-Request-Headers: x\r\nCookie: ignored\r\n\r\n";
        const auto outcome = parser.parse(bytes);
        QCOMPARE(outcome.status, Status::Complete);
        QCOMPARE(outcome.consumed, bytes.size());
        const Request& request = parser.request();
        QCOMPARE(request.method, Method::Get);
        QCOMPARE(request.version, 11);
        QCOMPARE(request.path(), std::string_view("/api/notifications"));
        QCOMPARE(request.query(), std::string_view("userId=4%202&types=a"));
        QCOMPARE(request.host, std::string("LocalHost:3000"));
        QCOMPARE(request.origin, std::string("http://a"));
        QCOMPARE(request.authorization, std::string("Bearer t"));
        QCOMPARE(request.lastEventId, std::string("1-2"));
        QCOMPARE(request.userAgent, std::string("test"));
        QCOMPARE(request.corsMethod, std::string("PUT"));
        QCOMPARE(request.corsHeaders, std::string("x"));
        QVERIFY(request.hasHost && request.hasLastEventId && request.keepAlive
            && !request.expectsContinue);
        QVERIFY(request.body.empty());
    }

    void methods_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("method");
        for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put,
                 Method::Delete, Method::Patch, Method::Options})
            QTest::newRow(methodName(method)) << QByteArray(methodName(method)) << int(method);
        QTest::newRow("TRACE") << QByteArray("TRACE") << int(Method::Other);
        QTest::newRow("invented") << QByteArray("FROB") << int(Method::Other);
    }
    void methods()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, method);
        QCOMPARE(int(parsed(text.toStdString() + " / HTTP/1.1\r\nHost: a\r\n\r\n").method), method);
    }

    void nothingIsLeftOfTheRequestBefore()
    {
        RequestParser parser(Defaults);
        parser.parse("POST /a HTTP/1.0\r\nHost: a\r\nOrigin: b\r\nLast-Event-ID: 1\r\nExpect: "
                     "100-continue\r\nContent-Length: 1\r\n\r\nx");
        QCOMPARE(parser.request().body, std::string("x"));
        parser.parse("GET / HTTP/1.1\r\n\r\n");
        const Request& request = parser.request();
        QVERIFY(request.host.empty() && request.origin.empty() && request.lastEventId.empty()
            && request.body.empty());
        QVERIFY(!request.hasHost && !request.hasLastEventId && !request.expectsContinue
            && request.keepAlive);
        QCOMPARE(request.version, 11);
    }

    void anySplitOfPipelinedRequestsGivesTheSame()
    {
        const std::string chunked
            = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
              "chunked\r\n\r\n5;x=1\r\nhello\r\n7\r\n, world\r\n0\r\nTrailer: x\r\n\r\n";
        const std::string bytes = post("{\"a\":1}") + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n" + chunked
            + post("") + post(std::string(300, 'y'));
        const std::vector<std::string> expected
            = {"POST /api/publish {\"a\":1}", "GET /b ", "POST /c hello, world",
                "POST /api/publish ", "POST /api/publish " + std::string(300, 'y')};
        Feeder whole;
        whole.feed(bytes);
        QCOMPARE(whole.requests, expected);

        std::mt19937 random(3);
        for (std::size_t most = 1; most < 200; ++most) {
            Feeder pieces;
            for (std::size_t at = 0; at < bytes.size();) {
                const std::size_t size = 1 + random() % most;
                pieces.feed(std::string_view(bytes).substr(at, size));
                at += size;
            }
            QCOMPARE(pieces.failed, 0);
            QCOMPARE(pieces.requests, expected);
        }
    }

    void anEmptyChunkedBodyMayComeInAnyPieces()
    {
        // Beast asserts on some of these
        for (const std::string& body : {std::string("0\r\n\r\n"), std::string("0;x=1\r\n\r\n"),
                 std::string("00\r\nTrailer: x\r\n\r\n")}) {
            const std::string bytes
                = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
            for (std::size_t first = bytes.size() - body.size(); first < bytes.size(); ++first) {
                for (std::size_t second = first; second < bytes.size(); ++second) {
                    Feeder feeder;
                    feeder.feed(std::string_view(bytes).substr(0, first));
                    feeder.feed(std::string_view(bytes).substr(first, second - first));
                    feeder.feed(std::string_view(bytes).substr(second));
                    QCOMPARE(feeder.failed, 0);
                    QCOMPARE(feeder.requests, std::vector<std::string>{"POST /c "});
                }
            }
        }
        Feeder nothingAtAll;
        nothingAtAll.feed(
            "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\n\r\n");
        QVERIFY(nothingAtAll.requests.empty());
    }

    void aTargetMayBeAWholeUrlAndItsHostCounts()
    {
        const auto taken = [](const std::string& target) {
            const Request request = parsed("GET " + target + " HTTP/1.1\r\nHost: other:1\r\n\r\n");
            return QString::fromStdString(request.host + ' ' + request.target);
        };
        QCOMPARE(taken("http://a.example:3000/api/stats?x=1"), u"a.example:3000 /api/stats?x=1"_qs);
        QCOMPARE(taken("https://a.example?x=http://b/"), u"a.example /?x=http://b/"_qs);
        QCOMPARE(taken("HTTP://[::1]:3000"), u"[::1]:3000 /"_qs);
        QCOMPARE(taken("/?x=http://b/"), u"other:1 /?x=http://b/"_qs);
        QCOMPARE(taken("*"), u"other:1 *"_qs);
        QCOMPARE(statusOf("GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
    }

    void whatFollowsARequestIsNotConsumed()
    {
        RequestParser parser(Defaults);
        const std::string first = post("abc");
        const auto outcome = parser.parse(first + "GET /next");
        QCOMPARE(outcome.status, Status::Complete);
        QCOMPARE(outcome.consumed, first.size());
    }

    void saysHowFarARequestHasCome()
    {
        RequestParser parser(Defaults);
        QVERIFY(!parser.isInsideRequest() && !parser.isInsideBody());
        parser.parse("POST / HT");
        QVERIFY(parser.isInsideRequest() && !parser.isInsideBody());
        const std::string header = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";
        QCOMPARE(parser.parse(header).consumed, header.size());
        QVERIFY(parser.isInsideRequest() && parser.isInsideBody());
        QCOMPARE(parser.parse("ab").status, Status::Complete);
        QVERIFY(!parser.isInsideRequest() && !parser.isInsideBody());
    }

    void theHeaderMayHaveTheLimitButNoMore()
    {
        QCOMPARE(statusOf(withHeaderOf(Defaults.headerBytes)), 200);
        QCOMPARE(statusOf(withHeaderOf(Defaults.headerBytes + 1)), 431);
        QCOMPARE(statusOf("GET /" + std::string(Defaults.headerBytes, 'x')), 431);
        QCOMPARE(
            statusOf("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(Defaults.headerBytes, 'x')),
            431);
    }

    void anEndlessHeaderIsRefusedHoweverItComes()
    {
        Feeder feeder;
        const std::string line = "X: " + std::string(100, 'x') + "\r\n";
        feeder.feed("GET / HTTP/1.1\r\n");
        for (std::size_t sent = 0; sent < 2 * Defaults.headerBytes && !feeder.failed;
             sent += line.size())
            feeder.feed(line);
        QCOMPARE(feeder.failed, 431);
    }

    void theBodyMayHaveTheLimitButNoMore()
    {
        const std::size_t limit = Defaults.bodyBytes;
        QCOMPARE(statusOf(post(std::string(limit, 'x'))), 200);
        QCOMPARE(statusOf(post(std::string(limit + 1, 'x'))), 413);
        // without a byte of it
        QCOMPARE(statusOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
                     + std::to_string(limit + 1) + "\r\n\r\n"),
            413);
        QCOMPARE(
            statusOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n"),
            413);
    }

    void aChunkedBodyHasTheSameLimit()
    {
        const auto chunked = [](std::size_t bytes) {
            std::string request
                = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            for (; bytes > 0x1000; bytes -= 0x1000)
                request += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
            return request + (bytes == 0x1000 ? "1000\r\n" : "1\r\n") + std::string(bytes, 'x')
                + "\r\n0\r\n\r\n";
        };
        QCOMPARE(statusOf(chunked(Defaults.bodyBytes)), 200);
        QCOMPARE(statusOf(chunked(Defaults.bodyBytes + 1)), 413);
        QCOMPARE(
            statusOf(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\n"),
            413);
    }

    void malformedRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row
            = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
        row("no HTTP", "SSH-2.0-x\r\n\r\n");
        row("no version", "GET /\r\nHost: a\r\n\r\n");
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        row("HTTP/3.0", "GET / HTTP/3.0\r\nHost: a\r\n\r\n");
        row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15));
        row("blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n");
        row("blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
        row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n");
        row("NUL in a field", QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30));
        row("bare CR", "GET / HTTP/1.1\rHost: a\r\n\r\n");
        row("length is no number", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n");
        row("negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n");
        row("two lengths",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        row("length and chunks",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: "
            "chunked\r\n\r\n0\r\n\r\n");
        row("bad chunk size",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n");
        row("no end of a chunk",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
            "chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n");
        row("the same length twice",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na");
        row("a list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 0\r\n\r\n");
        row("a length with a sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na");
        row("chunks in HTTP/1.0",
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        row("PROXY protocol 2 in pieces", QByteArray("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16));
        row("two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n");
    }
    void malformedRequestsAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(statusOf(bytes.toStdString()), 400);
    }

    void codingsThatAreNotUnderstoodAre501_data()
    {
        QTest::addColumn<QByteArray>("coding");
        for (const char* coding : {"gzip", "xchunked", "identity", "gzip, chunked", "chunked, gzip",
                 "chunked,", "chunked;q=1", "",
                 "\x0b"
                 "chunked"})
            QTest::addRow("“%s”", coding) << QByteArray(coding);
    }
    void codingsThatAreNotUnderstoodAre501()
    {
        QFETCH(QByteArray, coding);
        Feeder feeder;
        feeder.feed("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + coding.toStdString()
            + "\r\n\r\nGET /hidden HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY2(feeder.failed == 501 || feeder.failed == 400,
            QByteArray::number(feeder.failed).constData());
        QVERIFY(feeder.requests.empty());
        QCOMPARE(statusOf("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                          "gzip\r\nContent-Length: 2\r\n\r\nab"),
            501);
        QCOMPARE(
            statusOf("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"),
            200);
    }

    void otherExpectationsAre417()
    {
        QCOMPARE(
            statusOf("POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 0\r\n\r\n"),
            417);
        QCOMPARE(
            statusOf("POST / HTTP/1.0\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 0\r\n\r\n"),
            200);
    }

    void otherProtocolsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("PROXY 1") << QByteArray("PROXY TCP4 203.0.113.9 127.0.0.1 4444 80\r\n")
                                 << QByteArray("PROXY");
        QTest::newRow("PROXY 2") << QByteArray("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16)
                                 << QByteArray("PROXY");
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01") << QByteArray("TLS");
        QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                                << QByteArray("HTTP/2");
    }
    void otherProtocolsAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, name);
        RequestParser parser(Defaults);
        const auto outcome = parser.parse(bytes.toStdString());
        QCOMPARE(outcome.status, Status::Failed);
        QVERIFY(outcome.isOtherProtocol);
        QVERIFY2(QByteArray(outcome.error).contains(name), outcome.error);

        RequestParser byByte(Defaults); // what is not taken is given again with one byte more
        auto last = outcome;
        qsizetype size = 1;
        for (; size <= bytes.size(); ++size) {
            last = byByte.parse(bytes.first(size).toStdString());
            if (last.status == Status::Failed)
                break;
            QCOMPARE(last.consumed, std::size_t(0));
        }
        QVERIFY(last.isOtherProtocol);
        QVERIFY2(QByteArray(last.error).contains(name), last.error);
    }

    void emptyLinesAreCountedHoweverTheyCome()
    {
        const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        for (const std::size_t lines : {1, 2, 3, 4, 5, 6, 7}) {
            std::string bytes;
            for (std::size_t i = 0; i < lines; ++i)
                bytes += "\r\n";
            bytes += get;
            for (std::size_t first = 0; first < bytes.size(); ++first) {
                for (std::size_t second = first; second < std::min(first + 14, bytes.size());
                     ++second) {
                    Feeder feeder;
                    feeder.feed(std::string_view(bytes).substr(0, first));
                    feeder.feed(std::string_view(bytes).substr(first, second - first));
                    feeder.feed(std::string_view(bytes).substr(second));
                    QCOMPARE(feeder.failed, lines > 4 ? 400 : 0);
                }
            }
        }
    }

    void emptyLinesBeforeARequestAreSkippedButNotForEver()
    {
        Feeder feeder;
        feeder.feed("\r\n" + post("{}") + "\r\n" + post("{}"));
        QCOMPARE(feeder.requests.size(), std::size_t(2));
        QCOMPARE(feeder.failed, 0);
        QCOMPARE(statusOf("\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    }

    void keepAlive_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("keepAlive");
        const auto row = [](const char* version, const char* field, bool keepAlive) {
            QTest::addRow("%s %s", version, field)
                << QByteArray(version) << QByteArray(field) << keepAlive;
        };
        row("1.1", "", true);
        row("1.1", "Connection: close\r\n", false);
        row("1.1", "Connection: keep-alive\r\n", true);
        row("1.1", "Connection: Close\r\n", false);
        row("1.1", "Connection: te, close\r\n", false);
        row("1.0", "", false);
        row("1.0", "Connection: keep-alive\r\n", true);
        row("1.0", "Connection: Keep-Alive\r\n", true);
        row("1.0", "Connection: close\r\n", false);
    }
    void keepAlive()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, field);
        QFETCH(bool, keepAlive);
        const QByteArray bytes = "GET / HTTP/" + version + "\r\nHost: a\r\n" + field + "\r\n";
        QCOMPARE(parsed(bytes.toStdString()).keepAlive, keepAlive);
    }

    void anExpectationCountsInHttp11Only()
    {
        const auto expects = [](const std::string& version, const std::string& value) {
            return parsed("POST / HTTP/" + version + "\r\nHost: a\r\nExpect: " + value
                + "\r\nContent-Length: 1\r\n\r\n")
                .expectsContinue;
        };
        QVERIFY(expects("1.1", "100-continue"));
        QVERIFY(expects("1.1", "100-Continue"));
        QVERIFY(!expects("1.0", "100-continue")); // RFC 9110 §10.1.1
    }

    void theBodyHasRoomForTheJsonReaderBehindIt()
    {
        constexpr std::size_t Padding = 64;
        for (const std::size_t size : {0, 1, 15, 16, 63, 64, 1000}) {
            RequestParser parser(Defaults);
            parser.parse(post(std::string(size, 'x')));
            QVERIFY(parser.request().body.capacity() >= size + (size ? Padding : 0));
        }
        RequestParser parser(Defaults);
        parser.parse("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n"
            + std::string(100, 'x') + "\r\n0\r\n\r\n");
        QVERIFY(parser.request().body.capacity() >= 100 + Padding);
    }
};

ROOM_TEST(TestRequestParser, QCoreApplication)
#include "tst_request_parser.moc"
