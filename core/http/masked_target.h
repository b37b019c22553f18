// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fanlight::http {

// A request's target as logs may have it: what parameters say whose names sound of a secret (token,
// ticket, jwt, …) is left out, however the names are written.
std::string maskedTarget(std::string_view target);

} // namespace fanlight::http
