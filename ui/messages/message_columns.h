// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "metrics/sample.h"

#include <QString>

#include <string>

namespace fanlight {

// What a message is sorted by in one column: a figure, a text where there is none, or neither.
struct SortKey {
    quint64 number = 0; // of the message
    double value = Unknown;
    QString text; // case folded
};

// The columns every table of messages has, and what stands in them. Pure functions; any thread.
struct MessageColumns {
    enum Column {
        Time,
        Channel,
        Type,
        Id,
        Size,
        Recipients,
        WriteP99,
        AckP99,
        Source,
        Payload,
        ColumnCount
    };

    static QString columnTitle(Column column);
    static QString columnTip(int column); // empty: the title says it
    static bool isNumber(int column);
    static bool isFigure(int column); // it changes while a message is delivered
    static QString cellText(const MessageRecord& message, int column);
    static SortKey sortKey(const MessageRecord& message, int column);
    static SortKey sortKey(const MessageRecord& message, const std::string& field);

    // The beginning of the data in one line.
    static QString payloadLine(const Frame& frame, qsizetype mostCharacters = 300);
    // Local time; with the date where it is not that of `today`.
    static QString timeText(qint64 ms, const QDate& today);
    static bool needsDate(qint64 ms, const QDate& today);
};

} // namespace fanlight
