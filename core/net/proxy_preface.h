// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_side.h"
#include "net/shard_context.h"

#include <cstdint>

namespace fanlight {

// What stands in front of the bytes of a connection: the PROXY header of a proxy that is believed.
// It is looked at where it lies in the socket and taken off there, so that whoever reads behind it,
// plain or TLS, finds the connection as its client began it. At most http::ProxyHeader::MaxBytes
// are looked at, within the time that a request has. The shard's thread.
class ProxyPreface {
public:
    ProxyPreface(ShardContext& context, HttpSide& http)
        : m_context(context)
        , m_http(http)
    {
    }

    enum class Outcome : std::uint8_t {
        GoOn, // the socket is read, from its first byte or behind the header
        Wait, // for more
        Refused, // and answered
    };
    Outcome look(std::uint32_t slot); // of a connection that may begin with one

private:
    ShardContext& m_context;
    HttpSide& m_http;
};

} // namespace fanlight
