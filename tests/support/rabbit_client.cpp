// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rabbit_client.h"

#include <amqp_tcp_socket.h>

#include <vector>

namespace fanlight::testing {

namespace {

constexpr amqp_channel_t RabbitChannel = 1;

amqp_bytes_t rabbitBytes(const QByteArray& text)
{
    return {std::size_t(text.size()), const_cast<char*>(text.constData())};
}

QByteArray rabbitText(amqp_bytes_t bytes)
{
    return {static_cast<const char*>(bytes.bytes), qsizetype(bytes.len)};
}

std::vector<amqp_table_entry_t> rabbitEntries(const QHash<QByteArray, QByteArray>& texts)
{
    std::vector<amqp_table_entry_t> entries;
    for (auto it = texts.begin(); it != texts.end(); ++it) {
        amqp_table_entry_t entry{};
        entry.key = rabbitBytes(it.key());
        entry.value.kind = AMQP_FIELD_KIND_UTF8;
        entry.value.value.bytes = rabbitBytes(it.value());
        if (it.key().startsWith('#')) {
            entry.key = {entry.key.len - 1, static_cast<char*>(entry.key.bytes) + 1};
            entry.value.kind = AMQP_FIELD_KIND_I32;
            entry.value.value.i32 = it.value().toInt();
        }
        entries.push_back(entry);
    }
    return entries;
}

} // namespace

RabbitClient::RabbitClient(RabbitServer& server)
    : m_state(amqp_new_connection())
{
    amqp_socket_t* const socket = amqp_tcp_socket_new(m_state);
    if (amqp_socket_open(socket, "127.0.0.1", server.port()) != AMQP_STATUS_OK)
        return;
    const amqp_rpc_reply_t reply = amqp_login(m_state, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN,
        RabbitServer::User, RabbitServer::Password);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL)
        return;
    amqp_channel_open(m_state, RabbitChannel);
    m_isOpen = went();
}

RabbitClient::~RabbitClient()
{
    amqp_destroy_connection(m_state);
}

// A channel that the server closed is opened again.
bool RabbitClient::went()
{
    const amqp_rpc_reply_t reply = amqp_get_rpc_reply(m_state);
    if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION
        && reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
        amqp_channel_close_ok_t answer{};
        amqp_send_method(m_state, RabbitChannel, AMQP_CHANNEL_CLOSE_OK_METHOD, &answer);
        amqp_channel_open(m_state, RabbitChannel);
        m_confirms = false;
    }
    return reply.reply_type == AMQP_RESPONSE_NORMAL;
}

bool RabbitClient::declare(const QByteArray& queue, const QHash<QByteArray, QByteArray>& arguments)
{
    auto entries = rabbitEntries(arguments);
    const amqp_table_t table{int(entries.size()), entries.data()};
    amqp_queue_declare(m_state, RabbitChannel, rabbitBytes(queue), 0, 1, 0, 0, table);
    return went();
}

bool RabbitClient::remove(const QByteArray& queue)
{
    amqp_queue_delete(m_state, RabbitChannel, rabbitBytes(queue), 0, 0);
    return went();
}

bool RabbitClient::declareExchange(const QByteArray& exchange)
{
    amqp_exchange_declare(m_state, RabbitChannel, rabbitBytes(exchange),
        amqp_cstring_bytes("direct"), 0, 1, 0, 0, amqp_empty_table);
    return went();
}

bool RabbitClient::bind(const QByteArray& queue, const QByteArray& exchange, const QByteArray& key)
{
    amqp_queue_bind(m_state, RabbitChannel, rabbitBytes(queue), rabbitBytes(exchange),
        rabbitBytes(key), amqp_empty_table);
    return went();
}

bool RabbitClient::publish(const QByteArray& queue, const Message& message)
{
    return publishAll(queue, {message});
}

bool RabbitClient::publishAll(const QByteArray& queue, const QList<Message>& messages)
{
    if (!m_confirms) {
        amqp_confirm_select(m_state, RabbitChannel);
        m_confirms = went();
    }
    // So many at a time that their confirmations do not fill what nobody reads.
    constexpr std::size_t Round = 500;
    std::size_t sent = 0;
    for (const Message& message : messages) {
        if (!send(queue, message))
            return false;
        if (++sent == Round) {
            if (!confirm(sent))
                return false;
            sent = 0;
        }
    }
    return confirm(sent);
}

