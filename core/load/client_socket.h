// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/descriptor.h"
#include "load/tls_client.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace fanlight {

struct LoadAddress;

// A connection of the tester: a virtual client's, or one of the publisher's. What is tested is
// reached through this alone, over TCP, with TLS where the address says so. Never blocks; says what
// happened and decides nothing: how long is waited for, and what an error means, is its owner's
// business. A plain value, its owner's thread's; errors are those of errno, or TlsFailed.
class ClientSocket {
public:
    struct Options {
        int receiveBuffer = 0; // bytes; 0: as the system has it
        std::uint32_t place = 0; // among those of this process; many spread over loopback
        bool stampsReceipt = false; // for receiveStamped()
    };
    static constexpr int NotYet = -1; // it is on its way
    static constexpr int TlsFailed = -2; // problem() says how

    // 0: it is on its way, and can be written to when it stands. Not while there is one. A socket
    // that has been at that address before takes up its TLS session again, as browsers do.
    int connect(const LoadAddress& to, const Options& options);
    // Whenever it can be written to or read, or is broken. 0: it stands, its TLS too.
    int finishConnecting();
    // Until it stands: whether that waits for being able to write.
    bool waitsToWrite() const { return !m_tls || m_tls->wantsToWrite(); }
    std::string problem() const { return m_tls ? m_tls->problem() : std::string(); }
    bool asksForCertificate() const { return m_tls && m_tls->asksForCertificate(); }

    struct Sent {
        std::size_t count = 0; // less than asked for: the kernel takes no more now
        int error = 0;
    };
    Sent send(std::string_view bytes);

    struct Received {
        std::size_t count = 0;
        bool mayHaveMore = false; // nothing says that this was all
        bool isOver = false; // nothing more comes, because of `error` or, with 0, by its end
        int error = 0;
    };
    Received receive(std::span<char> into);
    // … and when the last of it came, which the kernel knows; monotonicNs().
    Received receiveStamped(std::span<char> into, std::uint64_t& cameNs);

    void close();
    void abandon(); // leaves no port behind that waits for a minute
    bool isOpen() const { return static_cast<bool>(m_socket); }
    int descriptor() const { return m_socket.get(); } // to wait for; -1: none

private:
    Received receiveDecrypted(std::span<char> into);
    void keepSession();
    int errorOf(const TlsChannel& tls) const;

    Descriptor m_socket;
    std::unique_ptr<TlsChannel> m_tls; // null: plain, or not begun
    std::shared_ptr<const TlsClient> m_tlsClient; // from connect() until it has begun
    std::string m_host; // likewise
    bool m_stampsReceipt = false;
    TlsChannel::Session m_session; // of the connection before
};

} // namespace fanlight
