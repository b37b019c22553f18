// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_desk.h"
#include "theme/theme.h"
#include "widgets/card.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class RowTable;
class RunModel;
class UiState;

// The runs that were kept, to be opened, compared, named and deleted. Main thread; owned by the
// page.
class RunsCard : public Card {
    Q_OBJECT
public:
    // All must outlive it.
    RunsCard(LoadDesk& desk, const Theme& theme, UiState& state);

    RunModel* model() const { return m_model; }
    RowTable* table() const { return m_table; }
    EmptyState* emptyState() const { return m_empty; }
    QPushButton* compareButton() const { return m_compare; }

Q_SIGNALS:
    void opened(); // a run is shown
    void saveReportRequested(); // of the run that is shown

private:
    void makeTable(UiState& state);
    void runsChanged();
    void updateButtons();
    QList<int> selectedRows() const;
    QStringList selectedFiles() const; // newest first
    void openSelected(const std::function<void()>& then = {});
    void compareSelected();
    void deleteSelected();
    void showMenu(const QPoint& where);

    LoadDesk& m_desk;
    const Theme& m_theme;
    RunModel* m_model;
    RowTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QLabel* m_hint;
    QLabel* m_problem;
    QPushButton* m_open;
    QPushButton* m_compare;
    QPushButton* m_delete;
};

} // namespace fanlight
