// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_menu.h"

#include "servers/server_button.h"
#include "servers/server_desk.h"

#include <QActionGroup>

namespace fanlight {

namespace {

constexpr int MarkInset = 4;
constexpr qsizetype MostStateCharacters = 60;

QString escaped(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"))
        .replace(QLatin1Char('\t'), QLatin1Char(' '));
}

} // namespace

ServerMenu::ServerMenu(ServerDesk& desk, QWidget* parent)
    : QMenu(parent)
    , m_desk(desk)
    , m_choice(new QActionGroup(this))
{
    setAccessibleName(tr("Hubs"));
    connect(this, &QMenu::aboutToShow, this, &ServerMenu::fill);
    fill(); // a button opens no menu that is empty
}

void ServerMenu::fill()
{
    clear();
    addHub({}, ServerDesk::homeName(), {});
    QString group;
    if (!m_desk.book().all().empty())
        addSeparator();
    for (const ServerProfile& server : m_desk.book().all()) {
        if (server.group != group)
            addAction(escaped(server.group))->setEnabled(false); // a heading
        group = server.group;
        addServer(server);
    }
    if (!m_desk.passing().empty())
        addSeparator();
    for (const ServerProfile& server : m_desk.passing())
        addServer(server);
    addSeparator();
    addAction(tr("&Add server…"), &m_desk, &ServerDesk::add);
    addAction(tr("&Servers…"), &m_desk, &ServerDesk::showList);
}

void ServerMenu::addServer(const ServerProfile& server)
{
    addHub(server.id, server.name, ServerProfile::colorOf(server.color, m_desk.isDark()));
}

void ServerMenu::addHub(const QString& id, const QString& name, const QColor& color)
{
    const QString state = m_desk.stateOf(id).left(MostStateCharacters);
    const QString text
        = state.isEmpty() ? name : tr("%1: %2", "name of a hub, its state").arg(name, state);
    QAction* action = addAction(escaped(text));
    m_choice->addAction(action);
    action->setCheckable(true);
    action->setChecked(id.isEmpty() ? m_desk.isHome() : m_desk.shownId() == id);
    if (color.isValid())
        action->setIcon(ServerButton::mark(color, MarkInset));
    connect(action, &QAction::triggered, &m_desk, [&desk = m_desk, id] {
        if (id.isEmpty())
            desk.openHere();
        else
            desk.open(id);
    });
}

} // namespace fanlight
