// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QStandardPaths>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

bool writeAll(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// The hub's own HTTPS, as the programs of others see it.
class TstTls : public QObject {
    Q_OBJECT

    CertificateAuthority m_authority;

    QString file(const QString& name) const { return m_authority.file(name); }
    QStringList withTls(const QStringList& more = {}) const
    {
        return QStringList{
                   u"--tls-cert"_s, file(u"server.pem"_s), u"--tls-key"_s, file(u"server.key"_s)}
        + more;
    }
    // What curl writes of https://localhost:port/path.
    QByteArray curl(quint16 port, const QString& path, const QStringList& more = {})
    {
        QProcess process;
        process.start(u"curl"_s,
            QStringList{u"-sS"_s, u"--max-time"_s, u"20"_s, u"--cacert"_s, file(u"ca.pem"_s)} + more
                + QStringList{u"https://localhost:%1%2"_s.arg(port).arg(path)});
        process.waitForFinished(int(Patience.count()) * 2);
        return process.readAllStandardOutput() + process.readAllStandardError();
    }
    QByteArray sClient(quint16 port, const QStringList& more)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"openssl"_s,
            QStringList{u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(port), u"-CAfile"_s,
                file(u"ca.pem"_s)}
                + more);
        process.closeWriteChannel();
        process.waitForFinished(int(Patience.count()));
        return process.readAllStandardOutput();
    }
    // A connection of Qt's that has shaken hands, or none.
    std::unique_ptr<QSslSocket> connected(quint16 port) const
    {
        auto socket = std::make_unique<QSslSocket>();
        QSslConfiguration configuration = socket->sslConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(file(u"ca.pem"_s)));
        socket->setSslConfiguration(configuration);
        socket->connectToHostEncrypted(u"127.0.0.1"_s, port, u"localhost"_s);
        return socket->waitForEncrypted(int(Patience.count())) ? std::move(socket) : nullptr;
    }
    std::unique_ptr<QSslSocket> subscribed(quint16 port, const QByteArray& query) const
    {
        auto socket = connected(port);
        if (!socket)
            return nullptr;
        socket->write(requestBytes(port, "GET", "/api/notifications?" + query));
        QByteArray read;
        return waitFor(*socket, read, ": connection c-") ? std::move(socket) : nullptr;
    }
    static bool waitFor(QSslSocket& socket, QByteArray& read, const QByteArray& text)
    {
        const QDeadlineTimer deadline(Patience);
        for (;;) {
            read += socket.readAll();
            if (read.contains(text))
                return true;
            if (!socket.waitForReadyRead(int(deadline.remainingTime())))
                return false;
        }
    }
    bool publishOverTls(quint16 port, const QByteArray& body)
    {
        return curl(port, u"/api/publish"_s,
            {u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s, QString::fromLatin1(body)})
            .contains("\"recipients\":");
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString& program : {u"openssl"_s, u"curl"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP(qPrintable(program + u" is not installed"));
        }
        QVERIFY(m_authority.make());
    }

    void curlReadsPublishesAndIsTold()
    {
        HubProcess hub;
        START_HUB(hub, withTls());
        QVERIFY(hub.readyLine().contains("https://127.0.0.1:"));
        QProcess listener;
        listener.start(u"curl"_s,
            {u"-sSN"_s, u"--cacert"_s, file(u"ca.pem"_s),
                u"https://localhost:%1/api/notifications?userId=42"_s.arg(hub.port())});
        QByteArray heard;
        const auto hears = [&](const QByteArray& text) {
            const QDeadlineTimer deadline(Patience);
            while (!heard.contains(text)) {
                if (!listener.waitForReadyRead(int(deadline.remainingTime())))
                    return false;
                heard += listener.readAllStandardOutput();
            }
            return true;
        };
        QVERIFY2(hears(": connection c-"), hub.story().constData());
        QVERIFY(publishOverTls(hub.port(), R"({"userId":"42","data":"over TLS"})"));
        QVERIFY(hears("data: over TLS\n\n"));
        QVERIFY(hub.stop());
        QVERIFY(listener.waitForFinished(int(Patience.count())));
        QCOMPARE(listener.exitCode(), 0); // the end was a clean one
        QVERIFY2(!listener.readAllStandardError().contains("close_notify"), heard.constData());
    }
    void versionsAndProtocolsAreThoseOfToday()
    {
        HubProcess hub;
        START_HUB(hub, withTls());
        const QByteArray newest = sClient(hub.port(), {u"-tls1_3"_s, u"-alpn"_s, u"h2,http/1.1"_s});
        QVERIFY2(newest.contains("New, TLSv1.3"), newest.constData());
        QVERIFY(newest.contains("ALPN protocol: http/1.1"));
        QVERIFY(newest.contains("Verify return code: 0 (ok)"));
        const QByteArray older = sClient(hub.port(), {u"-tls1_2"_s});
        QVERIFY2(older.contains("New, TLSv1.2, Cipher is ECDHE-"), older.constData());
        QVERIFY(older.contains("Compression: NONE"));
        const QString weak = u"DEFAULT:@SECLEVEL=0"_s;
        const QByteArray old = sClient(hub.port(), {u"-tls1_1"_s, u"-cipher"_s, weak});
        QVERIFY2(old.contains("alert protocol version"), old.constData());
        const QByteArray unsafe
            = sClient(hub.port(), {u"-tls1_2"_s, u"-cipher"_s, u"AES128-SHA"_s});
        QVERIFY2(unsafe.contains("alert handshake failure"), unsafe.constData());
        const QByteArray other = sClient(hub.port(), {u"-alpn"_s, u"h2"_s});
        QVERIFY2(other.contains("no application protocol"), other.constData());
        const QByteArray metrics = curl(hub.port(), u"/metrics"_s);
        QVERIFY2(metrics.contains("failed_total{reason=\"version\"} 1"), metrics.constData());
        QVERIFY(metrics.contains("failed_total{reason=\"cipher\"} 1"));
        QVERIFY(metrics.contains("failed_total{reason=\"alpn\"} 1"));
        QVERIFY(metrics.contains("handshakes_total{kind=\"full\"} 3"));
        QVERIFY(metrics.contains("fanlight_tls_certificate_expiry_timestamp_seconds "));
    }
    void aCertificateOfClientsIsAskedFor()
    {
        QVERIFY(m_authority.sign(u"client"_s, u"a client"_s));
        HubProcess hub;
        const QString audit = file(u"audit.jsonl"_s);
        START_HUB(
            hub, withTls({u"--tls-client-ca"_s, file(u"ca.pem"_s), u"--audit-file"_s, audit}));
        const QStringList shown = m_authority.showing(u"client"_s);
        QVERIFY(curl(hub.port(), u"/healthz"_s, shown).contains("ok"));
        const QByteArray without = curl(hub.port(), u"/healthz"_s);
        QVERIFY2(without.contains("certificate required"), without.constData());
        CertificateAuthority stranger;
        QVERIFY(stranger.make());
        const QByteArray strange = curl(hub.port(), u"/healthz"_s, stranger.showing(u"server"_s));
        QVERIFY2(strange.contains("unknown ca"), strange.constData());
        QVERIFY(curl(hub.port(), u"/api/stats"_s, shown).contains("\"client_certificate\":2"));
        // … and who was not let in stands among those who were refused
        const auto tells = [&audit](const QByteArray& outcome) {
            const QByteArray refused = "\"address\":\"127.0.0.1\",\"action\":\"refused\","
                                       "\"target\":\"TLS handshake\",\"outcome\":\"";
            return readAll(audit).contains(QByteArray(refused + outcome));
        };
        QTRY_VERIFY2(tells("no certificate shown\""), readAll(audit).constData());
        QTRY_VERIFY2(
            tells("the certificate shown is of an unknown ca: "), readAll(audit).constData());
    }
    void plainHttpIsToldThatThePortSpeaksHttps()
    {
        HubProcess hub;
        START_HUB(hub, withTls());
        const HttpResponse answer = httpGet(hub.port(), "/api/stats");
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.error().contains(u"this port speaks HTTPS"), answer.body.constData());
    }
    void unixSocketsStayPlain()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.sock"_s);
        HubProcess hub;
        START_HUB(
            hub, withTls({u"--listen"_s, u"127.0.0.1:0"_s, u"--listen"_s, u"unix:"_s + path}));
        QProcess plain;
        plain.start(
            u"curl"_s, {u"-sS"_s, u"--unix-socket"_s, path, u"http://localhost/api/stats"_s});
        QVERIFY(plain.waitForFinished(int(Patience.count())));
        const QByteArray stats = plain.readAllStandardOutput();
        QVERIFY2(stats.contains("\"subject\":\"CN=localhost\""), stats.constData());
        QVERIFY(curl(hub.port(), u"/healthz"_s).contains("ok"));
    }
    void aProxyTellsTheAddressInFrontOfTheHandshake()
    {
        HubProcess hub;
        START_HUB(hub, withTls({u"--trusted-proxy"_s, u"127.0.0.1"_s}));
        QSslSocket socket;
        QSslConfiguration configuration = socket.sslConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(file(u"ca.pem"_s)));
        socket.setSslConfiguration(configuration);
        socket.setPeerVerifyName(u"localhost"_s);
        socket.connectToHost(u"127.0.0.1"_s, hub.port());
        QVERIFY(socket.waitForConnected(int(Patience.count())));
        socket.write("PROXY TCP4 203.0.113.9 198.51.100.1 4711 443\r\n");
        QVERIFY(socket.waitForBytesWritten(int(Patience.count())));
        socket.startClientEncryption();
        QVERIFY2(socket.waitForEncrypted(int(Patience.count())), qPrintable(socket.errorString()));
        socket.write(requestBytes(hub.port(), "GET", "/api/notifications?userId=42"));
        QByteArray read;
        QVERIFY(waitFor(socket, read, ": connection c-"));
        const QByteArray rows = curl(hub.port(), u"/api/connections"_s);
        QVERIFY2(rows.contains("203.0.113.9"), rows.constData());
        // … and one that cannot be read is refused in plain words
        HttpClient bent(hub.port());
        QVERIFY(bent.send("PROXY NONSENSE\r\n"));
        QCOMPARE(bent.read().status, 400);
    }
    void aRenewedCertificateIsForNewcomersAndStreamsGoOn()
    {
        CertificateAuthority& authority = m_authority;
        QVERIFY(authority.sign(u"live"_s, u"before"_s));
        HubProcess hub;
        START_HUB(hub, {u"--tls-cert"_s, file(u"live.pem"_s), u"--tls-key"_s, file(u"live.key"_s)});
        const auto before = subscribed(hub.port(), "userId=42");
        QVERIFY2(before, hub.story().constData());
        QVERIFY(authority.sign(u"next"_s, u"after"_s));
        QVERIFY(writeAll(file(u"live.pem"_s), readAll(file(u"next.pem"_s))));
        QVERIFY(writeAll(file(u"live.key"_s), readAll(file(u"next.key"_s))));
        hub.hangUp();
        QTRY_VERIFY2(
            hub.standardError().contains("certificate of CN=after"), hub.story().constData());
        const auto nameOf = [](const QSslSocket& socket) {
            return socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
        };
        std::unique_ptr<QSslSocket> after; // a shard may still take one with the old
        QTRY_VERIFY((after = connected(hub.port())) && nameOf(*after) == u"after");
        QCOMPARE(nameOf(*before), u"before"_s);
        QVERIFY(publishOverTls(hub.port(), R"({"userId":"42","data":"goes on"})"));
        QByteArray read;
        QVERIFY(waitFor(*before, read, "data: goes on"));

        // one that will not do changes nothing
        QVERIFY(writeAll(file(u"live.key"_s), "no key at all\n"));
        hub.hangUp();
        QTRY_VERIFY2(hub.standardError().contains("goes on with the certificate it has"),
            hub.story().constData());
        QVERIFY(connected(hub.port()));
        const QByteArray stats = curl(hub.port(), u"/api/stats"_s);
        QVERIFY2(stats.contains("\"subject\":\"CN=after\""), stats.constData());
        QVERIFY(stats.contains("holds no private key"));
    }
    void aHubThatCannotSpeakTlsDoesNotStart_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("why");
        QTest::newRow("no file") << QStringList{u"--tls-cert"_s, u"/nowhere/hub.pem"_s}
                                 << u"--tls-cert: /nowhere/hub.pem cannot be read"_s;
        QTest::newRow("another's key")
            << QStringList{u"--tls-cert"_s, u"server.pem"_s, u"--tls-key"_s, u"ca.key"_s}
            << u"is not that of the certificate"_s;
        QTest::newRow("a key alone")
            << QStringList{u"--tls-key"_s, u"ca.key"_s} << u"set --tls-cert as well"_s;
        QTest::newRow("an authority alone")
            << QStringList{u"--tls-client-ca"_s, u"ca.pem"_s} << u"set --tls-cert as well"_s;
    }
    void aHubThatCannotSpeakTlsDoesNotStart()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, why);
        for (QString& option : options) {
            if (QFile::exists(file(option)))
                option = file(option);
        }
        HubProcess hub;
        QVERIFY(hub.runToEnd(options));
        QCOMPARE(hub.exitCode(), 2);
        QVERIFY2(hub.standardError().contains(why.toUtf8()), hub.story().constData());
    }
    void anExpiredCertificateIsWarnedOf()
    {
        QVERIFY(m_authority.sign(u"expired"_s, u"old"_s, u"DNS:localhost"_s, -1));
        HubProcess hub;
        START_HUB(hub,
            {u"--tls-cert"_s, file(u"expired.pem"_s), u"--tls-key"_s, file(u"expired.key"_s),
                u"--host"_s, u"hub.example"_s, u"--publish-token"_s, u"hush-hush"_s,
                u"--anonymous"_s, u"all"_s});
        QTRY_VERIFY2(hub.standardError().contains("warning fanlight.hub: --tls-cert: the "
                                                  "certificate in ")
                && hub.standardError().contains("expired on ")
                && hub.standardError().contains("is for localhost, not for hub.example"),
            hub.story().constData());
        QVERIFY(curl(hub.port(), u"/healthz"_s).contains("expired"));
    }
};

ROOM_TEST(TstTls, QCoreApplication)
#include "tst_tls.moc"
