// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_link.h"

#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <string>

#include <sys/socket.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int AmqpFrameBytes = 128 << 10;
constexpr qsizetype MostAmqpReplyText = 300; // of what the server says, in a sentence
constexpr std::uint16_t AmqpNotFound = 404;

// Why a certificate was not believed; the library tells only that it was not.
thread_local QString amqpDistrust;

int rememberAmqpDistrust(int isGood, X509_STORE_CTX* context)
{
    if (!isGood)
        amqpDistrust
            = QString::fromLatin1(X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
    return isGood;
}

timeval amqpTime(std::chrono::seconds time)
{
    return {static_cast<time_t>(time.count()), 0};
}

amqp_table_entry_t amqpTextEntry(const char* key, std::string_view value)
{
    amqp_table_entry_t entry{};
    entry.key = amqp_cstring_bytes(key);
    entry.value.kind = AMQP_FIELD_KIND_UTF8;
    entry.value.value.bytes = amqpBytes(value);
    return entry;
}

amqp_table_entry_t amqpTrueEntry(const char* key)
{
    amqp_table_entry_t entry{};
    entry.key = amqp_cstring_bytes(key);
    entry.value.kind = AMQP_FIELD_KIND_BOOLEAN;
    entry.value.value.boolean = 1;
    return entry;
}

// What another machine wrote, fit for a line.
QString amqpReplyText(amqp_bytes_t bytes)
{
    return QString::fromUtf8(static_cast<const char*>(bytes.bytes), qsizetype(bytes.len))
        .simplified()
        .left(MostAmqpReplyText);
}

} // namespace

AmqpLink::AmqpLink(const AmqpPlace& place, const char* purpose)
    : m_place(place)
    , m_purpose(purpose)
    , m_url(place.url)
{
}

AmqpLink::~AmqpLink()
{
    {
        const std::lock_guard lock(m_mutex);
        m_interruptible = -1;
    }
    if (m_state)
        amqp_destroy_connection(m_state);
}

QString AmqpLink::open(std::size_t attempt)
{
    if (QString wrong = m_url.readPassword(); !wrong.isEmpty())
        return wrong;
    m_host = m_url.hosts[qsizetype(attempt % std::size_t(m_url.hosts.size()))];
    if (m_host.port == 0)
        m_host.port = m_place.isTls ? AmqpPlace::TlsPort : AmqpPlace::Port;
    m_state = amqp_new_connection();
    if (!m_state)
        return u"There is no memory for a connection to %1."_s.arg(server());
    QString wrong = openSocket(m_host);
    if (wrong.isEmpty())
        wrong = login();
    return wrong;
}

QString AmqpLink::openSocket(const SourceHost& host)
{
    amqp_socket_t* const socket
        = m_place.isTls ? amqp_ssl_socket_new(m_state) : amqp_tcp_socket_new(m_state);
    if (!socket)
        return u"There is no memory for a connection to %1."_s.arg(server());
    amqpDistrust.clear();
    if (m_place.isTls) {
        if (QString wrong = secure(socket); !wrong.isEmpty())
            return wrong;
    }
    const timeval patience = amqpTime(ConnectPatience);
    const int status
        = amqp_socket_open_noblock(socket, host.name.toUtf8().constData(), host.port, &patience);
    const QString why = QString::fromUtf8(amqp_error_string2(status));
    if (status == AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED)
        return u"The certificate of %1 is for another name."_s.arg(server());
    if (!amqpDistrust.isEmpty())
        return u"The certificate of %1 is not trusted: %2."_s.arg(server(), amqpDistrust);
    if (status == AMQP_STATUS_SSL_CONNECTION_FAILED || status == AMQP_STATUS_SSL_ERROR)
        return u"%1 does not speak TLS with us (%2)."_s.arg(server(), why);
    if (status != AMQP_STATUS_OK)
        return u"%1 cannot be reached (%2)."_s.arg(server(), why);
    const std::lock_guard lock(m_mutex);
    m_interruptible = amqp_socket_get_sockfd(socket);
    return m_isInterrupted ? u"The connection was given up."_s : QString();
}

