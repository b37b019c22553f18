// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/tls_side.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include <sys/types.h>

struct iovec;
struct tcp_info;

namespace fanlight {

// Bytes in and out of a connection's socket, as they are or by way of TLS: everything above knows
// bytes only, and the only other room of the shard that calls the kernel for them is the TlsSide.
// No call blocks. The shard's thread.
class Transport {
public:
    explicit Transport(TlsSide& tls)
        : m_tls(tls)
    {
    }

    // Bytes read; 0: the client has ended its side; -1: see errno.
    ssize_t receive(const Connection& connection, char* to, std::size_t most) const;
    // Bytes the kernel has taken (of TLS some may be held back, holdsBack()); -1: see errno.
    ssize_t send(const Connection& connection, iovec* pieces, int count) const;
    // The same; the kernel is to tell when the client's has acknowledged the last byte.
    ssize_t sendStamped(const Connection& connection, iovec* pieces, int count) const;
    void enableStamps(const Connection& connection) const; // once, before the first
    // Of TLS: encrypted bytes wait for room in the socket. flush() sends them; false: see errno.
    bool holdsBack(const Connection& connection) const
    {
        return connection.isTls && m_tls.holdsBack(connection);
    }
    bool flush(const Connection& connection) const
    {
        return !connection.isTls || m_tls.flush(connection);
    }
    // How far its client has come, both in bytes as they go on the wire: what was sent to it since
    // it is a stream (of TLS: since it came), and what of that it has acknowledged; -1: the kernel
    // does not say.
    std::uint64_t sentBytes(const Connection& connection) const
    {
        return connection.isTls ? m_tls.wireBytes(connection) : connection.sent.bytes;
    }
    std::int64_t acknowledgedBytes(const Connection& connection) const;

    // What waits in the error queue.
    struct Notice {
        std::optional<std::uint64_t> acknowledgedNs; // realtime
        int error = 0; // errno of a connection that has broken
    };
    Notice readNotice(const Connection& connection) const;

    Connection::Peer peerOf(int descriptor) const;
    bool hasEnded(const Connection& connection) const; // by the client, with nothing left to read
    bool readInfo(const Connection& connection, tcp_info& info) const; // false: it is not TCP
    // Of the kernel, for this socket; nothing when it does not say.
    std::optional<std::uint64_t> kernelBytes(const Connection& connection) const;

    // So many bytes, or twice that, the kernel keeps at most of what a client does not read.
    void boundSendBuffer(const Connection& connection, int bytes) const;
    void shutdownSend(const Connection& connection) const;
    // `reset`: the kernel forgets what it still holds for a client that does not read.
    void close(const Connection& connection, bool reset) const;

private:
    TlsSide& m_tls;
};

// Why a connection has ended, by errno; 0: the client ended it.
DisconnectReason reasonOf(int error);

} // namespace fanlight
