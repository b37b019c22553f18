// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>

#include <optional>
#include <string_view>

namespace fanlight::http {

// An address without a port, IPv4 in its mapped form (::ffff:…); all zero: a Unix socket, which has
// none. A plain value.
struct NetAddress {
    in6_addr bytes{};
    static std::optional<NetAddress> parse(std::string_view text); // “192.0.2.1”, “2001:db8::1”
    static NetAddress ofIpv4(in_addr address);
    bool isIpv4() const;
    // This machine: 127.0.0.0/8, ::1, or a Unix socket.
    bool isLocal() const;
    // Whom it is counted as: an IPv4 address is one's own, of IPv6 the first 64 bits are.
    NetAddress network() const;
    bool operator==(const NetAddress& other) const;
};

} // namespace fanlight::http
