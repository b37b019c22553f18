// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace fanlight {

// How much the history file may hold, and what of. A plain value.
struct HistoryBounds {
    static constexpr qint64 LeastBytes = qint64(32) << 20;
    static constexpr qint64 DefaultBytes = qint64(1) << 30;
    static constexpr qint64 MostBytes = qint64(64) << 30;
    static constexpr int DefaultDays = 30; // and the most: charts go no further back

    qint64 bytes
        = DefaultBytes; // LeastBytes to MostBytes; the file and what SQLite keeps beside it
    int days = DefaultDays; // 1 to DefaultDays
    bool withPayloads = true;
};

// How the recording fares. A plain value.
struct HistoryState {
    enum class Kind {
        Off, // as the settings have it
        Opening,
        Recording,
        Elsewhere, // another window records this hub
        Failing, // `problem` says why; it is tried again
    };
    Kind kind = Kind::Off;
    QString problem; // what the system or SQLite says; empty: nothing is wrong
    qint64 otherProcess = 0; // of Elsewhere; 0: not known
    qint64 bytes = 0; // of the file and what is beside it
    HistoryBounds bounds;
    qint64 oldestMs = 0; // UTC, of all that is recorded; 0: nothing is
    quint64 lost = 0; // messages, streams and log lines that went before they could be written
    QString putAside; // where a file went that could not be read, with this start; empty: none was
    enum class Cause { None, Damaged, Foreign, Newer };
    Cause cause = Cause::None; // of that
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::HistoryState)
