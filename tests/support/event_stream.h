// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_client.h"

#include <deque>

namespace fanlight::testing {

// One block of an event stream, as it stood on the wire (WHATWG HTML §9.2.6).
struct SseEvent {
    QByteArray event; // name; empty: none was sent
    QByteArray id; // of this block; null: none was sent
    QByteArray data; // lines joined by LF; null: there was none
    QByteArray wire; // the block's bytes with the empty line that ends it

    bool isNull() const { return wire.isEmpty(); }
};

// A subscriber: asks for an event stream, undoes the transfer coding and takes events, comments and
// retry fields apart. Reads only inside its functions. Movable; any one thread.
class EventStream {
public:
    EventStream() = default;
    // Connects and sends the request; the answer is read by the functions below. `query`: of
    // /api/notifications, or a whole target, which begins with a slash.
    EventStream(quint16 port, const QByteArray& query, const Headers& headers = {},
        const QByteArray& version = "HTTP/1.1", int receiveBuffer = 0);
    // Over a connection that stands already.
    EventStream(Socket socket, const QByteArray& query, const Headers& headers = {});

    // Waits for the answer and the first bytes up to the connection's id; false when they are not
    // those of an event stream.
    bool waitForOpen(QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // The next event with data; a null one when the stream ended or nothing came in time.
    SseEvent next(QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // Waits for a comment that came after those already taken.
    bool waitForComment(QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // Waits until this is part of what came.
    bool waitForContent(const QByteArray& part, QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // Reads to the end. True for a clean one: the last chunk, or in HTTP/1.0 the end of the
    // connection.
    bool waitForCleanEnd(QDeadlineTimer deadline = QDeadlineTimer(Patience));
    // Takes in what is there without waiting; false once the stream has ended.
    bool readAvailable();

    const HttpHead& head() const { return m_head; }
    const QByteArray& content() const { return m_content; } // all of it, transfer coding undone
    const QList<QByteArray>& comments() const { return m_comments; }
    const QList<qint64>& retries() const
    {
        return m_retries;
    } // milliseconds, in the order they came
    bool hasEnded() const { return m_ended; }
    bool endedCleanly() const;
    QByteArray connectionId() const; // from the first comment, "c-…", "a-…"
    QByteArray lastEventId() const { return m_lastEventId; } // of the last event taken by next()
    Socket& socket() { return m_socket; }
    const Socket& socket() const { return m_socket; }

private:
    bool ask(const QByteArray& request);
    bool readMore(QDeadlineTimer deadline);
    void tellWitness();
    void parse();
    void parseLine(const QByteArray& line);

    Socket m_socket;
    QByteArray m_bytes; // as received
    QByteArray m_request; // for the witness; empty once it was told
    HttpHead m_head;
    ChunkDecoder m_chunks;
    QByteArray m_content;
    qsizetype m_parsed = 0; // of m_content
    SseEvent m_block; // under way
    std::deque<SseEvent> m_events;
    QList<QByteArray> m_comments;
    qsizetype m_commentsTaken = 0;
    QList<qint64> m_retries;
    QByteArray m_lastEventId;
    bool m_ended = false;
    bool m_reset = false;
};

} // namespace fanlight::testing
