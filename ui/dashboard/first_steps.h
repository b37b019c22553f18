// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace fanlight {

class Theme;

// What to do while no client has come yet: the exact line for a terminal, a browser page, test
// clients.
class FirstSteps : public Card {
    Q_OBJECT
public:
    static constexpr int TestClientCount = 100;

    explicit FirstSteps(const Theme& theme, QWidget* parent = nullptr);
    void setStatus(const HubStatus& status);
    QString command() const;

Q_SIGNALS:
    void testClientsRequested(int count);
    void actionDone(const QString& text);

private:
    void copyCommand();

    QLineEdit* m_command;
    QString m_pageUrl;
};

} // namespace fanlight
