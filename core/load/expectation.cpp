// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/expectation.h"

#include "load/figure_text.h"
#include "metrics/nearest_name.h"
#include "metrics/units.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
enum class Unit { Milliseconds, Count, PerSecond, BytesPerSecond, Percent };

// A figure of a report, and how it is asked for.
struct Bounded {
    QString name;
    QString help;
    Unit unit = Unit::Count;
    std::function<double(const LoadReport&)> value; // Unknown: not measured
};

struct Distribution {
    QLatin1StringView prefix;
    const char* what; // "%1: p99", so that "of" fits before it
    LatencyHistogram LoadReport::*histogram;
};
const std::array Distributions{
    Distribution{""_L1, "events were received within, from when they were meant to be published",
        &LoadReport::latency},
    Distribution{"raw."_L1, "events were received within, from when they were published",
        &LoadReport::rawLatency},
    Distribution{"connect."_L1, "connections were there within", &LoadReport::connect},
    Distribution{
        "firstByte."_L1, "answers began within, from connect() on", &LoadReport::firstByte},
    Distribution{"publish."_L1, "publishes were answered within", &LoadReport::publishAnswer},
    Distribution{"answer."_L1, "other requests were answered within", &LoadReport::answer},
};
struct Percentile {
    QLatin1StringView name;
    double percent;
};
constexpr std::array Percentiles{Percentile{"p50"_L1, 50}, Percentile{"p90"_L1, 90},
    Percentile{"p95"_L1, 95}, Percentile{"p99"_L1, 99}, Percentile{"p99.9"_L1, 99.9},
    Percentile{"max"_L1, 100}};

struct Counted {
    const char* name;
    const char* help;
    quint64 LoadTotals::*total;
    bool ofDeliveries; // measured only where this run's messages were owed to somebody
};
constexpr std::array Counts{
    Counted{"lost", "deliveries that never came", &LoadTotals::lost, true},
    Counted{"twice", "events that came again", &LoadTotals::twice, true},
    Counted{"outOfOrder", "events that came after a later one", &LoadTotals::outOfOrder, true},
    Counted{"late", "events that took longer than --late-after", &LoadTotals::late, true},
    Counted{"unread", "deliveries still owed when a client left", &LoadTotals::unread, true},
    Counted{"received", "deliveries that came", &LoadTotals::received, true},
    Counted{"wrongIds", "events with the id of the one before", &LoadTotals::wrongIds, false},
    Counted{"replayed", "events published before the stream they came on was open",
        &LoadTotals::replayed, false},
    Counted{"missedAway", "published while a client was away that had no id to resume from",
        &LoadTotals::missedAway, false},
    Counted{"failedChecks", "captures that found nothing", &LoadTotals::failedChecks, false},
    Counted{"failedExpects", "answers and events that were not as expect in the scenario says",
        &LoadTotals::failedExpects, false},
    Counted{"errors", "errors of all kinds", &LoadTotals::errors, false},
    Counted{"failed", "clients that never had an answer", &LoadTotals::failed, false},
    Counted{"unanswered", "clients that still waited for an answer at the end",
        &LoadTotals::unanswered, false},
    Counted{"refused", "publishes that were not accepted", &LoadTotals::refused, false},
    Counted{"notAdmitted", "arrivals that a cap held back", &LoadTotals::notAdmitted, false},
    Counted{"closedByHub", "streams that the hub ended", &LoadTotals::closedByHub, false},
    Counted{"reconnects", "streams of clients that came back", &LoadTotals::reconnects, false},
    Counted{"opened", "streams", &LoadTotals::opened, false},
    Counted{"clients", "most streams at once", &LoadTotals::mostClients, false},
    Counted{"arrived", "clients that arrived", &LoadTotals::arrived, false},
    Counted{"published", "messages handed to the hub", &LoadTotals::published, false},
    Counted{"accepted", "publishes that were accepted", &LoadTotals::accepted, false},
    Counted{"events", "events of any origin", &LoadTotals::events, false},
};

