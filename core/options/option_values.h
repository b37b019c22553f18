// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/units.h"
#include "options/option_table.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

// The usual kinds of options, each bound to the member of a target that it sets.
namespace fanlight::option_values {

// A number in any unit, with its bounds. Where there is a word for zero, zero is taken as well.
template <class Value> struct Range {
    Value least;
    Value most;
    QLatin1StringView zeroWord = {};

    bool takesZero() const { return !zeroWord.isEmpty(); }
    bool contains(Value value) const
    {
        return (value >= least && value <= most) || (takesZero() && value == Value{});
    }
};

template <class Value> struct Notation {
    const char16_t* what; // "is not …"
    std::optional<Value> (*parse)(QStringView);
    QString (*text)(Value);
};

inline QString quoted(QStringView text)
{
    return QStringLiteral("“%1”").arg(text);
}

// The parts of a list with commas between, without the blanks around them.
inline QStringList commaSeparated(const QString& list)
{
    QStringList parts = list.split(u',', Qt::SkipEmptyParts);
    for (QString& part : parts)
        part = part.trimmed();
    return parts;
}

template <class Value, class Target, class Member>
Option<Target> bounded(
    OptionSpec spec, Member Target::*member, Range<Value> range, const Notation<Value>& notation)
{
    using namespace Qt::Literals::StringLiterals;
    const QString zero = range.takesZero() ? QString(range.zeroWord % u" or "_s) : QString();
    spec.range = zero % notation.text(range.least) % u" to "_s % notation.text(range.most);
    const auto set = [=, accepts = spec.range](Target& target, const QString& text) -> QString {
        const bool isZeroWord = range.takesZero() && text == range.zeroWord;
        const std::optional<Value> value = isZeroWord ? Value{} : notation.parse(text);
        if (!value)
            return quoted(text) % u" is not "_s % QStringView(notation.what) % u"; use "_s
                % accepts;
        if (!range.contains(*value))
            return quoted(text) % u" is out of bounds; use "_s % accepts;
        target.*member = static_cast<Member>(*value);
        return {};
    };
    const auto text = [=](const Target& target) -> QString {
        const Value value = target.*member;
        return range.takesZero() && value == Value{} ? QString(range.zeroWord)
                                                     : notation.text(value);
    };
    return {std::move(spec), set, text};
}

template <class Target>
Option<Target> duration(OptionSpec spec, std::chrono::milliseconds Target::*member,
    Range<std::chrono::milliseconds> range)
{
    spec.kind = OptionKind::Duration;
    return bounded<std::chrono::milliseconds>(std::move(spec), member, range,
        {u"a duration like 500ms, 15s, 10m or 1h", parseDuration, durationText});
}

template <class Target>
Option<Target> size(OptionSpec spec, qint64 Target::*member, Range<qint64> range)
{
    spec.kind = OptionKind::Size;
    return bounded<qint64>(std::move(spec), member, range,
        {u"a size like 64KiB or 1MiB", parseByteSize, byteSizeText});
}

template <class Target>
Option<Target> count(OptionSpec spec, int Target::*member, Range<qint64> range)
{
    spec.kind = OptionKind::Whole;
    return bounded<qint64>(std::move(spec), member, range,
        {u"a whole number", [](QStringView text) { return parseWholeNumber(text); },
            [](qint64 number) { return QString::number(number); }});
}

// Any text that `objection` has nothing to say against.
template <class Target>
Option<Target> text(OptionSpec spec, QString Target::*member, QString (*objection)(const QString&))
{
    const auto set = [=](Target& target, const QString& value) -> QString {
        QString wrong = objection(value);
        if (wrong.isEmpty())
            target.*member = value;
        return wrong;
    };
    return {std::move(spec), set, [=](const Target& target) { return target.*member; }};
}

// One of the words, in the order of the member's values; `wrong` is said of any other.
template <class Value, class Target>
Option<Target> word(OptionSpec spec, Value Target::*member, std::vector<QLatin1StringView> words,
    const QString& wrong)
{
    spec.kind = OptionKind::Word;
    const auto set = [=](Target& target, const QString& value) -> QString {
        const auto found = std::find(words.begin(), words.end(), value);
        if (found == words.end())
            return quoted(value) + wrong;
        target.*member = static_cast<Value>(found - words.begin());
        return {};
    };
    return {std::move(spec), set, [=](const Target& target) -> QString {
                return words[static_cast<std::size_t>(target.*member)];
            }};
}

// On when it is given without a value; elsewhere it says on or off.
template <class Target> Option<Target> flag(OptionSpec spec, bool Target::*member)
{
    using namespace Qt::Literals::StringLiterals;
    const auto set = [=](Target& target, const QString& value) -> QString {
        const bool isOn
            = value.isEmpty() || value == "on"_L1 || value == "true"_L1 || value == "1"_L1;
        if (!isOn && value != OffWord && value != "false"_L1 && value != "0"_L1)
            return quoted(value) % u" is neither on nor off"_s;
        target.*member = isOn;
        return {};
    };
    return {std::move(spec), set, [=](const Target& target) -> QString {
                return target.*member ? u"on"_s : QString(OffWord);
            }};
}

} // namespace fanlight::option_values
