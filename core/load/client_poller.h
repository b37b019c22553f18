// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_socket.h"

#include <span>
#include <vector>

#include <sys/epoll.h>

namespace fanlight {

// What the clients' thread waits for: their sockets, and a bell that other threads ring. One
// thread, but for wake(); edge-triggered, so that what is not read or written to the end is not
// heard of again.
class ClientPoller {
public:
    ClientPoller();

    // Something of a client's socket, as it was when it was watched.
    struct Ready {
        std::uint32_t client;
        std::uint32_t serial;
        std::uint32_t events;

        bool canSend() const { return events & EPOLLOUT; }
        bool isBroken() const { return events & (EPOLLERR | EPOLLHUP); }
        bool isClosing() const { return events & (EPOLLRDHUP | EPOLLERR | EPOLLHUP); }
        bool canReceive() const { return (events & EPOLLIN) || isClosing(); }
    };
    // Until the socket is closed.
    void watch(const ClientSocket& socket, std::uint32_t client, std::uint32_t serial);
    // At most so long; what is ready stays until the next call. Nothing of it is the bell's.
    std::span<const Ready> wait(int timeoutMs);
    void wake(); // any thread: wait() returns

private:
    Descriptor m_epoll;
    Descriptor m_bell;
    std::vector<epoll_event> m_events;
    std::vector<Ready> m_ready;
};

} // namespace fanlight
