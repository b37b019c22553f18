// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

// One line of the log as a whole, with its time in this zone and in UTC, and a way to the
// connection it names. Main thread; owned by the page.
class LogDetail : public Card {
    Q_OBJECT
public:
    static constexpr qsizetype MostCharacters = 64 << 10; // shown; Copy takes all

    explicit LogDetail(const Theme& theme, QWidget* parent = nullptr);

    void show(const LogLine& line);
    void clear();
    std::optional<quint64> lineId() const
    {
        return m_line ? std::optional(m_line->id) : std::nullopt;
    }
    QString timeText() const;
    QString connectionId() const { return m_connection; } // "c-1vzt"; empty: the line names none
    QPushButton* connectionButton() const { return m_showConnection; }

Q_SIGNALS:
    void showConnection(const QString& connectionId);

private:
    std::optional<LogLine> m_line;
    QString m_connection;
    Pill* m_level;
    QLabel* m_time;
    QLabel* m_category;
    QPlainTextEdit* m_text;
    QPushButton* m_copy;
    QPushButton* m_showConnection;
};

// The first connection id in a text ("c-1vzt"); empty: there is none.
QString connectionIdIn(const QString& text);
// A line as the file and a terminal have it, without its end.
QString logLineText(const LogLine& line);

} // namespace fanlight
