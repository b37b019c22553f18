// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;
struct ssl_session_st;

namespace fanlight {

struct LoadTls;

// Whom the connections of a test trust, and how they speak TLS: 1.2 and 1.3, HTTP/1.1 by ALPN, the
// name of the host by SNI. Immutable once made; shared by the threads of a run.
class TlsClient {
public:
    // Nothing, and `error` says why.
    static std::shared_ptr<const TlsClient> make(const LoadTls& settings, QString& error);
    ssl_ctx_st* context() const { return m_context.get(); }

private:
    std::shared_ptr<ssl_ctx_st> m_context;
};

// TLS over one connected, non-blocking socket. Holds no buffers while nothing is on its way
// (SSL_MODE_RELEASE_BUFFERS). Its socket's owner's thread.
class TlsChannel {
public:
    using Session = std::shared_ptr<ssl_session_st>;

    // `host`: whom the certificate must name. `earlier`: what a connection before agreed on; null:
    // none. The socket outlives it.
    TlsChannel(const TlsClient& client, int socket, const std::string& host, const Session& earlier,
        bool stampsReceipt);
    ~TlsChannel();
    TlsChannel(const TlsChannel&) = delete;
    TlsChannel& operator=(const TlsChannel&) = delete;

    enum class Outcome {
        Done,
        Waits, // until the socket can be read (or written, wantsToWrite())
        Over, // the other side has ended it
        Broken, // problem(), or systemError()
    };
    struct Moved {
        Outcome outcome = Outcome::Done;
        std::size_t count = 0;
    };
    Outcome shakeHands();
    Moved write(std::string_view bytes);
    Moved read(std::span<char> into); // until it is full, or nothing more has come

    bool wantsToWrite() const;
    int systemError() const { return m_wire.error; } // of the socket; 0: it is TLS that failed
    const std::string& problem() const { return m_problem; } // in words
    bool asksForCertificate() const { return m_wire.asksForCertificate; } // of the client
    // When the last bytes came to the socket, by the kernel's stamp; monotonicNs().
    std::uint64_t cameNs() const { return m_wire.cameNs; }
    // For the next connection to the same; null: it cannot be used again.
    Session session() const;

    // What stands beneath: the socket as OpenSSL reads and writes it.
    struct Wire {
        int socket = -1;
        bool stamps = false;
        std::uint64_t cameNs = 0;
        int error = 0; // of errno
        bool asksForCertificate = false; // of the client
    };

private:
    Outcome judged(int result);

    std::unique_ptr<ssl_st, void (*)(ssl_st*)> m_ssl;
    Wire m_wire;
    std::string m_problem;
};

} // namespace fanlight
