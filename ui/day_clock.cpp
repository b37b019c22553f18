// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "day_clock.h"

#include "format.h"

#include <QDateTime>

#include <utility>

namespace fanlight {

bool DayClock::setToday(const QDate& today)
{
    return std::exchange(m_today, today) != today;
}

bool DayClock::needsDay(qint64 msSinceEpoch) const
{
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch).date() != m_today;
}

QString DayClock::text(qint64 msSinceEpoch, Precision precision) const
{
    if (!needsDay(msSinceEpoch))
        return format::clock(msSinceEpoch);
    return precision == Precision::Milliseconds
        ? format::dayAndClock(msSinceEpoch)
        : QDateTime::fromMSecsSinceEpoch(msSinceEpoch).toString(u"yyyy-MM-dd HH:mm");
}

} // namespace fanlight
