// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/fault_model.h"
#include "hub/snapshots.h"
#include "shell/ability_gate.h"
#include "shell/caution.h"

#include <QScrollArea>
#include <QTimer>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class Card;
class EmptyState;
class FilterEdit;
class FaultCommand;
class FaultRow;
class RowTable;
class UiState;

// Breaks things on purpose: each kind of fault with its parameters, the streams it is for, how
// long; those that are on, each with its switch; the same as a command for test suites. Owned by
// the window; main thread.
class FaultsPage : public QScrollArea {
    Q_OBJECT
public:
    static constexpr qint64 ManyStreams = 1000; // of more, dropping over half is asked for
    static constexpr std::chrono::milliseconds CountDelay{300}; // after the last key

    // All must outlive the page.
    FaultsPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    // The hub's answers: how many streams match, and what became of a start.
    void showMatches(const QString& scope, const ConnectionSnapshot& found);
    void showBegun(FaultKind kind, const QString& error, const Fault& fault);
    // What is asked before many streams are dropped; by default a dialog.
    void setConfirm(std::function<bool(const QString& question)> confirm)
    {
        m_confirm = std::move(confirm);
    }

    void setCaution(const Caution& caution) { m_caution = caution; } // before a fault begins

    void takeFaults(const Faults& faults); // that are on
    void takeSample(const MetricsSample& sample); // the newest

    FaultRow* row(FaultKind kind) const { return m_rows.at(std::size_t(kind)); }
    Fault wished(FaultKind kind) const; // with scope and time
    QLineEdit* scopeEdit() const;
    QLineEdit* timeEdit() const { return m_time; }
    QString scopeText() const; // "12 of 1,000 streams match"
    QString problemText() const; // of scope or time; empty: none
    QString commandText() const;
    QString apiText() const;
    FaultModel* model() { return &m_model; }
    RowTable* table() const { return m_table; }
    EmptyState* emptyState() const { return m_empty; }
    QPushButton* endAllButton() const { return m_endAll; }

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    Card* makeOn(const Theme& theme, UiState& state);
    Card* makeSetUp();
    QLayout* makeScope();
    void takeStatus(const HubStatus& status);
    void refresh();
    void updateEnds();
    void updateRows();
    void checkScope();
    void count();
    void updateCount();
    void updateCommand();
    void start(FaultKind kind);
    void end(const QList<int>& rows);
    void begin(const Fault& fault);
    bool mayStart(const Fault& fault);

    HubPort& m_hub;
    UiState& m_state;
    AbilityGate m_gate;
    Caution m_caution;
    HubStatus m_status; // as last signalled
    Faults m_faults; // that are on, as last told
    FaultModel m_model;
    std::function<bool(const QString&)> m_confirm;
    std::vector<FaultRow*> m_rows; // by kind
    FaultKind m_shownKind = FaultKind::Drop; // whose command is shown
    QTimer m_countTimer;
    bool m_counting = false; // asked, and not answered yet
    bool m_countAgain = false;
    qint64 m_matching = -1; // -1: not known
    qint64 m_total = -1;
    QString m_counted; // the filter it was counted with
    quint64 m_connections = 0; // of the newest sample
    QString m_timeError;

    RowTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QPushButton* m_endOne;
    QPushButton* m_endAll;
    FilterEdit* m_scope;
    QLabel* m_scopeCount;
    QLabel* m_problem;
    QLineEdit* m_time;
    FaultCommand* m_command;
};

} // namespace fanlight
