// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/handshake_failure.h"
#include "net/tls_context.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include <sys/types.h>

struct bio_method_st;
struct bio_st;
struct ssl_st;

namespace fanlight {

// One connection over TLS: bytes in and out of its socket, encrypted. What the socket has no room
// for is held here, at most MostHeld bytes, so that whatever was encrypted counts as sent. Owned by
// its shard's TlsSide; that thread. No call blocks.
class TlsSession {
public:
    TlsSession(const TlsContext& context, int descriptor);
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    enum class Step : std::uint8_t { Done, Waits, Failed };
    Step shakeHands(); // goes on with what the socket holds
    void giveUp(HandshakeFailure failure, const char* reason); // as if it had failed
    bool isUnderWay() const { return m_state == State::Handshake; }
    bool wasResumed() const;
    // After Failed.
    HandshakeFailure failure() const { return m_failure; }
    const std::string& reason() const { return m_reason; }

    // Bytes read; 0: the client has ended its side; -1: see errno; EINTR: a message of TLS itself
    // was read, and there may be more.
    ssize_t receive(char* to, std::size_t most);
    // Bytes encrypted, of which the last may be held; -1: see errno, EAGAIN while some are.
    // `isStamped`: the kernel is to tell of the acknowledgement.
    ssize_t send(const char* bytes, std::size_t size, bool isStamped);
    // Sends what is held. False with errno EAGAIN while some still is, or another when it cannot.
    bool flush();
    bool holdsBack() const { return !m_held.empty(); }
    // Bytes as they went to the wire, those held among them …
    std::uint64_t wireBytes() const { return m_wireBytes; }
    std::uint64_t heldBytes() const { return m_held.size(); } // … and these alone
    // Says that nothing more comes (close_notify), once; then, when nothing is held, ends the
    // socket's side. What the client sends after it is thrown away.
    void endSend();

    static constexpr std::size_t MostRecord = 16 << 10; // bytes of one record, RFC 8446 §5.1
    static constexpr std::size_t MostHeld = 64 << 10;

private:
    enum class State : std::uint8_t { Handshake, Open, Ended, Broken };
    struct Wire; // what OpenSSL reads from and writes to

    Step failed();
    ssize_t broken(int error);
    ssize_t writeSocket(const char* bytes, std::size_t size) const;

    const int m_descriptor;
    State m_state = State::Handshake;
    bool m_isEmpty = false; // the socket had nothing more
    bool m_isAtEnd = false; // the client has ended its side of the socket
    bool m_isStamped = false; // what is being sent
    bool m_hasShutDown = false;
    HandshakeFailure m_failure = HandshakeFailure::Other;
    int m_error = 0; // of the socket
    std::uint32_t m_withoutData = 0; // messages of TLS itself, one after the other
    std::uint32_t m_records = 0; // under the same key
    std::uint64_t m_wireBytes = 0;
    ssl_st* m_ssl = nullptr;
    std::string m_held;
    std::string m_reason;
};

} // namespace fanlight
