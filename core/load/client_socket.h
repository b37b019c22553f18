// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/descriptor.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace fanlight {

struct LoadAddress;

// A TCP connection of the tester: a virtual client's, or one of the publisher's. What is tested is
// reached through this alone, so that what may come between bytes and socket (TLS) has one place.
// Never blocks; says what happened and decides nothing: how long is waited for, and what an error
// means, is its owner's business. A plain value, its owner's thread's; errors are those of errno.
class ClientSocket {
public:
    struct Options {
        int receiveBuffer = 0; // bytes; 0: as the system has it
        std::uint32_t place = 0; // among those of this process; many spread over loopback
        bool stampsReceipt = false; // for receiveStamped()
    };
    // 0: it is on its way, and can be written to when it stands. Not while there is one.
    int connect(const LoadAddress& to, const Options& options);
    // Once it can be written to, or is broken. 0: it stands.
    int finishConnecting();

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
    Descriptor m_socket;
};

} // namespace fanlight
