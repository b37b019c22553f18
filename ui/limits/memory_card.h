// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/capacity.h"
#include "theme/theme.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace fanlight {

class UiState;

// What a connection takes of memory, in the hub and in the kernel, as measured and beside a budget
// of the user's own. Main thread; owned by the page.
class MemoryCard : public Card {
    Q_OBJECT
public:
    static constexpr qint64 DefaultBudget = 64 << 10; // bytes a connection
    static constexpr qint64 LeastBudget = 1 << 10;
    static constexpr qint64 MostBudget = 64 << 20;

    // `state` must outlive the card.
    MemoryCard(const Theme& theme, UiState& state, QWidget* parent = nullptr);

    double budget() const { return double(m_budget); } // bytes a connection, the last valid one
    void show(const CostFigures& costs, double availableBytes);
    // It is being measured, or was: `error` says why not.
    void setMeasuring(bool measuring, const QString& error);
    void setMeasurable(bool measurable); // the hub is one of this machine
    QLineEdit* budgetEdit() const { return m_edit; }
    QPushButton* measureButton() const { return m_measure; }
    QString budgetError() const;
    QString userText() const;
    QString kernelText() const;
    QString sumText() const;
    QString freeText() const;
    QString note() const;

Q_SIGNALS:
    void budgetChanged();
    void measureRequested();

private:
    QLabel* addLine(const QString& name);
    void takeBudget(const QString& text);

    UiState& m_state;
    qint64 m_budget = DefaultBudget;
    CostFigures m_costs;
    bool m_isMeasuring = false;
    bool m_isMeasurable = true;
    QString m_problem; // of the last measuring
    class QGridLayout* m_grid;
    QLabel* m_user;
    QLabel* m_kernel;
    QLabel* m_sum;
    QLabel* m_free;
    QLabel* m_note;
    QLabel* m_error;
    QLineEdit* m_edit;
    QPushButton* m_measure;
};

} // namespace fanlight