QString AmqpLink::secure(amqp_socket_t* socket)
{
    amqp_ssl_socket_set_verify_peer(socket, 1);
    amqp_ssl_socket_set_verify_hostname(socket, 1);
    amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST);
    auto* const context = static_cast<SSL_CTX*>(amqp_ssl_socket_get_context(socket));
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, rememberAmqpDistrust);
    if (m_place.caFile.isEmpty())
        SSL_CTX_set_default_verify_paths(context);
    else if (amqp_ssl_socket_set_cacert(socket, m_place.caFile.toUtf8().constData())
        != AMQP_STATUS_OK)
        return u"The certificates in “%1” cannot be read."_s.arg(m_place.caFile);
    if (m_place.certificateFile.isEmpty())
        return {};
    const int status = amqp_ssl_socket_set_key(
        socket, m_place.certificateFile.toUtf8().constData(), m_place.keyFile.toUtf8().constData());
    return status == AMQP_STATUS_OK
        ? QString()
        : u"“%1” and “%2” are no certificate with its key, or cannot be read."_s.arg(
            m_place.certificateFile, m_place.keyFile);
}

QString AmqpLink::login()
{
    const timeval loginPatience = amqpTime(ConnectPatience);
    const timeval replyPatience = amqpTime(ReplyPatience);
    amqp_set_handshake_timeout(m_state, &loginPatience);
    amqp_set_rpc_timeout(m_state, &replyPatience);

    const std::string name = "fanlight: " + m_place.queue.toStdString() + m_purpose;
    std::array capabilities = {amqpTrueEntry("consumer_cancel_notify"),
        amqpTrueEntry("connection.blocked"), amqpTrueEntry("publisher_confirms"),
        amqpTrueEntry("authentication_failure_close"), amqpTrueEntry("basic.nack")};
    std::array entries
        = {amqpTextEntry("product", "Fanlight"), amqpTextEntry("version", FANLIGHT_VERSION),
            amqpTextEntry("connection_name", name), amqp_table_entry_t{}};
    entries.back().key = amqp_cstring_bytes("capabilities");
    entries.back().value.kind = AMQP_FIELD_KIND_TABLE;
    entries.back().value.value.table = {int(capabilities.size()), capabilities.data()};
    const amqp_table_t properties{int(entries.size()), entries.data()};

    const std::string vhost = m_place.vhost.toStdString();
    const bool isGuest = m_url.user.isEmpty();
    const std::string user = isGuest ? "guest" : m_url.user.toStdString();
    const std::string password = isGuest ? "guest" : m_url.password.toStdString();
    const amqp_rpc_reply_t reply = m_place.isNamedByCertificate()
        ? amqp_login_with_properties(m_state, vhost.c_str(), 0, AmqpFrameBytes, Heartbeat,
            &properties, AMQP_SASL_METHOD_EXTERNAL, "")
        : amqp_login_with_properties(m_state, vhost.c_str(), 0, AmqpFrameBytes, Heartbeat,
            &properties, AMQP_SASL_METHOD_PLAIN, user.c_str(), password.c_str());
    QString wrong = judge(reply, 0);
    constexpr std::uint16_t AccessRefused = 403;
    if (!wrong.isEmpty() && m_lastCode == AccessRefused)
        return u"%1 refuses the user or the password of “%2”."_s.arg(
            server(), QString::fromStdString(user));
    if (reply.library_error == AMQP_STATUS_BROKER_UNSUPPORTED_SASL_METHOD)
        return u"%1 does not take a certificate as the name of its user (EXTERNAL); give a user "
               "and a password as well."_s.arg(server());
    return wrong;
}

void AmqpLink::close()
{
    const timeval patience = amqpTime(ClosePatience);
    amqp_set_rpc_timeout(m_state, &patience);
    amqp_connection_close(m_state, AMQP_REPLY_SUCCESS);
}

void AmqpLink::interrupt()
{
    const std::lock_guard lock(m_mutex);
    m_isInterrupted = true;
    if (m_interruptible >= 0)
        ::shutdown(m_interruptible, SHUT_RDWR);
}

std::size_t AmqpLink::bodyFrameBytes() const
{
    constexpr int HeadAndEnd = 8; // AMQP 0-9-1 §4.2.3
    return std::size_t(amqp_get_frame_max(m_state) - HeadAndEnd);
}

QString AmqpLink::openChannel(amqp_channel_t channel)
{
    if (m_channels.contains(channel))
        return {};
    amqp_channel_open(m_state, channel);
    QString wrong = judge(amqp_get_rpc_reply(m_state), channel);
    if (wrong.isEmpty())
        m_channels.insert(channel);
    return wrong;
}

