// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_model.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace fanlight {

// Brings the recorded messages into the model: pulled four times a second while they are seen, in
// pieces between which the window goes on, and made into rows in slices. Main thread; a member of
// the page.
class MessageFeed : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds PullInterval{250};

    // Runs a change of rows, and what keeps the view at its place around it.
    using Around = std::function<void(const std::function<void()>& change)>;
    // Whether the rows should stay for now: they are being copied.
    using IsHeldUp = std::function<bool()>;

    // Both must outlive this.
    MessageFeed(MessageLog& log, MessageModel& model, Around around, IsHeldUp isHeldUp,
        QObject* parent = nullptr);

    void setSeen(bool seen);
    void pull(); // takes what came; a timer does while they are seen
    void setPaused(bool paused); // holds the rows; the recording goes on
    void setFilter(const MessageFilter& filter);
    void clear(); // the log, too

Q_SIGNALS:
    void worked(); // rows or counts may be others

private:
    void work();

    MessageLog& m_log;
    MessageModel& m_model;
    const Around m_around;
    const IsHeldUp m_isHeldUp;
    QTimer m_pull;
    QTimer m_work; // runs out at once while there is more to do
    bool m_seen = false;
};

} // namespace fanlight
