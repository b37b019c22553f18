// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/frame.h"

#include <string>

namespace fanlight {

// What a stream was not sent and nobody can send it any more. It is told where it happened: as a
// comment, which no browser hands to its page, or, to a stream that asked with gaps=1, as an event
// of its own without an id:
//
//   event: fanlight-gap
//   data: {"from":"1795956743025-0","to":null,"reason":"history does not reach back to that event"}
struct Gap {
    std::string from; // the last event before it; empty: not known
    std::string to; // the first event behind it, or the newest one by then; empty: not known
    std::string reason; // as a sentence without a full stop

    FramePtr comment() const;
    FramePtr event() const;
    static constexpr std::string_view EventName = "fanlight-gap";
};

} // namespace fanlight
