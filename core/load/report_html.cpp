// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_command.h"
#include "load/figure_text.h"
#include "load/report.h"
#include "load/report_chart.h"
#include "load/scenario_yaml.h"
#include "load/secrets.h"

#include <QDateTime>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString Style = uR"(
:root { color-scheme: light dark; --text: #1d2733; --dim: #64707d; --back: #f4f6f8; --card: #fff; --line: #dde2e8;
  --c1: #0f766e; --c2: #b45309; --c3: #7c3aed; --good: #15803d; --bad: #b91c1c; }
@media (prefers-color-scheme: dark) { :root { --text: #e3e8ee; --dim: #97a3b0; --back: #12171d; --card: #1b222a; --line: #323c47;
  --c1: #2dd4bf; --c2: #f59e0b; --c3: #a78bfa; --good: #4ade80; --bad: #f87171; } }
@media print { :root { --back: #fff; } figure, table { break-inside: avoid; } }
body { font: 14px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 1100px; padding: 24px; color: var(--text); background: var(--back);
  font-variant-numeric: tabular-nums; }
h1 { font-size: 22px; margin: 0; } h2 { font-size: 16px; margin: 24px 0 8px; } .dim, .none { color: var(--dim); }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 16px 0; }
.figures div, figure, table, pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.figures div { padding: 10px 14px; } .figures b { display: block; font-size: 20px; } .figures span { color: var(--dim); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 12px; }
figure { margin: 0; padding: 12px 14px; } figcaption { font-weight: 600; } figcaption span { font-weight: 400; margin-left: 14px; }
svg { width: 100%; height: auto; } svg text { fill: var(--dim); font-size: 11px; } svg .grid { stroke: var(--line); }
svg path { fill: none; stroke-width: 1.5; } svg path.c1 { stroke: var(--c1); } svg path.c2 { stroke: var(--c2); } svg path.c3 { stroke: var(--c3); }
svg rect.c1 { fill: var(--c1); } span.c1 { color: var(--c1); } span.c2 { color: var(--c2); } span.c3 { color: var(--c3); }
table { border-collapse: collapse; width: 100%; } th, td { padding: 6px 14px; text-align: right; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; } td.text { text-align: left; } tr:last-child td { border: 0; }
pre { padding: 12px 14px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
)"_s;

QString count(quint64 value)
{
    return countText(double(value));
}

QString figure(const QString& name, const QString& value, const QString& more)
{
    return u"<div><span>%1</span><b>%2</b><span>%3</span></div>\n"_s.arg(
        name.toHtmlEscaped(), value.toHtmlEscaped(), more.toHtmlEscaped());
}

QString verdict(const LoadReport& report)
{
    if (!report.failure.isEmpty())
        return u"<p class=\"bad\">"_s + withoutSecrets(report.failure).toHtmlEscaped()
            + u"</p>\n"_s;
    if (report.wasStopped)
        return u"<p class=\"bad\">Stopped by hand: not finished, so nothing counts as met.</p>\n"_s;
    if (const QString nothing = report.nothingTested(); !nothing.isEmpty())
        return u"<p class=\"bad\">"_s + nothing.toHtmlEscaped() + u"</p>\n"_s;
    if (report.totals.failedExpects > 0)
        return u"<p class=\"bad\">%1 answers or events were not as the scenario expects.</p>\n"_s
            .arg(report.totals.failedExpects);
    if (report.expectations.empty())
        return u"<p class=\"dim\">Nothing was expected of this run.</p>\n"_s;
    return report.expectationsMet() ? u"<p class=\"good\">All expectations were met.</p>\n"_s
                                    : u"<p class=\"bad\">Not all expectations were met.</p>\n"_s;
}

QString head(const LoadReport& report)
{
    const QString time
        = QDateTime::fromMSecsSinceEpoch(report.startedAtMs, Qt::UTC).toString(Qt::ISODate);
    QString about = u"%1, %2, %3"_s.arg(
        withoutSecrets(report.scenario.target), time, millisecondsText(report.seconds() * 1000));
    if (report.wasStopped)
        about += u", stopped by hand"_s;
    if (report.hub)
        about += u"; Fanlight %1, %2, %3"_s.arg(
            report.hub->version, report.hub->broker, report.hub->instance);
    const QString name = report.name.isEmpty() ? u"Load test"_s : report.name;
    return u"<h1>%1</h1>\n<p class=\"dim\">%2</p>\n"_s.arg(
               name.toHtmlEscaped(), about.toHtmlEscaped())
        + verdict(report);
}

QString figures(const LoadReport& report)
{
    const LoadTotals& totals = report.totals;
    const bool wasOwed = totals.expected > 0;
    QString html = u"<div class=\"figures\">\n"_s;
    html += figure(u"Clients at most"_s, count(totals.mostClients),
        u"%1 arrived, %2 failed"_s.arg(count(totals.arrived), count(totals.failed)));
    html += figure(
        u"Events"_s, count(totals.events), countText(report.eventsPerSecond()) + u" /s"_s);
    html += figure(u"Latency p99"_s, millisecondsText(report.latency.percentileMs(99)),
        u"p50 %1, p95 %2"_s.arg(millisecondsText(report.latency.percentileMs(50)),
            millisecondsText(report.latency.percentileMs(95))));
    html += figure(u"Lost"_s, wasOwed ? count(totals.lost) : countText(Unknown),
        u"of %1 expected"_s.arg(count(totals.expected)));
    html += figure(u"Twice, out of order"_s,
        wasOwed ? QString(count(totals.twice) + u", "_s + count(totals.outOfOrder))
                : countText(Unknown),
        count(totals.late) + u" late"_s);
    html += figure(
        u"Errors"_s, count(totals.errors), count(totals.refused) + u" publishes refused"_s);
    return html + u"</div>\n"_s;
}

QString charts(const LoadReport& report)
{
    QString html = u"<div class=\"charts\">\n"_s;
    html += lineChart(u"Clients"_s, {}, report,
        {{u"tester"_s, 1, [](const LoadSample& s) { return double(s.clients); }},
            {u"hub"_s, 2, [](const LoadSample& s) { return s.hubConnections; }}});
    html += lineChart(u"Latency"_s, u"ms"_s, report,
        {{u"p50"_s, 1, [](const LoadSample& s) { return s.p50Ms; }},
            {u"p95"_s, 2, [](const LoadSample& s) { return s.p95Ms; }},
            {u"p99"_s, 3, [](const LoadSample& s) { return s.p99Ms; }}});
    html += lineChart(u"Events a second"_s, {}, report,
        {{u"received"_s, 1, [](const LoadSample& s) { return s.perSecond(double(s.events)); }},
            {u"delivered by the hub"_s, 2,
                [](const LoadSample& s) { return s.perSecond(s.hubDelivered); }},
            {u"published"_s, 3,
                [](const LoadSample& s) { return s.perSecond(double(s.published)); }}});
    html += lineChart(u"CPU, % of a core"_s, {}, report,
        {{u"tester's busiest thread"_s, 1, [](const LoadSample& s) { return s.cpuPercent; }},
            {u"hub"_s, 2, [](const LoadSample& s) { return s.hubCpuPercent; }}});
    html += distributionChart(u"How often each latency came about"_s, report.latency);
    return html + u"</div>\n"_s;
}

QString row(const QStringList& cells)
{
    QString html = u"<tr>"_s;
    for (const QString& cell : cells)
        html += u"<td>"_s + cell.toHtmlEscaped() + u"</td>"_s;
    return html + u"</tr>\n"_s;
}

QString distributions(const LoadReport& report)
{
    const std::initializer_list<std::pair<QString, const LatencyHistogram&>> all{
        {u"publish → receive, from when it was meant to be sent"_s, report.latency},
        {u"publish → receive, from when it was sent"_s, report.rawLatency},
        {u"connect"_s, report.connect}, {u"first byte"_s, report.firstByte},
        {u"answer to a publish"_s, report.publishAnswer},
        {u"answers to other requests"_s, report.answer}};
    QString html
        = u"<h2>Times</h2>\n<table><tr><th></th><th>count</th><th>p50</th><th>p90</th><th>p95</th><th>p99</th><th>p99.9</th><th>max</th></tr>\n"_s;
    for (const auto& [name, histogram] : all) {
        QStringList cells{name, count(histogram.count())};
        for (const double percent : {50.0, 90.0, 95.0, 99.0, 99.9, 100.0})
            cells.append(millisecondsText(histogram.percentileMs(percent)));
        html += row(cells);
    }
    return html + u"</table>\n"_s;
}

QString counts(const LoadReport& report)
{
    const LoadTotals& t = report.totals;
    const bool hasHub = report.hub.has_value();
    const auto hub = [&](quint64 HubFigures::*member) {
        return hasHub ? count((*report.hub).*member) : countText(Unknown);
    };
    QString html = u"<h2>Counts</h2>\n<table><tr><th></th><th>tester</th><th>hub</th></tr>\n"_s;
    html += row({u"streams opened"_s, count(t.opened), hub(&HubFigures::connects)});
    html += row({u"published"_s, count(t.published), hub(&HubFigures::published)});
    html += row({u"events"_s, count(t.events), hub(&HubFigures::delivered)});
    const std::initializer_list<std::pair<QString, quint64>> others{
        {u"of them not of this run"_s, t.unmarked}, {u"deliveries received"_s, t.received},
        {u"deliveries unread when the client left"_s, t.unread}, {u"reconnects"_s, t.reconnects},
        {u"streams ended by the hub"_s, t.closedByHub},
        {u"streams dropped on purpose"_s, t.dropped},
        {u"arrivals held back by a cap"_s, t.notAdmitted}, {u"other requests"_s, t.requests},
        {u"wrong ids"_s, t.wrongIds},
        {u"replayed after a return, not in the latency"_s, t.replayed},
        {u"missed while away"_s, t.missedAway}, {u"failed checks"_s, t.failedChecks}};
    for (const auto& [name, value] : others)
        html += row({name, count(value), {}});
    return html + u"</table>\n"_s;
}

QString expectations(const LoadReport& report)
{
    if (report.expectations.empty())
        return {};
    QString html
        = u"<h2>Expectations</h2>\n<table><tr><th></th><th>measured</th><th></th></tr>\n"_s;
    for (const ExpectationResult& result : report.expectations)
        html += u"<tr><td>%1</td><td>%2</td><td class=\"%3\">%4</td></tr>\n"_s.arg(
            result.text.toHtmlEscaped(), result.measured.toHtmlEscaped(),
            result.met ? u"good"_s : u"bad"_s, result.met ? u"met"_s : u"not met"_s);
    return html + u"</table>\n"_s;
}

QString errors(const LoadReport& report)
{
    QString html = u"<h2>Errors</h2>\n"_s;
    if (report.errors.empty())
        return html + u"<p class=\"dim\">None.</p>\n"_s;
    html += u"<table><tr><th>kind</th><th>count</th></tr>\n"_s;
    for (const auto& [kind, number] : report.errors)
        html += row(
            {report.remarks.contains(kind) ? QString(kind + u": "_s + report.remarks.at(kind))
                                           : kind,
                count(number)});
    return html + u"</table>\n"_s;
}

QString tester(const LoadReport& report)
{
    const TesterLoad& load = report.tester;
    QString text = load.verdict;
    if (isKnown(load.meanCpuPercent))
        text += u" Its busiest thread took %1 of a core on average and %2 in the busiest second."_s
                    .arg(percentText(load.meanCpuPercent), percentText(load.mostCpuPercent));
    if (isKnown(load.publishLagMaxMs))
        text
            += u" It published up to %1 behind time."_s.arg(millisecondsText(load.publishLagMaxMs));
    return u"<h2>The tester itself</h2>\n<p class=\"%1\">%2</p>\n"_s.arg(
        load.wasBottleneck ? u"bad"_s : u"dim"_s, text.toHtmlEscaped());
}

QString scenario(const LoadReport& report)
{
    const LoadScenario shown = withoutSecrets(report.scenario);
    const QString command = loadCommand(shown);
    QString html = u"<h2>Scenario</h2>\n"_s;
    if (!command.isEmpty())
        html += u"<pre>"_s + command.toHtmlEscaped() + u"</pre>\n"_s;
    return html + u"<pre>"_s + QString::fromUtf8(writeScenario(shown)).toHtmlEscaped()
        + u"</pre>\n"_s;
}
} // namespace

QByteArray toHtml(const LoadReport& report)
{
    const QString title = report.name.isEmpty() ? u"Load test"_s : report.name;
    const QString page
        = u"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"_s
        + title.toHtmlEscaped() + u"</title><style>"_s + Style + u"</style></head><body>\n"_s
        + head(report) + figures(report) + charts(report) + expectations(report)
        + distributions(report) + counts(report) + errors(report) + tester(report)
        + scenario(report) + u"</body></html>\n"_s;
    return page.toUtf8();
}

} // namespace fanlight