void AmqpLink::closeChannel(amqp_channel_t channel)
{
    if (m_channels.erase(channel) > 0)
        amqp_channel_close(m_state, channel, AMQP_REPLY_SUCCESS);
    amqp_maybe_release_buffers_on_channel(m_state, channel);
}

AmqpLink::Count AmqpLink::count(amqp_channel_t channel, const QString& queue)
{
    Count count;
    count.error = openChannel(channel);
    if (!count.error.isEmpty())
        return count;
    const std::string name = queue.toStdString();
    const amqp_queue_declare_ok_t* const answer
        = amqp_queue_declare(m_state, channel, amqpBytes(name), 1, 0, 0, 0, amqp_empty_table);
    count.messages = answer ? answer->message_count : 0;
    count.error = judge(amqp_get_rpc_reply(m_state), channel);
    count.isThere = count.error.isEmpty() || m_lastCode != AmqpNotFound;
    amqp_maybe_release_buffers_on_channel(m_state, channel);
    return count;
}

QString AmqpLink::declare(amqp_channel_t channel, const QString& queue)
{
    const Count there = count(channel, queue); // whatever its arguments are
    if (there.isThere)
        return there.error;
    if (QString wrong = openChannel(channel); !wrong.isEmpty())
        return wrong;
    const std::string name = queue.toStdString();
    amqp_queue_declare(m_state, channel, amqpBytes(name), 0, 1, 0, 0, amqp_empty_table);
    return judge(amqp_get_rpc_reply(m_state), channel);
}

QString AmqpLink::judge(const amqp_rpc_reply_t& reply, amqp_channel_t channel)
{
    m_lastCode = 0;
    if (reply.reply_type == AMQP_RESPONSE_NORMAL)
        return {};
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION)
        return judge(reply.library_error);
    if (reply.reply_type != AMQP_RESPONSE_SERVER_EXCEPTION)
        return judge(AMQP_STATUS_CONNECTION_CLOSED);
    if (reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
        m_lastCode = static_cast<const amqp_channel_close_t*>(reply.reply.decoded)->reply_code;
        m_channels.erase(channel);
        amqp_channel_close_ok_t answer{};
        amqp_send_method(m_state, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &answer);
    } else if (reply.reply.id == AMQP_CONNECTION_CLOSE_METHOD) {
        m_isLost = true;
        m_lastCode = static_cast<const amqp_connection_close_t*>(reply.reply.decoded)->reply_code;
    }
    return sayClose(reply.reply.id, reply.reply.decoded);
}

QString AmqpLink::judge(int status)
{
    m_isLost = m_isLost || status != AMQP_STATUS_OK;
    switch (status) {
    case AMQP_STATUS_OK:
        return {};
    case AMQP_STATUS_TIMEOUT:
        return u"%1 does not answer."_s.arg(server());
    case AMQP_STATUS_HEARTBEAT_TIMEOUT:
        return u"%1 has not been heard of for %2 s."_s.arg(server()).arg(2 * Heartbeat);
    case AMQP_STATUS_CONNECTION_CLOSED:
    case AMQP_STATUS_SOCKET_CLOSED:
    case AMQP_STATUS_SOCKET_ERROR:
        return u"The connection to %1 was lost."_s.arg(server());
    default:
        return u"The connection to %1 failed (%2)."_s.arg(
            server(), QString::fromUtf8(amqp_error_string2(status)));
    }
}

QString AmqpLink::endOf(const amqp_frame_t& frame)
{
    const amqp_method_t& method = frame.payload.method;
    const bool isEnd
        = method.id == AMQP_CHANNEL_CLOSE_METHOD || method.id == AMQP_CONNECTION_CLOSE_METHOD;
    return isEnd ? sayClose(method.id, method.decoded) : QString();
}

QString AmqpLink::server() const
{
    return u"RabbitMQ at "_s % m_host.text();
}

QString AmqpLink::sayClose(amqp_method_number_t id, const void* method) const
{
    const amqp_bytes_t text = id == AMQP_CHANNEL_CLOSE_METHOD
        ? static_cast<const amqp_channel_close_t*>(method)->reply_text
        : id == AMQP_CONNECTION_CLOSE_METHOD
        ? static_cast<const amqp_connection_close_t*>(method)->reply_text
        : amqp_empty_bytes;
    return u"%1 says: %2."_s.arg(server(), amqpReplyText(text));
}

} // namespace fanlight
