// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/amqp_kind.h"

#include <QString>

#include <amqp.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <string_view>

namespace fanlight {

inline amqp_bytes_t amqpBytes(std::string_view text)
{
    return {text.size(), const_cast<char*>(text.data())};
}
inline std::string_view amqpText(amqp_bytes_t bytes)
{
    return {static_cast<const char*>(bytes.bytes), bytes.len};
}

// One connection to RabbitMQ (AMQP 0-9-1) by librabbitmq, with TLS, heartbeats and sentences for
// what goes wrong. It blocks, within bounds, so it lives in a thread of the source's own; only
// interrupt() is for others. Opened once; after an error it is of no use but to be destroyed.
class AmqpLink {
public:
    static constexpr std::chrono::seconds ConnectPatience{3};
    static constexpr std::chrono::seconds ReplyPatience{10};
    static constexpr std::chrono::seconds ClosePatience{1};
    static constexpr int Heartbeat = 10; // seconds; twice that without a byte is a loss

    // What the server shows of it is named `purpose`.
    AmqpLink(const AmqpPlace& place, const char* purpose);
    ~AmqpLink();
    AmqpLink(const AmqpLink&) = delete;
    AmqpLink& operator=(const AmqpLink&) = delete;

    // Connects and logs in, to the host whose turn it is. Empty, or what prevents it.
    QString open(std::size_t attempt);
    // So that the server hears that it was meant; the destructor closes anyway.
    void close();
    // Makes it fail at once where it waits. Any thread.
    void interrupt();

    amqp_connection_state_t state() const { return m_state; }
    bool isLost() const { return m_isLost; } // the connection, not only a channel
    int descriptor() const { return amqp_get_sockfd(m_state); }
    std::size_t bodyFrameBytes() const;

    QString openChannel(amqp_channel_t channel);
    bool isChannelOpen(amqp_channel_t channel) const { return m_channels.contains(channel); }
    void closeChannel(amqp_channel_t channel);

    struct Count {
        std::uint32_t messages = 0;
        bool isThere = true; // the queue is
        QString error;
    };
    // How much a queue holds that nobody has in hand. Opens the channel where that is needed.
    Count count(amqp_channel_t channel, const QString& queue);
    // A durable queue without arguments.
    QString declare(amqp_channel_t channel, const QString& queue);

    // Of a call that has a reply; empty when it went well. A channel the server closed is closed.
    QString judge(const amqp_rpc_reply_t& reply, amqp_channel_t channel);
    // Of a call that only says that it failed.
    QString judge(int status);
    // Of a frame that comes by itself: the server ends the channel or the connection.
    QString endOf(const amqp_frame_t& frame);
    // How a sentence calls the server.
    QString server() const;

private:
    QString openSocket(const SourceHost& host);
    QString secure(amqp_socket_t* socket);
    QString login();
    QString sayClose(amqp_method_number_t id, const void* method) const;

    const AmqpPlace& m_place;
    const char* const m_purpose;
    SourceUrl m_url; // with the password
    SourceHost m_host;
    amqp_connection_state_t m_state = nullptr;
    std::set<amqp_channel_t> m_channels;
    std::uint16_t m_lastCode = 0; // the server's, of its last refusal
    bool m_isLost = false;
    std::mutex m_mutex;
    int m_interruptible = -1; // guarded by m_mutex, as is the next
    bool m_isInterrupted = false;
};

} // namespace fanlight
