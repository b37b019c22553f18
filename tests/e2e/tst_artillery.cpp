// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/hub_process.h"
#include "support/load_process.h"
#include "support/room.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Clients = 6;
constexpr int ArtilleryPatienceMs = 120'000; // it starts slowly on a busy machine

// Each client publishes, then reads a stream until the hub ends it.
const QByteArray Scenario = "config:\n"
                            "  phases:\n"
                            "    - duration: 1\n"
                            "      arrivalCount: 6\n"
                            "    - pause: 4\n" // until the last stream is over
                            "  http:\n"
                            "    timeout: 30\n"
                            "scenarios:\n"
                            "  - flow:\n"
                            "      - post:\n"
                            "          url: /api/publish\n"
                            "          json: {userId: '42', type: like, data: {n: 1}}\n"
                            "          expect: {statusCode: 200}\n"
                            "      - get:\n"
                            "          url: /api/notifications\n"
                            "          qs: {userId: '42'}\n";

struct HubCounts {
    int connects = 0;
    int published = 0;
    int delivered = 0;
};
HubCounts countsOf(quint16 port)
{
    const QJsonObject stats = httpGet(port, "/api/stats").json();
    return {stats.value("connects"_L1).toInt(), stats.value("published"_L1).toInt(),
        stats.value("delivered"_L1).toInt()};
}

} // namespace

// Artillery's own scenario, by Artillery and by fanlight-load.
class TstArtillery : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const QString m_artillery
        = QStringLiteral(FANLIGHT_NODE_FOLDER "/artillery/node_modules/artillery/bin/run");
    QString m_node;

    QString target(const HubProcess& hub) const { return u"http://127.0.0.1:%1"_s.arg(hub.port()); }

    // The report of a run, empty when it did not work.
    QJsonObject runArtillery(const QString& scenario, const QString& url)
    {
        const QString report = m_folder.filePath(u"artillery.json"_s);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ARTILLERY_DISABLE_TELEMETRY"_s, u"true"_s);
        environment.insert(u"NO_UPDATE_NOTIFIER"_s, u"1"_s);
        environment.insert(u"CI"_s, u"1"_s);
        environment.insert(
            u"NODE_OPTIONS"_s, u"--require="_s + QFINDTESTDATA("e2e/node/loopback_only.cjs"));
        environment.insert(u"HOME"_s, m_folder.path());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(
            m_node, {m_artillery, u"run"_s, u"--target"_s, url, u"--output"_s, report, scenario});
        if (!process.waitForFinished(ArtilleryPatienceMs) || process.exitCode() != 0)
            qWarning("%s", process.readAll().constData());
        QFile file(report);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_node = QStandardPaths::findExecutable(u"node"_s);
        if (m_node.isEmpty())
            QSKIP("Node.js is not installed (tests/run installs it)");
        QProcess version;
        version.start(m_node, {u"--version"_s});
        QVERIFY(version.waitForFinished(ArtilleryPatienceMs));
        const QByteArray number = version.readAll().mid(1); // v20.11.0
        if (number.left(number.indexOf('.')).toInt() < 20)
            QSKIP("Artillery needs Node.js 20; Debian 12 has 18");
        if (!QFileInfo::exists(m_artillery))
            QSKIP("Artillery is not installed: npm could not be reached; tests/run tries again");
    }

    void theSameFileRunsInBothAndTheHubCountsTheSame()
    {
        const QString scenario = m_folder.filePath(u"scenario.yml"_s);
        QFile file(scenario);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(Scenario);
        file.close();

        HubProcess hub;
        START_HUB(hub, {u"--max-lifetime"_s, u"2s"_s});
        const QJsonObject counters = runArtillery(scenario, target(hub))
                                         .value("aggregate"_L1)
                                         .toObject()
                                         .value("counters"_L1)
                                         .toObject();
        const HubCounts byArtillery = countsOf(hub.port());
        QCOMPARE(counters.value("vusers.completed"_L1).toInt(), Clients);
        QCOMPARE(counters.value("http.codes.200"_L1).toInt(), 2 * Clients);
        QCOMPARE(byArtillery.connects, Clients);
        QCOMPARE(byArtillery.published, Clients);

        LoadProcess load;
        QVERIFY(load.runToEnd({u"--scenario"_s, scenario, u"--target"_s, target(hub), u"--json"_s,
            u"-"_s, u"--expect"_s, u"errors=0"_s}));
        QVERIFY2(load.exitCode() == 0, load.standardError().constData());
        const QJsonObject totals
            = QJsonDocument::fromJson(load.standardOutput()).object().value("totals"_L1).toObject();
        const HubCounts both = countsOf(hub.port());
        QCOMPARE(totals.value("arrived"_L1).toInt(), Clients);
        QCOMPARE(totals.value("opened"_L1).toInt(), both.connects - byArtillery.connects);
        QCOMPARE(totals.value("opened"_L1).toInt(), Clients);
        QCOMPARE(totals.value("requests"_L1).toInt(), both.published - byArtillery.published);
        QCOMPARE(totals.value("requests"_L1).toInt(), Clients);
        QCOMPARE(totals.value("events"_L1).toInt(), both.delivered - byArtillery.delivered);
        QCOMPARE(totals.value("closedByHub"_L1).toInt(), Clients);
        QVERIFY(hub.stop());
    }
};

ROOM_TEST(TstArtillery, QCoreApplication)
#include "tst_artillery.moc"
