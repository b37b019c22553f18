// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include <arpa/inet.h>

namespace fanlight {

std::string Connection::addressText() const
{
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
