// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/load_process.h"
#include "support/nginx.h"
#include "support/room.h"

#include <QDateTime>
#include <QMessageAuthenticationCode>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray LoadSecret = "HUSH-what-signs-tokens-of-virtual-clients-01";
const QString LoadPublisher = u"HUSH-who-publishes"_s;
const QString LoadAdmin = u"HUSH-who-administers"_s;

QStringList knowingHub()
{
    return {u"--jwt-secret"_s, QString::fromLatin1(LoadSecret), u"--publish-token"_s, LoadPublisher,
        u"--admin-token"_s, LoadAdmin, u"--jwt-leeway"_s, u"0s"_s};
}

// So many clients, to each of whom something is published; nothing may be lost.
QStringList accessRun(const QStringList& more)
{
    return QStringList{u"--clients"_s, u"20"_s, u"--ramp"_s, u"200ms"_s, u"--duration"_s, u"1s"_s,
               u"--publish-rate"_s, u"100"_s, u"--publish-to"_s, u"each"_s, u"--publish-token"_s,
               LoadPublisher, u"--expect"_s, u"lost=0"_s, u"--expect"_s, u"errors=0"_s}
    + more;
}

QByteArray base64OfUrl(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray tokenFor(const QByteArray& user)
{
    const QByteArray text = base64OfUrl(R"({"alg":"HS256","typ":"JWT"})") + '.'
        + base64OfUrl("{\"sub\":\"" + user
            + "\",\"exp\":" + QByteArray::number(QDateTime::currentSecsSinceEpoch() + 600) + '}');
    return text + '.'
        + base64OfUrl(
            QMessageAuthenticationCode::hash(text, LoadSecret, QCryptographicHash::Sha256));
}

bool writeSecret(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

// fanlight-load against a hub that knows its readers, plainly and behind a real nginx with TLS.
class TstLoadAccess : public QObject {
    Q_OBJECT

    QString file(const QString& name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void aTargetThatAsksClientsForACertificateIsShownOne()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make() && authority.sign(u"client"_s, u"a client"_s));
        HubProcess hub;
        START_HUB(hub, authority.ofHub(true));
        const QStringList run{u"--target"_s, u"https://localhost:%1"_s.arg(hub.port()),
            u"--ca-file"_s, authority.file(u"ca.pem"_s), u"--clients"_s, u"5"_s, u"--ramp"_s,
            u"100ms"_s, u"--duration"_s, u"500ms"_s};
        LoadProcess load;
        QVERIFY(load.runToEnd(run));
        QVERIFY2(load.exitCode() != 0
                && load.standardError().contains("show one by --cert FILE --key FILE"),
            load.story().constData());
        QVERIFY(
            load.runToEnd(run + authority.showing(u"client"_s) + QStringList{u"--json"_s, u"-"_s}));
        QVERIFY2(load.exitCode() == 0, load.story().constData());
    }
    void initTestCase()
    {
        QVERIFY(writeSecret(file(u"secret"_s), LoadSecret + '\n'));
        QVERIFY(writeSecret(file(u"publisher"_s), LoadPublisher.toLatin1()));
    }

    void whoHasNoTokenIsRefusedWithTheReason()
    {
        HubProcess hub;
        START_HUB(hub, knowingHub());
        LoadProcess load;
        QVERIFY(load.runAgainst(hub.port(), accessRun({})));
        QCOMPARE(load.exitCode(), 1);
        QCOMPARE(load.total(u"opened"_s), 0u);
        QVERIFY2(load.standardOutput().contains("HTTP 401"), load.story().constData());
    }

    void signedTokensOpenStreams_data()
    {
        QTest::addColumn<QString>("as");
        for (const char* as : {"bearer", "cookie", "url"})
            QTest::newRow(as) << QString::fromLatin1(as);
    }
    void signedTokensOpenStreams()
    {
        QFETCH(QString, as);
        HubProcess hub;
        START_HUB(hub, knowingHub() + QStringList{u"--jwt-in-url"_s});
        LoadProcess load;
        RUN_LOAD(load, hub.port(),
            accessRun({u"--jwt-secret"_s, u'@' + file(u"secret"_s), u"--token-as"_s, as,
                u"--header"_s, u"Authorization: Bearer "_s + LoadAdmin}));
        QCOMPARE(load.total(u"opened"_s), 20u);
        QVERIFY(load.total(u"received"_s) > 20u);
        for (const QByteArray& text : {load.standardOutput(), load.standardError(),
                 QJsonDocument(load.report()).toJson(), hub.standardError()}) {
            QVERIFY(!text.contains("HUSH"));
            QVERIFY(!text.contains("eyJ"));
        }
    }

    void tokensOutOfAFileOpenStreamsOfUsersWithNames()
    {
        QByteArray csv = "user,token\n";
        for (const QByteArray& user : {"ada@example.org"_ba, "Bob B"_ba, "17"_ba})
            csv += user + ',' + tokenFor(user) + '\n';
        QVERIFY(writeSecret(file(u"tokens.csv"_s), csv));
        HubProcess hub;
        START_HUB(hub, knowingHub());
        LoadProcess load;
        RUN_LOAD(load, hub.port(),
            {u"--clients"_s, u"6"_s, u"--ramp"_s, u"100ms"_s, u"--duration"_s, u"1s"_s,
                u"--publish-rate"_s, u"50"_s, u"--publish-to"_s, u"each"_s, u"--publish-token"_s,
                u'@' + file(u"publisher"_s), u"--token-file"_s, file(u"tokens.csv"_s),
                u"--expect"_s, u"lost=0"_s});
        QCOMPARE(load.total(u"opened"_s), 6u);
        // each user has two clients
        QVERIFY2(load.total(u"received"_s) > 20, load.story().constData());
    }

    void whoseTokenRunsOutComesBackWithANewOneAndLosesNothing()
    {
        HubProcess hub;
        START_HUB(hub, knowingHub());
        LoadProcess load;
        RUN_LOAD(load, hub.port(),
            accessRun({u"--jwt-secret"_s, u'@' + file(u"secret"_s), u"--jwt-ttl"_s, u"2s"_s,
                u"--duration"_s, u"8s"_s, u"--late-after"_s, u"20s"_s}));
        // by all, and by some for the second time
        QVERIFY2(load.total(u"closedByHub"_s) > 20, load.story().constData());
        QVERIFY2(load.total(u"reconnects"_s) >= 20, load.story().constData());
        QCOMPARE(load.total(u"failed"_s), 0u);
    }

    void ticketsOpenStreamsAndComeBackToThem_data()
    {
        QTest::addColumn<bool>("byUsers");
        QTest::newRow("asked for by who publishes") << false;
        QTest::newRow("asked for by the users") << true;
    }
    void ticketsOpenStreamsAndComeBackToThem()
    {
        QFETCH(bool, byUsers);
        HubProcess hub;
        START_HUB(hub, knowingHub());
        QStringList options{
            u"--tickets"_s, u"--drop"_s, u"50%/300ms"_s, u"--drop-away"_s, u"50ms"_s};
        if (byUsers)
            options += {u"--jwt-secret"_s, u'@' + file(u"secret"_s)};
        LoadProcess load;
        RUN_LOAD(load, hub.port(), accessRun(options));
        QCOMPARE(load.total(u"failed"_s), 0u);
        QVERIFY2(load.total(u"reconnects"_s) > 0, load.story().constData());
        QCOMPARE(load.total(u"requests"_s), 20u); // a ticket each, however often they come back
        QVERIFY(!hub.standardError().contains("HUSH"));
    }

    void aTicketThatIsWithdrawnIsReplacedAndNothingIsLost()
    {
        HubProcess hub;
        START_HUB(hub, knowingHub());
        LoadProcess load;
        QVERIFY(load.startAgainst(hub.port(),
            accessRun({u"--tickets"_s, u"--clients"_s, u"5"_s, u"--duration"_s, u"6s"_s,
                u"--late-after"_s, u"20s"_s})));
        const Headers admin{{"Authorization", "Bearer " + LoadAdmin.toLatin1()}};
        HttpClient client(hub.port());
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/api/connections", admin).json()["total"_L1].toInt(),
            5, int(Patience.count()));
        const HttpResponse ended = client.request("DELETE", "/api/users/1/streams?deny=1h", admin);
        QCOMPARE(ended.json()["ended"_L1].toInt(), 1);
        QVERIFY2(load.waitForEnd() && load.exitCode() == 0, load.story().constData());
        QCOMPARE(load.total(u"requests"_s), 6u); // its second ticket
        QCOMPARE(load.total(u"reconnects"_s), 1u);
        QCOMPARE(load.total(u"failed"_s), 0u);
    }

    void overTheHubsOwnTlsItIsTheSame()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make());
        HubProcess hub;
        START_HUB(hub,
            knowingHub()
                + QStringList{u"--tls-cert"_s, authority.file(u"server.pem"_s), u"--tls-key"_s,
                    authority.file(u"server.key"_s)});
        LoadProcess load;
        QVERIFY(load.runToEnd(accessRun({u"--target"_s, u"https://localhost:%1"_s.arg(hub.port()),
            u"--json"_s, file(u"own.json"_s), u"--ca-file"_s, authority.file(u"ca.pem"_s),
            u"--jwt-secret"_s, u'@' + file(u"secret"_s), u"--token-as"_s, u"cookie"_s, u"--drop"_s,
            u"50%/300ms"_s, u"--drop-away"_s, u"50ms"_s, u"--header"_s,
            u"Authorization: Bearer "_s + LoadAdmin})));
        QVERIFY2(load.exitCode() == 0, load.story().constData());
        const QJsonObject report = reportIn(file(u"own.json"_s));
        QVERIFY(report["totals"_L1]["reconnects"_L1].toInt() > 0);
        QVERIFY(!report["hub"_L1].toObject().isEmpty());
    }

    void overTlsItIsTheSame_data()
    {
        QTest::addColumn<QStringList>("trust");
        QTest::newRow("an authority of one's own")
            << QStringList{u"--ca-file"_s, m_authority.file(u"ca.pem"_s)};
        QTest::newRow("whoever answers") << QStringList{u"--insecure"_s};
    }
    void overTlsItIsTheSame()
    {
        QFETCH(QStringList, trust);
        HubProcess hub;
        START_HUB(hub, knowingHub());
        Nginx proxy;
        startProxy(proxy, hub.port());
        LoadProcess load;
        QVERIFY(load.start(
            accessRun({u"--target"_s, u"https://localhost:%1"_s.arg(proxy.port()), u"--json"_s,
                file(u"report.json"_s), u"--jwt-secret"_s, u'@' + file(u"secret"_s), u"--header"_s,
                u"Authorization: Bearer "_s + LoadAdmin, u"--drop"_s, u"50%/300ms"_s,
                u"--drop-away"_s, u"50ms"_s})
            + trust));
        QVERIFY2(load.waitForEnd() && load.exitCode() == 0, load.story().constData());
        const QJsonObject report = reportIn(file(u"report.json"_s));
        const QJsonObject totals = report["totals"_L1].toObject();
        QVERIFY2(totals["opened"_L1].toInt() > 20, load.standardOutput().constData());
        QVERIFY(totals["received"_L1].toInt() > 20);
        // its own figures were asked for over TLS, too
        QVERIFY2(!report["hub"_L1].toObject().isEmpty(), load.standardOutput().constData());
        QVERIFY(report["connect"_L1]["p50Ms"_L1].toDouble() > 0);
    }

    void whoIsNotTrustedIsToldBeforeTheTest()
    {
        HubProcess hub;
        START_HUB(hub, knowingHub());
        Nginx proxy;
        startProxy(proxy, hub.port());
        LoadProcess load;
        QVERIFY(
            load.runToEnd(accessRun({u"--target"_s, u"https://localhost:%1"_s.arg(proxy.port())})));
        QCOMPARE(load.exitCode(), 1);
        QVERIFY2(load.standardError().contains("its certificate is not trusted: ")
                && load.standardError().contains("--ca-file"),
            load.standardError().constData());
    }

private:
    void startProxy(Nginx& proxy, quint16 hubPort)
    {
        if (!QFile::exists(m_authority.file(u"server.pem"_s)))
            QVERIFY(m_authority.make());
        START_NGINX(proxy,
            u"ssl_certificate %1; ssl_certificate_key %2; ssl_protocols TLSv1.2 TLSv1.3; "
            "location / { proxy_pass http://127.0.0.1:%3; proxy_http_version 1.1; "
            "proxy_set_header Connection \"\"; }"_s.arg(m_authority.file(u"server.pem"_s),
                m_authority.file(u"server.key"_s), QString::number(hubPort)),
            u"ssl"_s);
    }
    static QJsonObject reportIn(const QString& path)
    {
        QFile read(path);
        return read.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(read.readAll()).object()
                                              : QJsonObject();
    }

    QTemporaryDir m_folder;
    CertificateAuthority m_authority;
};

ROOM_TEST(TstLoadAccess, QCoreApplication)
#include "tst_load_access.moc"
