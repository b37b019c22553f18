// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace fanlight {

// Says times of a list that goes on over days: a day stands beside each that is not of today, in
// every list by this one rule. Local time. A plain value; whoever keeps one tells it of the day.
class DayClock {
public:
    enum class Precision { Milliseconds, Minutes }; // of other days; today's have milliseconds

    explicit DayClock(const QDate& today = QDate::currentDate())
        : m_today(today)
    {
    }
    bool setToday(const QDate& today); // false: it is the day it was
    bool needsDay(qint64 msSinceEpoch) const;
    // 14:04:11.204, or 2026-11-29 14:04:11.204
    QString text(qint64 msSinceEpoch, Precision precision = Precision::Milliseconds) const;

private:
    QDate m_today;
};

} // namespace fanlight
