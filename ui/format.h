// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight::format {

inline const QString Dash = QStringLiteral("–"); // nothing was measured

// The text itself, or a dash where there is none.
QString orDash(const QString& text);

// Display text for figures; a dash for what is unknown (NaN). English digits grouping, whatever the
// locale.
QString count(double n); // 10,214
QString rate(double perSecond); // 48,920; below ten one decimal
QString decimal(double n, int decimals); // 2.5, without trailing zeros
QString milliseconds(double ms); // 4.9 (two decimals below 1, none above 100), without unit
QString bytes(double n); // 38.4 MiB, 481 KiB, 0 B
QString kibPerClient(double n); // 0.9
// Of so many percent of one core, against the cores there are: "31 % of 2 cores".
QString cpu(double percentOfOneCore, double cores);
QString percent(double n); // 51 %
QString duration(qint64 ms); // 00:10:59, 2 d 03:04:05
QString minutes(qint64 ms); // 00:12, 59:59, from an hour on as duration()
QString clock(qint64 msSinceEpoch, bool withMilliseconds = true); // 14:04:11.204, local time
QString dayAndClock(qint64 msSinceEpoch); // 2026-11-30 14:04:11.204, local time

// What tr() chooses a plural form by, where the number itself is shown by count():
// tr("%1 stream(s)", nullptr, plural(n)).arg(count(n)). Unknown counts as none.
int plural(double n);

} // namespace fanlight::format
