// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/error_lines.h"
#include "load/phase_editor.h"
#include "load/scenario_fields.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

class ArrivalCurve;
class RowTable;

// What a load test does, to be filled in: target, phases with their curve, publishing, how clients
// behave. What is typed is checked as it is typed. What a scenario from a file has beyond the
// fields is kept. Main thread; owned by the page.
class ScenarioForm : public QWidget {
    Q_OBJECT
public:
    // `theme` must outlive the form.
    explicit ScenarioForm(const Theme& theme, QWidget* parent = nullptr);

    // A first test: 1,000 clients within 15 seconds, 100 messages a second.
    static LoadScenario firstScenario();

    // `thisHub`: its target is the hub of this window, wherever that listens.
    void setScenario(const LoadScenario& scenario, bool thisHub);
    // As it is filled in; what cannot be read has its default.
    const LoadScenario& scenario() const { return m_scenario; }
    bool isThisHub() const;
    // Where the hub of this window listens; empty: it does not.
    void setHubUrl(const QString& url);
    // What is wrong, in one line; empty: it can run.
    QString problem() const { return m_error; }
    // What stands beneath the field it is about; empty: that field is sound, or has no such line.
    QString errorAt(const QWidget* field) const { return m_errorLines.at(field); }
    bool isReadable() const { return m_readable; } // all that was typed is understood
    // While it runs nothing can be changed and the phase is shown.
    void setRunning(bool running);
    void setElapsed(int phase, std::chrono::milliseconds elapsed);

    QLineEdit* edit(ScenarioField::Id id) const { return m_edits.at(std::size_t(id)); }
    QComboBox* target() const { return m_target; }
    QComboBox* publishTo() const { return m_publishTo; }
    QLineEdit* oneUser() const { return m_one; }
    PhaseModel& phases() { return m_phases->model(); }
    RowTable* phaseTable() const { return m_phases->table(); }
    ArrivalCurve* curve() const { return m_curve; }
    QPushButton* moreButton() const { return m_more; }

    static QString thisHubText(); // as the target is written
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void tidy(ScenarioField::Id id);
    QWidget* makeTarget();
    QWidget* makePublish();
    QWidget* makeClientsFile();
    void addRow(QFormLayout& form, ScenarioField::Id id, QWidget* field = nullptr);
    QLineEdit* makeEdit(const ScenarioField& field);
    void fitWidth();

    void readAll();
    QString readTarget();
    QString readField(const ScenarioField& field);
    QString checkScenario(); // empty: it is sound
    QLineEdit* editOf(const QString& check) const;
    bool hasRareValues() const;

    const Theme& m_theme;
    LoadScenario m_base; // what the fields are put into
    LoadScenario m_scenario;
    QString m_hubUrl;
    bool m_readable = true;
    bool m_filling = false;
    ErrorLines m_errorLines;
    std::vector<QLineEdit*> m_edits; // by ScenarioField::Id
    QFormLayout* m_usual; // target and path
    QFormLayout* m_behaviour; // what is published, and how clients behave
    int m_widestLabel = 0; // of those
    QComboBox* m_target;
    PhaseEditor* m_phases;
    ArrivalCurve* m_curve;
    QWidget* m_publishPlace; // how much, and to whom
    QComboBox* m_publishTo;
    QLineEdit* m_one;
    QPushButton* m_more;
    QWidget* m_rare;
    QWidget* m_fields; // all that is typed
    QString m_error; // the first, in one line
    QLabel* m_problem; // what is about no field
};

} // namespace fanlight
