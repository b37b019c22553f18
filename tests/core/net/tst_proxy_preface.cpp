// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxy_preface.h"

#include "core/net/shard_rig.h"
#include "http/proxy_header.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

// Believes what connections begin with, or does not, and answers each request with the address it
// takes its client for.
class PrefaceRig : public ShardRig {
public:
    explicit PrefaceRig(bool believes = true, const ShardConfig& config = {})
        : ShardRig(config)
        , m_believes(believes)
    {
    }
    ~PrefaceRig() override { shard.stop(); } // it calls what is overridden here
    bool mayBeginWithProxy(const ConnectionPeer&) override { return m_believes; }
    void handleRequest(
        Shard& one, ConnectionRef connection, std::uint32_t number, http::Request& request) override
    {
        if (request.path() == "/api/notifications")
            return ShardRig::handleRequest(one, connection, number, request);
        const bool keepAlive = one.keepsAlive(connection);
        one.answer(connection, number,
            answerOf(one.addressOf(connection)
                    + (one.arrivalOf(connection).hasProxyHeader ? " told" : ""),
                keepAlive),
            !keepAlive);
    }
    HttpClient begin(const QByteArray& bytes)
    {
        HttpClient client = connect();
        client.send(bytes);
        return client;
    }

private:
    const bool m_believes;
};

const QByteArray Told = "PROXY TCP4 203.0.113.9 127.0.0.1 4444 443\r\n";
const QByteArray Told2 = QByteArray("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16)
    + QByteArray("\xcb\x00\x71\x09\x7f\x00\x00\x01\x11\x5c\x01\xbb", 12);
const QByteArray OneRequest = "GET /now HTTP/1.1\r\nHost: localhost\r\n\r\n";

} // namespace

class TestProxyPreface : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAddressIsThatOfTheHeader()
    {
        PrefaceRig rig;
        for (const QByteArray& header : {Told, Told2}) {
            HttpClient client = rig.begin(header + OneRequest);
            QCOMPARE(client.read().body, QByteArray("203.0.113.9:4444 told"));
            client.send(OneRequest + OneRequest); // for all requests of the connection
            QCOMPARE(client.read().body, QByteArray("203.0.113.9:4444 told"));
            QCOMPARE(client.read().body, QByteArray("203.0.113.9:4444 told"));
        }
    }
    void theAddressOfAStreamIsThatOfTheHeader()
    {
        PrefaceRig rig;
        Socket socket(rig.port);
        rig.adopt();
        socket.send(Told2);
        EventStream stream(std::move(socket), "channel=1");
        QVERIFY(stream.waitForOpen());
        std::string address;
        rig.inShard([&](Shard& shard) {
            shard.visitStreams(
                0, 1, [&](const Connection& connection) { address = connection.addressText(); });
        });
        QCOMPARE(address, std::string("203.0.113.9:4444"));
    }
    void aHeaderMayComeInPieces()
    {
        PrefaceRig rig;
        for (const QByteArray& header : {Told, Told2}) {
            const QByteArray all = header + OneRequest;
            for (const qsizetype at :
                {qsizetype(1), qsizetype(7), header.size() - 1, header.size(), header.size() + 3}) {
                HttpClient client = rig.begin(all.left(at));
                rig.inShard([](Shard&) {}); // it has seen that
                client.send(all.mid(at));
                QCOMPARE(client.read().body, QByteArray("203.0.113.9:4444 told"));
            }
            HttpClient slow = rig.connect();
            for (const char byte : all) {
                slow.send(QByteArray(1, byte));
                rig.inShard([](Shard&) {});
            }
            QCOMPARE(slow.read().body, QByteArray("203.0.113.9:4444 told"));
        }
    }
    void withoutAHeaderItIsTheSockets()
    {
        PrefaceRig rig;
        for (const QByteArray& begin :
            {QByteArray(), QByteArray("\r\n"), QByteArray("PROXY UNKNOWN\r\n"),
                QByteArray("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", 16)}) {
            HttpClient client = rig.begin(begin + OneRequest);
            QVERIFY(client.read().body.startsWith("127.0.0.1:"));
        }
        HttpClient post = rig.begin("P");
        rig.inShard([](Shard&) {});
        post.send("OST /now HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        QVERIFY(post.read().body.startsWith("127.0.0.1:"));
    }
    void aSecondHeaderIsGarbage()
    {
        PrefaceRig rig;
        HttpClient client = rig.begin(Told + Told + OneRequest);
        QCOMPARE(client.read().status, 400);
        QVERIFY(client.waitForEnd());
    }
    void whoIsNotBelievedIsToldSo()
    {
        PrefaceRig rig(false);
        for (const QByteArray& header : {Told, Told2}) {
            HttpClient client = rig.begin(header + OneRequest);
            const HttpResponse answer = client.read();
            QCOMPARE(answer.status, 400);
            QVERIFY2(answer.error().contains(u"--trusted-proxy"), answer.body.constData());
            QVERIFY(client.waitForEnd());
        }
    }
    void aBrokenHeaderIsAnsweredAndTheConnectionEnds()
    {
        PrefaceRig rig;
        for (const QByteArray& broken :
            {QByteArray("PROXY TCP4 nonsense\r\n"), QByteArray("PROXY " + QByteArray(200, 'x')),
                QByteArray("\r\n\r\n\0\r\nQUIT\n\x21\x11\xff\xff", 16)}) {
            HttpClient client = rig.begin(broken + OneRequest);
            const HttpResponse answer = client.read();
            QCOMPARE(answer.status, 400);
            QVERIFY2(answer.error().startsWith(u"PROXY protocol: "), answer.body.constData());
            QVERIFY(client.waitForEnd());
        }
        QTRY_COMPARE(rig.socketsClosed.load(), 3);
    }
    void whoGoesOrStaysSilentWithinAHeaderIsGivenUp()
    {
        ShardConfig config;
        config.requestTimeout = std::chrono::milliseconds(300);
        PrefaceRig rig(true, config);
        {
            HttpClient gone = rig.begin(Told2.left(20));
            ::shutdown(gone.socket().descriptor(), SHUT_WR);
            QVERIFY(gone.waitForEnd());
        }
        HttpClient silent = rig.begin(Told.left(20));
        QVERIFY(silent.waitForEnd());
        QTRY_COMPARE(rig.socketsClosed.load(), 2);
    }
    void whoOnlyConnectsIsNoLeak()
    {
        PrefaceRig rig;
        rig.connect().socket().close();
        QTRY_COMPARE(rig.socketsClosed.load(), 1);
    }
};

ROOM_TEST(TestProxyPreface, QCoreApplication)
#include "tst_proxy_preface.moc"
