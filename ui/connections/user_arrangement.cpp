// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/user_arrangement.h"

#include <algorithm>

namespace fanlight {

UserArrangement arrangeUsers(const std::shared_ptr<const StreamRows>& rows,
    const ConnectionFilter& filter, UserSort sort, bool closedShown, Traffic traffic)
{
    OrderedUsers users = orderedUsers(*rows, filter, sort, closedShown, traffic);
    auto all = std::make_shared<UserRows>();
    all->snapshot = rows->snapshot;
    all->total = users.total;
    std::vector<std::pair<quint64, quint32>> byId; // and where it stands
    byId.reserve(users.rows.size());
    for (quint32 i = 0; i < users.rows.size(); ++i)
        byId.push_back({quint64(qHash(users.rows[i].userId, size_t(0x5eed))), i});
    std::sort(byId.begin(), byId.end());
    UserArrangement arrangement{all, std::vector<quint32>(users.rows.size())};
    for (const auto& [id, place] : byId) {
        all->ids.push_back(all->ids.empty() ? id : std::max(id, all->ids.back() + 1));
        if (users.rows[place].backlogBytes > 0)
            all->behind.push_back(all->ids.back());
        arrangement.order[place] = quint32(all->rows.size());
        all->rows.push_back(std::move(users.rows[place]));
    }
    return arrangement;
}

} // namespace fanlight
