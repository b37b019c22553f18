// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace fanlight {

class LogModel;
class Theme;
class UiState;

// The hub's log: by level, stopped by Pause while recording goes on, following the end unless
// scrolled away from it. Owned by the window; main thread.
class LogPage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    LogPage(const LogRing& ring, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    LogModel* model() const { return m_model; }
    QString countText() const;
    QPushButton* pauseButton() const { return m_pause; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildTable(UiState& state);
    void pull();
    void copySelection();
    void updateCount();

    LogModel* m_model;
    QTableView* m_table;
    QPushButton* m_pause;
    QLabel* m_count;
    QTimer m_timer;
};

} // namespace fanlight
