// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace fanlight::format {
namespace {

struct FormatText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::Format)
};

const QLocale& figures()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

QString fixed(double n, int decimals)
{
    return figures().toString(n, 'f', decimals);
}

double rounded(double n, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(n * scale) / scale;
}

} // namespace

QString orDash(const QString& text)
{
    return text.isEmpty() ? Dash : text;
}

QString decimal(double n, int decimals)
{
    if (std::isnan(n))
        return Dash;
    QString text = fixed(n, decimals);
    if (!text.contains(QLatin1Char('.')))
        return text;
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString count(double n)
{
    // An empty interval may round to a minus zero, which nobody wants to read.
    return std::isnan(n) ? Dash : fixed(std::round(n) + 0.0, 0);
}

QString rate(double perSecond)
{
    if (std::isnan(perSecond))
        return Dash;
    const bool fine = perSecond != 0 && rounded(std::abs(perSecond), 1) < 10;
    return fine ? fixed(perSecond, 1) : count(perSecond);
}

QString milliseconds(double ms)
{
    if (std::isnan(ms))
        return Dash;
    if (ms == 0)
        return count(0);
    if (rounded(ms, 2) < 1)
        return fixed(ms, 2);
    return rounded(ms, 1) < 100 ? fixed(ms, 1) : count(ms);
}

QString bytes(double n)
{
    if (std::isnan(n))
        return Dash;
    static const std::array units{QStringLiteral("B"), QStringLiteral("KiB"), QStringLiteral("MiB"),
        QStringLiteral("GiB"), QStringLiteral("TiB")};
    std::size_t unit = 0;
    // 1023.96 KiB would be shown as "1,024 KiB": the next unit begins where the figure rounds to
    // it.
    while (std::round(std::abs(n)) >= 1024 && unit + 1 < units.size()) {
        n /= 1024;
        ++unit;
    }
    const bool fine = unit > 0 && rounded(std::abs(n), 1) < 100;
    return decimal(n, fine ? 1 : 0) + QLatin1Char(' ') + units[unit];
}

QString kibPerClient(double n)
{
    const double kib = n / 1024;
    return rounded(std::abs(kib), 1) < 100 ? fixed(kib, 1) : count(kib);
}

QString percent(double n)
{
    if (std::isnan(n))
        return Dash;
    const bool fine = n > 0 && rounded(n, 1) < 1;
    return fixed(n, fine ? 1 : 0) + QStringLiteral(" %");
}

QString cpu(double percentOfOneCore, double cores)
{
    if (std::isnan(percentOfOneCore) || std::isnan(cores) || cores <= 0)
        return Dash;
    return FormatText::tr("%1 of %2 core(s)", "processor use", plural(std::ceil(cores)))
        .arg(percent(percentOfOneCore / cores), decimal(cores, 1));
}

QString duration(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(ms, 0) / 1000;
    const qint64 days = seconds / 86400;
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    const QString time = two(seconds / 3600 % 24) + QLatin1Char(':') + two(seconds / 60 % 60)
        + QLatin1Char(':') + two(seconds % 60);
    return days > 0 ? QStringLiteral("%1 d %2").arg(days).arg(time) : time;
}

QString minutes(qint64 ms)
{
    constexpr qint64 Hour = 3'600'000;
    return ms < Hour ? duration(ms).mid(3) : duration(ms);
}

QString clock(qint64 msSinceEpoch, bool withMilliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch)
        .toString(withMilliseconds ? u"HH:mm:ss.zzz" : u"HH:mm:ss");
}

QString dayAndClock(qint64 msSinceEpoch)
{
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch).toString(u"yyyy-MM-dd HH:mm:ss.zzz");
}

int plural(double n)
{
    if (std::isnan(n))
        return 0;
    const double whole = std::abs(std::round(n));
    // No language looks at more than the last digits of a number that is as large.
    constexpr double Much = 1e6;
    return int(whole < Much ? whole : Much + std::fmod(whole, Much));
}

} // namespace fanlight::format
