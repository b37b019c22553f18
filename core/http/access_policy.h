// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fanlight::http {

// Who may talk to this hub from where: a web page must not drive a developer's local hub, neither
// from a foreign origin nor by a name it had resolve to this machine (DNS rebinding). Immutable;
// any thread.
class AccessPolicy {
public:
    // `hostNames` beyond the loopback names, lower case, without port; "*.example.com" are all
    // below that name. `origins` as "scheme://host[:port]".
    // `anyAddress`: the hub listens beyond loopback, so IP literals are its names.
    AccessPolicy(
        std::vector<std::string> hostNames, std::vector<std::string> origins, bool anyAddress);

    // Whether the Host field names this hub; which port it is is not looked at.
    bool allowsHost(std::string_view host) const;
    // Whether pages of this origin may read (CORS) and change state.
    bool allowsOrigin(std::string_view origin) const;

private:
    std::vector<std::string> m_hostNames;
    std::vector<std::string> m_origins;
    bool m_anyAddress;
};

// "LocalHost:3000" -> "localhost", "[::1]:80" -> "::1", "hub.example.:80" -> "hub.example" (a
// trailing dot is the root).
std::string hostWithoutPort(std::string_view host);
// Whether pages of this origin are of the name, as a Host field has it ("app.example",
// "app.example:443"): the port that is the scheme's own may be left out on either side.
bool isOriginOf(std::string_view origin, std::string_view scheme, std::string_view host);
// Whether it is a name or address with nothing but a port behind it (RFC 9110 §7.2).
bool isHostAndPort(std::string_view host);
bool isLoopbackName(std::string_view host); // localhost, *.localhost, 127.*, ::1

} // namespace fanlight::http
