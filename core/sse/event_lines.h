// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include "sse/utf8.h"

#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

// Takes the bytes of an event stream apart (WHATWG HTML §9.2.6), however they are cut: LF, CR and
// CRLF end a line, a byte order mark at the start is no text, one blank behind the colon is none
// either. The one reader of streams there is: the load tester has it for each virtual client,
// SseParser makes events of what it tells. Keeps only a line that is incomplete. A plain value.
//
// A sink has
//   void field(std::string_view name, std::string_view value)
//       data, event, id (without NUL) or retry (digits)
//   void comment(std::string_view text)   without the colon
//   bool dispatch(bool hasData)   an empty line; false: nothing more is read
class EventLines {
public:
    enum class Outcome : std::uint8_t { More, Left, TooLong };

    // A line of more than `mostLine` bytes ends the reading.
    template <class Sink> Outcome read(std::string_view bytes, std::size_t mostLine, Sink& sink);

    // The milliseconds of a retry field, at most LongestRetryMs; nothing when it is not digits
    // alone.
    static std::optional<std::int64_t> retryMs(std::string_view value)
    {
        if (value.empty() || !std::all_of(value.begin(), value.end(), [](char c) {
                return c >= '0' && c <= '9';
            }))
            return std::nullopt;
        std::int64_t ms = 0;
        for (const char c : value)
            ms = std::min(ms * 10 + (c - '0'), LongestRetryMs);
        return ms;
    }
    static constexpr std::int64_t LongestRetryMs = std::int64_t(24) * 60 * 60 * 1000;

private:
    template <class Sink> bool readLine(std::string_view line, Sink& sink);

    std::string m_carry; // a line, as far as it came
    bool m_afterCr = false; // a line feed that follows belongs to the line end before it
    bool m_hasData = false;
    bool m_begun = false;
};

template <class Sink>
EventLines::Outcome EventLines::read(std::string_view bytes, std::size_t mostLine, Sink& sink)
{
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end) {
        if (m_afterCr) {
            m_afterCr = false;
            if (*at == '\n' && ++at == end)
                break;
        }
        const auto left = static_cast<std::size_t>(end - at);
        const char* lineEnd = static_cast<const char*>(std::memchr(at, '\n', left));
        // A carriage return ends a line as well, before a line feed or alone.
        const std::size_t span = lineEnd ? static_cast<std::size_t>(lineEnd - at) : left;
        if (const void* const cr = std::memchr(at, '\r', span)) {
            lineEnd = static_cast<const char*>(cr);
            m_afterCr = true;
        }
        const std::string_view part(at, lineEnd ? static_cast<std::size_t>(lineEnd - at) : left);
        if (m_carry.size() + part.size() > mostLine)
            return Outcome::TooLong;
        if (!lineEnd) {
            m_carry.append(part);
            break;
        }
        at = lineEnd + 1;
        bool goesOn;
        if (m_carry.empty()) {
            goesOn = readLine(part, sink);
        } else {
            m_carry.append(part);
            goesOn = readLine(m_carry, sink);
            m_carry.clear();
        }
        if (!goesOn)
            return Outcome::Left;
    }
    return Outcome::More;
}

template <class Sink> bool EventLines::readLine(std::string_view line, Sink& sink)
{
    if (!m_begun) {
        m_begun = true;
        line = withoutByteOrderMark(line);
    }
    if (line.empty()) {
        const bool hasData = m_hasData;
        m_hasData = false;
        return sink.dispatch(hasData);
    }
    const auto colon = static_cast<const char*>(std::memchr(line.data(), ':', line.size()));
    if (colon == line.data()) {
        sink.comment(line.substr(1));
        return true;
    }
    const std::string_view name
        = line.substr(0, colon ? static_cast<std::size_t>(colon - line.data()) : line.size());
    std::string_view value = colon ? line.substr(name.size() + 1) : std::string_view();
    if (value.starts_with(' '))
        value.remove_prefix(1);
    const bool isData = name == "data";
    m_hasData = m_hasData || isData;
    const bool counts = isData || name == "event"
        || (name == "id" && value.find('\0') == std::string_view::npos)
        || (name == "retry" && retryMs(value));
    if (counts)
        sink.field(name, value);
    return true;
}

} // namespace fanlight
