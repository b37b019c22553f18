// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "sse/json_string.h"

#include <string>
#include <string_view>

namespace fanlight::http {

// An answer with a known length. `headers` are further whole lines, each ended by CRLF.
struct Response {
    int status = 200;
    std::string_view contentType = "application/json; charset=utf-8";
    std::string_view cacheControl = "no-store";
    std::string headers = {};
    std::string body = {};
};

// The bytes of an answer (RFC 9112). Every answer passes here or streamHead(), so that Date,
// Content-Type with its charset, Cache-Control, Vary and Connection stand in one place; 429 and 503
// without a Retry-After get one of a second. `keepAlive` false adds "Connection: close"; for
// HTTP/1.0 true adds "Connection: keep-alive". The body of an answer to HEAD is counted but left
// out.
std::string serialize(const Response& response, const Request& request, bool keepAlive);

// The head of an answer that is an event stream (WHATWG HTML §9.2.5).
enum class StreamBody : std::uint8_t {
    Chunks, // in HTTP/1.0 to the end of the connection
    UntilClose,
    None, // of an answer to HEAD, behind which the connection may go on
};
std::string streamHead(
    const Request& request, std::string_view headers, StreamBody body, bool keepAlive = false);

// "Date: Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §6.6.1), made once a second in each thread.
std::string_view dateLine();

// {"error":"…"} with the text escaped.
std::string errorBody(std::string_view text);
const char* reasonPhrase(int status);

} // namespace fanlight::http
