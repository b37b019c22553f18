// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "doctor/front_diagnosis.h"
#include "support/certificate_authority.h"
#include "support/nginx.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

using FrontCheck = DoctorFinding::Check;
using FrontVerdict = DoctorFinding::Verdict;

const QDateTime FrontNow(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);

DoctorSettings at(const QString& url)
{
    DoctorSettings settings;
    settings.url = QUrl(url);
    return settings;
}

CertificateLook goodLook()
{
    CertificateLook look;
    look.version = u"TLSv1.3"_s;
    look.names = {u"app.example"_s};
    look.issuer = u"R11"_s;
    look.notBefore = FrontNow.addDays(-10);
    look.notAfter = FrontNow.addDays(60);
    look.chainLength = 2;
    return look;
}

Sighting answer(int status, const QByteArray& error, const QByteArray& server = "nginx")
{
    Sighting seen;
    seen.startMs = 0;
    seen.headMs = 1;
    seen.endMs = 2;
    seen.status = status;
    seen.server = server;
    if (status == 200)
        seen.contentType = "text/event-stream";
    if (!error.isEmpty())
        seen.beginning = "{\"error\":\"" + error + "\"}";
    return seen;
}

} // namespace

class TestFrontDiagnosis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCertificateIsJudged_data()
    {
        using Change = std::function<void(CertificateLook&)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("says");
        const auto row
            = [](const char* name, const Change& change, FrontVerdict verdict,
                  const QString& says) { QTest::newRow(name) << change << int(verdict) << says; };
        row(
            "good", [](CertificateLook&) {}, FrontVerdict::Good,
            u"For app.example, by R11, until 2027-01-29; TLSv1.3. TLS 1.1 and older are not taken."_s);
        row(
            "another name",
            [](CertificateLook& look) {
                look.isForAnotherName = true;
                look.names = {u"other.example"_s};
            },
            FrontVerdict::Bad, u"not for app.example: it is for other.example"_s);
        row(
            "run out", [](CertificateLook& look) { look.notAfter = FrontNow.addDays(-2); },
            FrontVerdict::Bad, u"ran out on 2026-11-28"_s);
        row(
            "not yet", [](CertificateLook& look) { look.notBefore = FrontNow.addDays(2); },
            FrontVerdict::Bad, u"from 2026-12-02 only"_s);
        row(
            "soon", [](CertificateLook& look) { look.notAfter = FrontNow.addDays(5); },
            FrontVerdict::Advice, u"runs out in 5 days"_s);
        row(
            "alone",
            [](CertificateLook& look) {
                look.distrust = u"unable to get local issuer certificate"_s;
                look.chainLength = 1;
            },
            FrontVerdict::Bad, u"comes alone"_s);
        row(
            "its own",
            [](CertificateLook& look) {
                look.distrust = u"self-signed certificate"_s;
                look.isSelfSigned = true;
            },
            FrontVerdict::Bad, u"signed by nobody but itself"_s);
        row(
            "of nobody known",
            [](CertificateLook& look) {
                look.distrust = u"self-signed certificate in certificate chain"_s;
            },
            FrontVerdict::Bad, u"nobody this machine knows, R11"_s);
        row(
            "old versions", [](CertificateLook& look) { look.takesOldVersions = true; },
            FrontVerdict::Advice, u"TLS 1.1 or older is taken"_s);
        row(
            "no TLS", [](CertificateLook& look) { look.failure = u"wrong version number"_s; },
            FrontVerdict::NotTried, u"wrong version number"_s);
    }
    void aCertificateIsJudged()
    {
        QFETCH(std::function<void(CertificateLook&)>, change);
        QFETCH(int, verdict);
        QFETCH(QString, says);
        CertificateLook look = goodLook();
        change(look);
        const DoctorFinding found
            = diagnoseCertificate(at(u"https://app.example"_s), &look, FrontNow);
        QVERIFY2(found.text.contains(says), qPrintable(found.text));
        QCOMPARE(int(found.verdict), verdict);
        QVERIFY(found.check == FrontCheck::Certificate);
        QVERIFY(found.verdict == FrontVerdict::Good || found.verdict == FrontVerdict::NotTried
            || !found.advice.isEmpty());
    }

    void withoutTlsItIsSaidWhatThatMeans()
    {
        QVERIFY(diagnoseCertificate(at(u"http://localhost:1"_s), nullptr, FrontNow).verdict
            == FrontVerdict::NotTried);
        QVERIFY(diagnoseCertificate(at(u"http://app.example"_s), nullptr, FrontNow).verdict
            == FrontVerdict::Advice);
        QVERIFY(diagnoseCertificate(at(u"https://app.example"_s), nullptr, FrontNow).verdict
            == FrontVerdict::NotTried);
    }

    void whatCarriesAProofIsSeenByTheAnswers_data()
    {
        QTest::addColumn<QByteArray>("cookie");
        QTest::addColumn<QByteArray>("bearer");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("says");
        const QByteArray none = "a user's stream needs a token", wrong = "token is not a JWT";
        QTest::newRow("both") << wrong << wrong << int(FrontVerdict::Good)
                              << u"cookies and Authorization reach"_s;
        QTest::newRow("no cookie")
            << none << wrong << int(FrontVerdict::Bad) << u"Cookies do not reach"_s;
        QTest::newRow("no bearer")
            << wrong << none << int(FrontVerdict::Advice) << u"Authorization does not"_s;
        QTest::newRow("neither") << none << none << int(FrontVerdict::Bad)
                                 << u"Neither cookies nor"_s;
    }
    void whatCarriesAProofIsSeenByTheAnswers()
    {
        QFETCH(QByteArray, cookie);
        QFETCH(QByteArray, bearer);
        QFETCH(int, verdict);
        QFETCH(QString, says);
        const DoctorFinding found = diagnoseProof(at(u"https://app.example"_s),
            {answer(401, "a user's stream needs a token"), answer(401, cookie),
                answer(401, bearer)});
        QVERIFY2(found.text.contains(says), qPrintable(found.text));
        QCOMPARE(int(found.verdict), verdict);
        if (found.verdict == FrontVerdict::Bad)
            QCOMPARE(found.remedies.front().server, u"nginx"_s);
    }

    void whoIsOpenToEverybodyIsToldUnlessOnLoopback()
    {
        const ProofSightings open{answer(200, {}), answer(200, {}), answer(200, {})};
        QVERIFY(diagnoseProof(at(u"https://app.example"_s), open).verdict == FrontVerdict::Advice);
        QVERIFY(diagnoseProof(at(u"http://127.0.0.1:1"_s), open).verdict == FrontVerdict::Good);
        const ProofSightings others{answer(502, {}), answer(502, {}), answer(502, {})};
        QVERIFY(
            diagnoseProof(at(u"https://app.example"_s), others).verdict == FrontVerdict::NotTried);
    }

    void whomTheHubHasAtTheStreamTellsWhomItBelieves_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QStringList>("trusted");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("remedy");
        const QString far = u"https://app.example"_s, near = u"http://127.0.0.1:1"_s;
        QTest::newRow("forged") << far << "nginx"_ba << u"203.0.113.77:5"_s << QStringList()
                                << int(FrontVerdict::Bad) << u"X-Forwarded-For $remote_addr"_s;
        QTest::newRow("believed near by")
            << near << "nginx"_ba << u"203.0.113.77:5"_s << QStringList{u"127.0.0.1"_s}
            << int(FrontVerdict::Good) << QString();
        QTest::newRow("a proxy's") << far << "nginx"_ba << u"10.0.0.9:5"_s << QStringList()
                                   << int(FrontVerdict::Advice) << u"--trusted-proxy 10.0.0.9"_s;
        QTest::newRow("a trusted proxy's")
            << far << "nginx"_ba << u"10.0.0.9:5"_s << QStringList{u"10.0.0.0/8"_s}
            << int(FrontVerdict::Bad) << u"$proxy_add_x_forwarded_for"_s;
        QTest::newRow("near by, not believed")
            << near << "nginx"_ba << u"127.0.0.1:5"_s << QStringList() << int(FrontVerdict::Advice)
            << u"--trusted-proxy 127.0.0.1"_s;
        QTest::newRow("the client's")
            << far << "nginx"_ba << u"198.51.100.4:5"_s << QStringList{u"10.0.0.0/8"_s}
            << int(FrontVerdict::Good) << QString();
        QTest::newRow("IPv6 of the client")
            << far << "nginx"_ba << u"[2001:db8::1]:5"_s << QStringList() << int(FrontVerdict::Good)
            << QString();
        QTest::newRow("no proxy") << far << ""_ba << u"10.0.0.9:5"_s << QStringList()
                                  << int(FrontVerdict::Good) << QString();
        QTest::newRow("not said") << far << "nginx"_ba << QString() << QStringList()
                                  << int(FrontVerdict::NotTried) << QString();
    }
    void whomTheHubHasAtTheStreamTellsWhomItBelieves()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, server);
        QFETCH(QString, address);
        QFETCH(QStringList, trusted);
        QFETCH(int, verdict);
        QFETCH(QString, remedy);
        DoctorSettings settings = at(url);
        settings.trustedProxies = trusted;
        const DoctorFinding found = diagnoseAddress(settings, answer(200, {}, server), address);
        QVERIFY2(int(found.verdict) == verdict, qPrintable(found.text));
        const bool isCured = std::any_of(found.remedies.begin(), found.remedies.end(),
            [&](const DoctorFinding::Remedy& one) { return one.change.contains(remedy); });
        QCOMPARE(isCured, !remedy.isEmpty());
    }

    void aRealServersCertificateIsLookedAt()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make());
        Nginx server;
        START_NGINX(server,
            u"ssl_certificate %1; ssl_certificate_key %2; ssl_protocols TLSv1.2 TLSv1.3;"_s.arg(
                authority.file(u"server.pem"_s), authority.file(u"server.key"_s)),
            u"ssl"_s);
        CertificateProbe probe(u"localhost"_s, server.port(), Patience);
        QVERIFY(QTest::qWaitFor([&] { return probe.isDone(); }, int(Patience.count())));
        const CertificateLook& look = probe.look();
        QCOMPARE(look.failure, QString());
        QCOMPARE(look.version, u"TLSv1.3"_s);
        QCOMPARE(look.names, QStringList{u"localhost"_s});
        QCOMPARE(look.issuer, u"Authority of a test"_s);
        QCOMPARE(look.chainLength, 1);
        QVERIFY(!look.isSelfSigned && !look.isForAnotherName && !look.takesOldVersions);
        QVERIFY(!look.distrust.isEmpty());
        QVERIFY(look.notAfter > QDateTime::currentDateTimeUtc());
        CertificateProbe other(u"127.0.0.1"_s, server.port(), Patience);
        QVERIFY(QTest::qWaitFor([&] { return other.isDone(); }, int(Patience.count())));
        QVERIFY(other.look().isForAnotherName);
    }

    void oldVersionsAreFound()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make());
        Nginx server;
        START_NGINX(server,
            u"ssl_certificate %1; ssl_certificate_key %2; ssl_protocols TLSv1 TLSv1.1 TLSv1.2; "
            "ssl_ciphers ALL:@SECLEVEL=0;"_s.arg(
                authority.file(u"server.pem"_s), authority.file(u"server.key"_s)),
            u"ssl"_s);
        CertificateProbe probe(u"localhost"_s, server.port(), Patience);
        QVERIFY(QTest::qWaitFor([&] { return probe.isDone(); }, int(Patience.count())));
        QCOMPARE(probe.look().version, u"TLSv1.2"_s);
        QVERIFY(probe.look().takesOldVersions);
    }

    void whoAnswersNothingIsNotWaitedForWhenNobodyWaits()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QElapsedTimer timer;
        timer.start();
        {
            CertificateProbe probe(u"127.0.0.1"_s, silent.serverPort(), std::chrono::minutes(10));
        }
        QVERIFY(timer.elapsed() < Patience.count());
    }
};

ROOM_TEST(TestFrontDiagnosis, QCoreApplication)
#include "tst_front_diagnosis.moc"
