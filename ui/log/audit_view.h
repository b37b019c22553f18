// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "log/audit_model.h"
#include "table_export.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class EndFollower;
class HubPort;
class RowTable;
class UiState;

// Who did what to the hub by hand, and who was refused: filtered, exported, following the end
// unless scrolled away from it; and where it is written down. Main thread; owned by the log's page.
class AuditView : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds PullInterval{500};

    // All must outlive the view.
    AuditView(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~AuditView() override;

    void pull(); // takes what came; a timer does while the view is seen
    RowTable* table() const { return m_table; }
    EmptyState* emptyState() const { return m_empty; }
    QLineEdit* filter() const { return m_filter; }
    QString countText() const;
    QString fileText() const;
    void exportCsv(const QString& path) { m_csv.saveTo(path); }
    void exportLines(const QString& path) { m_lines.saveTo(path); }

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeTable(const Theme& theme, UiState& state);
    void update();

    HubPort& m_hub;
    AuditModel m_model;
    AuditArrangement m_arrangement;
    QLineEdit* m_filter;
    QLabel* m_count;
    QPushButton* m_export;
    RowTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack; // the table, or why there is nothing in it
    QLabel* m_file;
    std::unique_ptr<EndFollower> m_endFollower;
    QTimer m_timer;
    TableExport m_csv;
    TableExport m_lines;
};

} // namespace fanlight
