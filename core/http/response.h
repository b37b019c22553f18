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
    std::string_view contentType = "application/json";
    std::string headers = {};
    std::string body = {};
};

// The bytes of an answer (RFC 9112). `keepAlive` false adds "Connection: close"; for HTTP/1.0 true adds
// "Connection: keep-alive". The body of an answer to HEAD is counted but left out.
std::string serialize(const Response& response, const Request& request, bool keepAlive);

// {"error":"…"} with the text escaped.
std::string errorBody(std::string_view text);
const char* reasonPhrase(int status);

} // namespace fanlight::http
