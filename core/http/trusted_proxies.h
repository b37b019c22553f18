// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight::http {

// An address without a port, IPv4 in its mapped form (::ffff:…).
struct NetAddress {
    in6_addr bytes{};
    static std::optional<NetAddress> parse(std::string_view text); // “192.0.2.1”, “2001:db8::1”
    static NetAddress ofIpv4(in_addr address);
    bool isIpv4() const;
    bool operator==(const NetAddress& other) const;
};

// Which proxies are believed when they say for whom they ask. Constant once filled; any thread.
class TrustedProxies {
public:
    // “10.0.0.0/8”, “::1”. False: it is neither.
    bool add(std::string_view cidr);
    bool isEmpty() const { return m_ranges.empty(); }
    bool trusts(const NetAddress& address) const;

    // The client that a request of `peer` comes from, as Forwarded (RFC 7239), else
    // X-Forwarded-For, tell: the last address that is none of the proxies'. What a client writes
    // into them itself stands in front of that, and changes nothing. Nothing: `peer` is not
    // believed, or says nothing of use.
    std::optional<NetAddress> clientOf(
        const NetAddress& peer, std::string_view forwarded, std::string_view forwardedFor) const;

    static constexpr std::size_t MaxHops = 32; // that are looked at, from the end

private:
    struct Range {
        NetAddress first;
        int bits; // 0 to 128
    };
    std::vector<Range> m_ranges;
};

// The host= of the last element of a Forwarded field, else the last of X-Forwarded-Host: what the
// nearest proxy was asked for. Empty: they name none.
std::string forwardedHostOf(std::string_view forwarded, std::string_view forwardedHost);

} // namespace fanlight::http
