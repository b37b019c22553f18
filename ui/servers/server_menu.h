// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace fanlight {

class ServerDesk;
struct ServerProfile;

// The hubs that the window can show: the one of this computer first, then servers by group, with
// their colours and how it is with the one that is shown; add and change. Made anew each time it is
// opened. Main thread; behind the button of each top bar, owned by the desk's owner.
class ServerMenu : public QMenu {
    Q_OBJECT
public:
    explicit ServerMenu(ServerDesk& desk, QWidget* parent = nullptr);

    void fill();

private:
    void addHub(const QString& id, const QString& name, const QColor& color);
    void addServer(const ServerProfile& server);

    ServerDesk& m_desk;
    QActionGroup* m_choice; // one is shown
};

} // namespace fanlight
