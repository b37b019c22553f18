// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/natural_order.h"

#include <algorithm>
#include <cmath>

namespace fanlight {

namespace {

bool isDecimalDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Cuts the number at the start off `text`, without its leading zeros.
QStringView takeNumber(QStringView& text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDecimalDigit);
    const auto begin = std::find_if(text.begin(), end, [](QChar c) { return c != u'0'; });
    const QStringView number(begin, end);
    text = QStringView(end, text.end());
    return number;
}

std::weak_ordering compareNumbers(QStringView a, QStringView b)
{
    if (a.size() != b.size())
        return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

} // namespace

std::weak_ordering compareNaturally(QStringView a, QStringView b)
{
    while (!a.isEmpty() && !b.isEmpty()) {
        std::weak_ordering result = std::weak_ordering::equivalent;
        if (isDecimalDigit(a.front()) && isDecimalDigit(b.front())) {
            result = compareNumbers(takeNumber(a), takeNumber(b));
        } else {
            result = a.front().toCaseFolded().unicode() <=> b.front().toCaseFolded().unicode();
            a = a.sliced(1);
            b = b.sliced(1);
        }
        if (std::is_neq(result))
            return result;
    }
    return a.size() <=> b.size();
}

std::weak_ordering compareFigures(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return !std::isnan(a) <=> !std::isnan(b);
    return a < b ? std::weak_ordering::less
                 : (b < a ? std::weak_ordering::greater : std::weak_ordering::equivalent);
}

} // namespace fanlight
