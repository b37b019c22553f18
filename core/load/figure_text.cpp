// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/figure_text.h"

#include "metrics/sample.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString Dash = u"–"_s;

QString decimal(double value, int digits)
{
    return QLocale::c().toString(value, 'f', digits);
}

// Three digits that say something, without zeros at the end of a fraction.
QString threeDigits(double value)
{
    const double size = std::abs(value);
    QString text = decimal(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
    while (text.contains(u'.') && (text.endsWith(u'0') || text.endsWith(u'.')))
        text.chop(1);
    return text;
}
} // namespace

QString countText(double count)
{
    if (!isKnown(count))
        return Dash;
    const bool isWhole = std::abs(count) >= 100 || count == std::floor(count);
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale.toString(count, 'f', isWhole ? 0 : 1);
}

QString millisecondsText(double ms)
{
    constexpr double MsPerSecond = 1000;
    if (!isKnown(ms))
        return Dash;
    return ms >= MsPerSecond ? QString(threeDigits(ms / MsPerSecond) + u" s"_s)
                             : QString(threeDigits(ms) + u" ms"_s);
}

QString percentText(double percent)
{
    return isKnown(percent) ? QString(threeDigits(percent) + u" %"_s) : Dash;
}

QString bytesText(double bytes)
{
    static constexpr std::array Units{"B", "KiB", "MiB", "GiB", "TiB"};
    constexpr double Step = 1024;
    if (!isKnown(bytes))
        return Dash;
    std::size_t unit = 0;
    for (; bytes >= Step && unit + 1 < Units.size(); ++unit)
        bytes /= Step;
    return threeDigits(bytes) + u' ' + QLatin1StringView(Units[unit]);
}

} // namespace fanlight
