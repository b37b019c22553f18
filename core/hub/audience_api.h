// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/audience.h"
#include "hub/admin_request.h"

namespace fanlight::audience_api {

// Answers /api/users/{id}/followers[/{follower}] and /api/users/{id}/interests[/{type}], now or
// later:
//   GET     {"userId","followers":[…],"total"}, ascending
//           of one member {"userId","follower","follows":true|false}
//   PUT     {"userId","added"}: one member, or those of a JSON array
//   DELETE  {"userId","removed"}: one member, or all
// The same with "interests", "type" and "interested". 400 for what cannot be a name, 503 while
// Redis is away. The hub's thread.
void answer(Audience& audience, AdminRequest request);

constexpr std::size_t DefaultPage = 1000; // members of one answer, ?limit= asks for others
constexpr std::size_t MaxPage = 100'000; // ?after= goes on behind a member

} // namespace fanlight::audience_api
