// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace fanlight {

// A webhook on a free port of this machine: takes each POST, and answers as it is told to. Main
// thread.
class HookServer : public QTcpServer {
public:
    struct Request {
        QByteArray head;
        QByteArray body;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    };

    HookServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }

    // Of the nth request, from 0; empty: it stays silent.
    std::function<QByteArray(int)> answer
        = [](int) { return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"); };
    static QByteArray status(const QByteArray& line, const QByteArray& more = {})
    {
        return "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n" + more + "\r\n";
    }
    QString url(const QString& path = QStringLiteral("/hook/HUSH-path?key=HUSH-query")) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path);
    }
    QStringList states() const
    {
        QStringList all;
        for (const Request& request : requests)
            all << request.json().value(QStringLiteral("state")).toString();
        return all;
    }

    std::vector<Request> requests;
    int open = 0; // that were not answered yet
    int mostOpen = 0;

private:
    void read(QTcpSocket& socket)
    {
        QByteArray got = socket.property("got").toByteArray() + socket.readAll();
        socket.setProperty("got", got);
        const qsizetype end = got.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = got.first(end);
        const qsizetype at = head.toLower().indexOf("content-length: ");
        const qsizetype bytes
            = at < 0 ? 0 : head.mid(at + 16).split('\r').constFirst().toLongLong();
        if (got.size() < end + 4 + bytes)
            return;
        socket.setProperty("got", got.mid(end + 4 + bytes));
        requests.push_back({head, got.mid(end + 4, bytes)});
        mostOpen = std::max(mostOpen, ++open);
        const QByteArray said = answer(int(requests.size()) - 1);
        if (said.isEmpty())
            return;
        --open;
        socket.write(said);
    }
};

} // namespace fanlight
