// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/sse_parser.h"

#include <algorithm>
#include <charconv>

namespace fanlight {

namespace {

constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

} // namespace

bool SseParser::feed(std::string_view bytes)
{
    while (!m_failed && !bytes.empty()) {
        if (m_skipLineFeed) {
            m_skipLineFeed = false;
            if (bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const std::size_t end = bytes.find_first_of("\r\n");
        m_line.append(bytes.substr(0, end));
        m_failed = m_line.size() > MaxBytes;
        if (m_failed || end == std::string_view::npos)
            break;
        m_skipLineFeed = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        line(m_line);
        m_line.clear();
    }
    return !m_failed;
}

void SseParser::line(std::string_view text)
{
    if (m_atStart && text.starts_with(ByteOrderMark))
        text.remove_prefix(ByteOrderMark.size());
    m_atStart = false;

    if (text.empty()) {
        dispatch();
        return;
    }
    const std::size_t colon = text.find(':');
    if (colon == 0) {
        if (onComment)
            onComment(text.substr(1));
        return;
    }
    std::string_view value = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    field(text.substr(0, colon), value);
}

void SseParser::field(std::string_view name, std::string_view value)
{
    if (name == "data") {
        m_data.append(value).push_back('\n');
        m_hasData = true;
        m_failed = m_data.size() > MaxBytes;
    } else if (name == "event") {
        m_type = value;
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos)
            m_idBuffer = value;
    } else if (name == "retry") {
        int ms = 0;
        const char* end = value.data() + value.size();
        const bool digits = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits && std::from_chars(value.data(), end, ms).ec == std::errc() && onRetry)
            onRetry(ms);
    }
}

void SseParser::dispatch()
{
    m_lastEventId = m_idBuffer;
    if (m_hasData) {
        m_data.pop_back();
        if (onEvent)
            onEvent({m_type.empty() ? "message" : m_type, m_data, m_lastEventId});
    }
    m_data.clear();
    m_type.clear();
    m_hasData = false;
}

} // namespace fanlight
