// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remote_address.h"

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <vector>

namespace fanlight::testing {

// A hub that is none: answers each request as the test says, and goes on writing where it is told.
// Knows no more of HTTP than that. Main thread.
class OddHub : public QTcpServer {
public:
    struct Request {
        QByteArray method;
        QByteArray path; // with its query
        QByteArray head; // all of it
        QByteArray body;
        QByteArray header(const QByteArray& name) const
        {
            for (const QByteArray& line : head.split('\n')) {
                const qsizetype colon = line.indexOf(':');
                if (colon > 0 && line.left(colon).toLower() == name.toLower())
                    return line.mid(colon + 1).trimmed();
            }
            return {};
        }
    };
    using Answer = std::function<void(const Request& request, QTcpSocket& socket)>;

    explicit OddHub(Answer answer, quint16 port = 0) // 0: a free one
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost, port);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* const socket = nextPendingConnection())
                serve(socket);
        });
    }

    RemoteAddress address(const QString& token = {}) const
    {
        RemoteAddress address;
        address.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
        address.token = [token] { return token; };
        address.name = QStringLiteral("eu-1");
        return address;
    }
    const std::vector<Request>& requests() const { return m_requests; }
    int count(const QByteArray& path) const
    {
        return int(std::count_if(m_requests.begin(), m_requests.end(),
            [&](const Request& one) { return one.path.startsWith(path); }));
    }

    static void tell(QTcpSocket& socket, int status, const QByteArray& body,
        const QByteArray& more = {}, const QByteArray& type = "application/json")
    {
        socket.write("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n"
            + body);
    }
    static void beginStream(QTcpSocket& socket)
    {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    }
    static void event(
        QTcpSocket& socket, const QByteArray& name, const QByteArray& id, const QByteArray& data)
    {
        socket.write("event: " + name + "\nid: " + id + "\ndata: " + data.simplified() + "\n\n");
    }
    // A hub with the admin stream, to one of this role.
    static QByteArray whoami(
        const QByteArray& role, const QByteArray& features = "\"admin-stream\"")
    {
        return R"({"name":"ops","role":")" + role
            + R"(","instance":"eu-1-a","version":"9.9.9","features":[)" + features + "]}";
    }

    // Answers whom it takes the caller for, and leaves the stream to the test.
    static Answer streamOf(
        std::function<void(const Request&, QTcpSocket&)> stream, const QByteArray& role = "monitor")
    {
        return [stream = std::move(stream), role](const Request& request, QTcpSocket& socket) {
            if (request.path == "/api/whoami")
                tell(socket, 200, whoami(role));
            else if (request.path.startsWith("/api/admin/stream?"))
                stream(request, socket);
            else
                tell(socket, 200, "{}");
        };
    }

private:
    void serve(QTcpSocket* socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            QByteArray& bytes = m_bytes[socket];
            bytes += socket->readAll();
            for (;;) {
                const qsizetype end = bytes.indexOf("\r\n\r\n");
                if (end < 0)
                    return;
                Request request;
                request.head = bytes.left(end);
                const qsizetype length = request.header("Content-Length").toLongLong();
                if (bytes.size() < end + 4 + length)
                    return;
                request.body = bytes.mid(end + 4, length);
                bytes.remove(0, end + 4 + length);
                const QList<QByteArray> words
                    = request.head.left(request.head.indexOf('\r')).split(' ');
                request.method = words.value(0);
                request.path = words.value(1);
                m_requests.push_back(request);
                m_answer(request, *socket);
            }
        });
    }

    const Answer m_answer;
    QHash<QTcpSocket*, QByteArray> m_bytes;
    std::vector<Request> m_requests;
};

// So impatient that a test sees the end of it.
inline RemotePatience impatient()
{
    using Ms = std::chrono::milliseconds;
    RemotePatience patience;
    patience.firstRetry = Ms(50);
    patience.mostRetry = Ms(200);
    patience.refusedRetry = Ms(300);
    patience.silence = Ms(1500);
    patience.slowness = Ms(3000);
    patience.answer = Ms(3000);
    patience.poll = Ms(50);
    patience.lookAgain = Ms(50);
    return patience;
}

} // namespace fanlight::testing
