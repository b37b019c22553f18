// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <openssl/ssl.h>

#include <memory>

namespace fanlight::testing {

// A client over TLS without an event loop: what it encrypts goes to the socket when the test says
// so, in pieces if it likes, and it reads only when it is told to. Any one thread.
class TlsPeer {
public:
    struct Wish {
        QString authority = {}; // file; empty: every certificate will do
        QString certificate = {}; // file of its own, with .key beside it
        int version = 0; // TLS1_2_VERSION; 0: any
        QByteArray protocols = {}; // of ALPN, as they go on the wire
        int receiveBuffer = 0;
        SSL_SESSION* session = nullptr; // to be resumed
    };
    enum class Read { Data, CleanEnd, CutOff, Failed, TimedOut };

    explicit TlsPeer(quint16 port)
        : TlsPeer(port, Wish{})
    {
    }
    TlsPeer(quint16 port, const Wish& wish)
        : m_socket(port, false, wish.receiveBuffer)
        , m_context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free)
    {
        if (!wish.authority.isEmpty()) {
            SSL_CTX_load_verify_locations(m_context.get(), qPrintable(wish.authority), nullptr);
            SSL_CTX_set_verify(m_context.get(), SSL_VERIFY_PEER, nullptr);
        }
        if (!wish.certificate.isEmpty()) {
            SSL_CTX_use_certificate_chain_file(
                m_context.get(), qPrintable(wish.certificate + u".pem"));
            SSL_CTX_use_PrivateKey_file(
                m_context.get(), qPrintable(wish.certificate + u".key"), SSL_FILETYPE_PEM);
        }
        if (wish.version != 0) {
            SSL_CTX_set_min_proto_version(m_context.get(), wish.version);
            SSL_CTX_set_max_proto_version(m_context.get(), wish.version);
        }
        if (!wish.protocols.isEmpty())
            SSL_CTX_set_alpn_protos(m_context.get(),
                reinterpret_cast<const unsigned char*>(wish.protocols.constData()),
                unsigned(wish.protocols.size()));
        m_ssl.reset(SSL_new(m_context.get()));
        SSL_set_bio(m_ssl.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        BIO_set_mem_eof_return(SSL_get_rbio(m_ssl.get()), -1);
        SSL_set_connect_state(m_ssl.get());
        if (wish.session)
            SSL_set_session(m_ssl.get(), wish.session);
    }

    Socket& socket() { return m_socket; }
    SSL* ssl() { return m_ssl.get(); }

    // What wants to go on the wire.
    QByteArray takeOutput()
    {
        BIO* const bio = SSL_get_wbio(m_ssl.get());
        QByteArray bytes(qsizetype(BIO_ctrl_pending(bio)), '\0');
        if (!bytes.isEmpty())
            BIO_read(bio, bytes.data(), int(bytes.size()));
        return bytes;
    }
    QByteArray hello() // its first flight
    {
        SSL_do_handshake(m_ssl.get());
        return takeOutput();
    }
    // Whole; `piece`: bytes sent at once, 0: all there are.
    bool shakeHands(qsizetype piece = 0, QDeadlineTimer deadline = QDeadlineTimer(Patience))
    {
        for (;;) {
            const int result = SSL_do_handshake(m_ssl.get());
            const QByteArray out = takeOutput();
            for (qsizetype at = 0; at<out.size(); at += piece> 0 ? piece : out.size()) {
                if (!m_socket.send(piece > 0 ? out.mid(at, piece) : out))
                    return false;
            }
            if (result == 1)
                return true;
            if (SSL_get_error(m_ssl.get(), result) != SSL_ERROR_WANT_READ || !takeIn(deadline))
                return false;
        }
    }
    bool send(const QByteArray& text)
    {
        return SSL_write(m_ssl.get(), text.constData(), int(text.size())) == text.size()
            && m_socket.send(takeOutput());
    }
    // Says that nothing more comes.
    bool endSend()
    {
        SSL_shutdown(m_ssl.get());
        return m_socket.send(takeOutput());
    }
    // Waits for bytes, or the end, and appends what one record holds.
    Read read(QByteArray& into, QDeadlineTimer deadline = QDeadlineTimer(Patience))
    {
        for (;;) {
            char buffer[16 << 10];
            const int size = SSL_read(m_ssl.get(), buffer, sizeof buffer);
            if (size > 0) {
                into.append(buffer, size);
                return Read::Data;
            }
            const int error = SSL_get_error(m_ssl.get(), size);
            if (const QByteArray out = takeOutput(); !out.isEmpty())
                m_socket.send(out);
            if (error == SSL_ERROR_ZERO_RETURN)
                return Read::CleanEnd;
            if (error != SSL_ERROR_WANT_READ)
                return Read::Failed;
            if (!takeIn(deadline))
                return m_isAtEnd ? Read::CutOff : Read::TimedOut;
        }
    }
    // True once what was read holds the text.
    bool readTo(const QByteArray& text, QDeadlineTimer deadline = QDeadlineTimer(Patience))
    {
        while (!m_read.contains(text)) {
            if (read(m_read, deadline) != Read::Data)
                return false;
        }
        return true;
    }
    Read readToEnd(QDeadlineTimer deadline = QDeadlineTimer(Patience))
    {
        for (;;) {
            if (const Read read = this->read(m_read, deadline); read != Read::Data)
                return read;
        }
    }
    QByteArray& text() { return m_read; } // of the two above
    std::size_t wireBytesRead() const { return m_wireBytes; }

private:
    bool takeIn(QDeadlineTimer deadline)
    {
        QByteArray bytes;
        const Socket::Read read = m_socket.receive(bytes, deadline);
        m_isAtEnd = read == Socket::Read::End || read == Socket::Read::Reset;
        if (!bytes.isEmpty())
            BIO_write(SSL_get_rbio(m_ssl.get()), bytes.constData(), int(bytes.size()));
        m_wireBytes += std::size_t(bytes.size());
        return !bytes.isEmpty();
    }

    Socket m_socket;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> m_context;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_ssl{nullptr, &SSL_free};
    QByteArray m_read;
    std::size_t m_wireBytes = 0;
    bool m_isAtEnd = false;
};

} // namespace fanlight::testing
