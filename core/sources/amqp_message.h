// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"

#include <amqp.h>

#include <cstdint>
#include <string>
#include <vector>

namespace fanlight {

// One message as RabbitMQ delivered it: a plain value, which needs no connection any more.
struct AmqpDelivery {
    std::uint64_t tag = 0; // of its channel
    std::string exchange;
    std::string routingKey;
    std::string properties; // as they came (AMQP 0-9-1 §4.2.6.1)
    std::uint64_t bodyBytes = 0; // more than `content` has, where that is past the bound
    SourceContent content;
    std::string objection; // why it cannot be taken whatever the hub says; empty: it can
    int earlierTries = 0; // a quorum queue counts them
};

// Puts the frames of one channel together to messages. Of a body past `mostBody` bytes nothing is
// kept, so what a queue holds does not decide how much memory this takes. Any one thread.
class AmqpReader {
public:
    enum class Step {
        None, // of a message that is not whole, or of none
        Head, // it begins: all but the body is known
        Message, // it is whole
    };

    explicit AmqpReader(std::size_t mostBody)
        : m_mostBody(mostBody)
    {
    }

    void reset() { m_isInside = false; } // of a new channel
    Step take(const amqp_frame_t& frame);
    AmqpDelivery& delivery() { return m_delivery; }
    bool isOversized() const { return m_delivery.bodyBytes > m_mostBody; }

private:
    void begin(const amqp_basic_deliver_t& method);
    Step takeHead(const amqp_frame_t& frame);
    Step takeBody(amqp_bytes_t fragment);

    const std::size_t m_mostBody;
    AmqpDelivery m_delivery;
    std::uint64_t m_received = 0; // bytes of the body
    bool m_isInside = false; // of a message, behind its method
};

// The properties by which a message lies with the dead: its own, with the reason (fan-reason), the
// tries (fan-tries), when (fan-died-at, ISO 8601 in UTC) and where it came from (fan-queue,
// fan-exchange, fan-routing-key). Left out is what would keep the server from taking it, or have it
// vanish there: user-id, expiration, CC and BCC, the count of deliveries. The delivery outlives it.
class AmqpDeadHead {
public:
    AmqpDeadHead(const AmqpDelivery& delivery, const std::string& reason, int tries, qint64 nowMs,
        const std::string& queue);
    ~AmqpDeadHead();
    AmqpDeadHead(const AmqpDeadHead&) = delete;
    AmqpDeadHead& operator=(const AmqpDeadHead&) = delete;

    amqp_basic_properties_t* properties() { return &m_properties; }

private:
    void add(const char* key, const std::string& text);

    amqp_pool_t m_pool{}; // of the original properties
    const std::string m_reason, m_diedAt, m_queue;
    std::vector<amqp_table_entry_t> m_headers;
    amqp_basic_properties_t m_properties{};
};

// What a queue of the dead holds, whether we put it there or the server did (x-death). `digest` is
// that of the body.
DeadLetter amqpDeadLetter(AmqpDelivery&& delivery, const QByteArray& digest);

} // namespace fanlight