bool RabbitClient::send(const QByteArray& queue, const Message& message)
{
    auto entries = rabbitEntries(message.headers);
    amqp_basic_properties_t properties{};
    properties._flags = AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG;
    properties.headers = {int(entries.size()), entries.data()};
    properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
    if (!message.id.isEmpty()) {
        properties._flags |= AMQP_BASIC_MESSAGE_ID_FLAG;
        properties.message_id = rabbitBytes(message.id);
    }
    if (!message.encoding.isEmpty()) {
        properties._flags |= AMQP_BASIC_CONTENT_ENCODING_FLAG;
        properties.content_encoding = rabbitBytes(message.encoding);
    }
    return amqp_basic_publish(m_state, RabbitChannel, amqp_empty_bytes, rabbitBytes(queue), 0, 0,
               &properties, rabbitBytes(message.body))
        == AMQP_STATUS_OK;
}

bool RabbitClient::confirm(std::size_t count)
{
    std::uint64_t last = 0;
    for (std::size_t confirmed = 0; confirmed < count;) {
        amqp_frame_t frame;
        const timeval patience{Patience.count() / 1000, 0};
        if (amqp_simple_wait_frame_noblock(m_state, &frame, &patience) != AMQP_STATUS_OK)
            return false;
        if (frame.frame_type != AMQP_FRAME_METHOD
            || frame.payload.method.id != AMQP_BASIC_ACK_METHOD)
            return false;
        const auto& ack = *static_cast<const amqp_basic_ack_t*>(frame.payload.method.decoded);
        confirmed += ack.multiple ? ack.delivery_tag - last : 1;
        last = std::max(last, ack.delivery_tag);
        amqp_maybe_release_buffers(m_state);
    }
    return true;
}

amqp_queue_declare_ok_t RabbitClient::look(const QByteArray& queue, bool* isThere)
{
    const amqp_queue_declare_ok_t* const answer = amqp_queue_declare(
        m_state, RabbitChannel, rabbitBytes(queue), 1, 0, 0, 0, amqp_empty_table);
    const amqp_queue_declare_ok_t figures = answer ? *answer : amqp_queue_declare_ok_t{};
    *isThere = went();
    return figures;
}

int RabbitClient::count(const QByteArray& queue)
{
    bool isThere = false;
    const int messages = int(look(queue, &isThere).message_count);
    return isThere ? messages : -1;
}

int RabbitClient::consumers(const QByteArray& queue)
{
    bool isThere = false;
    const int consumers = int(look(queue, &isThere).consumer_count);
    return isThere ? consumers : -1;
}

std::optional<RabbitClient::Message> RabbitClient::take(const QByteArray& queue)
{
    const amqp_rpc_reply_t reply = amqp_basic_get(m_state, RabbitChannel, rabbitBytes(queue), 1);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL || reply.reply.id != AMQP_BASIC_GET_OK_METHOD)
        return std::nullopt;
    amqp_message_t message;
    if (amqp_read_message(m_state, RabbitChannel, &message, 0).reply_type != AMQP_RESPONSE_NORMAL)
        return std::nullopt;
    Message taken;
    taken.body = rabbitText(message.body);
    const amqp_basic_properties_t& properties = message.properties;
    if (properties._flags & AMQP_BASIC_MESSAGE_ID_FLAG)
        taken.id = rabbitText(properties.message_id);
    for (int i = 0;
         (properties._flags & AMQP_BASIC_HEADERS_FLAG) && i < properties.headers.num_entries; ++i) {
        const amqp_table_entry_t& entry = properties.headers.entries[i];
        taken.headers[rabbitText(entry.key)] = entry.value.kind == AMQP_FIELD_KIND_I32
            ? QByteArray::number(entry.value.value.i32)
            : entry.value.kind == AMQP_FIELD_KIND_UTF8 ? rabbitText(entry.value.value.bytes)
                                                       : QByteArray();
    }
    amqp_destroy_message(&message);
    return taken;
}

} // namespace fanlight::testing
