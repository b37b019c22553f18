// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_filter.h"
#include "hub/connection_order.h"
#include "hub/connection_window.h"
#include "hub/stream_rows.h"

#include <vector>

namespace fanlight {

// The users of one moment that match, in their order.
struct OrderedUsers {
    std::vector<UserRow> rows; // of these the part that was asked for is in its places
    std::size_t total = 0; // users, also those that do not match
};

// One row a user with an open stream, or with `withClosed` with one that ended lately; of these
// the users one of whose streams matches. Only streams of `traffic` are looked at and counted.
// Users that are equal stay in their natural order; those without an open stream stand below the
// others. Pure; any thread.
OrderedUsers orderedUsers(const StreamRows& rows, const ConnectionFilter& filter, UserSort sort,
    bool withClosed, Traffic traffic = Traffic::All, Part part = {});

} // namespace fanlight