// Errors a hundred requests of any kind.
double errorRate(const LoadReport& report)
{
    const quint64 requests = report.totals.opened + report.totals.failed + report.totals.requests
        + report.totals.published;
    return requests > 0 ? 100 * double(report.totals.errors) / double(requests) : Unknown;
}

std::vector<Bounded> makeFigures()
{
    std::vector<Bounded> figures;
    for (const Distribution& distribution : Distributions) {
        for (const Percentile& percentile : Percentiles) {
            const QString share = percentile.percent < 100
                ? QString::number(percentile.percent) + u" % of "_s
                : u"all "_s;
            figures.push_back({distribution.prefix + percentile.name,
                share + QString::fromLatin1(distribution.what), Unit::Milliseconds,
                [histogram = distribution.histogram, percent = percentile.percent](
                    const LoadReport& report) {
                    return (report.*histogram).percentileMs(percent);
                }});
        }
    }
    for (const Counted& counted : Counts) {
        figures.push_back({QString::fromLatin1(counted.name), QString::fromLatin1(counted.help),
            Unit::Count, [counted](const LoadReport& report) {
                const bool isKnown = !counted.ofDeliveries || report.totals.expected > 0;
                return isKnown ? double(report.totals.*counted.total) : Unknown;
            }});
    }
    figures.push_back({u"events/s"_s, u"events a second, on average"_s, Unit::PerSecond,
        [](const LoadReport& report) { return report.eventsPerSecond(); }});
    figures.push_back({u"bytes/s"_s, u"bytes received a second, on average (1MiB)"_s,
        Unit::BytesPerSecond, [](const LoadReport& report) { return report.bytesPerSecond(); }});
    figures.push_back({u"published/s"_s, u"messages published a second, on average"_s,
        Unit::PerSecond, [](const LoadReport& report) { return report.publishedPerSecond(); }});
    figures.push_back(
        {u"errorRate"_s, u"errors a hundred streams and requests"_s, Unit::Percent, errorRate});
    figures.push_back({u"cpu"_s, u"of one core, the tester's busiest thread, on average"_s,
        Unit::Percent, [](const LoadReport& report) { return report.tester.meanCpuPercent; }});
    return figures;
}

const std::vector<Bounded>& boundedFigures()
{
    static const std::vector<Bounded> Figures = makeFigures();
    return Figures;
}

QString figureText(double value, Unit unit)
{
    if (!isKnown(value))
        return u"not measured"_s;
    switch (unit) {
    case Unit::Milliseconds:
        return millisecondsText(value);
    case Unit::Count:
        return countText(value);
    case Unit::PerSecond:
        return countText(value) + u" /s"_s;
    case Unit::BytesPerSecond:
        return bytesText(value) + u"/s"_s;
    case Unit::Percent:
        return percentText(value);
    }
    return {};
}

// "50ms", "0.5 s", "800us", "50" (milliseconds); "1%"; "10000"; "1MiB".
std::optional<double> boundOf(const QString& text, Unit unit)
{
    static const QRegularExpression Number(u"^(\\d+(?:\\.\\d+)?)\\s*([a-zA-Zµ%/]*)$"_s);
    if (unit == Unit::BytesPerSecond) {
        const auto bytes = parseByteSize(text);
        return bytes ? std::optional(double(*bytes)) : std::nullopt;
    }
    const QRegularExpressionMatch match = Number.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double number = match.captured(1).toDouble();
    const QString suffix = match.captured(2);
    if (suffix.isEmpty())
        return number;
    if (unit == Unit::Percent)
        return suffix == "%"_L1 ? std::optional(number) : std::nullopt;
    if (unit != Unit::Milliseconds)
        return std::nullopt;
    constexpr double MsPerSecond = 1000;
    if (suffix == "ms"_L1)
        return number;
    if (suffix == "s"_L1)
        return number * MsPerSecond;
    if (suffix == "us"_L1 || suffix == u"µs"_s)
        return number / MsPerSecond;
    return std::nullopt;
}

