// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/trusted_proxies.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace fanlight::http {

namespace {

constexpr int MappedBits = 96; // in front of an IPv4 address in its mapped form
constexpr std::string_view ProxyBlanks = " \t";

std::string_view stripped(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(ProxyBlanks), text.size()));
    return text.substr(0, text.find_last_not_of(ProxyBlanks) + 1);
}

// Cuts at a separator, outside of quotes where the field has any.
std::vector<std::string_view> parts(std::string_view text, char separator, bool hasQuotes = true)
{
    std::vector<std::string_view> all;
    bool isQuoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && isQuoted) {
            ++i;
        } else if (text[i] == '"' && hasQuotes) {
            isQuoted = !isQuoted;
        } else if (text[i] == separator && !isQuoted) {
            all.push_back(stripped(text.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    all.push_back(stripped(text.substr(begin)));
    return all;
}

bool isNamed(std::string_view name, std::string_view wanted)
{
    return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
        [](char a, char b) { return (a >= 'A' && a <= 'Z' ? char(a | 0x20) : a) == b; });
}

// A parameter of one element of Forwarded, without its quotes.
std::string_view parameterOf(std::string_view element, std::string_view name)
{
    for (std::string_view pair : parts(element, ';')) {
        const std::size_t sign = pair.find('=');
        if (sign == std::string_view::npos || !isNamed(stripped(pair.substr(0, sign)), name))
            continue;
        pair = stripped(pair.substr(sign + 1));
        if (pair.size() >= 2 && pair.starts_with('"') && pair.ends_with('"'))
            pair = pair.substr(1, pair.size() - 2);
        return pair;
    }
    return {};
}

// “192.0.2.1”, “192.0.2.1:4711”, “2001:db8::1”, “[2001:db8::1]:4711”
std::optional<NetAddress> addressOf(std::string_view node)
{
    if (node.starts_with('[')) {
        const std::size_t end = node.find(']');
        return end == std::string_view::npos ? std::nullopt
                                             : NetAddress::parse(node.substr(1, end - 1));
    }
    if (std::count(node.begin(), node.end(), ':') == 1)
        node = node.substr(0, node.find(':'));
    return NetAddress::parse(node);
}

} // namespace

bool TrustedProxies::add(std::string_view range)
{
    if (range == "unix") {
        m_trustsUnix = true;
        return true;
    }
    const std::size_t slash = std::min(range.find('/'), range.size());
    const auto address = NetAddress::parse(range.substr(0, slash));
    if (!address)
        return false;
    const int most = address->isIpv4() ? 32 : 128;
    int bits = most;
    if (slash < range.size()) {
        const std::string_view text = range.substr(slash + 1);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
        if (error != std::errc() || end != text.data() + text.size() || bits < 0 || bits > most)
            return false;
    }
    m_ranges.push_back({*address, bits + (address->isIpv4() ? MappedBits : 0)});
    return true;
}

bool TrustedProxies::trusts(const NetAddress& address) const
{
    return std::any_of(m_ranges.begin(), m_ranges.end(), [&address](const Range& range) {
        const auto whole = static_cast<std::size_t>(range.bits / 8);
        const int rest = range.bits % 8;
        const std::uint8_t* const a = address.bytes.s6_addr;
        const std::uint8_t* const b = range.first.bytes.s6_addr;
        return std::memcmp(a, b, whole) == 0
            && (rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0);
    });
}

std::optional<NetAddress> TrustedProxies::clientOf(
    std::string_view forwarded, std::string_view forwardedFor) const
{
    if (forwarded.empty() || forwardedFor.empty())
        return forwarded.empty() ? lastOf(forwardedFor, false) : lastOf(forwarded, true);
    const auto client = lastOf(forwarded, true);
    return client == lastOf(forwardedFor, false) ? client : std::nullopt;
}

// `isStandard`: Forwarded, else X-Forwarded-For.
std::optional<NetAddress> TrustedProxies::lastOf(std::string_view field, bool isStandard) const
{
    const std::vector<std::string_view> hops = parts(field, ',', isStandard);
    std::optional<NetAddress> client;
    std::size_t looked = 0;
    for (auto hop = hops.rbegin(); hop != hops.rend() && looked < MaxHops; ++hop, ++looked) {
        const auto address = addressOf(isStandard ? parameterOf(*hop, "for") : *hop);
        if (!address)
            break; // “unknown”, or a name: nobody to believe further
        client = address;
        if (!trusts(*address))
            break;
    }
    return client;
}

std::string forwardedHostOf(std::string_view forwarded, std::string_view forwardedHost)
{
    if (!forwarded.empty()) {
        const std::string_view host = parameterOf(parts(forwarded, ',').back(), "host");
        if (!host.empty())
            return std::string(host);
    }
    return forwardedHost.empty() ? std::string()
                                 : std::string(parts(forwardedHost, ',', false).back());
}

std::string forwardedProtoOf(std::string_view forwarded, std::string_view forwardedProto)
{
    std::string_view proto;
    if (!forwarded.empty())
        proto = parameterOf(parts(forwarded, ',').back(), "proto");
    if (proto.empty() && !forwardedProto.empty())
        proto = parts(forwardedProto, ',', false).back();
    for (const std::string_view known : {"http", "https"}) {
        if (isNamed(proto, known))
            return std::string(known);
    }
    return {};
}

} // namespace fanlight::http
