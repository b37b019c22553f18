// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/command_line.h"
#include "load/report.h"
#include "load/report_fields.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// Everything in it differs from everything else, and from what is there by itself.
LoadReport fullReport()
{
    LoadReport report;
    report.name = u"<b>night & day</b>"_s;
    report.scenario
        = parseLoadArguments({u"--clients"_s, u"7"_s, u"--header"_s, u"X: <script>"_s}).scenario;
    report.startedAtMs = 1'700'000'000'000;
    report.endedAtMs = report.startedAtMs + 2000;
    report.wasStopped = true;
    quint64 next = 1;
    for (const auto& field : report_fields::Totals)
        report.totals.*field.member = next++;
    report.errors = {{u"connection refused"_s, 5}, {u"HTTP <503>"_s, 6}};
    report.latency.record(3'000'000, 9'000'000'000);
    report.latency.record(1'000'000'000'000, 2); // beyond the last bucket
    report.rawLatency.record(17, 3);
    report.connect.record(0, 4);
    report.firstByte.record(5, 5);
    report.publishAnswer.record(6'000'000'000, 6);
    report.tester.wasBottleneck = true;
    report.tester.verdict = u"It was <busy>."_s;
    report.tester.meanCpuPercent = 12.5;
    report.hub = HubFigures{u"0.1.0"_s, u"memory"_s, u"a"_s, 11, 12, 13};
    for (qint64 i = 1; i <= 4; ++i) {
        LoadSample& sample = report.samples.emplace_back();
        sample.timeMs = report.startedAtMs + 500 * i;
        sample.intervalMs = 500;
        for (const auto& field : report_fields::SampleCounts)
            sample.*field.member = next++;
        if (i != 2) // a gap
            sample.p50Ms = 0.25 * double(i);
        sample.hubConnections = 3;
    }
    report.expectations
        = {{u"p99<50ms"_s, u"3.01 ms"_s, true, 3.01}, {u"lost=0"_s, u"20"_s, false, 20}};
    return report;
}

QString readErrorOf(const QByteArray& json)
{
    QString error;
    return reportFromJson(json, error) ? QString() : error;
}

// The report as JSON with one member changed.
QByteArray damaged(const QString& member, const QJsonValue& value)
{
    QJsonObject json = QJsonDocument::fromJson(toJson(fullReport())).object();
    json.insert(member, value);
    return QJsonDocument(json).toJson();
}

} // namespace

class TestLoadReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonLosesNothing()
    {
        const QByteArray json = toJson(fullReport());
        QString error;
        const auto back = reportFromJson(json, error);
        QVERIFY2(back, qPrintable(error));
        QCOMPARE(toJson(*back), json);
        QVERIFY(back->scenario == fullReport().scenario);
        QCOMPARE(back->latency.count(), fullReport().latency.count());
        QCOMPARE(back->latency.percentileNs(100), fullReport().latency.percentileNs(100));
        QCOMPARE(back->totals.failedChecks, fullReport().totals.failedChecks);
        QCOMPARE(back->samples.size(), 4U);
        QVERIFY(!isKnown(back->samples[1].p50Ms));
        QCOMPARE(back->samples[2].p50Ms, 0.75);
        QCOMPARE(back->errors, fullReport().errors);
        QVERIFY(back->hub);
        QVERIFY(!back->expectationsMet());
    }

    void jsonOfNothingIsRead()
    {
        QString error;
        LoadReport none;
        none.scenario = parseLoadArguments({}).scenario;
        none.failure = u"could not run"_s;
        const auto back = reportFromJson(toJson(none), error);
        QVERIFY2(back, qPrintable(error));
        QVERIFY(!back->hub);
        QCOMPARE(back->failure, none.failure);
        QVERIFY(!isKnown(back->tester.meanCpuPercent));
    }

    void whatAnEarlierVersionDidNotCountIsNone()
    {
        QJsonObject totals
            = QJsonDocument::fromJson(toJson(fullReport())).object().value("totals"_L1).toObject();
        QVERIFY(totals.contains("replayed"_L1));
        totals.remove("replayed"_L1);
        QString error;
        const auto back = reportFromJson(damaged(u"totals"_s, totals), error);
        QVERIFY2(back, qPrintable(error));
        QCOMPARE(back->totals.replayed, 0u);
        QCOMPARE(back->totals.events, fullReport().totals.events);
    }

    void whatIsNoReportIsRefused()
    {
        QVERIFY(readErrorOf("{").startsWith("This is no report of a load test: "_L1));
        QCOMPARE(readErrorOf("[]"), u"This is no report of a load test."_s);
        QCOMPARE(readErrorOf(damaged(u"version"_s, 2)),
            u"This report is of a newer version of Fanlight."_s);
        QCOMPARE(readErrorOf(damaged(u"startedAtMs"_s, -1)),
            u"The report is damaged: “startedAtMs” is no count."_s);
        QCOMPARE(readErrorOf(damaged(u"totals"_s, QJsonObject())),
            u"The report is damaged: “arrived” is no count."_s);
        QCOMPARE(readErrorOf(damaged(
                     u"latency"_s, QJsonObject{{u"bucketsNs"_s, QJsonArray{QJsonArray{5, 1.5}}}})),
            u"The report is damaged: “latency” is no count."_s);
        QVERIFY(readErrorOf(damaged(u"scenario"_s, u"config: 1"_s))
                    .startsWith("The report is damaged: its scenario: line 1: "_L1));
        QJsonArray samples;
        for (std::size_t i = 0; i <= LoadReport::MostSamples; ++i)
            samples.append(QJsonObject());
        QCOMPARE(readErrorOf(damaged(u"samples"_s, samples)),
            u"The report is damaged: it has more than 2,000 samples."_s);
        QCOMPARE(readErrorOf(QByteArray((64 << 20) + 1, ' ')),
            u"This is no report of a load test: it is larger than 64 MiB."_s);
    }

    void csvHasARowASampleAndEmptyCellsForTheUnknown()
    {
        const QList<QByteArray> lines = toCsv(fullReport()).split('\n');
        QCOMPARE(lines.size(), 6); // the last one is empty
        const QList<QByteArray> names = lines[0].trimmed().split(',');
        QCOMPARE(names.first(), "time"_ba);
        const QList<QByteArray> cells = lines[2].trimmed().split(',');
        QCOMPARE(cells.size(), names.size());
        QCOMPARE(cells.first(), "2023-11-14T22:13:21.000Z"_ba);
        QCOMPARE(cells[names.indexOf("p50_ms")], ""_ba);
        QCOMPARE(cells[names.indexOf("hub_connections")], "3"_ba);
        QCOMPARE(cells[names.indexOf("arrivals_per_s")],
            QByteArray::number(2 * fullReport().samples[1].arrived));
    }

    void htmlNeedsNothingElseAndEscapesEverything()
    {
        const QString html = QString::fromUtf8(toHtml(fullReport()));
        for (const QString& text : {u"<script"_s, u"<b>night"_s, u"<busy>"_s, u"<503>"_s, u"src="_s,
                 u"href="_s, u"url("_s, u"@import"_s, u"NaN"_s, u"nan"_s})
            QVERIFY2(!html.contains(text), qPrintable(text));
        for (const QString& text :
            {u"&lt;b&gt;night &amp; day"_s, u"It was &lt;busy&gt;."_s, u"HTTP &lt;503&gt;"_s,
                u"prefers-color-scheme: dark"_s, u"Stopped by hand: not finished"_s,
                u"stopped by hand"_s, u"fanlight-load --target"_s, u"arrivalCount: 7"_s})
            QVERIFY2(html.contains(text), qPrintable(text));
        QCOMPARE(html.count("<figure>"_L1), 5);
        QCOMPARE(html.count("<figure>"_L1), html.count("</figure>"_L1));
    }

    void aChartLeavesGapsWhereNothingWasMeasured()
    {
        static const QRegularExpression Path(
            u"aria-label=\"Latency\">.*?<path class=\"c1\" d=\"([^\"]*)\""_s);
        const auto match = Path.match(QString::fromUtf8(toHtml(fullReport())));
        QVERIFY(match.hasMatch());
        QCOMPARE(match.captured(1).count(u'M'), 2);
        QCOMPARE(match.captured(1).count(u'L'), 1);
    }

    void aReportOfNothingSaysSo()
    {
        LoadReport none;
        none.failure = u"The target does not answer."_s;
        const QString html = QString::fromUtf8(toHtml(none));
        QCOMPARE(html.count("Not measured."_L1), 5);
        QVERIFY(html.contains("The target does not answer."_L1));
        const QString text = toText(none);
        QVERIFY2(text.count(u'\n') <= 3, qPrintable(text)); // not one line of what was not measured
        QVERIFY(text.contains("The target does not answer."_L1));
    }

    void textSaysWhatCameOfIt()
    {
        const QString text = toText(fullReport());
        for (const QString& part : {u"6 × HTTP <503>"_s, u"met      p99<50ms: 3.01 ms"_s,
                 u"NOT FINISHED lost=0: 20"_s, u"It was <busy>."_s, u"Fanlight 0.1.0, memory"_s})
            QVERIFY2(text.contains(part), qPrintable(part));
    }
};

ROOM_TEST(TestLoadReport, QCoreApplication)
#include "tst_load_report.moc"
