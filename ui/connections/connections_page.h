// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_arrangement.h"
#include "connections/connection_model.h"
#include "connections/return_watch.h"
#include "connections/user_model.h"
#include "hub/hub.h"
#include "table_export.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class Card;
class ConnectionDetail;
class ConnectionTable;
class EmptyState;
class FilterEdit;
class SavedFilters;
class Segmented;

// All streams of the hub in a table that stays smooth with many thousands, or its users: asked for
// once a second while the page is seen, never twice at a time, merged with those that ended lately,
// filtered and sorted off the paint path. Main thread; owned by the window.
class ConnectionsPage : public QWidget {
    Q_OBJECT
public:
    using View = ConnectionArranger::View;

    // All three must outlive the page.
    ConnectionsPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~ConnectionsPage() override;

    // Shows these rows; the page's own requests end here too.
    void showSnapshot(const ConnectionSnapshotPtr& snapshot);
    // Streams that ended, shown from the next snapshot on.
    void takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs);
    // Tells above the table which of these come back.
    void watchReturns(const std::vector<ConnectionRow>& left, qint64 nowMs);
    void setFilter(const QString& text);
    void setPaused(bool paused);
    void setView(View view);
    // Writes the shown rows; lastAction() or a message tells how it went.
    void exportTo(const QString& path);

    QString countText() const;
    ConnectionTable* streamTable() const { return m_table; }
    ConnectionTable* userTable() const { return m_userTable; }

Q_SIGNALS:
    void sendToUser(const QString& userId);
    void lastAction(const QString& text); // "12 disconnected"

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Intent { // what a client is told before its stream ends
        QString text;
        qint64 retryMs;
    };
    static const std::vector<Intent>& intents();
    using Ids = std::function<std::vector<quint64>()>;

    QBoxLayout* makeToolLine();
    QWidget* makeReturnLine();
    QWidget* makeTables();
    void makeStreamTable();
    void makeUserTable();
    void makeShortcuts();
    void restoreState();

    void request();
    void answer(const ConnectionSnapshotPtr& snapshot);
    bool wantsRequests() const;
    bool wantsRoundTrip() const;
    void hubChanged();

    void filterEdited(const QString& text);
    QStringList seenValues(const QString& field, const QString& prefix, int most) const;
    void sortChanged();
    void userSortChanged();
    void showArrangement(const ConnectionArrangement& arrangement);
    void showUsers(const UserArrangement& arrangement);
    void keepScrollPosition(const std::vector<quint64>& seen);
    std::vector<quint64> seenIds() const;
    void viewChanged();
    void updateCount();
    void updateActions();
    void updateEmptyState();
    void updateDetail();
    void updateEarlier();
    void updateWatch();
    void updateReturns();
    void showDetailOf(const ConnectionRow& row);
    void followSelection();
    void openUser(const QModelIndex& index);

    std::vector<quint64> selectedIds() const; // of streams that are open
    // A menu of the intents for the connections that `ids` gives once one is chosen.
    QMenu* makeDisconnectMenu(QWidget* parent, const Ids& ids);
    void askAfterHowLong(const Ids& ids);
    void confirmDisconnect(const std::vector<quint64>& ids, const Intent& intent);
    void disconnectNow(const std::vector<quint64>& ids, const Intent& intent);

    void showTableMenu(const QPoint& where);
    void showUserMenu(const QPoint& where);
    void addCopyActions(QMenu& menu, const ConnectionRow& row);
    TableExport::Content csvContent() const;

    Hub& m_hub;
    Theme& m_theme;
    UiState& m_state;
    ClosedConnections& m_closedLog;
    ConnectionModel m_model;
    UserModel m_users;
    ConnectionArranger m_arranger;
    ConnectionSnapshotPtr m_snapshot = std::make_shared<ConnectionSnapshot>(); // the last one
    ClosedRows m_closedRows;
    ReturnWatch m_returns;
    QTimer m_nextRequest;
    bool m_requesting = false;
    quint64 m_hubRun = 0; // what a hub that has stopped since would answer is not waited for
    bool m_applying = false; // selection changes now are the model's doing, not the user's
    bool m_filtersRoundTrip = false;
    quint64 m_watched = 0; // the stream the hub was asked to watch
    quint64 m_earlierUpTo = 0; // the last closed stream that was looked through

    FilterEdit* m_filter;
    SavedFilters* m_savedFilters;
    QLabel* m_count;
    QLabel* m_filterError;
    QPushButton* m_pause;
    QPushButton* m_disconnect;
    QPushButton* m_export;
    QPushButton* m_details;
    Segmented* m_viewChoice;
    QCheckBox* m_showClosed;
    QWidget* m_returnLine = nullptr;
    QLabel* m_returnText;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    ConnectionTable* m_table;
    ConnectionTable* m_userTable;
    EmptyState* m_empty;
    ConnectionDetail* m_detail;
    TableExport m_csv;
};

} // namespace fanlight
