// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/key.h"
#include "auth/named_tokens.h"

#include <QString>

#include <optional>
#include <vector>

namespace fanlight {

struct HubOptions;

// What the options name to know callers by: keys of users' tokens, from files and secrets, and
// tokens of roles. A plain value.
struct AccessProofs {
    std::vector<jwt::Key> keys; // in the order they were given in
    auth::NamedTokens tokens;

    // Reads the files, in any thread. Nothing when one will not do, with why in `error`, the option
    // in front.
    static std::optional<AccessProofs> read(const HubOptions& options, QString& error);
};

} // namespace fanlight
