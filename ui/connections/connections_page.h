// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_arrangement.h"
#include "connections/connection_model.h"
#include "hub/hub.h"
#include "table_export.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class Card;
class ConnectionDetail;
class ConnectionTable;
class EmptyState;

// All streams of the hub in a table that stays smooth with many thousands: asked for once a second while
// the page is seen, never twice at a time, filtered and sorted off the paint path. Main thread; owned by
// the window.
class ConnectionsPage : public QWidget {
    Q_OBJECT
public:
    // All three must outlive the page.
    ConnectionsPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~ConnectionsPage() override;

    // Shows these rows; the page's own requests end here too.
    void showSnapshot(const ConnectionSnapshotPtr& snapshot);
    void setFilter(const QString& text);
    void setPaused(bool paused);
    // Writes the shown rows; lastAction() or a message tells how it went.
    void exportTo(const QString& path);

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

    QBoxLayout* makeToolLine();
    QWidget* makeTable();
    void makeShortcuts();
    void restoreState();

    void request();
    void answer(const ConnectionSnapshotPtr& snapshot);
    bool wantsRequests() const;
    void hubChanged();

    void filterEdited(const QString& text);
    void sortChanged();
    void showArrangement(const ConnectionArrangement& arrangement);
    void keepScrollPosition(const std::vector<quint64>& seen);
    std::vector<quint64> seenIds() const;
    void updateCount();
    void updateActions();
    void updateEmptyState();
    void updateDetail();
    void followSelection();

    std::vector<quint64> selectedIds() const;
    // A menu of the intents for the connections that `ids` gives once one is chosen.
    QMenu* makeDisconnectMenu(QWidget* parent, std::function<std::vector<quint64>()> ids);
    void confirmDisconnect(const std::vector<quint64>& ids, const Intent& intent);
    void disconnectNow(const std::vector<quint64>& ids, const Intent& intent);

    void showTableMenu(const QPoint& where);
    void addCopyActions(QMenu& menu, const ConnectionRow& row);
    TableExport::Content csvContent() const;

    Hub& m_hub;
    Theme& m_theme;
    UiState& m_state;
    ConnectionModel m_model;
    ConnectionArranger m_arranger;
    QTimer m_nextRequest;
    bool m_requesting = false;
    quint64 m_hubRun = 0; // what a hub that has stopped since would answer is not waited for
    bool m_applying = false; // selection changes now are the model's doing, not the user's

    QLineEdit* m_filter;
    QLabel* m_count;
    QLabel* m_filterError;
    QPushButton* m_pause;
    QPushButton* m_disconnect;
    QPushButton* m_export;
    QPushButton* m_details;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    ConnectionTable* m_table;
    EmptyState* m_empty;
    ConnectionDetail* m_detail;
    TableExport m_csv;
};

} // namespace fanlight
