// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/verifier.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace fanlight::jwt {

// Makes tokens to try things with, signed with a secret that is shared with who signs otherwise
// (RFC 7515 §3.1): the verifier of the same key and checks takes them. A pure function; any thread.
// Empty where the key is a public one, which signs nothing.
std::string mintToken(const Key& key, const TokenChecks& checks, std::string_view user,
    std::chrono::seconds lifetime, std::int64_t nowMs);

} // namespace fanlight::jwt
