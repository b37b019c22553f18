// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/client_socket.h"
#include "load/load_access.h"
#include "load/load_address.h"
#include "support/certificate_authority.h"
#include "support/nginx.h"
#include "support/room.h"

#include <array>

#include <poll.h>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

// Waits as the socket asks to; what finishConnecting() says at last.
int standingOf(ClientSocket& socket)
{
    int result = ClientSocket::NotYet;
    for (const QDeadlineTimer deadline(Patience);
         result == ClientSocket::NotYet && !deadline.hasExpired();) {
        pollfd waiting{
            socket.descriptor(), static_cast<short>(socket.waitsToWrite() ? POLLOUT : POLLIN), 0};
        if (::poll(&waiting, 1, int(deadline.remainingTime())) > 0)
            result = socket.finishConnecting();
    }
    return result;
}

QByteArray answerTo(ClientSocket& socket, const QByteArray& request)
{
    std::string_view left(request.constData(), std::size_t(request.size()));
    while (!left.empty()) {
        const ClientSocket::Sent sent = socket.send(left);
        if (sent.error != 0)
            return "not sent";
        left.remove_prefix(sent.count);
    }
    QByteArray answer;
    std::array<char, 4096> buffer{};
    for (const QDeadlineTimer deadline(Patience); !deadline.hasExpired();) {
        const ClientSocket::Received got = socket.receive(buffer);
        answer += QByteArray(buffer.data(), qsizetype(got.count));
        if (got.isOver)
            return got.error == 0 ? answer : QByteArray("broken");
        if (got.count > 0 || got.mayHaveMore)
            continue;
        pollfd waiting{socket.descriptor(), POLLIN, 0};
        ::poll(&waiting, 1, int(deadline.remainingTime()));
    }
    return "no end";
}

const QByteArray Question = "GET /who HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

} // namespace

// The TLS of the tester's connections, against a real nginx.
class TestTlsClient : public QObject {
    Q_OBJECT

    std::shared_ptr<const TlsClient> client(const LoadTls& settings)
    {
        QString error;
        auto made = TlsClient::make(settings, error);
        if (!made)
            qWarning("%s", qPrintable(error));
        return made;
    }
    LoadTls trusting() const
    {
        LoadTls settings;
        settings.caFile = m_authority.file(u"ca.pem"_s);
        return settings;
    }
    LoadAddress address(const LoadTls& settings, const std::string& name = "localhost")
    {
        QString error;
        auto found = findAddress("127.0.0.1", m_server.port(), error);
        LoadAddress to = found.value_or(LoadAddress());
        to.tls = client(settings);
        to.name = name;
        return to;
    }

private Q_SLOTS:
    void aCertificateOfTheClientsIsReadOrItIsSaidWhatToDo_data()
    {
        QTest::addColumn<QString>("cert");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("wrong"); // a part of it; empty: nothing
        QTest::newRow("two files") << u"server.pem"_s << u"server.key"_s << QString();
        QTest::newRow("one file") << u"both.pem"_s << QString() << QString();
        QTest::newRow("no key")
            << u"server.pem"_s << QString()
            << u"holds no private key in PEM; name the file of the key by --key"_s;
        QTest::newRow("no certificate") << u"server.key"_s << u"server.key"_s << u"--cert: "_s;
        QTest::newRow("a key alone")
            << QString() << u"server.key"_s << u"name the file of its certificate by --cert"_s;
        QTest::newRow("another's key")
            << u"server.pem"_s << u"ca.key"_s << u"does not belong to the certificate"_s;
        QTest::newRow("a passphrase")
            << u"server.pem"_s << u"locked.key"_s << u"openssl pkey -in"_s;
        QTest::newRow("not there") << u"none.pem"_s << QString() << u"--cert: cannot read"_s;
    }
    void aCertificateOfTheClientsIsReadOrItIsSaidWhatToDo()
    {
        QFETCH(const QString, cert);
        QFETCH(const QString, key);
        QFETCH(const QString, wrong);
        CertificateAuthority authority;
        QVERIFY(authority.make());
        QFile both(authority.file(u"both.pem"_s));
        QVERIFY(both.open(QIODevice::WriteOnly));
        for (const QString& part : {u"server.pem"_s, u"server.key"_s}) {
            QFile file(authority.file(part));
            QVERIFY(file.open(QIODevice::ReadOnly));
            both.write(file.readAll());
        }
        both.close();
        QVERIFY(CertificateAuthority::openssl(
            {u"pkey"_s, u"-in"_s, authority.file(u"server.key"_s), u"-aes256"_s, u"-passout"_s,
                u"pass:HUSH"_s, u"-out"_s, authority.file(u"locked.key"_s)}));
        const auto path
            = [&](const QString& name) { return name.isEmpty() ? name : authority.file(name); };
        const ClientCertificate own{path(cert), path(key)};
        const QString error = own.check();
        if (wrong.isEmpty())
            QCOMPARE(error, QString());
        else
            QVERIFY2(error.contains(wrong), qPrintable(error));
    }
    void initTestCase()
    {
        QVERIFY(m_authority.make());
        START_NGINX(m_server,
            u"ssl_certificate %1; ssl_certificate_key %2; ssl_protocols TLSv1.2 TLSv1.3; "
            "location / { return 200 \"$ssl_protocol $ssl_session_reused $ssl_server_name "
            "$request_uri\"; } location /long { alias %3; }"_s.arg(
                m_authority.file(u"server.pem"_s), m_authority.file(u"server.key"_s), longFile()),
            u"ssl"_s);
    }

