// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include <arpa/inet.h>

#include <cstring>

namespace fanlight {

ConnectionPeer ConnectionPeer::of(const http::NetAddress& address, std::uint16_t port)
{
    ConnectionPeer peer;
    peer.port = port;
    peer.isIpv6 = !address.isIpv4();
    if (peer.isIpv6)
        peer.address = address.bytes;
    else
        std::memcpy(&peer.address, &address.bytes.s6_addr[12], sizeof(in_addr));
    return peer;
}

http::NetAddress ConnectionPeer::netAddress() const
{
    if (isUnix || isIpv6)
        return {address};
    in_addr four{};
    std::memcpy(&four, &address, sizeof four);
    return http::NetAddress::ofIpv4(four);
}

std::string Connection::addressText() const
{
    if (peer.isUnix)
        return "unix";
    char text[INET6_ADDRSTRLEN] = "";
    const std::string port = peer.port == 0 ? std::string() : ':' + std::to_string(peer.port);
    if (!peer.isIpv6) {
        inet_ntop(AF_INET, &peer.address, text, sizeof text);
        return text + port;
    }
    inet_ntop(AF_INET6, &peer.address, text, sizeof text);
    return '[' + std::string(text) + ']' + port;
}

} // namespace fanlight
