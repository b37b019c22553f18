// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/returns_text.h"

#include "format.h"
#include "hub/return_watch.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct ReturnsText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ReturnWatch)
};

} // namespace

QString returnsText(const ConnectionReturns& returns)
{
    if (returns.left == 0)
        return {};
    const auto count = [](quint64 n) { return format::count(double(n)); };
    QStringList parts{ReturnsText::tr("%1 disconnected").arg(count(returns.left))};
    if (isKnown(returns.medianMs))
        parts += ReturnsText::tr("%1 back (median %2 s)")
                     .arg(count(returns.back), format::decimal(returns.medianMs / 1000, 1));
    else
        parts += ReturnsText::tr("%1 back").arg(count(returns.back));
    const QString missing = count(returns.left - returns.back);
    if (returns.isWaiting)
        parts += ReturnsText::tr("%1 not yet").arg(missing);
    else if (returns.back < returns.left)
        parts += ReturnsText::tr("%1 not within %2 s")
                     .arg(missing)
                     .arg(ReturnWatch::Patience.count());
    return parts.join(u", "_s);
}

} // namespace fanlight
