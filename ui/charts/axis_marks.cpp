// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_marks.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace fanlight {
namespace {

constexpr std::array Multiples{1.0, 2.0, 2.5, 5.0};

constexpr qint64 SecondMs = 1000;
constexpr qint64 MinuteMs = 60 * SecondMs;
constexpr qint64 HourMs = 60 * MinuteMs;
constexpr std::array TimeSteps{100LL, 200LL, 500LL, SecondMs, 2 * SecondMs, 5 * SecondMs,
    10 * SecondMs, 15 * SecondMs, 30 * SecondMs, MinuteMs, 2 * MinuteMs, 5 * MinuteMs,
    10 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs, HourMs, 2 * HourMs, 3 * HourMs, 6 * HourMs,
    12 * HourMs, 24 * HourMs};
constexpr qint64 MostIntervals = 6;

qint64 timeStep(qint64 spanMs)
{
    const auto fits = [spanMs](qint64 step) { return spanMs / step <= MostIntervals; };
    const auto found = std::find_if(TimeSteps.begin(), TimeSteps.end(), fits);
    return found == TimeSteps.end() ? spanMs : *found;
}

struct Unit {
    qint64 ms;
    QString name;
};

Unit unitFor(qint64 stepMs)
{
    if (stepMs % HourMs == 0)
        return {HourMs, QStringLiteral(" h")};
    if (stepMs % MinuteMs == 0)
        return {MinuteMs, QStringLiteral(" min")};
    return {SecondMs, QStringLiteral(" s")};
}

std::vector<TimeMark> liveMarks(qint64 fromMs, qint64 toMs, qint64 stepMs)
{
    const Unit unit = unitFor(stepMs);
    std::vector<TimeMark> marks;
    for (qint64 back = (toMs - fromMs) / stepMs; back > 0; --back) {
        const double count = double(back * stepMs) / double(unit.ms);
        const QString suffix = marks.empty() ? unit.name : QString();
        marks.push_back({toMs - back * stepMs, QLatin1Char('-') + QString::number(count) + suffix});
    }
    marks.push_back({toMs, QCoreApplication::translate("fanlight::AxisMarks", "now")});
    return marks;
}

std::vector<TimeMark> clockMarks(qint64 fromMs, qint64 toMs, qint64 stepMs)
{
    const qint64 zoneMs = QDateTime::fromMSecsSinceEpoch(fromMs).offsetFromUtc() * SecondMs;
    const QString form = stepMs >= MinuteMs ? QStringLiteral("HH:mm")
        : stepMs >= SecondMs                ? QStringLiteral("HH:mm:ss")
                                            : QStringLiteral("HH:mm:ss.zzz");
    std::vector<TimeMark> marks;
    const qint64 first = (fromMs + zoneMs + stepMs - 1) / stepMs * stepMs - zoneMs;
    for (qint64 time = first; time <= toMs; time += stepMs)
        marks.push_back({time, QDateTime::fromMSecsSinceEpoch(time).toString(form)});
    return marks;
}

} // namespace

ValueScale ValueScale::upTo(double most, bool wholeNumbers)
{
    if (!(most > 0))
        return {};
    const auto scaleBy = [most](double step) {
        // A hair's breadth, so that 0.3 in steps of 0.1 is three of them.
        const int steps = std::max(1, int(std::ceil(most / step - 1e-9)));
        return ValueScale{step * steps, steps};
    };
    for (double power = std::pow(10.0, std::floor(std::log10(most / MostSteps)));; power *= 10) {
        for (const double multiple : Multiples) {
            const double step = multiple * power;
            if (wholeNumbers && (step < 1 || step != std::floor(step)))
                continue;
            if (most / step <= MostSteps + 1e-9)
                return scaleBy(step);
        }
    }
}

std::vector<TimeMark> timeMarks(qint64 fromMs, qint64 toMs, bool live)
{
    if (toMs <= fromMs)
        return {};
    const qint64 stepMs = timeStep(toMs - fromMs);
    return live ? liveMarks(fromMs, toMs, stepMs) : clockMarks(fromMs, toMs, stepMs);
}

} // namespace fanlight
