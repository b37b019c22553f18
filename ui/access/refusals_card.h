// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/refusal_model.h"
#include "table_export.h"
#include "widgets/card.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class RowTable;
class UiState;

// Who was turned away, of what, why and how often: filtered, sorted, exported. Main thread; owned
// by the page.
class RefusalsCard : public Card {
    Q_OBJECT
public:
    // Both must outlive the card.
    RefusalsCard(const Theme& theme, UiState& state, QWidget* parent = nullptr);

    void show(const RefusalBook::Contents& refusals);
    RowTable* table() const { return m_table; }
    RefusalArrangement& arrangement() { return m_arrangement; }
    QLineEdit* filter() const { return m_filter; }
    EmptyState* emptyState() const { return m_empty; }
    QString countText() const;
    QString detailText() const; // of the selected row, whole
    void exportCsv(const QString& path) { m_csv.saveTo(path); }

Q_SIGNALS:
    void lastAction(const QString& text);

private:
    void makeTable(UiState& state);
    void showMenu(const QPoint& where);
    void copyCell(int column);
    void showDetail();
    void update();

    const Theme& m_theme;
    RefusalModel m_model;
    RefusalArrangement m_arrangement;
    std::uint64_t m_total = 0;
    std::uint64_t m_forgotten = 0;
    QLineEdit* m_filter;
    QLabel* m_count;
    QPushButton* m_export;
    RowTable* m_table;
    EmptyState* m_empty;
    QLabel* m_detail;
    QStackedWidget* m_stack; // the table, or why there is nothing in it
    TableExport m_csv;
};

} // namespace fanlight
