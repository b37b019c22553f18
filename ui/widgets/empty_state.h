// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

// What stands where rows would be, and what to do about it: lines for a terminal to copy, a button.
// Main thread.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const Theme& theme, QWidget* parent = nullptr);

    // `commands` are whole lines, `action` the text of the button; each is left out when empty.
    void set(const QString& title, const QString& text, const QStringList& commands = {},
        const QString& action = {});
    void setSecondAction(const QString& action); // a button beside the first; empty: none
    QString title() const;
    QString text() const;
    QStringList commands() const { return m_commands; }
    QPushButton* copyButton() const { return m_copy; }
    QPushButton* actionButton() const { return m_action; }
    QPushButton* secondActionButton() const { return m_secondAction; }

Q_SIGNALS:
    void actionRequested();
    void secondActionRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitCommands();
    void fitText();
    int linesShown() const; // a command that has no room is broken

    const Theme& m_theme;
    QStringList m_commands;
    QLabel* m_title;
    QLabel* m_text;
    QHBoxLayout* m_line;
    QPlainTextEdit* m_lines;
    QPushButton* m_copy;
    QPushButton* m_action;
    QPushButton* m_secondAction;
};

} // namespace fanlight
