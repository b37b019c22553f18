// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fanlight {

// What somebody may do, and what a route asks for.
enum class Role : std::uint8_t {
    None, // nothing but what is open to all
    Known, // whoever can show a token of any kind
    User, // the user whose stream it is
    Monitor, // reads administration and figures
    Publish, // publishes, and keeps the audience
    Admin, // all of it
    Granter, // asked for only: who publishes, or a user for himself
};
const char* roleName(Role role); // "admin"
// Whether who is `has` may do what asks for `needs`.
bool covers(Role has, Role needs);

} // namespace fanlight
