// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "messages/compare_room.h"
#include "messages/mark_actions.h"
#include "messages/message_actions.h"
#include "messages/message_feed.h"
#include "messages/message_looks.h"
#include "messages/message_model.h"
#include "messages/message_selection.h"
#include "messages/messages_export.h"
#include "messages/payload_index.h"
#include "shell/ability_gate.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <set>

class QSplitter;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class FieldChart;
class FollowView;
class MessageDetail;
class MessageSides;
class MessageTable;
class MessageTools;
class ReplayDialog;
class TablePlace;
class UndoBar;

// Every published message, as it comes: filtered, sorted, coloured, marked, held, cleared, looked
// into, compared, charted, sent again, exported. Recorded by the hub from the page's making on. The
// feed brings them into the model, the actions do what can be done to one, the looks colour them;
// the page lays out and keeps the place. Main thread; owned by the window.
class MessagesPage : public QWidget {
    Q_OBJECT
public:
    // All three must outlive the page.
    MessagesPage(HubPort& hub, Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~MessagesPage() override;

    void setFilter(const QString& text);
    void setPaused(bool paused);
    void clear(); // the log, too; an offer to undo it stands for a while
    void pull() { m_feed.pull(); } // takes what came; a timer does while the page is seen
    // Writes the shown messages; lastAction() or a message tells how it went.
    void exportTo(const QString& path, MessagesFormat format) { m_exporter.saveTo(path, format); }
    void showReplay(); // filled in from the selected message
    bool isFollowing() const;
    FollowView* followView() const { return m_follow; } // null until something was followed

    MessageModel* model() { return &m_model; }
    MessageDetail* detail() const { return m_detail; }
    MessageTable* table() const { return m_table; }
    MessageSides* sides() const { return m_sides; }
    FieldChart* chart() const { return m_chart; }
    UndoBar* undoBar() const { return m_undo; }
    MessageLooks& looks() { return m_looks; }
    ReplayDialog* replayDialog() const { return m_replay; } // null until it was asked for
    QString countText() const;

public Q_SLOTS:
    // Shows the way of the notification with this event id, of its receipt alone where the message
    // is no longer kept, or says that nothing is. Whoever calls it shows the page.
    void follow(const QString& id);
    void endFollow(); // back to the messages

Q_SIGNALS:
    void sendAgain(const fanlight::PublishRequest& request);
    void useAsTemplate(const fanlight::PublishRequest& request);
    void lastAction(const QString& text); // "copied the data"

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeTable();
    void makeMenus();
    void makeShortcuts();
    void makeFollowView();
    void followMessage(const MessageRecord& message);
    void connectParts();
    void restoreState();

    void filterEdited(const QString& text);
    void setField(const QString& path, bool on);
    void setChart(const QString& path);
    void undoClear();
    void followSelection();
    void fetch(const MessageRecord& message);
    void takeWhole(quint64 number, const QString& error, const MessageRecord& whole);
    void figuresChanged();
    void showCounts();
    void updateActions();
    void updateEmptyState();

    std::optional<MessageRecord> current() const; // what the actions are done to
    bool gather(std::vector<MessageRecord>& into); // the next rows to be saved
    void showTableMenu(const QPoint& where);

    HubPort& m_hub;
    Theme& m_theme;
    UiState& m_state;
    AbilityGate m_gate;
    MessageModel m_model;
    MessageFeed m_feed;
    MessageLooks m_looks;
    PayloadIndex m_index; // of all that came
    std::set<quint64> m_fetching; // whose data was asked for, and has not come
    quint64 m_cleared = 0; // messages, since which nothing was published
    MessageActions m_actions;
    std::unique_ptr<MessageSelection> m_selection; // of the table
    std::unique_ptr<MarkActions> m_marks;
    std::unique_ptr<TablePlace> m_place; // of the table

    MessageTools* m_tools;
    QSplitter* m_splitter;
    CompareRoom m_compareRoom;
    QStackedWidget* m_stack;
    MessageTable* m_table;
    EmptyState* m_empty;
    MessageSides* m_sides;
    FieldChart* m_chart;
    UndoBar* m_undo = nullptr;
    QSplitter* m_sideSplitter;
    MessageDetail* m_detail = nullptr;
    ReplayDialog* m_replay = nullptr;
    QStackedWidget* m_views; // the messages, or the one that is followed
    FollowView* m_follow = nullptr;
    MessagesExport m_exporter;
};

} // namespace fanlight
