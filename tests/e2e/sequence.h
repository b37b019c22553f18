// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/hub_process.h"

#include <QSemaphore>

#include <atomic>
#include <thread>

namespace fanlight::testing {

// Publishes numbers, in turn to one user and to everyone, for as long as it is given credit: so it
// is ahead of a reader at all times, yet never further than history reaches.
class Publisher {
public:
    Publisher(quint16 port, int ahead)
        : m_credit(ahead)
        , m_thread([this, port] { run(port); })
    {
    }
    ~Publisher()
    {
        m_stopped = true;
        m_credit.release();
        m_thread.join();
    }
    void allowOneMore() { m_credit.release(); }
    bool failed() const { return m_failed; }

private:
    void run(quint16 port)
    {
        HttpClient client(port);
        for (int i = 0;; ++i) {
            m_credit.acquire();
            if (m_stopped)
                return;
            const QByteArray number = QByteArray::number(i / 2);
            const QByteArray body = i % 2 ? toEveryone("\"all " + number + '"')
                                          : toUser("42", "\"own " + number + '"');
            if (publish(client, body).isEmpty()) {
                m_failed = true;
                return;
            }
        }
    }

    QSemaphore m_credit;
    std::atomic<bool> m_stopped = false;
    std::atomic<bool> m_failed = false;
    std::thread m_thread;
};

// Expects each of the two sequences to go on where it was.
class Follower {
public:
    // Empty when the event is the next of its sequence.
    QByteArray take(const QByteArray& data)
    {
        int& next = data.startsWith("own") ? m_nextOwn : m_nextAll;
        const int number = data.sliced(4).toInt();
        if (number != next)
            return "got “" + data + "” where " + QByteArray::number(next) + " was due";
        ++next;
        return {};
    }

private:
    int m_nextOwn = 0;
    int m_nextAll = 0;
};

// Takes the stream's next event and lets one more be published. Empty when it was the one that was
// due.
inline QByteArray takeNext(EventStream& stream, Publisher& publisher, Follower& follower)
{
    const SseEvent event = stream.next();
    if (publisher.failed())
        return "a publish failed";
    if (event.isNull())
        return "the next event never came";
    const QByteArray wrong = follower.take(event.data);
    if (wrong.isEmpty())
        publisher.allowOneMore();
    return wrong;
}

} // namespace fanlight::testing
