// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QString>

#include <vector>

namespace fanlight::testing {

// A TCP client without an event loop, for tests. It reads only when it is told to, so that a client
// that never reads is just one that is not asked; QTcpSocket would buffer behind the test's back.
// Movable; closes on destruction. Any one thread.
class Socket {
public:
    enum class Read { Data, End, Reset, TimedOut };

    Socket() = default;
    // Connects to 127.0.0.1 (or ::1); `receiveBuffer` in bytes, 0 leaves the system's.
    explicit Socket(quint16 port, bool ipv6 = false, int receiveBuffer = 0);
    explicit Socket(const QString& path); // of a Unix socket
    ~Socket();
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    quint16 localPort() const;

    // Sends everything; false when the peer is gone.
    bool send(const QByteArray& bytes);
    // Waits for bytes and appends what there is to `into`.
    Read receive(QByteArray& into, QDeadlineTimer deadline = QDeadlineTimer(Patience));

    void close();
    // Closes with a TCP reset, as a client does that vanishes.
    void reset();

private:
    int m_descriptor = -1;
};

// Waits until one of them can be read (bytes or end); their positions, none after the deadline.
std::vector<std::size_t> waitForAny(
    const std::vector<const Socket*>& sockets, QDeadlineTimer deadline);

} // namespace fanlight::testing
