// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/net_address.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace fanlight::http {

enum class Method : std::uint8_t { Get, Head, Post, Put, Delete, Patch, Options, Other };
const char* methodName(Method method); // "GET"; "" for Other

// A request as it arrived, with the fields the hub looks at. A value that is filled by
// RequestParser and reused for the next request of the same connection.
struct Request {
    Method method = Method::Other;
    int version = 11; // 10 or 11
    std::string target; // as sent: path and query
    std::string host;
    std::string origin;
    std::string authorization;
    std::string cookie; // all fields of that name, as one
    // What proxies say of it: all fields of a name, as one. Anybody may say so.
    std::string forwarded;
    std::string forwardedFor; // X-Forwarded-For
    std::string forwardedHost; // X-Forwarded-Host
    std::string forwardedProto; // X-Forwarded-Proto
    std::string lastEventId;
    std::string userAgent;
    std::string corsMethod; // Access-Control-Request-Method
    std::string corsHeaders; // Access-Control-Request-Headers
    std::string contentEncoding;
    std::string ifNoneMatch; // all fields of that name, as one
    std::string fetchSite; // Sec-Fetch-Site: whose page asks, where a browser says so
    std::string fetchDest; // Sec-Fetch-Dest: what for
    NetAddress client; // whom it comes from, as far as that is believed; not the parser's
    bool cameThroughProxy = false; // that is believed; not the parser's
    bool hasHost = false;
    bool hasLastEventId = false;
    bool keepAlive = true;
    bool expectsContinue = false;
    bool acceptsEvents = false; // asks for an event stream by name, as an EventSource does
    bool corsPrivateNetwork = false; // Access-Control-Request-Private-Network
    std::string body; // with room for simdjson's padding behind it

    std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
    std::string_view query() const
    {
        const std::size_t mark = target.find('?');
        return mark == std::string::npos ? std::string_view()
                                         : std::string_view(target).substr(mark + 1);
    }
    void clear(); // keeps the memory
};

} // namespace fanlight::http
