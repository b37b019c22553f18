// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket_stamp.h"

#include "load/load_time.h"
#include "net/clock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

#include <sys/socket.h>

namespace fanlight {

namespace {
// How long ago the message came, by the kernel's stamp; 0 without one. A clock that was set in
// between makes it no longer than a second.
std::uint64_t ageNs(msghdr& message)
{
    for (cmsghdr* one = CMSG_FIRSTHDR(&message); one; one = CMSG_NXTHDR(&message, one)) {
        if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp;
        memcpy(&stamp, CMSG_DATA(one), sizeof stamp);
        const std::uint64_t came = static_cast<std::uint64_t>(stamp.tv_sec) * SecondNs
            + static_cast<std::uint64_t>(stamp.tv_nsec);
        const std::uint64_t now = realtimeNs();
        return std::min(now > came ? now - came : 0, SecondNs);
    }
    return 0;
}
} // namespace

ssize_t receiveStamped(int socket, void* into, std::size_t most, std::uint64_t& cameNs)
{
    alignas(cmsghdr) std::array<char, 256> control;
    iovec vector{into, most};
    msghdr message{};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    for (;;) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const ssize_t size = ::recvmsg(socket, &message, 0);
        if (size < 0 && errno == EINTR)
            continue;
        const int error = errno;
        cameNs = monotonicNs();
        if (size > 0)
            cameNs -= ageNs(message);
        errno = error;
        return size;
    }
}

} // namespace fanlight
