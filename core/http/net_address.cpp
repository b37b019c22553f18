// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/net_address.h"

#include <arpa/inet.h>

#include <cstring>
#include <string>

namespace fanlight::http {

std::optional<NetAddress> NetAddress::parse(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos)
        return std::nullopt;
    const std::string copy(text);
    in_addr four{};
    if (inet_pton(AF_INET, copy.c_str(), &four) == 1)
        return ofIpv4(four);
    NetAddress address;
    return inet_pton(AF_INET6, copy.c_str(), &address.bytes) == 1 ? std::optional(address)
                                                                  : std::nullopt;
}

NetAddress NetAddress::ofIpv4(in_addr four)
{
    NetAddress address;
    address.bytes.s6_addr[10] = address.bytes.s6_addr[11] = 0xff;
    std::memcpy(&address.bytes.s6_addr[12], &four, sizeof four);
    return address;
}

bool NetAddress::isIpv4() const
{
    return IN6_IS_ADDR_V4MAPPED(&bytes);
}

bool NetAddress::isLocal() const
{
    return isIpv4() ? bytes.s6_addr[12] == 127
                    : IN6_IS_ADDR_LOOPBACK(&bytes) || IN6_IS_ADDR_UNSPECIFIED(&bytes);
}

NetAddress NetAddress::network() const
{
    NetAddress network = *this;
    if (!isIpv4() && !isLocal())
        std::memset(&network.bytes.s6_addr[8], 0, 8);
    return network;
}

bool NetAddress::operator==(const NetAddress& other) const
{
    return std::memcmp(&bytes, &other.bytes, sizeof bytes) == 0;
}

} // namespace fanlight::http
