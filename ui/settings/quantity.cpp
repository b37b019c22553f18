// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/quantity.h"

#include "format.h"
#include "metrics/units.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;
constexpr std::array Durations{qint64(1), qint64(2), qint64(5), qint64(10), qint64(20), qint64(50),
    qint64(100), qint64(200), qint64(500), Second, 2 * Second, 5 * Second, 10 * Second, 15 * Second,
    30 * Second, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, Hour,
    2 * Hour, 6 * Hour, 12 * Hour, Day, 2 * Day, 7 * Day, 14 * Day, 30 * Day};
constexpr qint64 KiB = 1024;
constexpr qint64 MostBytes = 1LL << 40;

// What people write, in the place of what options take; the longer ones first.
constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 8> UnitWords{
    {{"minutes"_L1, "m"_L1}, {"minute"_L1, "m"_L1}, {"min"_L1, "m"_L1}, {"hours"_L1, "h"_L1},
        {"hour"_L1, "h"_L1}, {"days"_L1, "d"_L1}, {"day"_L1, "d"_L1}, {"sec"_L1, "s"_L1}}};

// "256KiB" as "256 KiB".
QString spaced(const QString& text)
{
    const auto unit = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    const qsizetype digits = unit - text.begin();
    if (digits == text.size())
        return text;
    return text.left(digits) % QChar(QChar::Nbsp) % text.mid(digits);
}

qint64 nextRound(qint64 value, bool up)
{
    qint64 unit = 1;
    while (unit <= std::numeric_limits<qint64>::max() / 100 && unit * 10 <= value)
        unit *= 10;
    std::vector<qint64> around{0};
    for (const qint64 one : {unit / 10, unit, unit * 10})
        around.insert(around.end(), {one, 2 * one, 5 * one});
    if (up) {
        const auto above = std::upper_bound(around.begin(), around.end(), value);
        return above == around.end() ? value : *above;
    }
    const auto below = std::lower_bound(around.begin(), around.end(), value);
    return below == around.begin() ? value : *std::prev(below);
}

} // namespace

std::optional<qint64> Quantity::parse(const QString& text) const
{
    const QString said = text.simplified();
    const auto is = [&said](const QString& word) {
        return !word.isEmpty() && said.compare(word, Qt::CaseInsensitive) == 0;
    };
    if (is(zeroText) || is(zeroLabel))
        return 0;
    QString plain = said.toLower();
    plain.remove(u' ').remove(QChar(QChar::Nbsp)).remove(u',');
    if (kind == Kind::Size)
        return parseByteSize(plain);
    if (kind == Kind::Count || kind == Kind::Port)
        return parseWholeNumber(plain);
    for (const auto& [word, unit] : UnitWords) {
        if (plain.endsWith(word)) {
            plain = plain.chopped(word.size()) + unit;
            break;
        }
    }
    if (plain == OffWord)
        return std::nullopt; // it has no such word of its own
    const auto duration = parseDuration(plain);
    return duration ? std::optional<qint64>(duration->count()) : std::nullopt;
}

QString Quantity::label(qint64 value) const
{
    if (value == 0 && !zeroLabel.isEmpty())
        return zeroLabel;
    switch (kind) {
    case Kind::Duration: {
        const QString text = value == 0 ? u"0s"_s : durationText(std::chrono::milliseconds(value));
        return spaced(text.endsWith(u'm') ? QString(text.chopped(1) % "min"_L1) : text);
    }
    case Kind::Size: {
        const QString text = byteSizeText(value);
        return spaced(text.back().isDigit() ? QString(text % u'B') : text);
    }
    case Kind::Count:
        return format::count(double(value));
    case Kind::Port:
        break;
    }
    return QString::number(value); // which is a name rather than a figure
}

QString Quantity::optionText(qint64 value) const
{
    if (value == 0 && !zeroText.isEmpty())
        return zeroText;
    switch (kind) {
    case Kind::Duration:
        return value == 0 ? u"0s"_s : durationText(std::chrono::milliseconds(value));
    case Kind::Size:
        return byteSizeText(value);
    case Kind::Count:
    case Kind::Port:
        break;
    }
    return QString::number(value);
}

qint64 Quantity::next(qint64 value, bool up) const
{
    if (kind == Kind::Port || (kind == Kind::Count && steps == Steps::Ones))
        return up ? value + 1 : std::max<qint64>(0, value - 1);
    if (kind == Kind::Count)
        return nextRound(value, up);
    if (kind == Kind::Duration) {
        if (up) {
            const auto* const above = std::upper_bound(Durations.begin(), Durations.end(), value);
            return above == Durations.end() ? value : *above;
        }
        const auto* const below = std::lower_bound(Durations.begin(), Durations.end(), value);
        return below == Durations.begin() ? 0 : *std::prev(below);
    }
    qint64 size = KiB;
    while (size <= value && size < MostBytes)
        size *= 2;
    if (up)
        return std::max(size, value);
    while (size >= value && size > KiB)
        size /= 2;
    return std::min(size, value);
}

} // namespace fanlight
