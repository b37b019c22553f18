// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/phase_model.h"

#include <QWidget>

class QPushButton;

namespace fanlight {

class ErrorLines;
class RowTable;

// The phases of a load test as a table to be edited, by mouse or by keys: add, remove, move. Main
// thread; owned by the form.
class PhaseEditor : public QWidget {
    Q_OBJECT
public:
    static constexpr int MostTableRows = 6; // of more phases the table scrolls

    // Both must outlive the editor.
    PhaseEditor(const Theme& theme, ErrorLines& errors, QWidget* parent = nullptr);

    PhaseModel& model() { return m_model; }
    RowTable* table() const { return m_table; }
    void setNarrow(bool narrow); // without the column of caps, where none is set

Q_SIGNALS:
    void edited();

private:
    void add();
    void remove();
    void moveBy(int by);
    void fitTable();
    void fitColumns();
    void updateButtons();

    PhaseModel m_model;
    RowTable* m_table;
    QPushButton* m_addPhase;
    QPushButton* m_removePhase;
    QPushButton* m_up;
    QPushButton* m_down;
    bool m_narrow = false;
};

} // namespace fanlight
