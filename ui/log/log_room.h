// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;

namespace fanlight {

class AuditView;
class LogPage;
class Segmented;
class UiState;

// What was logged, and what was done by hand: one page with two sides. Main thread; owned by the
// window.
class LogRoom : public QWidget {
    Q_OBJECT
public:
    enum Side { Log, Audit };

    // Takes both over; `state` must outlive the page.
    LogRoom(LogPage* log, AuditView* audit, UiState& state, QWidget* parent = nullptr);

    Segmented* sides() const { return m_sides; }
    void showSide(Side side);

private:
    Segmented* m_sides;
    QStackedWidget* m_stack;
};

} // namespace fanlight
