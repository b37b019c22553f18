// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_poller.h"

#include <sys/eventfd.h>

namespace fanlight {

namespace {
constexpr std::size_t EventsATurn = 1024;
constexpr std::uint64_t BellTag = ~std::uint64_t(0);
} // namespace

ClientPoller::ClientPoller()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_bell(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_events(EventsATurn)
{
    m_ready.reserve(EventsATurn);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = BellTag;
    epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, m_bell.get(), &event);
}

void ClientPoller::watch(const ClientSocket& socket, std::uint32_t client, std::uint32_t serial)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = std::uint64_t(serial) << 32 | client;
    epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, socket.descriptor(), &event);
}

std::span<const ClientPoller::Ready> ClientPoller::wait(int timeoutMs)
{
    m_ready.clear();
    const int count
        = epoll_wait(m_epoll.get(), m_events.data(), static_cast<int>(m_events.size()), timeoutMs);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = m_events[static_cast<std::size_t>(i)];
        if (event.data.u64 == BellTag) {
            eventfd_t ignored = 0;
            eventfd_read(m_bell.get(), &ignored);
            continue;
        }
        m_ready.push_back({static_cast<std::uint32_t>(event.data.u64),
            static_cast<std::uint32_t>(event.data.u64 >> 32), event.events});
    }
    return m_ready;
}

void ClientPoller::wake()
{
    eventfd_write(m_bell.get(), 1);
}

} // namespace fanlight
