// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/ability_gate.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace fanlight {

class Card;
class EmptyState;
class Theme;

// A page as its hub lets it be seen: under one line that says why it does not offer what it is for,
// or, where the hub cannot tell what it shows, in its place what is missing. Just the page where
// nothing is. Main thread; owned by the window.
class AbilityNote : public QWidget {
    Q_OBJECT
public:
    struct Needs {
        std::optional<HubPort::Sight> sight; // that it shows
        std::vector<HubPort::Ability> abilities; // of several the first that is missing is told of
    };

    // The hub must outlive it.
    AbilityNote(QWidget* page, HubPort& hub, const Theme& theme, Needs needs);

    QString text() const; // the line; empty: there is nothing to say
    QString unseenText() const; // what stands in place of the page; empty: the page does

private:
    void take();

    HubPort& m_hub;
    AbilityGate m_gate;
    const Needs m_needs;
    QWidget* m_page;
    QWidget* m_line;
    QLabel* m_text;
    QWidget* m_instead;
    EmptyState* m_empty;
};

} // namespace fanlight
