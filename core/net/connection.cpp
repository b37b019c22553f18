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

// ---------------------------------------------------------------- what is kept

void KeptAddress::clear()
{
    if (isIpv6())
        delete reinterpret_cast<in6_addr*>(static_cast<std::uintptr_t>(m_bits));
    m_bits = Nothing;
}

void KeptAddress::set(const in6_addr& address, bool isIpv6)
{
    clear();
    if (isIpv6) {
        m_bits = reinterpret_cast<std::uintptr_t>(new in6_addr(address));
        return;
    }
    std::uint32_t four = 0;
    std::memcpy(&four, &address, sizeof four);
    m_bits = std::uint64_t(four) << 32 | Nothing;
}

in6_addr KeptAddress::value() const
{
    if (isIpv6())
        return *reinterpret_cast<const in6_addr*>(static_cast<std::uintptr_t>(m_bits));
    in6_addr address{};
    const auto four = static_cast<std::uint32_t>(m_bits >> 32);
    std::memcpy(&address, &four, sizeof four);
    return address;
}

void Connection::setPeer(const Peer& peer)
{
    address.set(peer.address, peer.isIpv6);
    port = peer.port;
    isPeerUnix = peer.isUnix;
}

StreamExtra& Connection::extra()
{
    if (!side)
        side = std::make_unique<StreamExtra>();
    return static_cast<StreamExtra&>(*side);
}

const StreamExtra& Connection::knownExtra() const
{
    static const StreamExtra None;
    return isStream() && side ? static_cast<const StreamExtra&>(*side) : None;
}

std::string Connection::addressText() const
{
    const Peer peer = this->peer();
    if (peer.isUnix)
        return "unix";
    char text[INET6_ADDRSTRLEN] = "";
    const std::string behind = peer.port == 0 ? std::string() : ':' + std::to_string(peer.port);
    if (!peer.isIpv6) {
        inet_ntop(AF_INET, &peer.address, text, sizeof text);
        return text + behind;
    }
    inet_ntop(AF_INET6, &peer.address, text, sizeof text);
    return '[' + std::string(text) + ']' + behind;
}

} // namespace fanlight
