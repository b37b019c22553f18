// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/access_policy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace fanlight::http {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return out;
}

bool isAddress(const std::string& host)
{
    in6_addr address;
    return inet_pton(AF_INET, host.c_str(), &address) == 1
        || inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

} // namespace

std::string hostWithoutPort(std::string_view host)
{
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        return lower(host.substr(1, end == std::string_view::npos ? end : end - 1));
    }
    std::string name = lower(host.substr(0, host.find(':')));
    if (name.size() > 1 && name.ends_with('.'))
        name.pop_back();
    return name;
}

bool isOriginOf(std::string_view origin, std::string_view scheme, std::string_view host)
{
    if (!origin.starts_with(scheme) || !origin.substr(scheme.size()).starts_with("://"))
        return false;
    const std::string_view ownPort = scheme == "https" ? ":443" : ":80";
    const auto bare = [ownPort](std::string_view name) {
        return lower(name.ends_with(ownPort) ? name.substr(0, name.size() - ownPort.size()) : name);
    };
    return bare(origin.substr(scheme.size() + 3)) == bare(host);
}

bool isHostAndPort(std::string_view host)
{
    const std::size_t end
        = host.starts_with('[') ? host.find(']') + 1 : std::min(host.find(':'), host.size());
    if (end == 0 || host.empty())
        return false;
    const std::string_view name = host.substr(0, end);
    std::string_view port = host.substr(end);
    if (name.find_first_of("@/\\?#<>\"'` \t") != std::string_view::npos)
        return false;
    if (port.empty() || port == ":")
        return true;
    unsigned number = 0;
    port.remove_prefix(1);
    const auto [last, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    return host[end] == ':' && error == std::errc() && last == port.data() + port.size()
        && number <= 65535;
}

bool isLoopbackName(std::string_view host)
{
    if (host == "localhost" || host.ends_with(".localhost") || host == "::1")
        return true;
    in_addr address;
    return inet_pton(AF_INET, std::string(host).c_str(), &address) == 1
        && (ntohl(address.s_addr) >> 24) == 127;
}

AccessPolicy::AccessPolicy(
    std::vector<std::string> hostNames, std::vector<std::string> origins, bool anyAddress)
    : m_hostNames(std::move(hostNames))
    , m_origins(std::move(origins))
    , m_anyAddress(anyAddress)
{
    for (std::string& origin : m_origins)
        origin = lower(origin);
}

bool AccessPolicy::allowsHost(std::string_view host) const
{
    if (!isHostAndPort(host))
        return false;
    const std::string name = hostWithoutPort(host);
    const auto isOneOf = [&name](const std::string& own) {
        return own.starts_with("*.")
            ? name.size() >= own.size() && name.ends_with(std::string_view(own).substr(1))
            : name == own;
    };
    return isLoopbackName(name) || std::any_of(m_hostNames.begin(), m_hostNames.end(), isOneOf)
        || (m_anyAddress && isAddress(name));
}

bool AccessPolicy::allowsOrigin(std::string_view origin) const
{
    const std::string text = lower(origin);
    if (std::find(m_origins.begin(), m_origins.end(), text) != m_origins.end())
        return true;
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!text.starts_with(scheme))
            continue;
        const std::string_view host = std::string_view(text).substr(scheme.size());
        return isHostAndPort(host) && !host.ends_with(':') && isLoopbackName(hostWithoutPort(host));
    }
    return false;
}

} // namespace fanlight::http
