// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

namespace fanlight {

// Why the hub would refuse this request, in the words of POST /api/publish ("type: must not contain
// CR, LF or NUL"); empty when it would take it. `dataLimit` in bytes, as HubOptions has it.
QString publishProblem(const PublishRequest& request, qint64 dataLimit);

// Whom it is for: "everyone", "user 42", "3 users", "followers of author 42", "users who want
// “like”".
QString audienceText(const PublishRequest& request);

// The type that selective delivery looks at: that of the request, else the top-level "type" of the
// data.
QString effectiveType(const PublishRequest& request);

} // namespace fanlight
