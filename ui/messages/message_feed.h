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
    // The log, too. What was cleared can be brought back until letGo(), or until some of what came
    // since had to go.
    quint64 clear(); // messages the log had
    bool undoClear(); // false: it is too late
    bool canUndoClear() const { return m_cleared != nullptr; }
    void letGo();

Q_SIGNALS:
    // what was just pulled, before it is a row
    void came(const std::vector<fanlight::MessageRecord>& messages);
    void changed(const std::vector<fanlight::MessageFigures>& figures);
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
    std::shared_ptr<MessageLog::Cleared> m_cleared; // may be brought back
};

} // namespace fanlight
