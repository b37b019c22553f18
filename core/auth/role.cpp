// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/role.h"

#include <array>

namespace fanlight {

const char* roleName(Role role)
{
    static constexpr std::array Names{
        "none", "known", "user", "monitor", "publish", "admin", "granter"};
    return Names[static_cast<std::size_t>(role)];
}

bool covers(Role has, Role needs)
{
    return needs == Role::None || has == Role::Admin || has == needs
        || (needs == Role::Known && has != Role::None)
        || (needs == Role::Granter && (has == Role::Publish || has == Role::User));
}

} // namespace fanlight
