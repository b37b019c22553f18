// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_focus.h"
#include "connections/connections_desk.h"
#include "connections/disconnect_menu.h"
#include "hub/hub_port.h"
#include "shell/ability_gate.h"
#include "shell/caution.h"
#include "table_export.h"
#include "theme/theme.h"
#include "traffic_layer.h"
#include "ui_state.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;

namespace fanlight {

class ConnectionDetail;
class ConnectionTable;
class ConnectionTables;
class FilterEdit;
class SavedFilters;

// All streams of the hub in a table that stays smooth with many thousands, or its users, and all
// that is known of one. The desk has the rows, the focus asks about the one; the page lays
// them out and brings the questions to the hub. Main thread; owned by the window.
class ConnectionsPage : public QWidget {
    Q_OBJECT
public:
    using View = ConnectionsDesk::View;

    // All three must outlive the page.
    ConnectionsPage(HubPort& hub, Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~ConnectionsPage() override;

    // Shows these rows until the hub's come.
    void showSnapshot(const ConnectionSnapshotPtr& snapshot);
    // Streams that ended, shown with the next of these.
    void takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs);
    // What the hub answers ends here.
    void takeWindow(const ConnectionWindowPtr& window);
    void setFilter(const QString& text);
    void setPaused(bool paused);
    void setCaution(const Caution& caution) { m_caution = caution; } // before many are ended
    void setView(View view);
    // The one stream, also where it has ended lately; all streams of a user.
    void showConnection(const QString& connectionId);
    void showUser(const QString& userId);
    // Writes all rows that match; lastAction() or a message tells how it went.
    void exportTo(const QString& path);

    QString countText() const;
    ConnectionTable* streamTable() const;
    ConnectionTable* userTable() const;

Q_SIGNALS:
    void sendToUser(const QString& userId);
    void lastAction(const QString& text); // "12 disconnected"

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QBoxLayout* makeToolLine();
    QWidget* makeReturnLine();
    void makeShortcuts();
    void restoreState();

    void connectDesk();
    void connectTables();
    void hubChanged();

    void filterEdited(const QString& text);
    void updateDetailShown();
    void viewChanged();
    void updateTexts();
    void updateCount();
    void updateActions();
    void updateDetail();
    void updateWatch();
    void updateReturns();
    void showDetailOf(const ConnectionRow& row);
    void followSelection();

    DisconnectMenu::Deed deed();
    DisconnectMenu::Ids selectedIds();
    void tellOfOthers();
    void askWhereToExport();
    void showTableMenu(const QPoint& where);
    void showUserMenu(const QPoint& where);
    void addSendAction(QMenu& menu, const QString& userId);
    void addCopyActions(QMenu& menu, const ConnectionRow& row);

    HubPort& m_hub;
    Theme& m_theme;
    UiState& m_state;
    TrafficLayer& m_traffic;
    ClosedConnections& m_closedLog;
    AbilityGate m_gate;
    Caution m_caution;
    ConnectionsDesk m_desk;
    ConnectionFocus m_focus;

    FilterEdit* m_filter;
    SavedFilters* m_savedFilters;
    QLabel* m_count;
    QLabel* m_filterError;
    QPushButton* m_pause;
    QPushButton* m_disconnect;
    QPushButton* m_export;
    QPushButton* m_details;
    QWidget* m_returnLine = nullptr;
    QLabel* m_returnText;
    QSplitter* m_splitter;
    ConnectionTables* m_tables;
    ConnectionDetail* m_detail;
    AllConnectionsPtr m_toExport; // what the file gets
    TableExport m_csv;
};

} // namespace fanlight
