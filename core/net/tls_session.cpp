// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_session.h"

#include "net/stamped_send.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace fanlight {

namespace {

// Messages of TLS itself (tickets, key updates) a client may send without a byte of its own.
constexpr std::uint32_t MostWithoutData = 64;
// records under one key of TLS 1.3; AES-GCM is good for five times as many (RFC 8446 §5.5)
constexpr std::uint32_t MostRecordsOfAKey = 1 << 22;

// OpenSSL looks into the thread's queue of errors, which others may have left something in.
void clearOldErrors()
{
    if (ERR_peek_error() != 0)
        ERR_clear_error();
}

bool isAgain(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

HandshakeFailure failureOf(unsigned long error)
{
    if (ERR_GET_LIB(error) != ERR_LIB_SSL)
        return HandshakeFailure::Other;
    const int reason = ERR_GET_REASON(error);
    switch (reason) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
    case SSL_R_WRONG_SSL_VERSION:
    case SSL_R_INAPPROPRIATE_FALLBACK:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        return HandshakeFailure::Version;
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_NO_SUITABLE_KEY_SHARE:
    case SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM:
    case SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS:
    case SSL_R_NO_SHARED_GROUPS:
        return HandshakeFailure::Cipher;
    case SSL_R_NO_APPLICATION_PROTOCOL:
        return HandshakeFailure::Protocol;
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
        return HandshakeFailure::Certificate;
    default:
        return reason > SSL_AD_REASON_OFFSET ? HandshakeFailure::Refused : HandshakeFailure::Other;
    }
}

// Of an alert that the client has sent (RFC 8446 §6.2).
std::string alertInWords(int alert)
{
    switch (alert) {
    case SSL_AD_UNKNOWN_CA:
        return "the client does not take the hub's certificate: unknown ca";
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
        return std::string("the client does not take the hub's certificate: ")
            + SSL_alert_desc_string_long(alert);
    default:
        return std::string("the client broke it off: ") + SSL_alert_desc_string_long(alert);
    }
}

// Of a client's certificate that will not do.
std::string verdictInWords(long verdict)
{
    const std::string said = X509_verify_cert_error_string(verdict);
    switch (verdict) {
    case X509_V_OK:
        return "its certificate will not do";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return "the certificate shown is of an unknown ca: " + said;
    default:
        return "the certificate shown will not do: " + said;
    }
}

// Why a handshake came to nothing, as who runs the hub can use it.
std::string handshakeInWords(HandshakeFailure failure, unsigned long error, long verdict)
{
    const int reason = ERR_GET_REASON(error);
    switch (failure) {
    case HandshakeFailure::Version:
        return "no version of TLS in common: 1.2 and 1.3 are spoken here";
    case HandshakeFailure::Cipher:
        return "no way to encrypt in common";
    case HandshakeFailure::Protocol:
        return "no protocol in common (ALPN): HTTP/1.1 is spoken here";
    case HandshakeFailure::Certificate:
        return reason == SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE ? "no certificate shown"
                                                                 : verdictInWords(verdict);
    case HandshakeFailure::Refused:
        return alertInWords(reason - SSL_AD_REASON_OFFSET);
    default:
        break;
    }
    const char* const text = error != 0 ? ERR_reason_error_string(error) : nullptr;
    return text ? text : "what came was no TLS";
}

} // namespace

const char* handshakeFailureName(HandshakeFailure failure)
{
    switch (failure) {
    case HandshakeFailure::Plain:
        return "plain_http";
    case HandshakeFailure::Version:
        return "version";
    case HandshakeFailure::Cipher:
        return "cipher";
    case HandshakeFailure::Protocol:
        return "alpn";
    case HandshakeFailure::Certificate:
        return "client_certificate";
    case HandshakeFailure::Refused:
        return "refused_by_client";
    case HandshakeFailure::Left:
        return "client_left";
    case HandshakeFailure::Late:
        return "late";
    case HandshakeFailure::Other:
        break;
    }
    return "other";
}

// A BIO without a buffer of its own. It takes whatever it is given to write: what the socket has no
// room for waits in m_held, so a record is never half written for OpenSSL.
struct TlsSession::Wire {
    static int write(BIO* bio, const char* bytes, int size)
    {
        auto& session = *static_cast<TlsSession*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        std::string_view left(bytes, static_cast<std::size_t>(size));
        if (session.m_held.empty()) {
            const ssize_t sent = session.writeSocket(left.data(), left.size());
            if (sent < 0 && !isAgain(errno)) {
                session.m_error = errno;
                return -1;
            }
            left.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(0, sent)));
        }
        if (session.m_held.size() + left.size() > MostHeld) {
            session.m_error = EPROTO; // it asks for answers and does not take them
            return -1;
        }
        session.m_held.append(left);
        session.m_wireBytes += static_cast<std::uint64_t>(size);
        return size;
    }
    static int read(BIO* bio, char* to, int most)
    {
        auto& session = *static_cast<TlsSession*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        const ssize_t size
            = ::recv(session.m_descriptor, to, static_cast<std::size_t>(most), MSG_DONTWAIT);
        if (size < 0 && isAgain(errno)) {
            session.m_isEmpty = true;
            BIO_set_retry_read(bio);
        } else if (size < 0) {
            session.m_error = errno;
        } else if (size == 0) {
            session.m_isAtEnd = true;
        }
        return static_cast<int>(size);
    }
    static long control(BIO* bio, int command, long, void*)
    {
        if (command == BIO_CTRL_EOF)
            return static_cast<TlsSession*>(BIO_get_data(bio))->m_isAtEnd;
        return command == BIO_CTRL_FLUSH || command == BIO_CTRL_PUSH || command == BIO_CTRL_POP;
    }
    static const BIO_METHOD* method()
    {
        static BIO_METHOD* const made = [] {
            BIO_METHOD* const one
                = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "fanlight socket");
            BIO_meth_set_write(one, write);
            BIO_meth_set_read(one, read);
            BIO_meth_set_ctrl(one, control);
            return one;
        }();
        return made;
    }
};

