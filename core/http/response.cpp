// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"

namespace fanlight::http {

const char* reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Error";
    }
}

std::string serialize(const Response& response, const Request& request, bool keepAlive)
{
    std::string out;
    out.reserve(160 + response.headers.size() + response.body.size());
    out += request.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += reasonPhrase(response.status);
    out += "\r\n";
    if (response.status != 204) {
        out += "Content-Type: ";
        out += response.contentType;
        out += "\r\nContent-Length: ";
        out += std::to_string(response.body.size());
        out += "\r\n";
    }
    out += response.headers;
    if (!keepAlive)
        out += "Connection: close\r\n";
    else if (request.version == 10)
        out += "Connection: keep-alive\r\n";
    out += "\r\n";
    if (request.method != Method::Head)
        out += response.body;
    return out;
}

std::string errorBody(std::string_view text)
{
    return "{\"error\":" + jsonString(text) + "}\n";
}

} // namespace fanlight::http
