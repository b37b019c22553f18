// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_choice.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace fanlight {

class HistoryRecorder;

// What is kept over the end of the program: whether, how much of it, and the way to be rid of it.
// Takes effect at once, and is kept in the settings file. Main thread; owned by the page of the
// settings; the recorder outlives it, or tells nothing more.
class HistoryRow : public QWidget {
    Q_OBJECT
public:
    HistoryRow(HistoryRecorder& recorder, QSettings& settings, QWidget* parent = nullptr);

    bool matches(const QStringList& words) const; // all of them
    QCheckBox* onBox() const { return m_on; }
    QCheckBox* payloadsBox() const { return m_payloads; }
    QComboBox* sizes() const { return m_size; }
    QComboBox* ages() const { return m_age; }
    QPushButton* forgetButton() const { return m_forget; }
    QString explanation() const; // as shown

Q_SIGNALS:
    void lastAction(const QString& text);

private:
    void fill();
    void take();
    void showState(const HistoryState& state);
    void askToForget();

    HistoryRecorder& m_recorder;
    QSettings& m_settings;
    QLabel* m_meaning;
    QLabel* m_state;
    QCheckBox* m_on;
    QComboBox* m_size;
    QComboBox* m_age;
    QCheckBox* m_payloads;
    QPushButton* m_forget;
};

} // namespace fanlight
