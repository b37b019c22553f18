// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access_text.h"
#include "widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace fanlight {

class Theme;

// Who may do what, as the hub runs: a line for each kind of caller, what it comes to as a pill, and
// the way to the settings. Main thread; owned by the page.
class AccessRulesCard : public Card {
    Q_OBJECT
public:
    explicit AccessRulesCard(const Theme& theme, QWidget* parent = nullptr);

    void show(const AccessSnapshot& access);
    Pill* pill() const { return m_pill; }
    QString adviceText() const;
    QStringList lines() const; // “who | proof | may”
    QPushButton* settingsButton() const { return m_settings; }

Q_SIGNALS:
    void settingsRequested();

private:
    void layRules();

    Pill* m_pill;
    QPushButton* m_settings;
    QLabel* m_advice;
    QWidget* m_table;
    QGridLayout* m_grid;
    std::vector<access_text::Rule> m_rules;
};

} // namespace fanlight
