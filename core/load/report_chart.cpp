// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/report_chart.h"

#include "load/figure_text.h"

#include <algorithm>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
// Of the drawing, in its own units; the page scales it.
constexpr double Width = 640;
constexpr double Height = 200;
constexpr double Left = 60;
constexpr double Bottom = 24;
constexpr double Top = 8;
constexpr double PlotWidth = Width - Left - 8;
constexpr double PlotHeight = Height - Top - Bottom;
constexpr int Steps = 4; // of an axis

// The next of 1, 2, 2.5, 5 times a power of ten, so that a quarter of it reads well, too.
double niceCeiling(double value)
{
    if (!(value > 0))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 4.0, 5.0, 8.0}) {
        if (value <= factor * power)
            return factor * power;
    }
    return 10 * power;
}

QString coordinate(double value)
{
    return QString::number(value, 'f', 1);
}

QString svgText(double x, double y, const char* anchor, const QString& text)
{
    return u"<text x=\"%1\" y=\"%2\" text-anchor=\"%3\">%4</text>"_s.arg(
        coordinate(x), coordinate(y), QLatin1StringView(anchor), text.toHtmlEscaped());
}

QString gridLine(double y)
{
    return u"<line class=\"grid\" x1=\"%1\" x2=\"%2\" y1=\"%3\" y2=\"%3\"/>"_s.arg(
        coordinate(Left), coordinate(Left + PlotWidth), coordinate(y));
}

QString figureOf(const QString& title, const QString& legend, const QString& drawing)
{
    return u"<figure><figcaption>%1%2</figcaption><svg viewBox=\"0 0 %3 %4\" role=\"img\" aria-label=\"%1\">%5</svg></figure>\n"_s
        .arg(title.toHtmlEscaped(), legend, coordinate(Width), coordinate(Height), drawing);
}

QString nothing(const QString& title)
{
    return u"<figure><figcaption>%1</figcaption><p class=\"none\">Not measured.</p></figure>\n"_s
        .arg(title.toHtmlEscaped());
}

QString legendOf(const std::vector<ReportSeries>& series)
{
    QString legend;
    for (const ReportSeries& one : series)
        legend += u"<span class=\"c%1\">%2</span>"_s.arg(one.colour).arg(one.name.toHtmlEscaped());
    return legend;
}

double greatest(const LoadReport& report, const ReportSeries& series)
{
    double most = Unknown;
    for (const LoadSample& sample : report.samples) {
        const double value = series.value(sample);
        if (isKnown(value) && !(value <= most))
            most = value;
    }
    return most;
}

// "M1,2L3,4": a new stroke after each gap.
QString pathOf(const LoadReport& report, const ReportSeries& series, double seconds, double top)
{
    QString path;
    bool isDown = false;
    for (const LoadSample& sample : report.samples) {
        const double value = series.value(sample);
        if (isKnown(value)) {
            const double second = double(sample.timeMs - report.startedAtMs) / 1000;
            const double x = Left + PlotWidth * std::clamp(second / seconds, 0.0, 1.0);
            path += (isDown ? u'L' : u'M') + coordinate(x) + u','
                + coordinate(Top + PlotHeight * (1 - value / top));
        }
        isDown = isKnown(value);
    }
    return u"<path class=\"c%1\" d=\"%2\"/>"_s.arg(series.colour).arg(path);
}

QString axes(double seconds, double top, const QString& unit)
{
    QString drawing;
    for (int i = 0; i <= Steps; ++i) {
        const double part = double(i) / Steps;
        const double y = Top + PlotHeight * (1 - part);
        drawing += gridLine(y)
            + svgText(Left - 6, y + 4, "end",
                QString::number(top * part, 'g', 6) + (i == Steps ? u' ' + unit : QString()));
        drawing += svgText(Left + PlotWidth * part, Height - 6,
            i == 0           ? "start"
                : i == Steps ? "end"
                             : "middle",
            QString::number(seconds * part, 'f', seconds < 10 ? 1 : 0) + u" s"_s);
    }
    return drawing;
}
} // namespace

QString lineChart(const QString& title, const QString& unit, const LoadReport& report,
    const std::vector<ReportSeries>& series)
{
    std::vector<ReportSeries> measured;
    double most = 0;
    for (const ReportSeries& one : series) {
        const double of = greatest(report, one);
        if (isKnown(of)) {
            measured.push_back(one);
            most = std::max(most, of);
        }
    }
    if (measured.empty())
        return nothing(title);
    const double top = niceCeiling(most);
    const double seconds
        = std::max(double(report.samples.back().timeMs - report.startedAtMs) / 1000, 0.001);
    QString drawing = axes(seconds, top, unit);
    for (const ReportSeries& one : measured)
        drawing += pathOf(report, one, seconds, top);
    return figureOf(title, legendOf(measured), drawing);
}

QString distributionChart(const QString& title, const LatencyHistogram& histogram)
{
    if (histogram.isEmpty())
        return nothing(title);
    constexpr double NsPerMs = 1e6;
    const auto msOf = [](std::uint64_t ns) { return std::max(double(ns), 1.0) / NsPerMs; };
    const double low = std::floor(std::log10(msOf(histogram.steps().front().ns)));
    const double high = std::max(std::ceil(std::log10(msOf(histogram.steps().back().ns))), low + 1);
    std::uint64_t most = 1;
    for (const LatencyHistogram::Step& step : histogram.steps())
        most = std::max(most, step.count);
    const double tall = std::log10(double(most)) + 1;
    const auto xOf = [&](double ms) {
        return Left + PlotWidth * std::clamp((std::log10(ms) - low) / (high - low), 0.0, 1.0);
    };
    QString drawing = gridLine(Top + PlotHeight);
    for (const LatencyHistogram::Step& step : histogram.steps()) {
        const double x = xOf(msOf(histogram.lowestNs(step)));
        const double wide = std::max(xOf(msOf(step.ns)) - x, 1.0);
        const double height = PlotHeight * (std::log10(double(step.count)) + 1) / tall;
        drawing
            += u"<rect class=\"c1\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"><title>%5: %6</title></rect>"_s
                   .arg(coordinate(x), coordinate(Top + PlotHeight - height), coordinate(wide),
                       coordinate(height), millisecondsText(msOf(step.ns)),
                       countText(double(step.count)));
    }
    for (double power = low; power <= high; ++power)
        drawing += svgText(xOf(std::pow(10, power)), Height - 6,
            power == low        ? "start"
                : power == high ? "end"
                                : "middle",
            millisecondsText(std::pow(10, power)));
    drawing += svgText(Left - 6, Top + 10, "end", countText(double(most)));
    return figureOf(title, {}, drawing);
}

} // namespace fanlight
