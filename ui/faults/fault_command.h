// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace fanlight {

class Theme;

// A fault as a command for test suites, to be copied, and whether the API takes it as the hub runs.
// Main thread; owned by the page.
class FaultCommand : public QWidget {
    Q_OBJECT
public:
    explicit FaultCommand(const Theme& theme, QWidget* parent = nullptr); // which outlives this

    // `begin`: empty while something is not right yet. `end`: the command that stops it; empty: the
    // API refuses both.
    void show(const QString& begin, const QString& end);
    QString commandText() const;
    QString apiText() const;

Q_SIGNALS:
    void lastAction(const QString& text);

private:
    QLineEdit* m_command;
    QLabel* m_api;
};

} // namespace fanlight
