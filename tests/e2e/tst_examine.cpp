// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/nginx.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString ExaminersToken = u"HUSH-who-examines"_s;

QStringList examinedHub(const QStringList& more = {})
{
    return QStringList{u"--jwt-secret"_s, u"HUSH-a-secret-nobody-signs-with-here-1"_s,
               u"--admin-token"_s, ExaminersToken}
    + more;
}

// A hub's stream passed on as it should be, with `more` beside it.
QString passedOn(quint16 hub, const QString& more = {})
{
    return u"location / { proxy_pass http://127.0.0.1:%1; proxy_http_version 1.1; proxy_set_header Connection \"\"; %2 }"_s
        .arg(QString::number(hub), more);
}

} // namespace

// `fanlightd --examine` from outside, with a real nginx in front of a real hub.
class TstExamine : public QObject {
    Q_OBJECT

    // Runs it with --json; the report, empty when there is none.
    QJsonObject examined(const QString& url, const QStringList& more = {})
    {
        m_process.start(HubProcess::program(),
            QStringList{u"--examine"_s, url, u"--json"_s, u"--watch"_s, u"0s"_s} + more);
        if (!m_process.waitForFinished(int(Patience.count())))
            return {};
        m_output = m_process.readAllStandardOutput();
        m_error = m_process.readAllStandardError();
        return QJsonDocument::fromJson(m_output).object();
    }
    QJsonObject findingOf(const QJsonObject& report, const QString& check) const
    {
        for (const QJsonValue& one : report["findings"_L1].toArray()) {
            if (one["check"_L1].toString() == check)
                return one.toObject();
        }
        return {};
    }
    QString verdictOf(const QJsonObject& report, const QString& check) const
    {
        return findingOf(report, check)["verdict"_L1].toString();
    }
    QStringList withToken() const { return {u"--token"_s, u'@' + m_tokenFile}; }

private Q_SLOTS:
    void initTestCase()
    {
        m_tokenFile = m_folder.filePath(u"token"_s);
        QFile file(m_tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(ExaminersToken.toLatin1()) > 0);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    }

    void aGoodSetUpExits0()
    {
        HubProcess hub;
        START_HUB(hub, examinedHub({u"--trusted-proxy"_s, u"127.0.0.1"_s}));
        Nginx proxy;
        START_NGINX(proxy,
            passedOn(
                hub.port(), u"proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"_s));
        const QJsonObject report
            = examined(u"http://127.0.0.1:%1"_s.arg(proxy.port()), withToken());
        QVERIFY2(m_process.exitCode() == 0, m_output.constData());
        for (const QString& check : {u"reachable"_s, u"proof"_s, u"address"_s, u"buffering"_s,
                 u"compression"_s, u"resume"_s})
            QVERIFY2(verdictOf(report, check) == "good"_L1, m_output.constData());
        QCOMPARE(report["bad"_L1].toInt(-1), 0);
        QVERIFY(!m_output.contains("HUSH") && !m_error.contains("HUSH"));
        QVERIFY(!hub.standardError().contains("HUSH"));
    }