    void whoIsTrustedIsSpokenToByName()
    {
        ClientSocket socket;
        QCOMPARE(socket.connect(address(trusting()), {}), 0);
        QCOMPARE(standingOf(socket), 0);
        const QByteArray answer = answerTo(socket, Question);
        QVERIFY2(answer.endsWith("TLSv1.3 . localhost /who"), answer.constData());
    }

    void aLongAnswerComesWholeThroughASmallBuffer()
    {
        ClientSocket socket;
        QCOMPARE(socket.connect(address(trusting()), {}), 0);
        QCOMPARE(standingOf(socket), 0);
        const QByteArray answer = answerTo(
            socket, "GET /long HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QCOMPARE(answer.sliced(answer.indexOf("\r\n\r\n") + 4), QByteArray(300'000, 'l'));
    }

    void whoComesBackTakesUpTheSession()
    {
        const LoadAddress to = address(trusting());
        ClientSocket socket;
        for (const QByteArray& reused : {"."_ba, "r"_ba, "r"_ba}) {
            QCOMPARE(socket.connect(to, {}), 0);
            QCOMPARE(standingOf(socket), 0);
            const QByteArray answer = answerTo(socket, Question);
            QVERIFY2(answer.contains(QByteArray("TLSv1.3 " + reused + ' ')), answer.constData());
            socket.abandon();
        }
    }

    void whoIsNotTrustedIsRefusedWithTheReason_data()
    {
        QTest::addColumn<bool>("knowsAuthority");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("by nobody known") << false << "localhost"_ba
                                         << "not trusted: "_ba;
        QTest::newRow("another name") << true << "example.org"_ba
                                      << "hostname mismatch"_ba;
        QTest::newRow("an address") << true << "127.0.0.1"_ba
                                    << "IP address mismatch"_ba;
    }
    void whoIsNotTrustedIsRefusedWithTheReason()
    {
        QFETCH(bool, knowsAuthority);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, reason);
        ClientSocket socket;
        QCOMPARE(socket.connect(
                     address(knowsAuthority ? trusting() : LoadTls(), name.toStdString()), {}),
            0);
        QCOMPARE(standingOf(socket), ClientSocket::TlsFailed);
        QVERIFY2(
            QByteArray::fromStdString(socket.problem()).contains(reason), socket.problem().c_str());
    }

    void whoeverAnswersIsTrustedWhenAskedTo()
    {
        LoadTls settings;
        settings.trustsAnyone = true;
        ClientSocket socket;
        QCOMPARE(socket.connect(address(settings, "example.org"), {}), 0);
        QCOMPARE(standingOf(socket), 0);
    }

    void aPinnedCertificateIsTrustedWhateverItsNameAndNoOther()
    {
        LoadTls settings;
        settings.pinnedFile = m_authority.file(u"server.pem"_s);
        ClientSocket socket;
        QCOMPARE(socket.connect(address(settings, "example.org"), {}), 0);
        QCOMPARE(standingOf(socket), 0);
        settings.pinnedFile = m_authority.file(u"ca.pem"_s);
        ClientSocket other;
        QCOMPARE(other.connect(address(settings), {}), 0);
        QCOMPARE(standingOf(other), ClientSocket::TlsFailed);
        QVERIFY(other.problem().find("not trusted") != std::string::npos);
    }

    void whoSpeaksNoTlsIsTold()
    {
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        QObject::connect(&plain, &QTcpServer::newConnection, &plain,
            [&plain] { plain.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        LoadAddress to = address(trusting());
        QString error;
        const auto where = findAddress("127.0.0.1", plain.serverPort(), error);
        QVERIFY(where);
        to.storage = where->storage;
        ClientSocket socket;
        QCOMPARE(socket.connect(to, {}), 0);
        int result = ClientSocket::NotYet;
        for (const QDeadlineTimer deadline(Patience);
             result == ClientSocket::NotYet && !deadline.hasExpired();) {
            QCoreApplication::processEvents();
            result = socket.finishConnecting();
        }
        QCOMPARE(result, ClientSocket::TlsFailed);
        QVERIFY2(socket.problem().find("wrong version number") != std::string::npos,
            socket.problem().c_str());
    }

    void filesThatHoldNoCertificateAreNamed()
    {
        QString error;
        LoadTls settings;
        settings.caFile = longFile();
        QVERIFY(!TlsClient::make(settings, error));
        QVERIFY2(error.startsWith(u"ca file: "_s) && error.contains(longFile()), qPrintable(error));
        settings = {};
        settings.pinnedFile = longFile();
        QVERIFY(!TlsClient::make(settings, error));
        QVERIFY2(error.contains(longFile()), qPrintable(error));
    }

private:
    QString longFile()
    {
        QFile file(m_authority.file(u"long"_s));
        if (!file.exists() && file.open(QIODevice::WriteOnly))
            file.write(QByteArray(300'000, 'l'));
        return file.fileName();
    }

    CertificateAuthority m_authority;
    Nginx m_server;
};

ROOM_TEST(TestTlsClient, QCoreApplication)
#include "tst_tls_client.moc"
