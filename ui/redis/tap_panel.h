// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "redis/tap_model.h"
#include "shell/ability_gate.h"
#include "widgets/card.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSplitter;

namespace fanlight {

class JsonHighlighter;
class RowTable;
class UiState;

// A tap on the channels of a Redis: off until it is asked for, then recording until it is stopped
// or the hub stops, whichever page is seen. Pause holds the rows while the recording goes on. Owned
// by the page; main thread.
class TapPanel : public Card {
    Q_OBJECT
public:
    // All must outlive the panel.
    TapPanel(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    bool isTapping() const { return m_tapping; }
    void start();
    void stop();
    TapModel* model() { return &m_model; }
    RowTable* table() const { return m_table; }
    // Patterns that match what a hub with this prefix publishes on, blanks between.
    static QString patternOf(const QString& prefix);
    QString countText() const;
    QString stateText() const;
    QString detailText() const;

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTools();
    void makeTable(const Theme& theme, UiState& state);
    QWidget* makeDetail(const Theme& theme);
    void takeStatus(const HubStatus& status);
    void takeAbilities();
    void ended(const QString& problem); // empty: it was meant to
    void pull();
    void clear();
    void showDetail();
    void updateState();
    void updateCount();

    HubPort& m_hub;
    AbilityGate m_gate;
    TapRecord m_record;
    TapModel m_model;
    bool m_tapping = false;
    bool m_possible = false; // the hub is behind Redis and listens
    qint64 m_sinceMs = 0;
    QString m_problem;
    QTimer m_refresh; // a burst of batches is shown once
    QLineEdit* m_pattern;
    QPushButton* m_toggle;
    QLabel* m_state;
    QLineEdit* m_filter;
    QLabel* m_count;
    QPushButton* m_pause;
    QPushButton* m_clear;
    QSplitter* m_splitter;
    RowTable* m_table;
    QLabel* m_detailTitle;
    QPlainTextEdit* m_detail;
    JsonHighlighter* m_highlighter;
};

} // namespace fanlight
