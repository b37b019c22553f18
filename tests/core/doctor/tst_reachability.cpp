// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/reachability.h"
#include "support/room.h"

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
