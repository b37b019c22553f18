// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/resume_id.h"

#include <algorithm>

namespace fanlight {

ResumeId::ResumeId(std::string text)
    : m_text(std::move(text))
    , m_hubs(EventId::parse(m_text))
    , m_cursor(Cursor::parse(m_text))
{
    if (m_hubs && m_hubs->text() != m_text)
        m_hubs.reset();
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(m_text.begin(), m_text.end(), isAscii))
        return;
    for (const char c : m_text) {
        const auto code = static_cast<unsigned char>(c);
        if (code >= 0x80)
            m_fromLatin1 += static_cast<char>(0xC0 | code >> 6);
        m_fromLatin1 += static_cast<char>(code < 0x80 ? code : 0x80 | (code & 0x3F));
    }
}

} // namespace fanlight
