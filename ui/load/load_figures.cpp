// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_figures.h"

#include "format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace fanlight::load_figures {

using namespace Qt::Literals::StringLiterals;

namespace {

struct LoadFiguresText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::LoadFigures)
};

QString withUnit(const QString& figure, const QString& unit)
{
    return figure == format::Dash ? figure : QString(figure + unit);
}

QString milliseconds(double ms)
{
    return withUnit(format::milliseconds(ms), u" ms"_s);
}
QString perSecond(double n)
{
    return withUnit(format::rate(n), u"/s"_s);
}
// A short time: "850 ns", "313 µs", "1.2 ms".
QString shortTime(double ns)
{
    constexpr double Microsecond = 1e3;
    constexpr double Millisecond = 1e6;
    if (std::abs(ns) >= Millisecond)
        return milliseconds(ns / Millisecond);
    if (std::abs(ns) >= Microsecond)
        return withUnit(format::milliseconds(ns / Microsecond), u" µs"_s);
    return withUnit(format::count(ns), u" ns"_s);
}

using Better = Figure::Better;
using R = const LoadReport&;

Figure count(const QString& name, quint64 LoadTotals::*member, Better better)
{
    return {
        name, [member](R report) { return double(report.totals.*member); }, format::count, better};
}

Figure latency(const QString& name, LatencyHistogram LoadReport::*member, double percent)
{
    return {name, [member, percent](R report) { return (report.*member).percentileMs(percent); },
        milliseconds, Better::Less};
}

std::vector<Figure> makeFigures()
{
    return {
        count(LoadFiguresText::tr("Clients at most"), &LoadTotals::mostClients, Better::Neither),
        count(LoadFiguresText::tr("Clients that failed"), &LoadTotals::failed, Better::Less),
        count(LoadFiguresText::tr("Published"), &LoadTotals::published, Better::Neither),
        count(LoadFiguresText::tr("Events"), &LoadTotals::events, Better::Neither),
        {LoadFiguresText::tr("Events/s"), eventsPerSecond, perSecond, Better::More},
        {LoadFiguresText::tr("Bytes/s"), [](R report) { return report.bytesPerSecond(); },
            [](double n) { return withUnit(format::bytes(n), u"/s"_s); }, Better::Neither},
        latency(LoadFiguresText::tr("p50"), &LoadReport::latency, 50),
        latency(LoadFiguresText::tr("p90"), &LoadReport::latency, 90),
        latency(LoadFiguresText::tr("p95"), &LoadReport::latency, 95),
        latency(LoadFiguresText::tr("p99"), &LoadReport::latency, 99),
        latency(LoadFiguresText::tr("p99.9"), &LoadReport::latency, 99.9),
        latency(LoadFiguresText::tr("Longest"), &LoadReport::latency, 100),
        latency(LoadFiguresText::tr("Raw p99"), &LoadReport::rawLatency, 99),
        latency(LoadFiguresText::tr("Connect p99"), &LoadReport::connect, 99),
        latency(LoadFiguresText::tr("First byte p99"), &LoadReport::firstByte, 99),
        latency(LoadFiguresText::tr("Publish answer p99"), &LoadReport::publishAnswer, 99),
        count(LoadFiguresText::tr("Lost"), &LoadTotals::lost, Better::Less),
        count(LoadFiguresText::tr("Twice"), &LoadTotals::twice, Better::Less),
        count(LoadFiguresText::tr("Out of order"), &LoadTotals::outOfOrder, Better::Less),
        count(LoadFiguresText::tr("Late"), &LoadTotals::late, Better::Less),
        count(LoadFiguresText::tr("Reconnects"), &LoadTotals::reconnects, Better::Neither),
        count(LoadFiguresText::tr("Errors"), &LoadTotals::errors, Better::Less),
        {LoadFiguresText::tr("Tester’s CPU"), [](R report) { return report.tester.meanCpuPercent; },
            format::percent, Better::Neither},
        {LoadFiguresText::tr("Tester’s CPU per event"),
            [](R report) { return report.tester.cpuNsPerEvent; }, shortTime, Better::Neither},
    };
}

QString signedText(double difference, const std::function<QString(double)>& text)
{
    if (difference == 0)
        return u"±0"_s;
    return (difference > 0 ? u'+' : QChar(0x2212)) + text(std::abs(difference));
}

Difference difference(const Figure& figure, double left, double right)
{
    Difference line{figure.name, figure.text(left), figure.text(right), format::Dash, format::Dash};
    if (!isKnown(left) || !isKnown(right))
        return line;
    const double change = right - left;
    line.change = signedText(change, figure.text);
    if (left != 0)
        line.percent = signedText(100 * change / left, format::percent);
    if (change != 0 && figure.better != Better::Neither)
        line.better = (change < 0) == (figure.better == Better::Less) ? Better::More : Better::Less;
    return line;
}

} // namespace

const std::vector<Figure>& figures()
{
    static const std::vector<Figure> all = makeFigures();
    return all;
}

double eventsPerSecond(const LoadReport& report)
{
    return report.eventsPerSecond();
}

QString mode(const LoadReport& report)
{
    if (report.hub && report.hub->broker == "memory"_L1)
        return LoadFiguresText::tr("In memory");
    if (report.hub && report.hub->broker == "redis"_L1)
        return LoadFiguresText::tr("Redis");
    return QUrl(report.scenario.target).authority();
}

QString when(qint64 msSinceEpoch, qint64 nowMs)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(msSinceEpoch);
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    if (at.date() == today)
        return LoadFiguresText::tr("today %1").arg(at.toString(u"HH:mm"_s));
    return at.toString(at.date().year() == today.year() ? u"MM-dd HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString title(const LoadReport& report)
{
    return isNamed(report) ? report.name
                           : when(report.startedAtMs, QDateTime::currentMSecsSinceEpoch());
}

bool isNamed(const LoadReport& report)
{
    return !report.name.isEmpty() && report.name != report.scenario.name;
}

std::vector<Difference> compare(const LoadReport& left, const LoadReport& right)
{
    std::vector<Difference> lines;
    for (const Figure& figure : figures())
        lines.push_back(difference(figure, figure.value(left), figure.value(right)));
    return lines;
}

} // namespace fanlight::load_figures