    void whatIsBadExits1AndIsNamedWithItsCure_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("cure");
        QTest::newRow("a public name") << u"proxy_set_header Host app.example;"_s << u"reachable"_s
                                       << u"bad"_s << u"--host "_s;
        QTest::newRow("no cookies")
            << u"proxy_set_header Cookie \"\";"_s << u"proof"_s << u"bad"_s << u"Cookie"_s;
        QTest::newRow("held back")
            << u"proxy_http_version 1.0; proxy_ignore_headers X-Accel-Buffering;"_s
            << u"buffering"_s << u"bad"_s << u"proxy_buffering off;"_s;
    }
    void whatIsBadExits1AndIsNamedWithItsCure()
    {
        QFETCH(QString, lines);
        QFETCH(QString, check);
        QFETCH(QString, verdict);
        QFETCH(QString, cure);
        HubProcess hub;
        START_HUB(hub, examinedHub());
        Nginx proxy;
        QString location = passedOn(hub.port(), lines);
        if (lines.contains(u"proxy_http_version"_s))
            location.remove(u"proxy_http_version 1.1; "_s);
        START_NGINX(proxy, location);
        const QJsonObject report
            = examined(u"http://127.0.0.1:%1"_s.arg(proxy.port()), withToken());
        QVERIFY2(m_process.exitCode() == 1, m_output.constData());
        QVERIFY2(verdictOf(report, check) == verdict, m_output.constData());
        QVERIFY2(QJsonDocument(findingOf(report, check)["remedies"_L1].toArray())
                     .toJson()
                     .contains(cure.toUtf8()),
            m_output.constData());
    }

    void aProxyWhoseAddressIsShownIsAdvised()
    {
        HubProcess hub;
        START_HUB(hub, examinedHub());
        Nginx proxy;
        START_NGINX(proxy, passedOn(hub.port()));
        const QJsonObject report
            = examined(u"http://127.0.0.1:%1"_s.arg(proxy.port()), withToken());
        QVERIFY2(m_process.exitCode() == 0, m_output.constData());
        QVERIFY2(verdictOf(report, u"address"_s) == "advice"_L1, m_output.constData());
        QVERIFY2(m_output.contains("--trusted-proxy 127.0.0.1"), m_output.constData());
    }

    void withoutATokenTheReasonIsTold()
    {
        HubProcess hub;
        START_HUB(hub, examinedHub());
        const QJsonObject report = examined(u"http://127.0.0.1:%1"_s.arg(hub.port()));
        QCOMPARE(m_process.exitCode(), 1);
        QVERIFY2(findingOf(report, u"reachable"_s)["text"_L1].toString().contains(
                     u"needs the user's token"_s),
            m_output.constData());
        QVERIFY2(verdictOf(report, u"proof"_s) == "good"_L1, m_output.constData());
    }

    void aProxyThatSpeaksTheProxyProtocolIsNamed()
    {
        HubProcess hub;
        START_HUB(hub, examinedHub());
        // an nginx that does so, in front of a hub that does not expect it
        Nginx proxy;
        START_NGINX(proxy,
            u"location / { return 400 '{\"error\":\"%1\"}'; }"_s.arg(
                QString::fromUtf8(refusalOfTheProxyProtocol(hub.port()))));
        const QJsonObject report
            = examined(u"http://127.0.0.1:%1"_s.arg(proxy.port()), withToken());
        QCOMPARE(m_process.exitCode(), 1);
        QVERIFY2(
            findingOf(report, u"reachable"_s)["text"_L1].toString().contains(u"PROXY protocol"_s),
            m_output.constData());
    }

    void overTlsTheCertificateIsLookedAt()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make());
        HubProcess hub;
        START_HUB(hub, examinedHub());
        Nginx proxy;
        START_NGINX(proxy,
            u"ssl_certificate %1; ssl_certificate_key %2; ssl_protocols TLSv1.2 TLSv1.3; "_s.arg(
                authority.file(u"server.pem"_s), authority.file(u"server.key"_s))
                + passedOn(hub.port()),
            u"ssl http2"_s);
        const QString url = u"https://localhost:%1"_s.arg(proxy.port());
        QJsonObject report = examined(url, withToken());
        QCOMPARE(m_process.exitCode(), 1);
        QVERIFY2(verdictOf(report, u"certificate"_s) == "bad"_L1, m_output.constData());
        QCOMPARE(report["bad"_L1].toInt(), 1);
        report = examined(url, withToken() + QStringList{u"--insecure"_s});
        QVERIFY2(m_process.exitCode() == 0, m_output.constData());
        QVERIFY2(verdictOf(report, u"certificate"_s) == "advice"_L1, m_output.constData());
        QVERIFY2(verdictOf(report, u"buffering"_s) == "good"_L1, m_output.constData());
        QVERIFY2(verdictOf(report, u"version"_s) == "good"_L1, m_output.constData());
        // by an address it is not for
        report = examined(u"https://127.0.0.1:%1"_s.arg(proxy.port()),
            withToken() + QStringList{u"--insecure"_s});
        QCOMPARE(m_process.exitCode(), 1);
        QVERIFY2(findingOf(report, u"certificate"_s)["text"_L1].toString().contains(
                     u"it is for localhost"_s),
            m_output.constData());
    }

    void aHubThatAsksClientsForACertificateIsShownOne()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make() && authority.sign(u"client"_s, u"a client"_s));
        HubProcess hub;
        START_HUB(hub, authority.ofHub(true));
        const QString url = u"https://localhost:%1"_s.arg(hub.port());
        const QStringList trusting{u"--insecure"_s};
        QJsonObject report = examined(url, trusting);
        QCOMPARE(m_process.exitCode(), 1);
        QVERIFY2(findingOf(report, u"reachable"_s)["advice"_L1].toString().contains(
                     u"show one by --cert FILE --key FILE"_s),
            m_output.constData());
        report = examined(url, trusting + authority.showing(u"client"_s));
        QVERIFY2(verdictOf(report, u"reachable"_s) == "good"_L1, m_output.constData());
        QVERIFY2(verdictOf(report, u"buffering"_s) == "good"_L1, m_output.constData());
        // one of a stranger is not taken, which is said, too
        CertificateAuthority stranger;
        QVERIFY(stranger.make());
        report = examined(url, trusting + stranger.showing(u"server"_s));
        QCOMPARE(m_process.exitCode(), 1);
        QVERIFY2(findingOf(report, u"reachable"_s)["advice"_L1].toString().contains(
                     u"certificate of --cert is not taken"_s),
            m_output.constData());
    }

    void theTextIsForPeople()
    {
        HubProcess hub;
        START_HUB(hub);
        m_process.start(HubProcess::program(),
            {u"--examine"_s, u"127.0.0.1:%1"_s.arg(hub.port()), u"--watch"_s, u"0s"_s});
        QVERIFY(m_process.waitForFinished(int(Patience.count())));
        const QByteArray text = m_process.readAllStandardOutput();
        QVERIFY2(m_process.exitCode() == 0, text.constData());
        QVERIFY2(text.startsWith("Setup doctor\n") && text.contains("\nBuffering: good\n")
                && text.contains(" bad, "),
            text.constData());
    }

    void aWrongOptionExits2_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no address")
            << QStringList{u"--examine"_s, u"ftp://x"_s} << "--examine: “ftp://x” is not an"_ba;
        QTest::newRow("no file") << QStringList{u"--examine"_s, u"localhost"_s, u"--token"_s,
            u"@/nowhere"_s} << "--token: /nowhere cannot be read"_ba;
        QTest::newRow("no time") << QStringList{u"--examine"_s, u"localhost"_s, u"--watch"_s,
            u"long"_s} << "--watch: “long” is not a duration"_ba;
        QTest::newRow("no origin") << QStringList{u"--examine"_s, u"localhost"_s, u"--origin"_s,
            u"app"_s} << "--origin: give scheme"_ba;
        QTest::newRow("another option") << QStringList{u"--examine"_s, u"localhost"_s,
            u"--listen"_s, u"1"_s} << "--listen: there is no such option"_ba;
        QTest::newRow("alone") << QStringList{u"--json"_s} << "--json: goes with --examine"_ba;
    }
    void aWrongOptionExits2()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, line);
        m_process.start(HubProcess::program(), options);
        QVERIFY(m_process.waitForFinished(int(Patience.count())));
        const QByteArray said = m_process.readAllStandardError();
        QCOMPARE(m_process.exitCode(), 2);
        QVERIFY2(said.startsWith(QByteArray("fanlightd: " + line)) && said.count('\n') == 1,
            said.constData());
    }

private:
    static QByteArray refusalOfTheProxyProtocol(quint16 hub)
    {
        HttpClient client(hub);
        client.send("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
        return client.read().error().toUtf8();
    }

    QTemporaryDir m_folder;
    QString m_tokenFile;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_error;
};

ROOM_TEST(TstExamine, QCoreApplication)
#include "tst_examine.moc"
