// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>
#include <optional>

class QAction;

namespace fanlight {

// What can be done to a message: sent again, loaded as a template, copied as several things. Main
// thread; a member of the page, which shows the actions.
class MessageActions : public QObject {
    Q_OBJECT
public:
    // What they are done to, asked when one is triggered.
    using Current = std::function<std::optional<MessageRecord>()>;

    // `hub` must outlive this.
    MessageActions(const HubPort& hub, Current current, QObject* parent = nullptr);

    // What publishes is shown only where the hub takes it from this window.
    void setSendsOffered(bool offered);
    // Enables what can be done now, and says what it means or why not; `nothing` says why there is
    // no message.
    void update(const QString& nothing);

    const QList<QAction*>& sends() const { return m_sends; } // again, as template
    const QList<QAction*>& copies() const { return m_copies; } // data, id, and as commands
    QAction* replay() const { return m_replay; }
    QAction* follow() const { return m_follow; } // its way to each client

Q_SIGNALS:
    void sendAgain(const fanlight::PublishRequest& request);
    void useAsTemplate(const fanlight::PublishRequest& request);
    void replayRequested();
    void followRequested(const fanlight::MessageRecord& message);
    void lastAction(const QString& text); // "copied the data"

private:
    using Deed = void (MessageActions::*)(const MessageRecord& message);

    QAction* make(const QString& text, const QKeySequence& key, Deed deed);
    void sendOnce(const MessageRecord& message);
    void loadAsTemplate(const MessageRecord& message);
    void followOne(const MessageRecord& message);
    void copyData(const MessageRecord& message);
    void copyId(const MessageRecord& message);
    void copyCurl(const MessageRecord& message);
    void copyRedisCli(const MessageRecord& message);
    void copyIoredis(const MessageRecord& message);
    void copied(const QString& text, const QString& what);

    const HubPort& m_hub;
    const Current m_current;
    QList<QAction*> m_sends;
    QList<QAction*> m_copies;
    QAction* m_replay;
    QAction* m_follow;
};

} // namespace fanlight
