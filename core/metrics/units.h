// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

// How durations, sizes and numbers are written in options, filters and scenarios. Plain functions,
// any thread.
namespace fanlight {

// What switches a bound or a duration off.
constexpr QLatin1StringView OffWord("off");

// "100ms", "15s", "15m", "1h", "7d", a bare number is seconds; "off" is 0. Nothing when it is not a
// duration.
std::optional<std::chrono::milliseconds> parseDuration(QStringView text);
QString durationText(std::chrono::milliseconds duration);
// "256KiB", "1MiB", "1048576". Nothing when it is not a size.
std::optional<qint64> parseByteSize(QStringView text);
QString byteSizeText(qint64 bytes); // exact: the largest unit that divides it
// Digits alone, without sign or blank, times `unit`. Nothing else, and nothing that does not fit.
std::optional<qint64> parseWholeNumber(QStringView digits, qint64 unit = 1);

// "5%", "5 %" and "0.05" are 0.05. Nothing when it is no share, or below 0; what is above 1 is for
// whoever asked to refuse.
std::optional<double> parseShare(QStringView text);
QString shareText(double share); // "5%", as short as it is exact

} // namespace fanlight
