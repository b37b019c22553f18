// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <linux/net_tstamp.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <cstdint>
#include <cstring>

namespace fanlight {

// Sends without blocking; the kernel is to tell when the client's has acknowledged the last byte it
// took (SOF_TIMESTAMPING_TX_ACK). The socket must have been made ready for it
// (Transport::enableStamps()). Bytes taken, or -1: see errno.
inline ssize_t stampedSend(int descriptor, iovec* pieces, int count)
{
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(std::uint32_t))] = {};
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = static_cast<std::size_t>(count);
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SO_TIMESTAMPING;
    header->cmsg_len = CMSG_LEN(sizeof(std::uint32_t));
    const std::uint32_t flag = SOF_TIMESTAMPING_TX_ACK;
    std::memcpy(CMSG_DATA(header), &flag, sizeof flag);
    return sendmsg(descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace fanlight
