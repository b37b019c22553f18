// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/figure_text.h"
#include "load/report.h"
#include "load/secrets.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int LabelWidth = 12;

QString line(const QString& label, const QString& text)
{
    return label.leftJustified(LabelWidth) + text + u'\n';
}
QString count(quint64 value)
{
    return countText(double(value));
}

QString distribution(const LatencyHistogram& histogram)
{
    if (histogram.isEmpty())
        return u"not measured"_s;
    return u"p50 %1, p90 %2, p95 %3, p99 %4, p99.9 %5, max %6"_s.arg(
        millisecondsText(histogram.percentileMs(50)), millisecondsText(histogram.percentileMs(90)),
        millisecondsText(histogram.percentileMs(95)), millisecondsText(histogram.percentileMs(99)),
        millisecondsText(histogram.percentileMs(99.9)),
        millisecondsText(histogram.percentileMs(100)));
}

QString head(const LoadReport& report)
{
    QString text = report.name.isEmpty() ? QString() : line(u"Run"_s, report.name);
    text += line(u"Target"_s, withoutSecrets(report.scenario.target));
    if (report.hub)
        text += line(u"Hub"_s, u"Fanlight %1, %2"_s.arg(report.hub->version, report.hub->broker));
    return text
        + line(u"Duration"_s,
            millisecondsText(report.seconds() * 1000)
                + (report.wasStopped ? u", stopped by hand: not finished"_s : QString()));
}

QString clients(const LoadReport& report)
{
    const LoadTotals& totals = report.totals;
    QString text = u"%1 arrived, at most %2 at once, %3 failed"_s.arg(
        count(totals.arrived), count(totals.mostClients), count(totals.failed));
    if (totals.unanswered > 0)
        text += u" (%1 still unanswered at the end)"_s.arg(count(totals.unanswered));
    if (totals.notAdmitted > 0)
        text += u", %1 held back by a cap"_s.arg(count(totals.notAdmitted));
    QString streams = u"%1 opened, %2 reconnects, %3 ended by the hub"_s.arg(
        count(totals.opened), count(totals.reconnects), count(totals.closedByHub));
    if (totals.dropped > 0)
        streams += u", %1 dropped on purpose"_s.arg(count(totals.dropped));
    text = line(u"Clients"_s, text) + line(u"Streams"_s, streams)
        + line(u"Connect"_s, distribution(report.connect))
        + line(u"First byte"_s, distribution(report.firstByte));
    if (totals.requests > 0)
        text += line(
            u"Requests"_s, u"%1; %2"_s.arg(count(totals.requests), distribution(report.answer)));
    return text;
}

QString events(const LoadReport& report)
{
    const LoadTotals& totals = report.totals;
    QString text = line(u"Published"_s,
        u"%1 (%2/s), %3 accepted, %4 refused"_s.arg(count(totals.published),
            countText(report.publishedPerSecond()), count(totals.accepted), count(totals.refused)));
    text += line(u"Events"_s,
        u"%1 (%2/s, %3/s), %4 of them not of this run"_s.arg(count(totals.events),
            countText(report.eventsPerSecond()), bytesText(report.bytesPerSecond()),
            count(totals.unmarked)));
    if (totals.expected > 0) {
        text += line(u"Deliveries"_s,
            u"%1 expected, %2 received, %3 lost, %4 unread when the client left"_s.arg(
                count(totals.expected), count(totals.received), count(totals.lost),
                count(totals.unread)));
        text += line({},
            u"%1 twice, %2 out of order, %3 late, %4 with a wrong id, %5 replayed, %6 missed while away"_s
                .arg(count(totals.twice), count(totals.outOfOrder), count(totals.late),
                    count(totals.wrongIds), count(totals.replayed), count(totals.missedAway)));
    }
    text += line(u"Latency"_s, distribution(report.latency));
    if (!report.rawLatency.isEmpty())
        text += line(
            {}, u"%1, counted from when it was sent"_s.arg(distribution(report.rawLatency)));
    if (totals.failedChecks > 0)
        text += line(u"Captures"_s, u"%1 found nothing"_s.arg(count(totals.failedChecks)));
    return text;
}

QString withRemark(const QString& kind, const LoadReport& report)
{
    const auto remark = report.remarks.find(kind);
    return remark == report.remarks.end() ? kind : QString(kind + u": "_s + remark->second);
}

QString errors(const LoadReport& report)
{
    QString text;
    for (const auto& [kind, number] : report.errors)
        text += line(text.isEmpty() ? u"Errors"_s : QString(),
            count(number) + u" × "_s + withRemark(kind, report));
    return text.isEmpty() ? line(u"Errors"_s, u"none"_s) : text;
}

QString tester(const LoadReport& report)
{
    const TesterLoad& tester = report.tester;
    QStringList figures;
    if (isKnown(tester.meanCpuPercent))
        figures.append(u"%1 of a core on average, %2 at most"_s.arg(
            percentText(tester.meanCpuPercent), percentText(tester.mostCpuPercent)));
    if (isKnown(tester.publishLagMaxMs))
        figures.append(
            u"published up to %1 behind time"_s.arg(millisecondsText(tester.publishLagMaxMs)));
    const QString text = figures.isEmpty() ? QString() : line(u"Tester"_s, figures.join("; "_L1));
    return text
        + (tester.verdict.isEmpty()
                ? QString()
                : line(text.isEmpty() ? u"Tester"_s : QString(), tester.verdict));
}

QString expectations(const LoadReport& report)
{
    QString text;
    for (const ExpectationResult& result : report.expectations)
        text += line(text.isEmpty() ? u"Expected"_s : QString(),
            u"%1 %2: %3"_s.arg(result.met ? u"met     "_s
                    : report.wasStopped   ? u"NOT FINISHED"_s
                                          : u"NOT MET "_s,
                result.text, result.measured));
    if (report.totals.failedExpects > 0) {
        text += line(text.isEmpty() ? u"Expected"_s : QString(),
            u"NOT MET  the scenario's expect: %1 answers or events were not as it says"_s.arg(
                count(report.totals.failedExpects)));
        for (const auto& [what, remark] : report.remarks) {
            if (!report.errors.contains(what))
                text += line({}, u"         %1: %2"_s.arg(what, remark));
        }
    }
    return text;
}
} // namespace

QString toText(const LoadReport& report)
{
    QString text = head(report);
    if (!report.failure.isEmpty())
        text += line(u"Failed"_s, withoutSecrets(report.failure));
    if (!report.failure.isEmpty() && report.totals.arrived == 0)
        return text + expectations(report); // nothing began
    if (report.verdict() == LoadVerdict::NothingTested)
        text += line(u"Failed"_s, report.nothingTested());
    return text + clients(report) + events(report) + errors(report) + tester(report)
        + expectations(report);
}

} // namespace fanlight
