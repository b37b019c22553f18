// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "messages/message_actions.h"
#include "messages/message_feed.h"
#include "messages/message_model.h"
#include "messages/message_selection.h"
#include "messages/messages_export.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class EndFollower;
class FilterEdit;
class MessageDetail;
class ReplayDialog;
class RowTable;
class SavedFilters;

// Every published message, as it comes: filtered, held, cleared, looked into, compared, sent again,
// exported. Recorded by the hub from the page's making on. The feed brings them into the model, the
// actions do what can be done to one; the page lays out and keeps the place. Main thread; owned by
// the window.
class MessagesPage : public QWidget {
    Q_OBJECT
public:
    // All three must outlive the page.
    MessagesPage(Hub& hub, Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~MessagesPage() override;

    void setFilter(const QString& text);
    void setPaused(bool paused);
    void clear(); // the log, too
    void pull(); // takes what came; a timer does while the page is seen
    // Writes the shown messages; lastAction() or a message tells how it went.
    void exportTo(const QString& path, MessagesFormat format);
    void showReplay(); // filled in from the selected message

    MessageModel* model() { return &m_model; }
    MessageDetail* detail() const { return m_detail; }
    RowTable* table() const { return m_table; }
    ReplayDialog* replayDialog() const { return m_replay; } // null until it was asked for
    QString countText() const;

Q_SIGNALS:
    void sendAgain(const fanlight::PublishRequest& request);
    void useAsTemplate(const fanlight::PublishRequest& request);
    void lastAction(const QString& text); // "copied the data"

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QBoxLayout* makeToolLine();
    QWidget* makeTable();
    void makeShortcuts();
    void restoreState();

    void keepPlace(const std::function<void()>& change);
    void filterEdited(const QString& text);
    void followSelection();
    void figuresChanged();
    void showCounts();
    void updateActions();
    void updateEmptyState();

    std::optional<MessageRecord> current() const; // what the actions are done to
    bool gather(std::vector<MessageRecord>& into); // the next rows to be saved
    void showTableMenu(const QPoint& where);

    Hub& m_hub;
    Theme& m_theme;
    UiState& m_state;
    MessageModel m_model;
    MessageFeed m_feed;
    MessageActions m_actions;
    std::unique_ptr<MessageSelection> m_selection; // of the table
    std::unique_ptr<EndFollower> m_endFollower;
    bool m_applying = false; // selection changes now are the model's doing, not the user's

    FilterEdit* m_filter;
    SavedFilters* m_savedFilters;
    QLabel* m_count;
    QLabel* m_filterError;
    QPushButton* m_pause;
    QPushButton* m_clear;
    QPushButton* m_export;
    QPushButton* m_showReplay;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    RowTable* m_table;
    EmptyState* m_empty;
    MessageDetail* m_detail = nullptr;
    ReplayDialog* m_replay = nullptr;
    MessagesExport m_exporter;
};

} // namespace fanlight
