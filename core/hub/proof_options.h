// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_table.h"

namespace fanlight {
struct HubOptions;
}

// The hub's options that say whom it asks about proofs of users. Pure; any thread.
namespace fanlight::proof_options {

Option<HubOptions> jwksUrl();
Option<HubOptions> authorize();

} // namespace fanlight::proof_options
