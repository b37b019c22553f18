// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"

#include <memory>

namespace fanlight::http {

// Reads requests incrementally with the Boost.Beast parser (RFC 9112), one after another from one
// connection. Never throws. One thread.
class RequestParser {
public:
    struct Limits {
        std::uint32_t headerBytes = 16 << 10;
        std::uint64_t bodyBytes = 1 << 20;
    };
    enum class Status : std::uint8_t { NeedMore, Complete, Failed };
    struct Outcome {
        Status status;
        // of the bytes given; the rest must be given again, with more behind it
        std::size_t consumed;
        int errorStatus = 0; // 400, 413, 417, 431, 501: what to answer when it failed
        const char* error = "";
        bool isOtherProtocol = false; // whoever set this up should be told: PROXY, TLS, HTTP/2
    };

    explicit RequestParser(const Limits& limits);
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    // After Complete, request() is whole, and the next call begins the next one.
    Outcome parse(std::string_view bytes);
    Request& request();
    bool isInsideRequest() const; // some of it has been read
    bool isInsideBody() const; // the header is whole, the body is not

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace fanlight::http
