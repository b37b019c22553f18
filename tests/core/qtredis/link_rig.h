// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_link.h"
#include "support/redis_server.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

namespace fanlight::testing {

// Test time-outs: short where a test waits for one to pass, else never reached.
inline redis::RedisLink::Settings settingsFor(const QString& url)
{
    using namespace std::chrono_literals;
    QString error;
    const auto parsed = redis::RedisUrl::parse(url, &error);
    if (!parsed)
        qFatal("%s", qPrintable(error));
    redis::RedisLink::Settings settings;
    settings.url = *parsed;
    settings.clientName = "test";
    settings.connectTimeout = settings.replyTimeout = settings.pingInterval = 20s;
    settings.minBackoff = 10ms;
    settings.maxBackoff = 100ms;
    return settings;
}

// A reply, kept.
inline QByteArray textOf(const redis::Reply& reply)
{
    if (reply.type() == redis::Reply::Type::Integer)
        return QByteArray::number(qint64(reply.integer()));
    return {reply.text().data(), qsizetype(reply.text().size())};
}

// A link whose signals and pushes are kept.
class LinkRig {
public:
    explicit LinkRig(const redis::RedisLink::Settings& settings)
        : link(settings)
    {
        QObject::connect(&link, &redis::RedisLink::ready, [this] { ++ready; });
        QObject::connect(
            &link, &redis::RedisLink::lost, [this](const QString& reason) { lost.append(reason); });
        link.setHandlers({[this](std::string_view channel, std::string_view payload) {
                              messages.append(QByteArray(channel.data(), qsizetype(channel.size()))
                                  + '=' + QByteArray(payload.data(), qsizetype(payload.size())));
                          },
            [this](std::string_view pattern, std::string_view channel, std::string_view payload) {
                messages.append(QByteArray(pattern.data(), qsizetype(pattern.size())) + '~'
                    + QByteArray(channel.data(), qsizetype(channel.size())) + '='
                    + QByteArray(payload.data(), qsizetype(payload.size())));
            },
            [this](std::string_view channel, std::int64_t count, bool subscribed) {
                confirmations.append((subscribed ? '+' : '-')
                    + QByteArray(channel.data(), qsizetype(channel.size())) + ' '
                    + QByteArray::number(qint64(count)));
                subscriptions = count;
            },
            [this] { ++turns; }});
        link.open();
    }
    bool waitForReady(int times = 1, std::chrono::milliseconds patience = Patience)
    {
        return QTest::qWaitFor([&] { return ready >= times; }, int(patience.count()));
    }
    // The reason of the first loss; empty when none came.
    QString waitForLoss()
    {
        return QTest::qWaitFor([&] { return !lost.isEmpty(); }, int(Patience.count()))
            ? lost.first()
            : QString();
    }
    // Sends and waits for the answer.
    QByteArray ask(std::initializer_list<std::string_view> args)
    {
        QByteArray answer;
        bool isAnswered = false;
        link.send(args, [&](const redis::Reply& reply) {
            answer = textOf(reply);
            isAnswered = true;
        });
        return QTest::qWaitFor([&] { return isAnswered; }, int(Patience.count()))
            ? answer
            : QByteArray("no answer");
    }

    int ready = 0;
    int turns = 0;
    QStringList lost;
    QList<QByteArray> messages;
    QList<QByteArray> confirmations;
    std::int64_t subscriptions = 0;
    redis::RedisLink link;
};

// Something on a port that is not Redis: answers each read with what the test says, or closes.
class Impostor : public QTcpServer {
public:
    explicit Impostor(
        std::function<void(QTcpSocket&)> onConnected, std::function<void(QTcpSocket&)> onRead)
    {
        connect(this, &QTcpServer::newConnection, this, [this, onConnected, onRead] {
            while (QTcpSocket* socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [socket, onRead] {
                    if (onRead)
                        onRead(*socket);
                });
                if (onConnected)
                    onConnected(*socket);
            }
        });
        listen(QHostAddress::LocalHost);
    }
    QString url(const QString& scheme = QStringLiteral("redis")) const
    {
        return QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(serverPort());
    }
};

} // namespace fanlight::testing
