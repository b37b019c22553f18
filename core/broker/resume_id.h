// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/cursor.h"
#include "sse/event_id.h"

#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

// What a client says it was sent last. Ids are the publisher's: whatever its form, it is looked for
// among those first, and counts as the hub's own only where history knows it as such. Of events to
// which a publisher gave the same id the newest counts.
class ResumeId {
public:
    explicit ResumeId(std::string text);

    const std::string& text() const { return m_text; }
    // As an id of the hub, which may never have given it; nothing when it would have written it
    // otherwise.
    std::optional<EventId> hubs() const { return m_hubs; }
    // Likewise, as one of a hub behind a Redis Cluster, which tells of each channel; then there is
    // no hubs().
    const std::optional<Cursor>& cursor() const { return m_cursor; }
    // What it says of the user's channel, and of everyone's: an id of one half says it of both.
    std::optional<EventId> own() const { return m_cursor ? m_cursor->own : m_hubs; }
    std::optional<EventId> everyones() const { return m_cursor ? m_cursor->everyone : m_hubs; }
    // Whether it is the id a publisher chose, as UTF-8, which is what the stream says and browsers
    // send back (WHATWG HTML §9.2.4) …
    bool is(std::string_view chosen) const { return chosen == m_text; }
    // … or as the ISO 8859-1 that other clients make of header fields.
    bool isInLatin1(std::string_view chosen) const
    {
        return !m_fromLatin1.empty() && chosen == m_fromLatin1;
    }

private:
    std::string m_text;
    std::string m_fromLatin1; // as UTF-8; empty where that is the same
    std::optional<EventId> m_hubs;
    std::optional<Cursor> m_cursor;
};

} // namespace fanlight
