// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/palette_model.h"

#include <QFrame>
#include <QTimer>

#include <chrono>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QListView;

namespace fanlight {

class Palette;
class Theme;

// The palette over the window: a line to type in and what was found below it. Up, Down, Page Up and
// Page Down choose, Enter does it, Alt with its number does one of the first ten at once, Escape,
// or a press elsewhere, leaves it. Screen readers are told how much was found and what is chosen.
// Main thread; owned by the window.
class PalettePopup : public QFrame {
    Q_OBJECT
public:
    static constexpr int RowsShown = 10; // and numbered, the tenth 0
    static constexpr std::chrono::milliseconds TellDelay{400}; // after the last key

    PalettePopup(Palette& palette, const Theme& theme, QWidget* parent); // all outlive it

    void open();
    QLineEdit* edit() const { return m_edit; }
    QListView* list() const { return m_list; }
    QString foundText() const; // "12 found"

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void place();
    void step(int rows);
    void runCurrent();
    void tell();
    bool takeNumber(const QKeyEvent& key);
    bool takeKey(int key);

    Palette& m_palette;
    PaletteModel m_model;
    QLineEdit* m_edit;
    QListView* m_list;
    QLabel* m_found;
    QLabel* m_numbers; // what they are for
    QTimer m_tell;
    bool m_runs = false;
};

} // namespace fanlight
