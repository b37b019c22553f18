// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "day_clock.h"
#include "messages/field_columns.h"
#include "messages/message_columns.h"
#include "theme/theme.h"

#include <QColor>
#include <QFont>
#include <QVariant>

#include <functional>

namespace fanlight {

// How a message looks in the table: what each of its cells says, in which font and dress, and what
// stands above. Made when it is asked for, of the columns of every message and, behind them, of
// those of fields of the payload. Main thread; part of MessageModel.
class MessageCells : public MessageColumns {
public:
    // What a row is dressed in: a colour behind it, one for its type, and whether it is marked.
    struct Look {
        QColor ground;
        QColor type;
        bool isMarked = false;
    };

    explicit MessageCells(const Theme& theme); // which outlives it
    void takeFonts(); // the theme's are others now

    FieldColumns fields;
    double percent = 99; // of latency, that has a column
    std::function<Look(const MessageRecord&)> looks; // empty: plain
    DayClock days;

    int columnCount() const { return ColumnCount + fields.size(); }
    QString fieldAt(int column) const; // empty: it is a column of every message
    SortKey keyOf(const MessageRecord& message, int column) const; // what it is sorted by

    // `isLastOfBefore`: the row below came after this window was opened.
    QVariant data(const MessageRecord& message, int column, int role, bool isLastOfBefore) const;
    QVariant header(int column, int role) const;

private:
    static bool isRightAligned(int column);
    Look lookOf(const MessageRecord& message) const;
    QString timeText(const MessageRecord& message) const;

    const Theme& m_theme;
    QFont m_monospace; // kept, since finding a font is dearer than painting a cell
    QFont m_tabular;
    QFont m_bold;
};

} // namespace fanlight
