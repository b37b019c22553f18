// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/ability_gate.h"

#include <QAction>
#include <QShortcut>
#include <QWidget>

#include <algorithm>

namespace fanlight {

AbilityGate::AbilityGate(HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
{
    connect(&hub, &HubPort::abilitiesChanged, this, &AbilityGate::take);
    connect(&hub, &HubPort::linkChanged, this, &AbilityGate::take);
    read();
}

QString AbilityGate::blocked(Ability ability) const
{
    if (!isOffered(ability))
        return why(ability);
    const QString missing = m_hub.missing(ability);
    if (missing.isEmpty() && !m_hub.link().isUp())
        return tr("The hub does not answer.");
    return missing;
}

bool AbilityGate::isReadOnly() const
{
    using enum HubPort::Ability;
    constexpr std::array Changing{Publish, ChangeAudience, Disconnect, BreakOnPurpose,
        ChangeOptions, StartAndStop, MoveBroker, HandleSources, MakeTickets};
    return std::none_of(
        Changing.begin(), Changing.end(), [this](Ability ability) { return isOffered(ability); });
}

bool AbilityGate::isOwn() const
{
    return m_hub.link().state == HubLink::State::Here && isOffered(Ability::StartAndStop);
}

// What a hub that is away leaves to the window nobody knows: it stays as it was.
void AbilityGate::read()
{
    if (!m_hub.link().isUp())
        return;
    for (std::size_t i = 0; i < AbilityCount; ++i)
        m_missing[i] = m_hub.missing(Ability(i));
}

void AbilityGate::take()
{
    read();
    for (Guarded& guarded : m_guarded)
        apply(guarded);
    Q_EMIT changed();
}

void AbilityGate::apply(Guarded& guarded)
{
    if (auto* shortcut = qobject_cast<QShortcut*>(guarded.thing.data()))
        return shortcut->setEnabled(isOpen(guarded.ability));
    const bool shown = isOffered(guarded.ability);
    if (shown == guarded.isShown)
        return; // a widget that was never shown has no parent yet: it would be a window
    guarded.isShown = shown;
    if (auto* action = qobject_cast<QAction*>(guarded.thing.data()))
        action->setVisible(shown);
    else if (auto* widget = qobject_cast<QWidget*>(guarded.thing.data()))
        widget->setVisible(shown);
}

void AbilityGate::add(Ability ability, QObject* thing)
{
    m_guarded.push_back({ability, thing, true});
    apply(m_guarded.back());
}

void AbilityGate::show(Ability ability, std::initializer_list<QWidget*> widgets)
{
    for (QWidget* widget : widgets)
        add(ability, widget);
}

void AbilityGate::show(Ability ability, std::initializer_list<QAction*> actions)
{
    for (QAction* action : actions)
        add(ability, action);
}

void AbilityGate::arm(Ability ability, std::initializer_list<QShortcut*> shortcuts)
{
    for (QShortcut* shortcut : shortcuts)
        add(ability, shortcut);
}

} // namespace fanlight
