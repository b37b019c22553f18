// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "instances/instance_model.h"
#include "table_export.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class HubPort;
class InstanceDetail;
class Percentiles;
class RowTable;
class Tile;
class UiState;

// The instances that share this hub's Redis: what each reported with its last heartbeat, and the
// sums over those that are not silent. Told once a second; shown only while the page is seen. Main
// thread; owned by the window.
class InstancesPage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    InstancesPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    RowTable* table() const { return m_table; }
    InstanceDetail* detail() const { return m_detail; }
    EmptyState* emptyState() const { return m_empty; }
    // 0 connections, 1 delivered/s, 2 memory, 3 latency, 4 CPU
    Tile* tile(int index) const { return m_tiles.at(std::size_t(index)); }
    void exportTo(const QString& path) { m_csv.saveTo(path); }

Q_SIGNALS:
    void brokerSettingRequested();
    void openRequested(const QString& url); // the page of an instance, in a browser
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeTable(const Theme& theme, UiState& state);
    QWidget* makeContent(const Theme& theme);
    void takeStatus(const HubStatus& status);
    void refresh();
    void refreshTiles();
    void takePercentiles();
    void updateCount();
    void updateEmptyState();
    void connectDetail(UiState& state);
    void showDetail();
    void updateDetail();
    void open(const QModelIndex& index);
    void copyCurl(const QString& url);
    const InstanceRow* current() const; // the selected one; null: none
    void showTableMenu(const QPoint& where);
    TableExport::Content csvContent() const;

    const HubPort& m_hub;
    InstanceModel m_model;
    InstanceArrangement m_arrangement;
    InstanceSnapshotPtr m_latest = std::make_shared<InstanceSnapshot>();
    HubStatus m_status; // as last signalled
    bool m_applying = false; // rows come and go by the model's doing
    bool m_stale = false; // the table does not show the latest
    const Percentiles& m_percentiles;
    std::vector<Tile*> m_tiles;
    QLineEdit* m_filter;
    QLabel* m_count;
    QPushButton* m_export;
    RowTable* m_table;
    InstanceDetail* m_detail;
    QSplitter* m_splitter;
    EmptyState* m_empty;
    EmptyState* m_noMatch;
    QStackedWidget* m_rows; // the table, or that nothing matches
    QStackedWidget* m_stack; // the rows with their tools, or the empty state
    TableExport m_csv;
};

} // namespace fanlight
