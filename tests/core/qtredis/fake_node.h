// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/reply_reader.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <map>
#include <memory>

namespace fanlight::testing {

// Something that speaks as a node of a Redis Cluster does, and says what the test wants: the right
// thing about nothing at all, unless `answer` knows better. Main thread.
class FakeNode : public QTcpServer {
public:
    using Command = QList<QByteArray>;

    FakeNode()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                serve(socket);
        });
        listen(QHostAddress::LocalHost);
    }
    // Empty: the usual answer; "hang up": none, and the link ends.
    std::function<QByteArray(const Command& command)> answer;
    QByteArray slotsAnswer = "*0\r\n"; // CLUSTER SLOTS
    // From such a command on nothing is answered over its link, until speak().
    std::function<bool(const Command& command)> hangsAt;
    QList<Command> commands; // all there were

    QString where() const { return QStringLiteral("127.0.0.1:%1").arg(serverPort()); }
    qsizetype count(const QByteArray& name, const QByteArray& part = {}) const
    {
        return std::count_if(commands.begin(), commands.end(), [&](const Command& command) {
            return command.value(0) == name && command.join(' ').contains(part);
        });
    }
    void hangUp()
    {
        for (QTcpSocket* socket : std::exchange(m_sockets, {}))
            socket->abort();
    }
    void speak()
    {
        hangsAt = {};
        for (const auto& [socket, left] : std::exchange(m_left, {})) {
            for (const Command& command : left)
                reply(socket, command);
        }
    }
    // To whoever has subscribed.
    void tell(const QByteArray& channel, const QByteArray& payload)
    {
        push({"message", channel, payload});
    }
    void push(const QList<QByteArray>& message)
    {
        for (QTcpSocket* socket : m_subscribers)
            socket->write(array(message));
    }

    // ---- as RESP
    static QByteArray bulk(const QByteArray& text)
    {
        return '$' + QByteArray::number(text.size()) + "\r\n" + text + "\r\n";
    }
    static QByteArray number(qint64 value) { return ':' + QByteArray::number(value) + "\r\n"; }
    static QByteArray arrayOf(const QList<QByteArray>& elements) // as they are
    {
        return '*' + QByteArray::number(elements.size()) + "\r\n" + elements.join();
    }
    static QByteArray array(const QList<QByteArray>& texts)
    {
        QList<QByteArray> elements;
        for (const QByteArray& text : texts)
            elements.append(bulk(text));
        return arrayOf(elements);
    }
    // A range of CLUSTER SLOTS, its primary and replicas by their ports.
    static QByteArray range(int first, int last, const QList<quint16>& ports)
    {
        QList<QByteArray> elements = {number(first), number(last)};
        for (const quint16 port : ports)
            elements.append(arrayOf({bulk("127.0.0.1"), number(port)}));
        return arrayOf(elements);
    }
    // An event of history.
    static QByteArray entry(
        const QByteArray& id, const QByteArray& before, const QByteArray& data = "\"x\"")
    {
        return arrayOf({bulk(id),
            before.isEmpty() ? array({"m", ",0\",\"data\":" + data + "}"})
                             : array({"m", ",0\",\"data\":" + data + "}", "p", before})});
    }

    // At the newest id of a channel; with its history where the slot's primary was replaced.
    static bool isLook(const Command& command)
    {
        const int keys = command.value(2).toInt();
        return command.value(0) == "EVALSHA" && (keys == 1 || keys == 2)
            && command.size() == 3 + keys + 2;
    }

private:
    void serve(QTcpSocket* socket)
    {
        m_sockets.append(socket);
        const auto reader = std::make_shared<redis::ReplyReader>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, reader] {
            const QByteArray bytes = socket->readAll();
            reader->feed({bytes.data(), std::size_t(bytes.size())});
            while (reader->next() == redis::ReplyReader::Outcome::Reply) {
                Command command;
                for (std::size_t i = 0; i < reader->reply().size(); ++i) {
                    const std::string_view text = reader->reply()[i].text();
                    command.append(QByteArray(text.data(), qsizetype(text.size())));
                }
                commands.append(command);
                if (m_left.contains(socket) || (hangsAt && hangsAt(command)))
                    m_left[socket].append(command);
                else if (!reply(socket, command))
                    return;
            }
        });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_sockets.removeAll(socket);
            m_subscribers.removeAll(socket);
            m_left.erase(socket);
            socket->deleteLater();
        });
    }
    bool reply(QTcpSocket* socket, const Command& command) // false: it hung up
    {
        const QByteArray own = answer ? answer(command) : QByteArray();
        if (own == "hang up")
            socket->abort();
        else
            socket->write(own.isEmpty() ? usual(socket, command) : own);
        return own != "hang up";
    }
    QByteArray usual(QTcpSocket* socket, const Command& command)
    {
        const QByteArray name = command.value(0);
        if (name == "SUBSCRIBE" || name == "SSUBSCRIBE" || name == "UNSUBSCRIBE"
            || name == "SUNSUBSCRIBE") {
            if (!m_subscribers.contains(socket))
                m_subscribers.append(socket);
            QByteArray all;
            for (const QByteArray& channel : command.mid(1))
                all += arrayOf({bulk(name.toLower()), bulk(channel), number(1)});
            return all;
        }
        if (name == "PING")
            return m_subscribers.contains(socket) ? array({"pong", ""}) : QByteArray("+PONG\r\n");
        if (name == "CLUSTER")
            return slotsAnswer;
        if (name == "TIME")
            return array({QByteArray::number(QDateTime::currentSecsSinceEpoch()), "0"});
        if (name == "GET")
            return "$-1\r\n";
        if (name == "XRANGE" || name == "HGETALL")
            return "*0\r\n";
        if (isLook(command))
            return arrayOf({bulk(QByteArray::number(QDateTime::currentMSecsSinceEpoch()) + "-0"),
                number(QDateTime::currentMSecsSinceEpoch()), number(0), number(0)});
        return "+OK\r\n";
    }

    QList<QTcpSocket*> m_sockets, m_subscribers;
    std::map<QTcpSocket*, QList<Command>> m_left; // what is not answered yet
};

} // namespace fanlight::testing
