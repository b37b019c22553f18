// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/closed_connections.h"
#include "hub/snapshots.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace fanlight {

// What is asked about the one stream that is looked at closely: the hub watches it while it is seen
// and live; once for each stream it is asked what history has of it, and which streams of its user
// ended before. Main thread; a member of the page.
class ConnectionFocus : public QObject {
    Q_OBJECT
public:
    struct Questions {
        std::function<void(quint64 id)> watch; // 0: none
        // What its user was sent after an event id.
        std::function<void(const QString& userId, const QString& since,
            const std::function<void(const ReplayPreview&)>& done)>
            history;
        // The streams of a user that ended, newest first.
        std::function<std::vector<ClosedConnectionPtr>(const QString& userId)> earlier;
    };

    explicit ConnectionFocus(Questions questions, QObject* parent = nullptr);
    ~ConnectionFocus() override; // watches no more

    // What is shown, and whether it is seen and the hub listens.
    void watch(const std::optional<ConnectionRow>& shown, bool seen);
    // Asks about a stream that is shown, where it is another than before. `lastClosed` is the
    // number of the last stream that ended; `listening`: history can be asked.
    void ask(const ConnectionRow& row, quint64 lastClosed, bool listening);
    // Asks for the earlier streams again where others ended since.
    void askForEarlier(const ConnectionRow& row, quint64 lastClosed);

Q_SIGNALS:
    void historyCame(const fanlight::ReplayPreview& history); // of the one asked about last
    void earlierCame(const std::vector<fanlight::ClosedConnectionPtr>& streams);

private:
    // An id is used again by another run of the hub.
    struct Stream {
        quint64 id;
        qint64 connectedAtMs;
        bool operator==(const Stream&) const = default;
    };

    const Questions m_questions;
    std::optional<Stream> m_asked;
    quint64 m_watched = 0; // the stream the hub was asked to watch
    quint64 m_earlierUpTo = 0; // the last closed stream that was looked through
};

} // namespace fanlight
