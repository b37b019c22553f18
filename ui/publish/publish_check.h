// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/options.h"

namespace fanlight {

// Why the hub would refuse this request, for people; empty when it would take it, over the API as
// well as from the window: the hub's own rules decide, this only words what they say.
QString publishProblem(const PublishRequest& request, const HubOptions& hub);
// What is missing to name anybody at all ("Enter a user id."); empty: nothing.
QString missingAudience(const PublishRequest& request);

// Whom it is for: "everyone", "user 42", "3 users", "followers of author 42", "users who want
// “like”".
QString audienceText(const PublishRequest& request);

// The type that selective delivery looks at: that of the request, else the top-level "type" of the
// data, where that is JSON.
QString effectiveType(const PublishRequest& request);

} // namespace fanlight
