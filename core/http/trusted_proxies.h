// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/net_address.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight::http {

// Which proxies are believed when they say for whom they ask. Constant once filled; any thread.
class TrustedProxies {
public:
    // “10.0.0.0/8”, “::1”; “unix”: whoever comes over a Unix socket. False: it is none of these.
    bool add(std::string_view range);
    bool isEmpty() const { return m_ranges.empty() && !m_trustsUnix; }
    bool trusts(const NetAddress& address) const;
    bool trustsUnix() const { return m_trustsUnix; }

    // The client that a request of a trusted peer comes from, as Forwarded (RFC 7239), else
    // X-Forwarded-For, tell: the last address that is none of the proxies'. What a client writes
    // into them itself stands in front of that, and changes nothing. Nothing: they say nothing of
    // use, or are both there and do not agree: most proxies write one of them and pass the other on
    // as a client sent it.
    std::optional<NetAddress> clientOf(
        std::string_view forwarded, std::string_view forwardedFor) const;

    static constexpr std::size_t MaxHops = 32; // that are looked at, from the end

private:
    std::optional<NetAddress> lastOf(std::string_view field, bool isStandard) const;

    struct Range {
        NetAddress first;
        int bits; // 0 to 128
    };
    std::vector<Range> m_ranges;
    bool m_trustsUnix = false;
};

// The host= of the last element of a Forwarded field, else the last of X-Forwarded-Host: what the
// nearest proxy was asked for. Empty: they name none.
std::string forwardedHostOf(std::string_view forwarded, std::string_view forwardedHost);
// Likewise proto=, else X-Forwarded-Proto: “http” or “https”. Empty: they name neither.
std::string forwardedProtoOf(std::string_view forwarded, std::string_view forwardedProto);

} // namespace fanlight::http
