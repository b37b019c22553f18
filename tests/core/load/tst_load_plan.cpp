// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/load_plan.h"
#include "support/room.h"

#include <QTemporaryDir>

#include <sys/resource.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using Place = LoadText::Place;

namespace {
QString filled(const QString& text, Place place, const std::vector<std::string>& values)
{
    QString error;
    const auto parsed = LoadText::parse(text, place, {u"name"_s, u"token"_s}, error);
    if (!parsed)
        return error;
    std::string out;
    LoadText::Random random(1);
    parsed->appendTo(out, "42", values, random);
    return QString::fromStdString(out);
}

LoadScenario withFile(const QString& path)
{
    LoadScenario scenario = simpleScenario(u"http://127.0.0.1:1"_s, u"/s?u={{ name }}"_s, 3,
        std::chrono::milliseconds(0), std::chrono::milliseconds(1));
    scenario.clientsFile = path;
    return scenario;
}
} // namespace

class TestLoadPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsAreFilledIn()
    {
        QCOMPARE(filled(u"/u/{i}?t={{ token }}&n={{name}}"_s, Place::Path, {"Ada L", "a%20b"}),
            u"/u/42?t=a%20b&n=Ada%20L"_s);
        QCOMPARE(
            filled(u"X: {{ token }}"_s, Place::Header, {"", "a\r\nEvil: 1"}), u"X: aEvil: 1"_s);
        QCOMPARE(filled(u"{\"a\":{\"b\":\"{{ name }}\"}}"_s, Place::Body, {"x\ny", ""}),
            u"{\"a\":{\"b\":\"x\ny\"}}"_s);
        QCOMPARE(filled(u"{{ $randomNumber(7,7) }}"_s, Place::Body, {"", ""}), u"7"_s);
        QCOMPARE(filled(u"{{ $randomString(12) }}"_s, Place::Body, {"", ""}).size(), 12);
        QVERIFY(filled(u"{{ nobody }}"_s, Place::Body, {"", ""}).contains(u"nobody"_s));
    }

    void clientsComeFromAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"clients.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name,token\r\nAda,1\r\n\"Bob, B\",2\r\n");
        file.close();
        QString error;
        const auto plan = LoadPlan::make(withFile(file.fileName()), error);
        QVERIFY2(plan, qPrintable(error));
        QCOMPARE(plan->rows.size(), 2u);
        QCOMPARE(plan->rows[1][0], std::string("Bob, B"));
        QCOMPARE(plan->fileVariables, 2u);
    }

    void saysWhatIsWrongWithTheFile_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("error");
        QTest::newRow("empty") << QByteArray() << u"no clients"_s;
        QTest::newRow("a header alone") << QByteArray("name\n") << u"no clients"_s;
        QTest::newRow("a short row") << QByteArray("name,b\nAda\n") << u"line 2: has 1 cells"_s;
        QTest::newRow("another column") << QByteArray("other\nAda\n") << u"{{ name }}"_s;
    }
    void saysWhatIsWrongWithTheFile()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, error);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"clients.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        QString said;
        QVERIFY(!LoadPlan::make(withFile(file.fileName()), said));
        QVERIFY2(said.contains(error), qPrintable(said));
    }

    void aFileThatIsNotThereIsSaid()
    {
        QString said;
        QVERIFY(!LoadPlan::make(withFile(u"/nowhere/clients.csv"_s), said));
        QVERIFY2(said.contains(u"/nowhere/clients.csv"_s), qPrintable(said));
    }

    void urlsAreResolvedAgainstTheTarget_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("credentials");
        QTest::newRow("plain") << u"http://h:1"_s << u"/x"_s << u"h:1"_s << u"/x"_s << QString();
        QTest::newRow("base path")
            << u"http://h:1/base"_s << u"/x?a=b"_s << u"h:1"_s << u"/base/x?a=b"_s << QString();
        QTest::newRow("base path with slashes")
            << u"http://h:1/base//"_s << u"/x"_s << u"h:1"_s << u"/base/x"_s << QString();
        QTest::newRow("whole") << u"http://h:1/base"_s << u"http://g/y"_s << u"g"_s << u"/y"_s
                               << QString();
        QTest::newRow("whole without a path")
            << u"http://h:1/base"_s << u"http://g:2?q=1"_s << u"g:2"_s << u"/?q=1"_s << QString();
        QTest::newRow("IPv6") << u"http://[::1]:3"_s << u"/x"_s << u"[::1]:3"_s << u"/x"_s
                              << QString();
        QTest::newRow("who asks") << u"http://a:b@h:1"_s << u"/x"_s << u"h:1"_s << u"/x"_s
                                  << u"Authorization: Basic YTpi"_s;
        QTest::newRow("who asks, encoded") << u"http://a%40:b%3A@h:1"_s << u"/x"_s << u"h:1"_s
                                           << u"/x"_s << u"Authorization: Basic YUA6Yjo="_s;
        QTest::newRow("whole, the same place")
            << u"http://a:b@h:1"_s << u"http://h:1/x"_s << u"h:1"_s << u"/x"_s
            << u"Authorization: Basic YTpi"_s;
        QTest::newRow("whole, another place")
            << u"http://a:b@h:1"_s << u"http://h:2/x"_s << u"h:2"_s << u"/x"_s << QString();
    }
    void urlsAreResolvedAgainstTheTarget()
    {
        QFETCH(QString, target);
        QFETCH(QString, url);
        QFETCH(QString, authority);
        QFETCH(QString, path);
        QFETCH(QString, credentials);
        const LoadUrl result = loadUrl(url, target);
        QCOMPARE(QString::fromStdString(result.origin.authority), authority);
        QCOMPARE(result.path, path);
        QCOMPARE(QString::fromStdString(result.origin.credentials), credentials);
    }

    void tooFewDescriptorsAreToldBeforeTheTest()
    {
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        rlimit few = before;
        few.rlim_cur = 500;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        const QString many = descriptorProblem(simpleScenario(u"http://127.0.0.1:1"_s, {}, 600,
            std::chrono::milliseconds(0), std::chrono::seconds(1)));
        LoadScenario leaving = simpleScenario(u"http://127.0.0.1:1"_s, {}, 600,
            std::chrono::milliseconds(0), std::chrono::seconds(10));
        leaving.flows[0].steps[0].hold = std::chrono::milliseconds(100);
        const QString some = descriptorProblem(simpleScenario(u"http://127.0.0.1:1"_s, {}, 300,
            std::chrono::milliseconds(0), std::chrono::seconds(1)));
        const QString leave = descriptorProblem(leaving);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY2(many.startsWith("clients: 600 at once need "_L1) && many.contains("ulimit -n"_L1),
            qPrintable(many));
        QCOMPARE(some, QString());
        QCOMPARE(leave, QString()); // how many of them are there at once the phases do not say
    }

    void clientsComeFromAFileWithoutAFirstRowOfNames()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"clients.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Ada,1\r\nBob,2\r\n");
        file.close();
        LoadScenario scenario = withFile(file.fileName());
        scenario.clientsFields = {u"name"_s, u"token"_s};
        QString error;
        const auto all = LoadPlan::make(scenario, error);
        QVERIFY2(all, qPrintable(error));
        QCOMPARE(all->rows.size(), 2u);
        scenario.clientsSkipFirst = true;
        QCOMPARE(LoadPlan::make(scenario, error)->rows.size(), 1u);
    }

    void whatIsAskedOfTheEnvironmentStandsInNoReport()
    {
        qputenv("FANLIGHT_TEST_SECRET", "a b");
        QCOMPARE(filled(u"/x?k={{ $env.FANLIGHT_TEST_SECRET }}"_s, Place::Path, {"", ""}),
            u"/x?k=a%20b"_s);
        QCOMPARE(
            filled(u"X: {{ $processEnvironment.FANLIGHT_TEST_SECRET }}"_s, Place::Header, {"", ""}),
            u"X: a b"_s);
        qunsetenv("FANLIGHT_TEST_SECRET");
        QVERIFY(filled(u"{{ $env.FANLIGHT_TEST_SECRET }}"_s, Place::Path, {"", ""})
                    .contains("the environment has no FANLIGHT_TEST_SECRET"_L1));
        QVERIFY(
            filled(u"{{ $loopCount }}"_s, Place::Path, {"", ""}).contains("is not known here"_L1));
    }

    void pathsInJson_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("member") << u"$.id"_s << u"/id"_s;
        QTest::newRow("nested") << u"$.user.name"_s << u"/user/name"_s;
        QTest::newRow("element") << u"$.items[10].id"_s << u"/items/10/id"_s;
        QTest::newRow("without a dollar") << u"id"_s << u"/id"_s;
        QTest::newRow("a wildcard") << u"$.items[*]"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void pathsInJson()
    {
        QFETCH(QString, path);
        QFETCH(QString, pointer);
        QCOMPARE(QString::fromStdString(jsonPointer(path).value_or("")), pointer);
    }
};

ROOM_TEST(TestLoadPlan, QCoreApplication)
#include "tst_load_plan.moc"
