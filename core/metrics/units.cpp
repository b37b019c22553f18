// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

// Units, largest first.

struct DurationUnit {
    QLatin1StringView name;
    milliseconds length;
};
constexpr std::array DurationUnits{
    DurationUnit{"d"_L1, std::chrono::hours(24)},
    DurationUnit{"h"_L1, std::chrono::hours(1)},
    DurationUnit{"m"_L1, std::chrono::minutes(1)},
    DurationUnit{"s"_L1, std::chrono::seconds(1)},
    DurationUnit{"ms"_L1, milliseconds(1)},
};
constexpr milliseconds BareNumberUnit = std::chrono::seconds(1);

struct SizeUnit {
    QLatin1StringView name;
    qint64 bytes;
};
constexpr std::array SizeUnits{
    SizeUnit{"GiB"_L1, 1LL << 30},
    SizeUnit{"MiB"_L1, 1LL << 20},
    SizeUnit{"KiB"_L1, 1LL << 10},
    SizeUnit{"B"_L1, 1},
};

constexpr double HundredPercent = 100;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// "15m" is "15" and "m". Unlike QString::toInt() this takes no sign and no blank.
struct NumberAndUnit {
    QStringView number;
    QStringView unit;
};
NumberAndUnit split(QStringView text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit) - text.begin();
    return {text.first(end), text.sliced(end)};
}

} // namespace

std::optional<qint64> parseWholeNumber(QStringView digits, qint64 unit)
{
    bool ok = false;
    const qint64 number = digits.toLongLong(&ok);
    const bool plain = ok && std::all_of(digits.begin(), digits.end(), isDigit);
    if (!plain || number > std::numeric_limits<qint64>::max() / unit)
        return std::nullopt;
    return number * unit;
}

std::optional<milliseconds> parseDuration(QStringView text)
{
    if (text == OffWord)
        return milliseconds::zero();
    const auto [number, unit] = split(text);
    if (unit.isEmpty()) {
        const auto seconds = parseWholeNumber(number, BareNumberUnit.count());
        return seconds ? std::optional(milliseconds(*seconds)) : std::nullopt;
    }
    for (const DurationUnit& known : DurationUnits) {
        if (unit != known.name)
            continue;
        const auto length = parseWholeNumber(number, known.length.count());
        return length ? std::optional(milliseconds(*length)) : std::nullopt;
    }
    return std::nullopt;
}

QString durationText(milliseconds duration)
{
    if (duration == milliseconds::zero())
        return OffWord;
    const auto unit = std::find_if(
        DurationUnits.begin(), DurationUnits.end(), [duration](const DurationUnit& known) {
            return duration % known.length == milliseconds::zero();
        });
    return QString::number(duration / unit->length) % unit->name;
}

std::optional<qint64> parseByteSize(QStringView text)
{
    const auto [number, unit] = split(text);
    if (unit.isEmpty())
        return parseWholeNumber(number);
    for (const SizeUnit& known : SizeUnits) {
        if (unit.compare(known.name, Qt::CaseInsensitive) == 0)
            return parseWholeNumber(number, known.bytes);
    }
    return std::nullopt;
}

QString byteSizeText(qint64 bytes)
{
    if (bytes == 0)
        return u"0"_s;
    const auto unit = std::find_if(SizeUnits.begin(), SizeUnits.end(),
        [bytes](const SizeUnit& known) { return bytes % known.bytes == 0; });
    const bool isWhole = unit->bytes > 1;
    return QString::number(bytes / unit->bytes) % (isWhole ? unit->name : QLatin1StringView());
}

std::optional<double> parseShare(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const bool isPercent = trimmed.endsWith(u'%');
    bool ok = false;
    const double value = (isPercent ? trimmed.chopped(1).trimmed() : trimmed).toDouble(&ok);
    const double share = isPercent ? value / HundredPercent : value;
    return ok && std::isfinite(share) && share >= 0 ? std::optional(share) : std::nullopt;
}

QString shareText(double share)
{
    constexpr int Digits = 15; // so that 0.07 is 7%
    return QString::number(share * HundredPercent, 'g', Digits) % u'%';
}

} // namespace fanlight
