// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connections_desk.h"
#include "theme/theme.h"
#include "ui_state.h"
#include "widgets/card.h"

class QCheckBox;
class QStackedWidget;

namespace fanlight {

class ConnectionTable;
class ContentColumns;
class EmptyState;
class HubPort;
class Segmented;

// The desk's streams and users as tables, one of which is seen, or why there is nothing; columns,
// order and view are kept in the state. What is looked at stays where it is when rows come and go.
// Main thread; owned by the page.
class ConnectionTables : public Card {
    Q_OBJECT
public:
    using View = ConnectionsDesk::View;

    // All must outlive it.
    ConnectionTables(const HubPort& hub, ConnectionsDesk& desk, const Theme& theme, UiState& state,
        TrafficLayer& traffic);

    void restoreState(); // once what it tells is connected
    void setView(View view);
    void showClosed(); // streams that have ended, too
    void setClosedToolTip(const QString& text);
    // Behind Redis there are others, whose streams can stand among those of this hub.
    void setBehindRedis(bool behind);
    void updateEmptyState();
    bool isAnythingKnown() const; // not of a hub that was lost before it was looked at

    ConnectionTable* streams() const { return m_table; }
    ConnectionTable* users() const { return m_userTable; }
    const ConnectionRow* currentStream() const; // that is selected; null: none, or not there

Q_SIGNALS:
    void viewChanged();
    void rowsChanged(); // what is shown, by the desk
    void selectionChanged(); // of streams, by the user
    void userOpened(const QString& userId);
    void clearFilterRequested();

private:
    void makeTitleLine();
    void makeStreams();
    void makeUsers();
    void setClosedShown(bool shown);
    void showInstances();
    void updateClosedText();
    void showAllTraffic();
    void sortChanged();
    void userSortChanged();
    void showRows();
    void showStreams();
    void showUsers();
    void tellSeen();
    void tellColumns();
    void copyUnseen() const;
    void followSelection();

    const HubPort& m_hub;
    ConnectionsDesk& m_desk;
    const Theme& m_theme;
    UiState& m_state;
    TrafficLayer& m_traffic;
    Segmented* m_viewChoice;
    QCheckBox* m_showClosed;
    QCheckBox* m_allInstances;
    QStackedWidget* m_stack;
    ConnectionTable* m_table;
    ConnectionTable* m_userTable;
    ContentColumns* m_columns = nullptr;
    ContentColumns* m_userColumns = nullptr;
    EmptyState* m_empty;
};

} // namespace fanlight
