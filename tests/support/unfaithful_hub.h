// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>
#include <QTcpServer>

#include <chrono>
#include <memory>
#include <vector>

class QTcpSocket;

namespace fanlight::testing {

// An SSE hub that does wrong on purpose and counts what it did, for testing those who claim to
// notice. It takes POST /api/publish ({"userId" | "broadcast", "data"}) and streams GET
// /api/notifications?userId=, as Fanlight does. Lives in the event loop of the thread that made it;
// all streams end with it.
class UnfaithfulHub {
public:
    enum class Framing { Chunked, ToTheEnd }; // of a stream's answer (RFC 9112 §6.3)

    // "Every n-th" counts the deliveries of one stream from 1 on; 0: none.
    struct Ways {
        int dropEvery = 0; // is never sent
        int repeatEvery = 0; // is sent twice
        int swapEvery = 0; // is sent behind the next one
        int stuckIdEvery = 0; // carries the id of the one before
        int refuseEvery = 0; // of the publishes: is answered 503 and delivered to nobody
        int endAfter = 0; // deliveries: the hub ends the stream, properly
        std::chrono::milliseconds delay{0}; // of every delivery
        bool ids = true;
        // what came after Last-Event-ID is sent again, nothing is ever forgotten
        bool replays = false;
        bool wrapped = false; // the payload goes out as a string within JSON
        bool crlf = false; // ends lines, as it may
        bool inPieces = false; // of odd sizes, each written alone
        Framing framing = Framing::Chunked;
    };
    struct Counts {
        quint64 accepted = 0; // publishes
        quint64 refused = 0;
        quint64 streams = 0; // opened, ever
        quint64 ended = 0; // by the hub
        quint64 due = 0; // deliveries to open streams, replayed ones not among them
        quint64 sent = 0; // events, repeated and replayed ones among them
        quint64 dropped = 0;
        quint64 repeated = 0;
        quint64 swapped = 0; // pairs
        quint64 heldBack = 0; // to be sent behind a next one that never came
        quint64 stuckIds = 0;
        quint64 replayed = 0;
        quint64 missed = 0; // published for a user who had been there, and was away
    };

    explicit UnfaithfulHub(const Ways& ways);
    ~UnfaithfulHub();

    quint16 port() const { return m_server.serverPort(); }
    const Counts& counts() const { return m_counts; }
    std::size_t openStreams() const { return m_streams.size(); }

private:
    struct Stream {
        QTcpSocket* socket;
        QByteArray user;
        qint64 deliveries = 0;
        QByteArray lastId;
        QByteArray held; // an event that waits for its next
    };
    struct Message {
        qint64 id; // from 1
        QByteArray user; // null: everyone
        QByteArray data;

        bool isFor(const QByteArray& one) const { return user.isNull() || user == one; }
    };

    void takeConnection();
    void takeRequests(QTcpSocket* socket, QByteArray& bytes);
    void answer(QTcpSocket* socket, const QByteArray& head, const QByteArray& body);
    bool publish(const QByteArray& body);
    void openStream(QTcpSocket* socket, const QByteArray& user, qint64 afterId);
    void deliver(Stream& stream, const Message& message);
    void send(Stream& stream, const QByteArray& event);
    void write(QTcpSocket* socket, const QByteArray& bytes) const;
    QByteArray eventOf(const Message& message, const QByteArray& id) const;
    void end(Stream& stream);
    void forget(const QTcpSocket* socket);

    const Ways m_ways;
    Counts m_counts;
    std::vector<std::unique_ptr<Stream>> m_streams;
    QSet<QByteArray> m_users; // who were ever there
    std::vector<Message> m_history; // only where it is replayed
    qint64 m_publishes = 0;
    qint64 m_lastId = 0;
    QTcpServer m_server; // goes first, and the sockets with it
};

} // namespace fanlight::testing
