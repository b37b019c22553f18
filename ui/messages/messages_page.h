// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "messages/message_model.h"
#include "messages/messages_export.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QAction;
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
// exported. Recorded by the hub from the page's making on; pulled four times a second while the
// page is seen, and made into rows in slices. Main thread; owned by the window.
class MessagesPage : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds PullInterval{250};

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
    using Deed = void (MessagesPage::*)(const MessageRecord& message);

    void makeActions();
    QAction* makeAction(const QString& text, const QKeySequence& key, Deed deed);
    QBoxLayout* makeToolLine();
    QWidget* makeTable();
    void makeShortcuts();
    void restoreState();

    void take(MessageLog::Pull&& pulled);
    void work();
    void keepPlace(const std::function<void()>& change);
    void rememberSelection();
    void restoreSelection();
    void filterEdited(const QString& text);
    void followSelection();
    void figuresChanged();
    void showCounts();
    void updateActions();
    void updateEmptyState();

    std::vector<int> selectedRows() const;
    std::optional<MessageRecord> current() const; // what the actions are done to
    void sendOnce(const MessageRecord& message);
    void loadAsTemplate(const MessageRecord& message);
    void copyData(const MessageRecord& message);
    void copyId(const MessageRecord& message);
    void copyCurl(const MessageRecord& message);
    void copyRedisCli(const MessageRecord& message);
    void copyIoredis(const MessageRecord& message);
    void copied(const QString& text, const QString& what);
    bool gather(std::vector<MessageRecord>& into); // the next rows to be saved
    void showTableMenu(const QPoint& where);

    Hub& m_hub;
    Theme& m_theme;
    UiState& m_state;
    MessageLog& m_log;
    MessageModel m_model;
    QTimer m_pull;
    QTimer m_work; // runs out at once while there is more to do
    std::unique_ptr<EndFollower> m_endFollower;
    bool m_applying = false; // selection changes now are the model's doing, not the user's
    std::vector<quint64> m_selected; // numbers, over a reset of the model
    std::optional<quint64> m_current;

    QAction* m_sendAgain = nullptr;
    QAction* m_template = nullptr;
    QList<QAction*> m_copies;
    QAction* m_copyCurl = nullptr;
    QAction* m_copyRedisCli = nullptr;
    QAction* m_copyIoredis = nullptr;
    QAction* m_replayFrom = nullptr;

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
