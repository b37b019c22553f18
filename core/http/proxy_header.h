// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/net_address.h"

#include <cstdint>
#include <string_view>

namespace fanlight::http {

// What a proxy writes in front of a connection to tell for whom it is: the PROXY protocol, versions
// 1 and 2 (proxy-protocol.txt of HAProxy, 2020). What follows an address in version 2 (TLVs) is
// skipped. A value; any thread.
struct ProxyHeader {
    enum class Status : std::uint8_t {
        None, // the connection does not begin with one
        NeedMore, // it may, or does, and is not whole yet
        Whole,
        Malformed,
    };
    enum class Source : std::uint8_t {
        Proxy, // nobody else: the proxy itself asks (LOCAL), or does not know (UNKNOWN, UNSPEC)
        Address,
        Unix, // who reached the proxy over a Unix socket
    };
    Status status = Status::None;
    Source source = Source::Proxy;
    NetAddress address = {};
    std::uint16_t port = 0;
    std::size_t bytes = 0; // of a whole one, at most MaxBytes
    const char* error = ""; // of a malformed one

    // `bytes`: all that came so far; as soon as there are MaxBytes the answer is no longer
    // NeedMore.
    static ProxyHeader read(std::string_view bytes);

    static constexpr std::size_t MaxBytes = 536;
    static constexpr std::size_t MaxLineBytes = 107; // of version 1, with its end
    static constexpr std::string_view Line = "PROXY "; // version 1
    static constexpr std::string_view Signature{"\r\n\r\n\0\r\nQUIT\n", 12}; // version 2
};

} // namespace fanlight::http
