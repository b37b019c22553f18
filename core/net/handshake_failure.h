// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace fanlight {

// Why a client was not let in: the values of a label, so they are few.
enum class HandshakeFailure : std::uint8_t {
    Plain, // it spoke plain HTTP
    Version, // no version of TLS in common …
    Cipher, // … or no way to encrypt …
    Protocol, // … or none to speak over it (ALPN)
    Certificate, // it showed no certificate, or one that will not do
    Refused, // it refused the hub's
    Left, // it went away in the middle
    Late, // it took too long
    Other, // what came was no TLS
};
constexpr std::size_t HandshakeFailureCount = 9;
const char* handshakeFailureName(HandshakeFailure failure); // "plain_http", …

} // namespace fanlight
