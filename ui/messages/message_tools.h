// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/messages_export.h"
#include "ui_state.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace fanlight {

class FilterEdit;
class MessageModel;
class SavedFilters;

// What stands above the table of messages: the filter and what is wrong with it, what is counted,
// buttons; below each other where the page is narrow. Main thread; owned by the page.
class MessageTools : public QWidget {
    Q_OBJECT
public:
    explicit MessageTools(UiState& state, QWidget* parent = nullptr);

    FilterEdit& filter() const { return *m_filter; }
    void showProblem(const QString& error); // empty: there is none
    void showHint(const QString& hint); // the filter counts, but may not be the one that was meant
    void showCounts(const MessageModel& model);
    void setPaused(bool paused);
    QPushButton& columns() const { return *m_columns; }
    QPushButton& colours() const { return *m_colours; }
    QString countText() const;

Q_SIGNALS:
    void paused(bool on);
    void clearRequested();
    void replayRequested();
    void exportRequested(fanlight::MessagesFormat format);

private:
    FilterEdit* m_filter;
    SavedFilters* m_savedFilters;
    QLabel* m_count;
    QLabel* m_problem;
    QPushButton* m_columns;
    QPushButton* m_colours;
    QPushButton* m_pause;
    QPushButton* m_clear;
    QPushButton* m_replay;
    QPushButton* m_export;
};

} // namespace fanlight
