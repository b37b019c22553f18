// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "core/net/tls_peer.h"
#include "metrics/process_stats.h"
#include "support/certificate_authority.h"
#include "support/room.h"

#include <QStandardPaths>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

QByteArray bracketed(int i)
{
    return '<' + QByteArray::number(i) + '>';
}

} // namespace

// A shard whose clients come over TLS.
class TestShardTls : public QObject {
    Q_OBJECT

    CertificateAuthority m_authority;
    std::shared_ptr<const TlsContext> m_tls;

    std::shared_ptr<const TlsContext> contextOf(const QString& name, bool asksClients = false)
    {
        std::string error;
        auto tls = TlsContext::make(
            {m_authority.file(name + u".pem"_s).toStdString(),
                m_authority.file(name + u".key"_s).toStdString(),
                asksClients ? m_authority.file(u"ca.pem"_s).toStdString() : std::string()},
            error);
        if (!tls)
            qWarning("%s", error.c_str());
        return tls;
    }
    struct Rig : ShardRig {
        Rig(const TestShardTls& test, const ShardConfig& config = {})
            : ShardRig(config)
        {
            inShard([&](Shard& one) { one.setTls(test.m_tls); });
        }
        void handshakeFailed(
            Shard&, const Connection&, HandshakeFailure, const std::string& why) override
        {
            const std::lock_guard lock(mutex);
            reason = QString::fromStdString(why);
        }
        std::uint64_t failed(HandshakeFailure failure) const
        {
            return shard.counters().handshakeFailures[std::size_t(failure)].value();
        }
        QString told() // of the last that was not let in
        {
            const std::lock_guard lock(mutex);
            return reason;
        }
        std::uint64_t letIn() const { return shard.counters().handshakes.value(); }
        std::unique_ptr<TlsPeer> connect(const TlsPeer::Wish& wish = {}, int sendBuffer = 0)
        {
            auto peer = std::make_unique<TlsPeer>(port, wish);
            adopt(false, sendBuffer);
            return peer;
        }
        std::unique_ptr<TlsPeer> subscribe(
            const QByteArray& query = {}, const TlsPeer::Wish& wish = {}, int sendBuffer = 0)
        {
            auto peer = connect(wish, sendBuffer);
            if (!peer->shakeHands()
                || !peer->send(requestBytes(port, "GET", "/api/notifications?" + query))
                || !peer->readTo("connection c-"))
                return nullptr;
            return peer;
        }
        std::mutex mutex;
        QString reason;
    };

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            QSKIP("openssl is not installed");
        process_stats::raiseFileLimit();
        QVERIFY(m_authority.make());
        QVERIFY(m_authority.sign(u"client"_s));
        m_tls = contextOf(u"server"_s);
        QVERIFY(m_tls);
    }
    void aStreamIsDeliveredAndEndsCleanly_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
        QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
    }
    void aStreamIsDeliveredAndEndsCleanly()
    {
        QFETCH(int, version);
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.authority = m_authority.file(u"ca.pem"_s);
        wish.version = version;
        wish.protocols = "\x08http/1.1";
        const auto peer = rig.subscribe("channel=0", wish);
        QVERIFY(peer);
        QCOMPARE(SSL_version(peer->ssl()), version);
        const unsigned char* chosen = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(peer->ssl(), &chosen, &size);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(chosen), qsizetype(size)),
            QByteArray("http/1.1"));
        rig.deliver("one");
        rig.deliver("two", 0);
        QVERIFY(peer->readTo("data: two"));
        QVERIFY(peer->text().indexOf("data: one") < peer->text().indexOf("data: two"));
        rig.inShard([](Shard& shard) { shard.endStreams({1}, 700, DisconnectReason::Lifetime); });
        QCOMPARE(peer->readToEnd(), TlsPeer::Read::CleanEnd);
        QVERIFY(peer->text().endsWith("retry: 700\n\n\r\n0\r\n\r\n"));
        QTRY_COMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.letIn(), 1U);
    }
    void whatIsBrokenOffIsNoCleanEnd()
    {
        Rig rig(*this);
        const auto peer = rig.subscribe();
        QVERIFY(peer);
        rig.inShard([](Shard& shard) { shard.breakStreams({1}, DisconnectReason::Fault, false); });
        QVERIFY(peer->readToEnd() != TlsPeer::Read::CleanEnd);
    }
    void aHandshakeMayComeByteByByte()
    {
        Rig rig(*this);
        const auto peer = rig.connect();
        const int on = 1;
        ::setsockopt(peer->socket().descriptor(), IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on);
        QVERIFY(peer->shakeHands(1));
        QVERIFY(peer->send(requestBytes(rig.port, "GET", "/now/1")));
        QVERIFY(peer->readTo("/now/1"));
        QCOMPARE(rig.letIn(), 1U);
    }
    void whatComesWithTheHandshakeIsRead()
    {
        Rig rig(*this);
        const auto peer = rig.connect();
        QVERIFY(peer->socket().send(peer->hello()));
        // its last flight and a request in one piece
        while (SSL_do_handshake(peer->ssl()) != 1) {
            QByteArray bytes;
            QCOMPARE(peer->socket().receive(bytes), Socket::Read::Data);
            BIO_write(SSL_get_rbio(peer->ssl()), bytes.constData(), int(bytes.size()));
        }
        QVERIFY(peer->send(requestBytes(rig.port, "GET", "/now/early")));
        QVERIFY(peer->readTo("/now/early"));
    }
    void aHandshakeThatNeverEndsIsGivenUp()
    {
        ShardConfig config;
        config.requestTimeout = 300ms;
        Rig rig(*this, config);
        const auto peer = rig.connect();
        const QByteArray hello = peer->hello();
        QVERIFY(peer->socket().send(hello.left(hello.size() / 2)));
        QByteArray rest;
        QCOMPARE(peer->socket().receive(rest), Socket::Read::End);
        QTRY_COMPARE(rig.failed(HandshakeFailure::Late), 1U);
        const auto silent = rig.connect(); // says nothing at all: no handshake
        QCOMPARE(silent->socket().receive(rest), Socket::Read::End);
        QCOMPARE(rig.failed(HandshakeFailure::Late), 1U);
    }
    void ofTooManyBegunHandshakesTheOldestGivesWay()
    {
        ShardConfig config;
        config.requestTimeout = std::chrono::minutes(10); // none goes for having taken too long
        Rig rig(*this, config);
        std::vector<std::unique_ptr<TlsPeer>> peers;
        const QByteArray part = TlsPeer(0).hello().left(20);
        for (std::size_t i = 0; i <= TlsSide::MostBegun; ++i) {
            peers.push_back(rig.connect());
            QVERIFY(peers.back()->socket().send(part));
        }
        QByteArray rest;
        QVERIFY(peers.front()->socket().receive(rest) != Socket::Read::TimedOut);
        QVERIFY(rest.isEmpty());
        QTRY_COMPARE(rig.failed(HandshakeFailure::Late), 1U);
        const auto newcomer = rig.subscribe();
        QVERIFY(newcomer); // and another one has given way to it
        QTRY_COMPARE(rig.failed(HandshakeFailure::Late), 2U);
    }
    void plainHttpIsToldThatThePortSpeaksHttps()
    {
        Rig rig(*this);
        HttpClient client(rig.port);
        rig.adopt();
        const HttpResponse answer
            = client.request("POST", "/api/publish", {}, QByteArray(100'000, 'x'));
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.contains("this port speaks HTTPS"), answer.body.constData());
        QVERIFY(client.waitForEnd());
        QCOMPARE(rig.failed(HandshakeFailure::Plain), 1U);
    }
    void whatIsNoTlsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zeros") << QByteArray(64, '\0');
        QTest::newRow("SSL 2") << QByteArray::fromHex("802e010002001500000010010080");
        QTest::newRow("a record of rubbish") << QByteArray::fromHex("160301000501000001ff");
        QTest::newRow("a record too long")
            << QByteArray::fromHex("1603ffffff") + QByteArray(70000, 'x');
        QTest::newRow("no hello") << QByteArray::fromHex("1603010004") + QByteArray(4, '\x0e');
        QTest::newRow("an alert") << QByteArray::fromHex("15030100020228");
    }
    void whatIsNoTlsIsRefused()
    {
        QFETCH(QByteArray, bytes);
        ShardConfig config;
        config.requestTimeout = 500ms;
        Rig rig(*this, config);
        const auto peer = rig.connect();
        peer->socket().send(bytes);
        QByteArray rest;
        while (peer->socket().receive(rest) == Socket::Read::Data) { }
        QVERIFY(rest.size() < 16); // an alert at most
        QCOMPARE(rig.letIn(), 0U);
        QTRY_COMPARE(
            rig.failed(HandshakeFailure::Other) + rig.failed(HandshakeFailure::Version), 1U);
        QVERIFY(rig.subscribe()); // others are let in
    }
    void anOldVersionAndAForeignProtocolAreRefused()
    {
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.protocols = "\x02h2";
        QVERIFY(!rig.connect(wish)->shakeHands());
        QTRY_COMPARE(rig.failed(HandshakeFailure::Protocol), 1U);
        wish.protocols = QByteArray("\x02h2\x08http/1.1");
        QVERIFY(rig.connect(wish)->shakeHands());
        wish.protocols.clear();
        wish.version = TLS1_1_VERSION;
        const auto old = rig.connect(wish);
        SSL_set_security_level(old->ssl(), 0);
        QVERIFY(!old->shakeHands());
        QTRY_COMPARE(rig.failed(HandshakeFailure::Version), 1U);
    }
    void clientsMayNeedACertificate()
    {
        Rig rig(*this);
        rig.inShard([tls = contextOf(u"server"_s, true)](Shard& one) { one.setTls(tls); });
        TlsPeer::Wish wish;
        wish.certificate = m_authority.file(u"client"_s);
        QVERIFY(rig.subscribe({}, wish));
        const auto refused = [&rig](const TlsPeer::Wish& with) {
            const auto peer = rig.connect(with);
            // with TLS 1.3 a client hears of it behind its own last flight
            return !peer->shakeHands() || peer->readToEnd() == TlsPeer::Read::Failed;
        };
        for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
            TlsPeer::Wish none;
            none.version = version;
            QVERIFY(refused(none));
        }
        QTRY_COMPARE(rig.failed(HandshakeFailure::Certificate), 2U);
        QCOMPARE(rig.told(), u"no certificate shown"_s);
        CertificateAuthority stranger;
        QVERIFY(stranger.make());
        wish.certificate = stranger.file(u"server"_s);
        QVERIFY(refused(wish));
        QTRY_COMPARE(rig.failed(HandshakeFailure::Certificate), 3U);
        QVERIFY2(rig.told().startsWith(
                     u"the certificate shown is of an unknown ca: unable to get local issuer"),
            qPrintable(rig.told()));
    }
    void aClientThatRefusesTheCertificateIsCountedSo()
    {
        Rig rig(*this);
        CertificateAuthority stranger;
        QVERIFY(stranger.make());
        TlsPeer::Wish wish;
        wish.authority = stranger.file(u"ca.pem"_s);
        QVERIFY(!rig.connect(wish)->shakeHands());
        QTRY_COMPARE(rig.failed(HandshakeFailure::Refused), 1U);
        const auto leaver = rig.connect();
        QVERIFY(leaver->socket().send(leaver->hello()));
        QByteArray flight;
        QCOMPARE(leaver->socket().receive(flight), Socket::Read::Data);
        leaver->socket().close();
        QTRY_COMPARE(rig.failed(HandshakeFailure::Left), 1U);
        const auto resetter = rig.connect();
        QVERIFY(resetter->socket().send(resetter->hello()));
        QCOMPARE(resetter->socket().receive(flight), Socket::Read::Data);
        resetter->socket().reset();
        QTRY_COMPARE(rig.failed(HandshakeFailure::Left), 2U);
        QCOMPARE(rig.failed(HandshakeFailure::Late), 0U);
    }
    void aSlowReaderGetsABigReplayWholeAndInOrder()
    {
        Rig rig(*this);
        constexpr int Events = 1000;
        for (int i = 0; i < Events; ++i)
            rig.replay.push_back(
                Frame::event({{}, {}, '<' + std::to_string(i) + '>' + std::string(4000, 'x')}, {}));
        TlsPeer::Wish wish;
        wish.receiveBuffer = 4096;
        const auto slow = rig.connect(wish, 4096);
        QVERIFY(slow->shakeHands());
        QVERIFY(slow->send(requestBytes(rig.port, "GET", "/api/notifications?channel=0")));
        QTRY_COMPARE(rig.shard.counters().real.slowClients.value(), 1U);
        rig.replay.clear();
        const auto prompt = rig.subscribe("channel=1");
        QVERIFY(prompt);
        rig.deliver("for the prompt one", 1);
        QVERIFY(prompt->readTo("for the prompt one"));
        rig.deliver("the last", 0);
        QVERIFY(slow->readTo("the last", QDeadlineTimer(60s)));
        qsizetype at = 0;
        for (int i = 0; i < Events; ++i) {
            at = slow->text().indexOf(bracketed(i), at);
            QVERIFY2(at >= 0, qPrintable(QString::number(i)));
        }
        QTRY_COMPARE(rig.shard.counters().real.slowClients.value(), 0U);
        QCOMPARE(rig.shard.counters().real.backlogBytes.value(), 0U);
    }
    void aClientThatReadsNothingIsCutOffOrLosesEvents_data()
    {
        QTest::addColumn<bool>("drops");
        QTest::newRow("cut off") << false;
        QTest::newRow("loses") << true;
    }
    void aClientThatReadsNothingIsCutOffOrLosesEvents()
    {
        QFETCH(bool, drops);
        Rig rig(*this, withBacklog(64 << 10, drops));
        TlsPeer::Wish wish;
        wish.receiveBuffer = 4096;
        const auto peer = rig.subscribe("gaps=1", wish, 4096);
        QVERIFY(peer);
        for (int i = 0; i < 200; ++i)
            rig.deliver(std::to_string(i) + ' ' + std::string(4000, 'x'));
        rig.inShard([](Shard&) {});
        if (!drops) {
            QTRY_COMPARE(rig.lastReason.load(), int(DisconnectReason::Slow));
            return;
        }
        rig.deliver("the last");
        QVERIFY(peer->readTo("the last"));
        QVERIFY(peer->text().contains("event: fanlight-gap"));
        QVERIFY(rig.shard.counters().real.droppedEvents.value() > 0);
    }
    // … and the end waits for what was encrypted before.
    void aSlowReaderHearsOfTheEnd()
    {
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.receiveBuffer = 4096;
        const auto peer = rig.subscribe({}, wish, 4096);
        QVERIFY(peer);
        rig.deliver(std::string(60'000, '#'));
        QTRY_COMPARE(rig.shard.counters().real.slowClients.value(), 1U);
        rig.inShard([](Shard& shard) { shard.endStreams({1}, -1, DisconnectReason::Lifetime); });
        QCOMPARE(peer->readToEnd(), TlsPeer::Read::CleanEnd);
        QVERIFY(peer->text().endsWith("0\r\n\r\n"));
        QCOMPARE(peer->text().count('#'), qsizetype(60'000));
    }
    void deliveriesGoOnWhileManyShakeHands()
    {
        Rig rig(*this);
        std::vector<std::unique_ptr<TlsPeer>> streams;
        for (int i = 0; i < 500; ++i) {
            streams.push_back(rig.subscribe());
            QVERIFY(streams.back());
        }
        constexpr int Events = 50;
        std::vector<std::unique_ptr<TlsPeer>> newcomers;
        for (int i = 0; i < 200; ++i) { // all say hello before any is answered
            newcomers.push_back(rig.connect());
            QVERIFY(newcomers.back()->socket().send(newcomers.back()->hello()));
            if (i % (200 / Events) == 0)
                rig.deliver('<' + std::to_string(i / (200 / Events)) + '>');
        }
        for (const auto& stream : streams) {
            QVERIFY(stream->readTo(bracketed(Events - 1)));
            qsizetype at = 0;
            for (int i = 0; i < Events; ++i) {
                at = stream->text().indexOf(bracketed(i), at);
                QVERIFY(at >= 0);
            }
        }
        for (const auto& newcomer : newcomers)
            QVERIFY(newcomer->shakeHands());
        QTRY_COMPARE(rig.letIn(), 700U);
    }
    void acknowledgementsAreStampedAndCounted()
    {
        Rig rig(*this);
        std::vector<std::unique_ptr<TlsPeer>> streams;
        for (int i = 0; i < 100; ++i)
            streams.push_back(rig.subscribe());
        for (int round = 0; round < 5; ++round) {
            const auto receipt = rig.deliverWithReceipt("text " + std::to_string(round));
            for (const auto& stream : streams)
                QVERIFY(stream->readTo("text " + QByteArray::number(round)));
            QTRY_VERIFY(receipt->figures().settled || receipt->figures().acknowledged == 100);
            QCOMPARE(receipt->figures().recipients, 100U);
            QCOMPARE(receipt->figures().acknowledged, 100U);
            QVERIFY(receipt->figures().measured > 0);
        }
    }
    // What is held back is not acknowledged, and what is longer than a record only as a whole.
    void whatASlowReaderDoesNotTakeIsNotAcknowledged()
    {
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.receiveBuffer = 4096;
        const auto peer = rig.subscribe({}, wish, 4096);
        QVERIFY(peer);
        const auto receipt = rig.deliverWithReceipt(std::string(60'000, 'x'));
        QTRY_COMPARE(rig.shard.counters().real.slowClients.value(), 1U);
        QCOMPARE(receipt->figures().acknowledged, 0U);
        QVERIFY(peer->readTo("xxx\n\n"));
        QTRY_COMPARE(receipt->figures().acknowledged, 1U);
    }
    void keyUpdatesAreFollowedAndWithoutEndAreNot()
    {
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.version = TLS1_3_VERSION;
        const auto peer = rig.subscribe({}, wish);
        QVERIFY(peer);
        for (int i = 0; i < 20; ++i) {
            SSL_key_update(peer->ssl(), SSL_KEY_UPDATE_REQUESTED);
            SSL_do_handshake(peer->ssl());
            QVERIFY(peer->socket().send(peer->takeOutput()));
        }
        rig.deliver("behind new keys");
        QVERIFY(peer->readTo("behind new keys"));
        for (int i = 0; i < 200 && rig.closed.load() == 0; ++i) {
            SSL_key_update(peer->ssl(), SSL_KEY_UPDATE_NOT_REQUESTED);
            SSL_do_handshake(peer->ssl());
            if (!peer->socket().send(peer->takeOutput()))
                break;
        }
        QTRY_COMPARE(rig.closed.load(), 1);
    }
    void nobodyRenegotiates()
    {
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.version = TLS1_2_VERSION;
        const auto peer = rig.connect(wish);
        QVERIFY(peer->shakeHands());
        SSL_renegotiate(peer->ssl());
        QVERIFY(!peer->shakeHands(0, QDeadlineTimer(Patience)));
        QCOMPARE(rig.letIn(), 1U);
    }
    void whoHasSaidAllStillGetsTheAnswer()
    {
        Rig rig(*this);
        const auto peer = rig.connect();
        QVERIFY(peer->shakeHands());
        QVERIFY(peer->send(requestBytes(rig.port, "GET", "/later/1")));
        QTRY_COMPARE(rig.pendingCount.load(), 1);
        QVERIFY(peer->endSend());
        ::shutdown(peer->socket().descriptor(), SHUT_WR);
        rig.inShard([](Shard&) {});
        rig.answerLater(0, "late answer");
        QVERIFY(peer->readTo("late answer"));
        QCOMPARE(peer->readToEnd(), TlsPeer::Read::CleanEnd);
        QTRY_COMPARE(rig.socketsClosed.load(), 1);
    }
    void aStreamWhoseClientSaysGoodbyeIsOver()
    {
        Rig rig(*this);
        const auto peer = rig.subscribe();
        QVERIFY(peer);
        QVERIFY(peer->endSend()); // the socket itself stays open
        QTRY_COMPARE(rig.lastReason.load(), int(DisconnectReason::Client));
    }
    void aDripAndAHalfOpenStreamAreAsWithoutTls()
    {
        Rig rig(*this);
        const auto peer = rig.subscribe();
        QVERIFY(peer);
        auto drip = std::make_shared<StreamFault>();
        drip->kind = StreamFault::Kind::Drip;
        drip->bytes = 1000;
        drip->tally = std::make_shared<StreamFaultTally>();
        rig.inShard([&](Shard& shard) { shard.setFaults({drip}); });
        rig.inShard([](Shard&) {});
        rig.deliver(std::string(300, 'x') + '!');
        QVERIFY(peer->readTo("!"));
        auto halfOpen = std::make_shared<StreamFault>();
        halfOpen->kind = StreamFault::Kind::HalfOpen;
        halfOpen->tally = std::make_shared<StreamFaultTally>();
        rig.inShard([&](Shard& shard) { shard.setFaults({halfOpen}); });
        rig.inShard([](Shard&) {});
        rig.deliver("later");
        QVERIFY(!peer->readTo("later", QDeadlineTimer(200ms)));
        rig.inShard([](Shard& shard) { shard.setFaults({}); });
        QVERIFY(peer->readTo("later"));
    }
    void aNewCertificateIsForNewcomers()
    {
        Rig rig(*this);
        const auto nameOf = [](const TlsPeer& peer) {
            X509* const certificate = SSL_get1_peer_certificate(const_cast<TlsPeer&>(peer).ssl());
            char name[64] = "";
            X509_NAME_get_text_by_NID(
                X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
            X509_free(certificate);
            return QByteArray(name);
        };
        const auto before = rig.subscribe();
        QVERIFY(before);
        const auto waiting = rig.connect();
        QVERIFY(m_authority.sign(u"next"_s, u"next.example"_s));
        rig.inShard([tls = contextOf(u"next"_s)](Shard& one) { one.setTls(tls); });
        const auto after = rig.subscribe();
        QVERIFY(after);
        QVERIFY(waiting->shakeHands());
        QCOMPARE(nameOf(*before), QByteArray("localhost"));
        QCOMPARE(nameOf(*after), QByteArray("next.example"));
        QCOMPARE(nameOf(*waiting), QByteArray("next.example"));
        rig.deliver("to both");
        QVERIFY(before->readTo("to both"));
        QVERIFY(after->readTo("to both"));
    }
    void sessionsAreTakenUpAgainUntilTheirKeysAreRenewed_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
        QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
    }
    void sessionsAreTakenUpAgainUntilTheirKeysAreRenewed()
    {
        QFETCH(int, version);
        Rig rig(*this);
        TlsPeer::Wish wish;
        wish.version = version;
        const auto first = rig.subscribe({}, wish);
        QVERIFY(first);
        const std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)> session(
            SSL_get1_session(first->ssl()), &SSL_SESSION_free);
        wish.session = session.get();
        QVERIFY(rig.subscribe({}, wish));
        QCOMPARE(rig.shard.counters().handshakesResumed.value(), 1U);
        rig.inShard([tls = m_tls->renewed()](Shard& one) { one.setTls(tls); });
        QVERIFY(rig.subscribe({}, wish));
        QCOMPARE(rig.shard.counters().handshakesResumed.value(), 1U);
        QCOMPARE(rig.letIn(), 2U);
    }
    void theEndOfTheHubDoesNotWaitForHandshakes()
    {
        Rig rig(*this);
        const auto stream = rig.subscribe();
        const auto half = rig.connect();
        QVERIFY(half->socket().send(half->hello().left(30)));
        const auto silent = rig.connect();
        rig.inShard([&rig](Shard& shard) { shard.drain([&rig] { rig.emptied = true; }); });
        QVERIFY(stream);
        QCOMPARE(stream->readToEnd(), TlsPeer::Read::CleanEnd);
        QTRY_VERIFY(rig.emptied.load());
    }
};

ROOM_TEST(TestShardTls, QCoreApplication)
#include "tst_shard_tls.moc"
