// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/history_options.h"

#include "hub/options.h"
#include "metrics/units.h"
#include "options/option_values.h"

#include <algorithm>
#include <chrono>

namespace fanlight::history_options {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr option_values::Range<qint64> HistoryCount{0, 100'000};
constexpr option_values::Range<std::chrono::milliseconds> HistoryAge{
    std::chrono::seconds(1), std::chrono::hours(7 * 24)};

QString historyAccepts()
{
    return u"off or COUNT/AGE: %1 to %2 events a channel, %3 to %4, like 100/1h"_s
        .arg(HistoryCount.least)
        .arg(HistoryCount.most)
        .arg(durationText(HistoryAge.least), durationText(HistoryAge.most));
}

QString setHistory(HubOptions& options, const QString& value)
{
    if (value == OffWord) {
        options.historyCount = 0;
        return {};
    }
    const QStringView text(value);
    const qsizetype slash = text.indexOf(u'/');
    const auto events = parseWholeNumber(text.first(std::max<qsizetype>(slash, 0)));
    const auto age = parseDuration(text.sliced(slash + 1));
    if (slash < 0 || !events || !age)
        return option_values::quoted(value) % u" is not a history; use "_s % historyAccepts();
    if (!HistoryCount.contains(*events) || !HistoryAge.contains(*age))
        return option_values::quoted(value) % u" is out of bounds; use "_s % historyAccepts();
    options.historyCount = static_cast<int>(*events);
    options.historyAge = *age;
    return {};
}

QString historyText(const HubOptions& options)
{
    if (options.historyCount == 0)
        return OffWord;
    return QString::number(options.historyCount) % u'/' % durationText(options.historyAge);
}

} // namespace

std::vector<Option<HubOptions>> rows()
{
    constexpr qint64 kib = 1LL << 10;
    constexpr qint64 gib = 1LL << 30;
    return {
        {{.name = "history",
             .value = "COUNT/AGE|off",
             .help = "events kept for replay, for each channel",
             .range = historyAccepts()},
            setHistory, historyText},
        option_values::size({"history-bytes", "SIZE", "memory for history, over all channels"},
            &HubOptions::historyBytes, {64 * kib, 64 * gib}),
    };
}

} // namespace fanlight::history_options
