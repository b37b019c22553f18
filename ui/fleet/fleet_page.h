// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_board.h"
#include "fleet/fleet_model.h"
#include "table_export.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class FilterEdit;
class FleetCompare;
class FleetDetail;
class FleetTable;
class Percentiles;
class UiState;

// All hubs that are known, a row each: the one of the window, the instances behind its Redis, the
// servers of the user. They are looked at while the page is seen, and no longer. Main thread; owned
// by the window.
class FleetPage : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds RefreshInterval{1000};
    static constexpr std::chrono::milliseconds ChangeDelay{100}; // so that a burst is one

    // All must outlive the page.
    FleetPage(const FleetBoard::Sources& from, const Theme& theme, UiState& state,
        QWidget* parent = nullptr);
    ~FleetPage() override;

    // Rules that fire with the hub that is shown, in words.
    void setAlerts(std::function<QStringList()> firing) { m_firing = std::move(firing); }
    void refresh(); // now

    const FleetModel& model() const { return m_model; }
    FleetTable* table() const { return m_table; }
    FleetDetail* detail() const { return m_detail; }
    EmptyState* emptyState() const { return m_empty; }
    FilterEdit* filter() const { return m_filter; }
    QPushButton* addButton() const { return m_add; }
    QPushButton* captureButton() const { return m_capture; }
    QString countText() const;
    void exportTo(const QString& path) { m_csv.saveTo(path); }
    FleetCompare* compare(); // the one that is selected with the one beside it; null: cannot be

Q_SIGNALS:
    void brokerSettingRequested();
    void captureRequested(); // one shall be opened
    void browserRequested(const QString& url); // the page of a hub
    void countChanged(const QString& text); // of hubs, beside the page's name; empty: no others
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeContent();
    void makeTable(const Theme& theme, UiState& state);
    void connectAll(UiState& state);
    void takeFilter();
    void updateCount();
    void updateEmptyState();
    void tellCount(const std::vector<FleetRow>& rows);
    void showDetail();
    void updateDetail();
    void openRow(const FleetRow& row);
    bool canOpen(const FleetRow& row) const;
    void ask();
    void copyCurl(const QString& url);
    const FleetRow* current() const; // the selected one; null: none
    void showTableMenu(const QPoint& where);
    TableExport::Content csvContent() const;
    FleetServers* servers() const;

    FleetBoard m_board;
    HubPort& m_hub;
    const Theme& m_theme;
    Percentiles& m_percentiles;
    FleetModel m_model;
    std::function<QStringList()> m_firing;
    bool m_applying = false; // rows come and go by the model's doing
    QString m_otherKey; // what the selected one is compared with
    QString m_count; // as told last
    QTimer m_refresh;
    QTimer m_soon;
    FilterEdit* m_filter;
    QLabel* m_countLabel;
    QLabel* m_problem;
    QPushButton* m_add;
    QPushButton* m_capture;
    QPushButton* m_export;
    FleetTable* m_table;
    FleetDetail* m_detail;
    QSplitter* m_splitter;
    EmptyState* m_empty;
    EmptyState* m_noMatch;
    QStackedWidget* m_rows; // the table, or that nothing matches
    QStackedWidget* m_stack; // the rows with their tools, or the empty state
    QPointer<FleetCompare> m_compare; // that is open
    TableExport m_csv;
};

} // namespace fanlight
