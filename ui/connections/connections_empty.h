// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

// What stands where rows would be, and what to do about it: a line to copy or a button. Main thread; owned
// by the page.
class ConnectionsEmpty : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionsEmpty(const Theme& theme, QWidget* parent = nullptr);

    void showNotListening(const QString& error); // `error` empty: it was stopped
    void showNoClients(const QString& curlLine);
    void showNothingMatches();

Q_SIGNALS:
    void clearFilterRequested();

private:
    void show(const QString& title, const QString& text);

    QLabel* m_title;
    QLabel* m_text;
    QLineEdit* m_line;
    QPushButton* m_copy;
    QPushButton* m_clearFilter;
};

} // namespace fanlight
