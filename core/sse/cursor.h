// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/event_id.h"

#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

// How far a stream is on both channels it listens to, where ids are comparable within a channel
// only (Redis Cluster): its user's, then everyone's. On the wire "1795956743025-0.1795956743020-3".
// A plain value.
struct Cursor {
    EventId own;
    EventId everyone;

    bool operator==(const Cursor&) const = default;

    // Exactly as text() writes it; nothing for any other text, an id of one half among them.
    static std::optional<Cursor> parse(std::string_view text);
    // A half that is not known, {}, is left out.
    std::string text() const;
};

} // namespace fanlight
