// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/reachability.h"

#include "doctor/examination.h"
#include "support/room.h"

#include <QTranslator>
#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using Verdict = DoctorFinding::Verdict;

namespace {

DoctorSettings settings()
{
    DoctorSettings settings;
    settings.url = QUrl(u"https://app.example/api/notifications"_s);
    return settings;
}

Sighting answered(int status, const QByteArray& type, const QByteArray& body = {})
{
    Sighting seen;
    seen.startMs = 0;
    seen.headMs = 5;
    seen.status = status;
    seen.contentType = type;
    seen.beginning = body;
    return seen;
}

// A language that has a word for all.
struct Marked : QTranslator {
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override
    {
        return u'‹' + QString::fromUtf8(source) + u'›';
    }
};

} // namespace

// What stands in front is told from the hub by what it says.
class TestReachability : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsInTheWay_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("says");
        const QByteArray json("application/json");
        QTest::newRow("another path")
            << 404 << json << QByteArray(R"({"error":"there is nothing at /live"})")
            << u"reached, but at another path"_s;
        QTest::newRow("no path") << 404 << QByteArray("text/html") << QByteArray()
                                 << u"the path does not reach the hub"_s;
        QTest::newRow("another name")
            << 403 << json << QByteArray(R"({"error":"this hub does not go by the name “x”"})")
            << u"refuses the name it is asked for by"_s;
        QTest::newRow("a rule") << 403 << QByteArray("text/html") << QByteArray()
                                << u"it refuses this path"_s;
        QTest::newRow("a gateway")
            << 502 << QByteArray("text/html") << QByteArray() << u"does not reach the hub"_s;
        QTest::newRow("an app") << 200 << QByteArray("text/html; charset=utf-8") << QByteArray()
                                << u"a page of HTML"_s;
        QTest::newRow("a file") << 200 << QByteArray("text/plain") << QByteArray()
                                << u"“text/plain”"_s;
    }
    void whatIsInTheWay()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, says);
        const Sighting seen = answered(status, type, body);
        QVERIFY(!isUsableStream(seen));
        const DoctorFinding finding = diagnoseReachable(settings(), seen, {});
        QCOMPARE(finding.verdict, Verdict::Bad);
        QVERIFY2(finding.text.contains(says), qPrintable(finding.text));
        QVERIFY(!finding.advice.isEmpty());
    }

    void whatIsFoundIsSaidInTheLanguageOfTheWindow()
    {
        const Marked language;
        QCoreApplication::installTranslator(const_cast<Marked*>(&language));
        DoctorSettings wish = settings();
        wish.trustAnyCertificate = true;
        std::vector<DoctorFinding> findings{
            diagnoseReachable(wish, answered(404, "text/html"), {})};
        const QString report = doctorReport(wish, findings, false);
        const QByteArray json = examinationJson(wish, findings);
        QCoreApplication::removeTranslator(const_cast<Marked*>(&language));
        QVERIFY2(findings.front().text.startsWith(u"‹Answered 404 by ‹what stands in front›"_s),
            qPrintable(findings.front().text));
        QVERIFY2(findings.front().advice.startsWith(u'‹'), qPrintable(findings.front().advice));
        for (const QString& line : report.split(u'\n').first(6)) // the rest is configuration
            QVERIFY2(line.isEmpty() || line.trimmed().startsWith(u'‹'), qPrintable(line));
        // programs read on
        QVERIFY2(json.contains(R"("verdict": "bad")"), json.constData());
        QVERIFY2(json.contains(R"("check": "reachable")"), json.constData());
    }

    void aHubThatWantsACertificateSaysWhereToNameIt()
    {
        Sighting seen;
        seen.error = QNetworkReply::SslHandshakeFailedError;
        seen.errorText = u"tlsv13 alert certificate required"_s;
        seen.startMs = 0;
        seen.endMs = 5;
        DoctorSettings wish = settings();
        QVERIFY(diagnoseReachable(wish, seen, {}).advice.contains(u"--cert FILE"_s));
        wish.isInWindow = true;
        QCOMPARE(diagnoseReachable(wish, seen, {}).advice,
            u"Clients are asked for a certificate: name one above."_s);
        wish.certificate.certFile = u"client.pem"_s;
        QVERIFY(diagnoseReachable(wish, seen, {})
                    .advice.startsWith(u"The client certificate above is not taken"_s));
    }

    void aStreamIsGood()
    {
        Sighting seen = answered(200, "text/event-stream");
        seen.hubConnection = "c-1vq";
        QVERIFY(isUsableStream(seen));
        const DoctorFinding finding = diagnoseReachable(settings(), seen, {});
        QCOMPARE(finding.verdict, Verdict::Good);
        QVERIFY2(finding.text.contains(u"after 5 ms, as the hub's connection c-1vq"_s),
            qPrintable(finding.text));
        seen.endMs = 9;
        QCOMPARE(diagnoseReachable(settings(), seen, {}).verdict, Verdict::Bad);
    }
};

ROOM_TEST(TestReachability, QCoreApplication)
#include "tst_reachability.moc"
