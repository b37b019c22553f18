// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/hub_process.h"
#include "support/load_process.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList shortRun(quint16 port)
{
    return {u"--target"_s, u"http://127.0.0.1:%1"_s.arg(port), u"--clients"_s, u"20"_s, u"--ramp"_s,
        u"200ms"_s, u"--duration"_s, u"1s"_s, u"--publish-rate"_s, u"100"_s, u"--publish-to"_s,
        u"each"_s};
}

} // namespace

// fanlight-load from outside: what it prints, writes and exits with.
class TstLoadProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWrongOptionIsOneLineAndExit2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("unknown")
            << QStringList{u"--client"_s, u"5"_s}
            << "fanlight-load: --client: there is no such option; did you mean --clients?\n"_ba;
        QTest::newRow("a value") << QStringList{u"--ramp"_s,
            u"x"_s} << "fanlight-load: --ramp: “x” is not a duration; use 500ms, 30s, 10m, 1h\n"_ba;
        QTest::newRow("the scenario")
            << QStringList{u"--target"_s, u"nowhere"_s}
            << "fanlight-load: --target: “nowhere” is no address; write http://host:port or https://host\n"_ba;
    }

    void aWrongOptionIsOneLineAndExit2()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, line);
        LoadProcess load;
        QVERIFY(load.runToEnd(arguments));
        QCOMPARE(load.exitCode(), 2);
        QCOMPARE(load.standardError(), line);
        QCOMPARE(load.standardOutput(), QByteArray());
    }

    void helpAndVersionExit0()
    {
        LoadProcess help;
        QVERIFY(help.runToEnd({u"--help"_s}));
        QCOMPARE(help.exitCode(), 0);
        QVERIFY(help.standardOutput().startsWith("Usage: fanlight-load --target URL [options]\n"));
        LoadProcess version;
        QVERIFY(version.runToEnd({u"--version"_s}));
        QCOMPARE(version.exitCode(), 0);
        QVERIFY(version.standardOutput().startsWith("fanlight-load "));
    }

    void aPrintedScenarioIsReadBack()
    {
        QTemporaryDir folder;
        LoadProcess first;
        QVERIFY(first.runToEnd(
            {u"--clients"_s, u"7"_s, u"--name"_s, u"a: b"_s, u"--print-scenario"_s}));
        const QByteArray yaml = first.standardOutput();
        QVERIFY(yaml.contains("arrivalCount: 7"));
        QFile file(folder.filePath(u"a.yml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(yaml);
        file.close();
        LoadProcess second;
        QVERIFY(second.runToEnd({u"--scenario"_s, file.fileName(), u"--print-scenario"_s}));
        QCOMPARE(second.standardOutput(), yaml);
        QCOMPARE(second.exitCode(), 0);
    }

    void aRunWritesItsReportsAndItsCountsAreTheHubs()
    {
        HubProcess hub;
        START_HUB(hub);
        QTemporaryDir folder;
        const QString json = folder.filePath(u"a.json"_s);
        const QString csv = folder.filePath(u"a.csv"_s);
        const QString html = folder.filePath(u"a.html"_s);
        LoadProcess load;
        QVERIFY(load.runToEnd(shortRun(hub.port())
            + QStringList{u"--json"_s, json, u"--csv"_s, csv, u"--html"_s, html, u"--expect"_s,
                u"lost=0"_s, u"--expect"_s, u"twice=0"_s, u"--expect"_s, u"errors=0"_s,
                u"--expect"_s, u"received>0"_s}));
        const QByteArray text = load.standardOutput();
        QVERIFY2(load.exitCode() == 0, text.constData());
        QVERIFY(text.contains("Deliveries"));
        const QJsonObject totals
            = QJsonDocument::fromJson(contentOf(json)).object().value("totals"_L1).toObject();
        const QJsonObject stats = httpGet(hub.port(), "/api/stats").json();
        QVERIFY(totals.value("events"_L1).toInt() > 0);
        QCOMPARE(totals.value("events"_L1).toInt(), stats.value("delivered"_L1).toInt());
        QCOMPARE(totals.value("published"_L1).toInt(), stats.value("published"_L1).toInt());
        QCOMPARE(totals.value("opened"_L1).toInt(), stats.value("connects"_L1).toInt());
        QVERIFY(contentOf(csv).startsWith("time,clients,"));
        QVERIFY(contentOf(html).startsWith("<!doctype html>"));
        QVERIFY(hub.stop());
    }

    void jsonGoesToStdoutAlone()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        QVERIFY(
            load.runToEnd(shortRun(hub.port()) + QStringList{u"--json"_s, u"-"_s, u"--quiet"_s}));
        QCOMPARE(load.exitCode(), 0);
        QJsonParseError error;
        QJsonDocument::fromJson(load.standardOutput(), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(load.standardError(), QByteArray());
    }

    void anExpectationThatIsNotMetIsExit1()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        QVERIFY(load.runToEnd(shortRun(hub.port()) + QStringList{u"--expect"_s, u"events<1"_s}));
        QCOMPARE(load.exitCode(), 1);
        QVERIFY(load.standardOutput().contains("NOT MET  events<1"));
    }

    void aTargetThatIsNotThereIsExit1()
    {
        quint16 port = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        LoadProcess load;
        QVERIFY(load.runToEnd(shortRun(port)));
        QCOMPARE(load.exitCode(), 1);
        QVERIFY(!load.standardError().isEmpty());
    }

    // Before the test, which may take hours.
    void aFileThatCannotBeWrittenIsExit2()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        QVERIFY(load.runToEnd(shortRun(hub.port())
            + QStringList{u"--csv"_s, u"/nowhere/a.csv"_s, u"--duration"_s, u"10h"_s}));
        QCOMPARE(load.exitCode(), 2);
        QCOMPARE(httpGet(hub.port(), "/api/stats").json().value("connects"_L1).toInt(), 0);
        QVERIFY(
            load.standardError().startsWith("fanlight-load: --csv: cannot write /nowhere/a.csv: "));
    }

    void aSignalEndsItEarlyWithAReport()
    {
        HubProcess hub;
        START_HUB(hub);
        LoadProcess load;
        QVERIFY(load.start({u"--target"_s, u"http://127.0.0.1:%1"_s.arg(hub.port()), u"--clients"_s,
            u"5"_s, u"--ramp"_s, u"0s"_s, u"--duration"_s, u"1h"_s, u"--expect"_s, u"errors=0"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(connectionCount(hub.port()), 5, 30'000);
        load.askToStop();
        QVERIFY(load.waitForEnd());
        QCOMPARE(load.exitCode(), 130);
        QVERIFY(load.standardOutput().contains("stopped by hand"));
        QVERIFY(load.standardOutput().contains("NOT FINISHED errors=0"));
    }
};

ROOM_TEST(TstLoadProgram, QCoreApplication)
#include "tst_load_program.moc"
