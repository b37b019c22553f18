// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/proxy_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace fanlight::http {

namespace {

using Status = ProxyHeader::Status;
using Source = ProxyHeader::Source;

constexpr std::size_t FixedBytes = 16; // of version 2: signature, version, family, length
constexpr std::size_t Ipv4Bytes = 12; // two addresses, two ports
constexpr std::size_t Ipv6Bytes = 36;
constexpr std::size_t UnixBytes = 216;

ProxyHeader malformed(const char* why)
{
    ProxyHeader header;
    header.status = Status::Malformed;
    header.error = why;
    return header;
}

ProxyHeader needMore()
{
    ProxyHeader header;
    header.status = Status::NeedMore;
    return header;
}

// 0 to 65535 without a leading zero.
bool readPort(std::string_view text, std::uint16_t& port)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size()
        && (text.size() == 1 || !text.starts_with('0'));
}

// “PROXY TCP4 192.0.2.1 192.0.2.2 56324 443”
ProxyHeader readLine(std::string_view bytes)
{
    const std::size_t end
        = bytes.substr(0, ProxyHeader::MaxLineBytes).find("\r\n", ProxyHeader::Line.size());
    if (end == std::string_view::npos)
        return bytes.size() < ProxyHeader::MaxLineBytes
            ? needMore()
            : malformed("PROXY protocol: the line has no end within 107 bytes");
    std::string_view line = bytes.substr(ProxyHeader::Line.size(), end - ProxyHeader::Line.size());
    ProxyHeader header;
    header.status = Status::Whole;
    header.bytes = end + 2;
    if (line == "UNKNOWN" || line.starts_with("UNKNOWN "))
        return header;
    std::array<std::string_view, 5> parts; // family, two addresses, two ports
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t blank = i + 1 < parts.size() ? line.find(' ') : line.size();
        if (blank == std::string_view::npos)
            return malformed("PROXY protocol: the line ends too early");
        parts[i] = line.substr(0, blank);
        line.remove_prefix(std::min(blank + 1, line.size()));
    }
    const bool isIpv6 = parts[0] == "TCP6";
    const auto isOfFamily
        = [&](std::string_view text) { return (text.find(':') != text.npos) == isIpv6; };
    const auto from = NetAddress::parse(parts[1]);
    std::uint16_t toPort = 0;
    if ((!isIpv6 && parts[0] != "TCP4") || !from || !NetAddress::parse(parts[2])
        || !isOfFamily(parts[1]) || !isOfFamily(parts[2]) || !readPort(parts[3], header.port)
        || !readPort(parts[4], toPort))
        return malformed("PROXY protocol: the line is not “PROXY TCP4|TCP6 FROM TO PORT PORT”");
    header.source = Source::Address;
    header.address = *from;
    return header;
}

std::uint16_t bigEndian(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(
        static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]));
}

ProxyHeader readBinary(std::string_view bytes)
{
    if (bytes.size() < FixedBytes)
        return needMore();
    const auto command = static_cast<unsigned char>(bytes[12]);
    const auto family = static_cast<unsigned char>(bytes[13]);
    const std::size_t length = bigEndian(bytes, 14);
    if (command >> 4 != 2)
        return malformed("PROXY protocol: this is neither version 1 nor version 2");
    if ((command & 0xf) > 1)
        return malformed("PROXY protocol: the command is neither LOCAL nor PROXY");
    if (FixedBytes + length > ProxyHeader::MaxBytes)
        return malformed("PROXY protocol: the header is longer than 536 bytes");
    if (bytes.size() < FixedBytes + length)
        return needMore();
    ProxyHeader header;
    header.status = Status::Whole;
    header.bytes = FixedBytes + length;
    if ((command & 0xf) == 0)
        return header; // LOCAL
    const std::string_view body = bytes.substr(FixedBytes, length);
    switch (family) {
    case 0x00: // UNSPEC
    case 0x12: // datagrams, which a stream is not
    case 0x22:
    case 0x32:
        return header;
    case 0x11: {
        if (length < Ipv4Bytes)
            return malformed("PROXY protocol: the address is cut off");
        in_addr four{};
        std::memcpy(&four, body.data(), sizeof four);
        header.address = NetAddress::ofIpv4(four);
        header.port = bigEndian(body, 8);
        break;
    }
    case 0x21:
        if (length < Ipv6Bytes)
            return malformed("PROXY protocol: the address is cut off");
        std::memcpy(&header.address.bytes, body.data(), sizeof header.address.bytes);
        header.port = bigEndian(body, 32);
        break;
    case 0x31:
        if (length < UnixBytes)
            return malformed("PROXY protocol: the address is cut off");
        header.source = Source::Unix;
        return header;
    default:
        return malformed("PROXY protocol: the address family is not known");
    }
    header.source = Source::Address;
    return header;
}

} // namespace

ProxyHeader ProxyHeader::read(std::string_view bytes)
{
    for (const std::string_view begin : {Line, Signature}) {
        if (bytes.starts_with(begin))
            return begin == Line ? readLine(bytes) : readBinary(bytes);
        if (begin.starts_with(bytes)) // of nothing, too
            return needMore();
    }
    return {};
}

} // namespace fanlight::http
