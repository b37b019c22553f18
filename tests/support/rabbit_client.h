// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rabbit_server.h"

#include <QByteArray>
#include <QHash>

#include <amqp.h>

#include <optional>

namespace fanlight::testing {

// An application's connection to RabbitMQ, for tests: declares, publishes, looks into queues.
// Blocks. Any one thread.
class RabbitClient {
public:
    struct Message {
        QByteArray body;
        QByteArray id;
        QHash<QByteArray, QByteArray> headers; // texts; numbers in digits
        QByteArray encoding;
    };

    explicit RabbitClient(RabbitServer& server);
    ~RabbitClient();
    RabbitClient(const RabbitClient&) = delete;
    RabbitClient& operator=(const RabbitClient&) = delete;

    bool isOpen() const { return m_isOpen; }

    // Durable; `arguments` are texts.
    bool declare(const QByteArray& queue, const QHash<QByteArray, QByteArray>& arguments = {});
    bool remove(const QByteArray& queue);
    bool declareExchange(const QByteArray& exchange); // durable, direct
    bool bind(const QByteArray& queue, const QByteArray& exchange, const QByteArray& key);

    // Persistent, to the exchange without a name. A header whose name begins with '#' is a number.
    bool publish(const QByteArray& queue, const Message& message);
    // Returns when the server has all of them.
    bool publishAll(const QByteArray& queue, const QList<Message>& messages);

    int count(const QByteArray& queue); // ready ones; -1: there is no such queue
    int consumers(const QByteArray& queue);
    std::optional<Message> take(const QByteArray& queue); // and acknowledges it

private:
    amqp_queue_declare_ok_t look(const QByteArray& queue, bool* isThere);
    bool send(const QByteArray& queue, const Message& message);
    bool confirm(std::size_t count);
    bool went();

    amqp_connection_state_t m_state;
    bool m_isOpen = false;
    bool m_confirms = false;
};

} // namespace fanlight::testing
