// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"
#include "log/log_names.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

// One line of the log as a whole, with its time in this zone and in UTC, and ways to the
// connection, the notification or the user it names. Main thread; owned by the page.
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
    const LogNames& names() const { return m_names; } // of the line that is shown
    QPushButton* connectionButton() const { return m_showConnection; }
    QPushButton* messageButton() const { return m_showMessage; }
    QPushButton* followButton() const { return m_follow; }
    QPushButton* userButton() const { return m_showUser; }

Q_SIGNALS:
    void showConnection(const QString& connectionId);
    void showMessage(const QString& eventId);
    void followRequested(const QString& eventId);
    void showUser(const QString& userId);

private:
    std::optional<LogLine> m_line;
    LogNames m_names;
    Pill* m_level;
    QLabel* m_time;
    QLabel* m_category;
    QPlainTextEdit* m_text;
    QPushButton* m_copy;
    QPushButton* m_showConnection;
    QPushButton* m_follow;
    QPushButton* m_showMessage;
    QPushButton* m_showUser;
};

} // namespace fanlight
