// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"

#include <QObject>
#include <QPointer>

#include <array>
#include <initializer_list>
#include <vector>

class QAction;
class QShortcut;
class QWidget;

namespace fanlight {

// What a page may offer of what its hub could be asked for. What role, version or place of the hub
// leave out is not offered: it is hidden, and one sentence says why. While the hub does not answer
// all that is offered stays where it is and cannot be pressed. A hub of this process leaves out
// nothing and is always there. Main thread; a member or a child of the page.
class AbilityGate : public QObject {
    Q_OBJECT
public:
    using Ability = HubPort::Ability;

    explicit AbilityGate(HubPort& hub, QObject* parent = nullptr); // the hub must outlive it

    // Whether it is shown at all; while the hub does not answer, as it was before.
    bool isOffered(Ability ability) const { return why(ability).isEmpty(); }
    // Why it is not offered, in one sentence; empty: it is.
    QString why(Ability ability) const { return m_missing[std::size_t(ability)]; }
    // Why it cannot be done now; empty: it can.
    QString blocked(Ability ability) const;
    bool isOpen(Ability ability) const { return blocked(ability).isEmpty(); }
    // Nothing of the hub can be changed from here, whatever it is.
    bool isReadOnly() const;
    // The hub is this program's own: its process, files and descriptors are those of this machine.
    bool isOwn() const;

    // Has these shown only where the ability is offered. What hides and shows them for a reason of
    // its own asks isOffered() itself instead.
    void show(Ability ability, std::initializer_list<QWidget*> widgets);
    void show(Ability ability, std::initializer_list<QAction*> actions);
    // Has these take keys only while it can be done.
    void arm(Ability ability, std::initializer_list<QShortcut*> shortcuts);

Q_SIGNALS:
    void changed(); // of any ability, or of the link; what the gate was given has followed

private:
    static constexpr std::size_t AbilityCount = std::size_t(Ability::HandleTokens) + 1;
    struct Guarded {
        Ability ability;
        QPointer<QObject> thing;
        bool isShown; // as it was left here last
    };
    void take();
    void read();
    void apply(Guarded& guarded);
    void add(Ability ability, QObject* thing);

    HubPort& m_hub;
    std::array<QString, AbilityCount> m_missing; // as the hub said while it answered
    std::vector<Guarded> m_guarded;
};

} // namespace fanlight
