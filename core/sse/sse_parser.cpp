// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/sse_parser.h"

namespace fanlight {

bool SseParser::feed(std::string_view bytes)
{
    if (!m_failed && m_lines.read(bytes, m_mostBytes, *this) == EventLines::Outcome::TooLong)
        m_failed = true;
    return !m_failed;
}

void SseParser::field(std::string_view name, std::string_view value)
{
    if (name == "data") {
        m_data.append(value).push_back('\n');
        m_failed = m_failed || m_data.size() > m_mostBytes;
    } else if (name == "event") {
        m_type = value;
    } else if (name == "id") {
        m_idBuffer = value;
    } else if (const auto ms = EventLines::retryMs(value); ms && onRetry) {
        onRetry(static_cast<int>(*ms));
    }
}

void SseParser::comment(std::string_view text)
{
    if (onComment)
        onComment(text);
}

bool SseParser::dispatch(bool hasData)
{
    m_lastEventId = m_idBuffer;
    if (hasData) {
        m_data.pop_back();
        if (onEvent)
            onEvent({m_type.empty() ? "message" : m_type, m_data, m_lastEventId});
    }
    m_data.clear();
    m_type.clear();
    return !m_failed;
}

} // namespace fanlight
