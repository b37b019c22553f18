// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace fanlight::http {

namespace {

constexpr std::string_view CrLf = "\r\n";
constexpr std::string_view VaryLine = "Vary: Origin\r\n";

void appendStatus(std::string& out, int status, const Request& request)
{
    out += request.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    out += std::to_string(status);
    out += ' ';
    out += reasonPhrase(status);
    out += CrLf;
    out += dateLine();
    out += CrLf;
}

void appendEnd(std::string& out, std::string_view headers, const Request& request, bool keepAlive)
{
    out += VaryLine;
    out += headers;
    if (!keepAlive)
        out += "Connection: close\r\n";
    else if (request.version == 10)
        out += "Connection: keep-alive\r\n";
    out += CrLf;
}

} // namespace

std::string_view dateLine()
{
    static constexpr std::array Days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array Months
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::time_t madeAt = -1;
    thread_local std::array<char, 64> line;
    thread_local std::size_t size = 0;
    timespec now{};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != madeAt) {
        madeAt = now.tv_sec;
        std::tm utc{};
        gmtime_r(&madeAt, &utc);
        // not by strftime, which speaks the language of the user
        const int written
            = std::snprintf(line.data(), line.size(), "Date: %s, %02d %s %04d %02d:%02d:%02d GMT",
                Days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                Months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                utc.tm_min, utc.tm_sec);
        size = std::min(line.size() - 1, static_cast<std::size_t>(std::max(0, written)));
    }
    return {line.data(), size};
}

const char* reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
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
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    default:
        return "Error";
    }
}

std::string serialize(const Response& response, const Request& request, bool keepAlive)
{
    std::string out;
    out.reserve(256 + response.headers.size() + response.body.size());
    appendStatus(out, response.status, request);
    if (response.status != 204 && response.status != 304) {
        out += "Content-Type: ";
        out += response.contentType;
        out += "\r\nContent-Length: ";
        out += std::to_string(response.body.size());
        out += CrLf;
    }
    out += "Cache-Control: ";
    out += response.cacheControl;
    out += CrLf;
    if ((response.status == 429 || response.status == 503)
        && response.headers.find("Retry-After:") == std::string::npos)
        out += "Retry-After: 1\r\n";
    appendEnd(out, response.headers, request, keepAlive);
    if (request.method != Method::Head)
        out += response.body;
    return out;
}

std::string streamHead(
    const Request& request, std::string_view headers, StreamBody body, bool keepAlive)
{
    std::string out;
    out.reserve(320 + headers.size());
    appendStatus(out, 200, request);
    if (body == StreamBody::Chunks && request.version >= 11)
        out += "Transfer-Encoding: chunked\r\n";
    // no-transform: what compresses on the way would hold events back
    out += "Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store, "
           "no-transform\r\nX-Accel-Buffering: no\r\n";
    appendEnd(out, headers, request, body == StreamBody::None && keepAlive);
    return out;
}

std::string errorBody(std::string_view text)
{
    return "{\"error\":" + jsonString(text) + "}\n";
}

} // namespace fanlight::http
