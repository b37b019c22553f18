// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/capacity.h"
#include "theme/theme.h"
#include "widgets/card.h"

#include <vector>

class QBoxLayout;
class QLayout;
class QLineEdit;
class QPushButton;

namespace fanlight {

class UiState;

// The capacity planner: what is to be carried, and what that takes of each instance by the figures
// measured here. Main thread; owned by the page.
class PlannerCard : public Card {
    Q_OBJECT
public:
    enum Question { Users, Devices, Instances, Messages, FanOut, QuestionCount };

    // `state` must outlive the card.
    PlannerCard(const Theme& theme, UiState& state, QWidget* parent = nullptr);

    // With these it computes; `redis`: the hub is behind Redis now.
    void setFigures(const CostFigures& costs, const InstanceBounds& bounds, bool redis);
    void setTitleLine(const QString& title) { m_heading = title; } // of the text
    QLineEdit* edit(Question question) const { return m_fields[std::size_t(question)].edit; }
    QString error(Question question) const;
    const CapacityPlan& plan() const { return m_plan; }
    QString cell(int row, int column) const; // of the table: 0 an instance, 1 all
    QString verdict() const;
    QString missing() const;
    QString text() const;
    QString saveTo(const QString& path) const; // what went wrong; empty: nothing
    QPushButton* copyButton() const { return m_copy; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Field {
        QLineEdit* edit;
        QLabel* error;
        double* value; // in m_question
        double least;
        double most;
        bool whole;
    };
    struct Row {
        QLabel* perInstance;
        QLabel* all;
    };
    QLayout* makeQuestions();
    QLayout* makeAnswers(const Theme& theme);
    void arrange();
    void take();
    void compute();
    void save();

    UiState& m_state;
    CapacityQuestion m_question;
    CostFigures m_costs;
    InstanceBounds m_bounds;
    CapacityPlan m_plan;
    QString m_heading;
    bool m_valid = true;
    std::vector<Field> m_fields;
    std::vector<Row> m_rows;
    QBoxLayout* m_sides; // what is asked, and what comes of it
    QLayout* m_questions = nullptr;
    QLayout* m_answers = nullptr;
    QLabel* m_redis;
    QLabel* m_verdict;
    QLabel* m_missing;
    QPushButton* m_copy;
    QPushButton* m_save;
};

} // namespace fanlight
