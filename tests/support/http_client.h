// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <QJsonObject>
#include <QList>

#include <optional>
#include <utility>

namespace fanlight::testing {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

// Status line and header fields of an answer (RFC 9112 §4, §5).
struct HttpHead {
    QByteArray version; // "HTTP/1.1"
    int status = 0; // 0: there was no answer
    Headers headers;

    // The first field of that name, whatever its case; empty when it is not there.
    QByteArray header(const QByteArray& name) const;
    bool hasHeader(const QByteArray& name) const;
    bool isChunked() const;
};

// Takes a whole head off the front of `bytes`; nothing, and `bytes` untouched, while it is
// incomplete.
std::optional<HttpHead> takeHead(QByteArray& bytes);

// Undoes chunked transfer coding (RFC 9112 §7.1), strictly.
class ChunkDecoder {
public:
    // Takes what is complete off the front of `bytes` and appends the content to `content`.
    void feed(QByteArray& bytes, QByteArray& content);
    bool isFinished() const { return m_finished; } // the last chunk was seen
    bool isBroken() const { return m_broken; }

private:
    bool takeChunk(QByteArray& bytes, QByteArray& content);

    bool m_finished = false;
    bool m_broken = false;
};

struct HttpResponse : HttpHead {
    QByteArray body;

    QJsonObject json() const; // empty when the body is no JSON object
    QString error() const; // the "error" member
};

// Sees what test programs exchange with their hubs. One for the program, which outlives all
// clients.
class HttpWitness {
public:
    virtual ~HttpWitness() = default;
    // `request`: the bytes of one; of a stream the answer has no body yet, unless it was refused.
    virtual void exchanged(const QByteArray& request, const HttpResponse& response, bool isStream)
        = 0;
    virtual void received(const QByteArray& event, const QByteArray& data) = 0; // of a stream

    static HttpWitness* installed; // null: nobody looks
};

// While it lives the witness looks away: what is asked is no hub.
class HttpUnwatched {
public:
    HttpUnwatched() = default;
    ~HttpUnwatched() { HttpWitness::installed = m_kept; }
    HttpUnwatched(const HttpUnwatched&) = delete;
    HttpUnwatched& operator=(const HttpUnwatched&) = delete;

private:
    HttpWitness* const m_kept = std::exchange(HttpWitness::installed, nullptr);
};

// A request as it goes on the wire. A Host field for `port` is added unless there is one, and
// Content-Length where there is a body.
QByteArray requestBytes(quint16 port, const QByteArray& method, const QByteArray& target,
    const Headers& headers = {}, const QByteArray& body = {},
    const QByteArray& version = "HTTP/1.1");

// One connection that sends requests and reads answers, in order; keeps alive. Any one thread.
class HttpClient {
public:
    explicit HttpClient(quint16 port, bool ipv6 = false);
    explicit HttpClient(Socket socket); // that is connected

    bool isConnected() const { return m_socket.isOpen(); }
    bool send(const QByteArray& bytes);
    // The next answer; status 0 when there was none in time or the connection ended.
    HttpResponse read(bool toHead = false, QDeadlineTimer deadline = QDeadlineTimer(Patience));
    HttpResponse request(const QByteArray& method, const QByteArray& target,
        const Headers& headers = {}, const QByteArray& body = {});
    HttpResponse get(const QByteArray& target, const Headers& headers = {});
    // POST of JSON.
    HttpResponse post(
        const QByteArray& target, const QByteArray& body, const Headers& headers = {});
    // Whether the peer closes, after any bytes still under way.
    bool waitForEnd(QDeadlineTimer deadline = QDeadlineTimer(Patience));
    Socket& socket() { return m_socket; }

private:
    HttpResponse readOne(bool toHead, QDeadlineTimer deadline);
    bool readMore(QDeadlineTimer deadline);

    quint16 m_port;
    Socket m_socket;
    QByteArray m_bytes;
    QByteArray m_sent; // requests that no answer was read to; for the witness
};

// Answers in their order to requests that are sent together, Pipelined at a time, over one
// connection; what a peer that closes in between leaves unanswered is asked again over another.
// Status 0: no answer over two of them.
QList<HttpResponse> askAll(quint16 port, const QList<QByteArray>& requests);
constexpr qsizetype Pipelined = 16;

// One request over a connection of its own.
HttpResponse httpGet(quint16 port, const QByteArray& target, const Headers& headers = {});
HttpResponse httpPost(
    quint16 port, const QByteArray& target, const QByteArray& body, const Headers& headers = {});
HttpResponse httpDelete(quint16 port, const QByteArray& target);

} // namespace fanlight::testing
