// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_table.h"

namespace fanlight {
struct HubOptions;
}

// The hub's options that say whom it asks about proofs of users, and how those, keys and tokens of
// roles are exchanged while it runs. Pure; any thread.
namespace fanlight::proof_options {

Option<HubOptions> jwksUrl();
Option<HubOptions> authorize();

// Takes over the tokens of roles, the keys and whom `wanted` asks.
void exchange(HubOptions& running, const HubOptions& wanted);
bool areSame(const HubOptions& a, const HubOptions& b); // those that can be exchanged

} // namespace fanlight::proof_options
