// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_state.h"
#include "hub/snapshots.h"

#include <QFrame>

class QLabel;

namespace fanlight {

class ElidedLabel;
class StallMeter;
class Theme;

// The line at the window's foot: how the process fares, and what was done last.
class StatusLine : public QFrame {
    Q_OBJECT
public:
    explicit StatusLine(const Theme& theme, QWidget* parent = nullptr);

    void setStartedAt(qint64 startedAtMs); // 0: not up
    void setSample(const MetricsSample& sample);
    void setHistory(const HistoryState& state); // what is kept for the next start
    void setLateness(const StallMeter& meter); // shown only while it can be felt
    void setLastAction(const QString& text);
    QString text() const; // all of it, for tests and screen readers

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    ElidedLabel* add(const QString& accessibleName);

    qint64 m_startedAtMs = 0;
    // Not in a layout: a figure that became wider, twice a second, would lay the whole window out.
    QWidget* m_row;
    QLabel* m_up;
    QLabel* m_cpu;
    QLabel* m_rss;
    ElidedLabel* m_history;
    QLabel* m_lateness;
    ElidedLabel* m_lastAction;
};

} // namespace fanlight
