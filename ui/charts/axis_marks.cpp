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
constexpr qint64 DayMs = 24 * HourMs;
constexpr std::array TimeSteps{100LL, 200LL, 500LL, SecondMs, 2 * SecondMs, 5 * SecondMs,
    10 * SecondMs, 15 * SecondMs, 30 * SecondMs, MinuteMs, 2 * MinuteMs, 5 * MinuteMs,
    10 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs, HourMs, 2 * HourMs, 3 * HourMs, 6 * HourMs,
    12 * HourMs, DayMs};

struct AxisMarksText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AxisMarks)
};

QDateTime local(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs);
}

// Whether a time within it needs a date to be known.
bool isOfTodayAlone(qint64 fromMs, qint64 toMs, qint64 nowMs)
{
    const QDate today = local(nowMs).date();
    return local(fromMs).date() == today && local(toMs).date() == today;
}

qint64 timeStep(qint64 spanMs, int most)
{
    const qint64 intervals = std::max(1, most - 1);
    const auto fits = [spanMs, intervals](qint64 step) { return spanMs / step <= intervals; };
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
    marks.push_back({toMs, AxisMarksText::tr("now")});
    return marks;
}

std::vector<TimeMark> clockMarks(qint64 fromMs, qint64 toMs, qint64 stepMs, qint64 nowMs)
{
    const qint64 zoneMs = local(fromMs).offsetFromUtc() * SecondMs;
    const QString form = stepMs >= MinuteMs ? QStringLiteral("HH:mm")
        : stepMs >= SecondMs                ? QStringLiteral("HH:mm:ss")
                                            : QStringLiteral("HH:mm:ss.zzz");
    const bool withDates = !isOfTodayAlone(fromMs, toMs, nowMs);
    std::vector<TimeMark> marks;
    QDate day; // of the mark before
    const qint64 first = (fromMs + zoneMs + stepMs - 1) / stepMs * stepMs - zoneMs;
    for (qint64 time = first; time <= toMs; time += stepMs) {
        const QDateTime at = local(time);
        const bool isNewDay = withDates && at.date() != std::exchange(day, at.date());
        if (stepMs >= DayMs)
            marks.push_back({time, at.toString(QStringLiteral("MM-dd"))});
        else
            marks.push_back({time, at.toString(isNewDay ? QStringLiteral("MM-dd ") + form : form)});
    }
    return marks;
}

// "0:30", "12:05", "1:02:05"; fractions only where the marks need them.
QString elapsedText(qint64 ms, bool withFraction)
{
    const qint64 seconds = ms / SecondMs;
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    QString text = seconds < HourMs / SecondMs
        ? QString::number(seconds / 60)
        : QString::number(seconds / 3600) + QLatin1Char(':') + two(seconds / 60 % 60);
    text += QLatin1Char(':') + two(seconds % 60);
    if (withFraction)
        text += QLatin1Char('.') + QString::number(ms % SecondMs / 100);
    return text;
}

std::vector<TimeMark> elapsedMarks(qint64 fromMs, qint64 toMs, qint64 stepMs)
{
    std::vector<TimeMark> marks;
    for (qint64 time = (fromMs + stepMs - 1) / stepMs * stepMs; time <= toMs; time += stepMs)
        marks.push_back({time, elapsedText(time, stepMs < SecondMs)});
    return marks;
}

} // namespace

ValueScale ValueScale::upTo(double most, bool wholeNumbers)
{
    if (!(most > 0))
        return {};
    const auto scaleBy = [most](double step) {
        // A hair's breadth, so that 0.3 in steps of 0.1 is three of them.
        const int count = std::max(1, int(std::ceil(most / step - 1e-9)));
        return ValueScale{step * count, count};
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

std::vector<TimeMark> timeMarks(qint64 fromMs, qint64 toMs, TimeForm form, int most, qint64 nowMs)
{
    if (toMs <= fromMs)
        return {};
    const qint64 stepMs = timeStep(toMs - fromMs, most);
    switch (form) {
    case TimeForm::Ago:
        return liveMarks(fromMs, toMs, stepMs);
    case TimeForm::Clock:
        return clockMarks(
            fromMs, toMs, stepMs, nowMs > 0 ? nowMs : QDateTime::currentMSecsSinceEpoch());
    case TimeForm::Elapsed:
        return elapsedMarks(fromMs, toMs, stepMs);
    }
    return {};
}

QString momentText(qint64 timeMs, qint64 fromMs, qint64 toMs, TimeForm form, qint64 nowMs)
{
    if (form == TimeForm::Elapsed)
        return AxisMarksText::tr("%1 after the start", "minutes and seconds")
            .arg(elapsedText(timeMs, toMs - fromMs < MinuteMs));
    return local(timeMs).toString(isOfTodayAlone(fromMs, toMs, nowMs)
            ? QStringLiteral("HH:mm:ss")
            : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString rangeText(qint64 fromMs, qint64 toMs)
{
    const QDateTime from = local(fromMs);
    const QDateTime to = local(toMs);
    const QString form = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    const int minutes = to.offsetFromUtc() / 60;
    const auto two = [](int n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    const QString zone = minutes == 0
        ? QStringLiteral("UTC")
        : QStringLiteral("UTC") + (minutes > 0 ? QLatin1Char('+') : QLatin1Char('-'))
            + two(std::abs(minutes) / 60) + QLatin1Char(':') + two(std::abs(minutes) % 60);
    return AxisMarksText::tr("%1 to %2, %3", "begin, end, time zone")
        .arg(from.toString(form),
            to.toString(from.date() == to.date() ? QStringLiteral("HH:mm:ss") : form), zone);
}

} // namespace fanlight
