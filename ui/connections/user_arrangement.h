// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arranged_model.h"
#include "hub/user_rows.h"

#include <memory>
#include <vector>

namespace fanlight {

// The users of one moment, in the order of their ids. Immutable once shared.
struct UserRows {
    ConnectionSnapshotPtr snapshot = std::make_shared<ConnectionSnapshot>();
    std::vector<UserRow> rows;
    std::size_t total = 0; // users, also those that do not match
    std::vector<quint64> behind; // ids of those with a backlog, ascending
    std::vector<quint64> ids; // a hash of the user, so that a row is known again; made unique
    const UserRow& at(std::size_t index) const { return rows[index]; }
};

using UserArrangement = Arrangement<UserRows>;

// The rows of orderedUsers(). Pure; any thread.
UserArrangement arrangeUsers(const std::shared_ptr<const StreamRows>& rows,
    const ConnectionFilter& filter, UserSort sort, bool closedShown,
    Traffic traffic = Traffic::All);

} // namespace fanlight
