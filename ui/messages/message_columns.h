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
        Write, // of one percentile, as Ack
        Ack,
        Source,
        Payload,
        ColumnCount
    };

    // `percent`: which percentile of latency has a column.
    static QString columnTitle(Column column, double percent);
    static QString columnTip(int column); // empty: the title says it
    static bool isNumber(int column);
    static bool isFigure(int column); // it changes while a message is delivered
    static QString cellText(const MessageRecord& message, int column, double percent);
    static SortKey sortKey(const MessageRecord& message, int column, double percent);
    static SortKey sortKey(const MessageRecord& message, const std::string& field);

    // The beginning of the data in one line.
    static QString payloadLine(const Frame& frame, qsizetype mostCharacters = 300);
};

} // namespace fanlight