QString acceptedBounds(Unit unit)
{
    switch (unit) {
    case Unit::Milliseconds:
        return u"a time such as 50ms or 1.5s"_s;
    case Unit::BytesPerSecond:
        return u"a size such as 1MiB"_s;
    case Unit::Percent:
        return u"a share such as 1%"_s;
    case Unit::Count:
    case Unit::PerSecond:
        break;
    }
    return u"a number"_s;
}
} // namespace

std::optional<Expectation> Expectation::parse(const QString& text, QString& error)
{
    static const QRegularExpression Form(
        u"^\\s*([^<>=!\\s]+)\\s*(<=|>=|==|!=|<|>|=)\\s*(\\S(?:.*\\S)?)\\s*$"_s);
    static const QStringList Comparisons{u"<"_s, u"<="_s, u"="_s, u"!="_s, u">="_s, u">"_s};
    const QRegularExpressionMatch match = Form.match(text);
    if (!match.hasMatch()) {
        error
            = u"“%1” is no expectation; write a figure, < <= = != >= or >, and a bound: p99<50ms, lost=0, events/s>=10000"_s
                  .arg(text);
        return std::nullopt;
    }
    const auto& known = boundedFigures();
    const QString name = match.captured(1);
    const auto found = std::find_if(known.begin(), known.end(),
        [&](const Bounded& figure) { return figure.name.compare(name, Qt::CaseInsensitive) == 0; });
    if (found == known.end()) {
        QStringList names;
        for (const Bounded& figure : known)
            names.append(figure.name);
        const QString nearest = nearestName(name, names);
        error = u"“%1” is no figure; "_s.arg(name)
            + (nearest.isEmpty() ? u"there are "_s + names.join(", "_L1)
                                 : QString(u"did you mean "_s + nearest + u'?'));
        return std::nullopt;
    }
    const std::optional<double> bound = boundOf(match.captured(3), found->unit);
    if (!bound) {
        error
            = u"“%1”: the bound of %2 is %3"_s.arg(text, found->name, acceptedBounds(found->unit));
        return std::nullopt;
    }
    Expectation expectation;
    expectation.m_text = text.trimmed();
    // a bare number of a time is told with its unit
    if (found->unit == Unit::Milliseconds && *bound > 0 && expectation.m_text.back().isDigit())
        expectation.m_text += u"ms"_s;
    expectation.m_figure = static_cast<int>(found - known.begin());
    const QString comparison = match.captured(2) == "=="_L1 ? u"="_s : match.captured(2);
    expectation.m_comparison = static_cast<Comparison>(Comparisons.indexOf(comparison));
    expectation.m_bound = *bound;
    return expectation;
}

ExpectationResult Expectation::check(const LoadReport& report) const
{
    const Bounded& figure = boundedFigures()[static_cast<std::size_t>(m_figure)];
    const double value = figure.value(report);
    const auto holds = [&] {
        switch (m_comparison) {
        case Comparison::Less:
            return value < m_bound;
        case Comparison::AtMost:
            return value <= m_bound;
        case Comparison::Equal:
            return value == m_bound;
        case Comparison::Unequal:
            return value != m_bound;
        case Comparison::AtLeast:
            return value >= m_bound;
        case Comparison::More:
            return value > m_bound;
        }
        return false;
    };
    return {m_text, figureText(value, figure.unit), isKnown(value) && holds() && !report.wasStopped,
        value};
}

const std::vector<Expectation::Figure>& Expectation::figures()
{
    static const std::vector<Figure> Figures = [] {
        std::vector<Figure> figures;
        for (const Bounded& figure : boundedFigures())
            figures.push_back({figure.name, figure.help});
        return figures;
    }();
    return Figures;
}

void checkExpectations(LoadReport& report)
{
    report.expectations.clear();
    for (const QString& text : report.scenario.expectations) {
        QString error;
        const auto expectation = Expectation::parse(text, error);
        report.expectations.push_back(expectation ? expectation->check(report)
                                                  : ExpectationResult{text, error, false, Unknown});
    }
}

} // namespace fanlight
