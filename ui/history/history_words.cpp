// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_words.h"

#include "format.h"

#include <QCoreApplication>

namespace fanlight::history_words {

namespace {

struct HistoryWordsText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::HistoryWords)
};

constexpr qint64 MinuteMs = 60'000;
constexpr qint64 HourMs = 60 * MinuteMs;
constexpr qint64 DayMs = 24 * HourMs;

QString spanText(qint64 ms)
{
    if (ms >= DayMs)
        return HistoryWordsText::tr("%n day(s)", nullptr, int(ms / DayMs));
    if (ms >= HourMs)
        return HistoryWordsText::tr("%n hour(s)", nullptr, int(ms / HourMs));
    return HistoryWordsText::tr("%n minute(s)", nullptr, int(ms / MinuteMs));
}

} // namespace

QString line(const HistoryState& state, qint64 nowMs)
{
    switch (state.kind) {
    case HistoryState::Kind::Off:
        return {};
    case HistoryState::Kind::Opening:
        return HistoryWordsText::tr("Recording: opening the file");
    case HistoryState::Kind::Elsewhere:
        return HistoryWordsText::tr("Not recording: another window does");
    case HistoryState::Kind::Failing:
        return HistoryWordsText::tr("Not recording: %1").arg(state.problem);
    case HistoryState::Kind::Recording:
        break;
    }
    const QString size = format::bytes(double(state.bytes));
    const QString most = format::bytes(double(state.bounds.bytes));
    if (state.lost > 0)
        return HistoryWordsText::tr(
            "Recording: %1 of %2, %3 row(s) lost", nullptr, format::plural(double(state.lost)))
            .arg(size, most, format::count(double(state.lost)));
    const qint64 spanMs = state.oldestMs > 0 ? nowMs - state.oldestMs : 0;
    if (spanMs < MinuteMs)
        return HistoryWordsText::tr("Recording: %1 of %2").arg(size, most);
    return HistoryWordsText::tr("Recording: %1 of %2, %3").arg(size, most, spanText(spanMs));
}

bool isProblem(const HistoryState& state)
{
    return state.kind == HistoryState::Kind::Failing || state.lost > 0;
}

QString putAside(const HistoryState& state)
{
    if (state.putAside.isEmpty())
        return {};
    switch (state.cause) {
    case HistoryState::Cause::Newer:
        return HistoryWordsText::tr("The history file is of a newer version of Fanlight. It was "
                                    "put aside as %1, and a new one begun.")
            .arg(state.putAside);
    case HistoryState::Cause::Foreign:
        return HistoryWordsText::tr("What stood in place of the history file is no history of "
                                    "Fanlight. It was put aside as %1, and a new one begun.")
            .arg(state.putAside);
    default:
        return HistoryWordsText::tr("The history file was damaged. It was put aside as %1, and a "
                                    "new one begun.")
            .arg(state.putAside);
    }
}

QString note(const HistoryState& state)
{
    switch (state.kind) {
    case HistoryState::Kind::Off:
        return HistoryWordsText::tr("Nothing is kept over the end of the program.");
    case HistoryState::Kind::Opening:
        return HistoryWordsText::tr("The history file is being opened.");
    case HistoryState::Kind::Elsewhere:
        return state.otherProcess > 0
            ? HistoryWordsText::tr("Another window records this hub (process %1). This one begins "
                                   "when that one has ended.")
                  .arg(state.otherProcess)
            : HistoryWordsText::tr("Another window records this hub. This one begins when that "
                                   "one has ended.");
    case HistoryState::Kind::Failing:
        return HistoryWordsText::tr("The history cannot be written: %1. It is tried again every "
                                    "two seconds; what comes meanwhile waits as long as there is "
                                    "room. Make room on the disk, or give the folder back its "
                                    "rights to be written.")
            .arg(state.problem);
    case HistoryState::Kind::Recording:
        break;
    }
    QStringList sentences{HistoryWordsText::tr(
        "What is seen here is kept for the next start, at most %1 and %n day(s).", nullptr,
        state.bounds.days)
                              .arg(format::bytes(double(state.bounds.bytes)))};
    if (state.lost > 0)
        sentences << HistoryWordsText::tr(
            "%1 message(s), streams and log lines came faster than they could be written.", nullptr,
            format::plural(double(state.lost)))
                         .arg(format::count(double(state.lost)));
    if (const QString aside = putAside(state); !aside.isEmpty())
        sentences << aside;
    return sentences.join(QLatin1Char(' '));
}

} // namespace fanlight::history_words
