// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/colour_rules.h"
#include "messages/message_marks.h"

#include <QHash>
#include <QObject>

namespace fanlight {

// What rows of messages are dressed in: the colours of rules and types, marks. Tells the model when
// that changes. Main thread; a member of the page.
class MessageLooks : public QObject {
    Q_OBJECT
public:
    // All must outlive this.
    MessageLooks(const Theme& theme, UiState& state, MessageModel& model);

    ColourRules& rules() { return m_rules; }
    const MessageMarks& marks() const { return m_marks; }
    void toggleMarks(const std::vector<quint64>& numbers);
    void clearMarks();
    // One to look at: it reached nobody, or a rule makes it red.
    bool isProblem(const MessageRecord& message) const;
    MessageModel::Look lookOf(const MessageRecord& message) const;

private:
    void changed();

    const Theme& m_theme;
    MessageModel& m_model;
    ColourRules m_rules;
    MessageMarks m_marks;
    mutable QHash<QString, int> m_places; // of types, as they were first seen
    // of the row that is painted: it is asked for once a cell
    struct Painted {
        quint64 number = 0;
        MessageModel::Look look;
    };
    mutable Painted m_painted;
};

} // namespace fanlight