TlsSession::TlsSession(const TlsContext& context, int descriptor)
    : m_descriptor(descriptor)
    , m_ssl(SSL_new(context.native()))
{
    BIO* const bio = m_ssl ? BIO_new(Wire::method()) : nullptr;
    if (!bio) { // no memory
        m_state = State::Broken;
        return;
    }
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl, bio, bio);
    SSL_set_accept_state(m_ssl);
}

TlsSession::~TlsSession()
{
    SSL_free(m_ssl); // and its BIO
}

ssize_t TlsSession::writeSocket(const char* bytes, std::size_t size) const
{
    if (!m_isStamped)
        return ::send(m_descriptor, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    iovec piece{const_cast<char*>(bytes), size};
    return stampedSend(m_descriptor, &piece, 1);
}

// ---------------------------------------------------------------- handshake

TlsSession::Step TlsSession::shakeHands()
{
    if (m_state == State::Broken)
        return failed();
    ERR_clear_error();
    m_isEmpty = false;
    if (m_held.empty() || flush() || isAgain(errno)) {
        const int result = SSL_do_handshake(m_ssl);
        if (result == 1) {
            m_state = State::Open;
            return Step::Done;
        }
        if (SSL_get_error(m_ssl, result) == SSL_ERROR_WANT_READ)
            return Step::Waits;
        return failed();
    }
    m_error = errno;
    return failed();
}

TlsSession::Step TlsSession::failed()
{
    const unsigned long error = ERR_peek_error();
    if (m_isAtEnd || m_error != 0) {
        m_failure = HandshakeFailure::Left;
        m_reason = "the client went away";
    } else {
        m_failure = failureOf(error);
        m_reason = handshakeInWords(
            m_failure, error, m_ssl ? SSL_get_verify_result(m_ssl) : long(X509_V_OK));
    }
    ERR_clear_error();
    m_state = State::Broken;
    return Step::Failed;
}

void TlsSession::giveUp(HandshakeFailure failure, const char* reason)
{
    m_failure = failure;
    m_reason = reason;
    m_state = State::Broken;
}

bool TlsSession::wasResumed() const
{
    return SSL_session_reused(m_ssl) == 1;
}

// ---------------------------------------------------------------- bytes

ssize_t TlsSession::broken(int error)
{
    ERR_clear_error();
    m_state = State::Broken;
    errno = error;
    return -1;
}

ssize_t TlsSession::receive(char* to, std::size_t most)
{
    if (m_state != State::Open) // nothing that comes now is read by anyone
        return ::recv(m_descriptor, to, most, MSG_DONTWAIT);
    clearOldErrors();
    m_isEmpty = false;
    const int size = SSL_read(m_ssl, to, static_cast<int>(most));
    if (size > 0) {
        m_withoutData = 0;
        return size;
    }
    switch (SSL_get_error(m_ssl, size)) {
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    case SSL_ERROR_WANT_READ:
        if (!m_isEmpty && ++m_withoutData > MostWithoutData)
            return broken(EPROTO);
        errno = m_isEmpty ? EAGAIN : EINTR;
        return -1;
    default:
        if (m_isAtEnd)
            return 0;
        return broken(m_error != 0 ? m_error : EPROTO);
    }
}

ssize_t TlsSession::send(const char* bytes, std::size_t size, bool isStamped)
{
    if (m_state != State::Open)
        return broken(EPROTO);
    if (!m_held.empty() && !flush())
        return -1;
    clearOldErrors();
    if (++m_records >= MostRecordsOfAKey && SSL_version(m_ssl) == TLS1_3_VERSION) {
        m_records = 0;
        SSL_key_update(m_ssl, SSL_KEY_UPDATE_NOT_REQUESTED);
    }
    m_isStamped = isStamped;
    const int taken = SSL_write(m_ssl, bytes, static_cast<int>(std::min(size, MostRecord)));
    m_isStamped = false;
    return taken > 0 ? taken : broken(m_error != 0 ? m_error : EPROTO);
}

bool TlsSession::flush()
{
    std::size_t sent = 0;
    while (sent < m_held.size()) {
        const ssize_t size = writeSocket(m_held.data() + sent, m_held.size() - sent);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            break;
        sent += static_cast<std::size_t>(size);
    }
    const int error = errno;
    m_held.erase(0, sent);
    if (!m_held.empty()) {
        errno = error;
        return false;
    }
    std::string().swap(m_held);
    if (m_state == State::Ended && !std::exchange(m_hasShutDown, true))
        ::shutdown(m_descriptor, SHUT_WR);
    return true;
}

void TlsSession::endSend()
{
    if (m_state == State::Open) {
        clearOldErrors();
        SSL_shutdown(m_ssl);
        ERR_clear_error();
    }
    m_state = State::Ended;
    flush();
}

} // namespace fanlight
