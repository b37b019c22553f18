// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "messages/follow_story.h"

#include <QObject>
#include <QTimer>

namespace fanlight {

// Asks the hub for all that is known of one notification, again and again while it is looked at:
// clients may come back for it. No widget; main thread, a member of the view.
class FollowDesk : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds AskInterval{1000};

    // `hub` must outlive this.
    explicit FollowDesk(HubPort& hub, QObject* parent = nullptr);

    void follow(const QString& id);
    void follow(const MessageRecord& message); // this one, though another may have its id
    void setSeen(bool seen); // nothing is asked while nobody looks
    const FollowedMessage& followed() const { return m_followed; }
    bool isAsked() const { return m_answers >= 2; } // what there is has been told

Q_SIGNALS:
    void changed();

private:
    void begin(const QString& id, std::optional<MessageRecord> message);
    void ask();
    void askReceipt();
    void askHistory();
    void askConnections();
    QString filterOfIt() const;
    void answered();

    HubPort& m_hub;
    ClosedConnections& m_closed;
    FollowedMessage m_followed;
    quint64 m_number = 0; // of the message in the log; 0: it was not there
    quint64 m_run = 0; // answers of another one are passed over
    int m_answers = 0; // of this one
    bool m_seen = false;
    QTimer m_timer;
};

} // namespace fanlight
