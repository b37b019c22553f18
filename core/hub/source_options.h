// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_table.h"

namespace fanlight {
struct HubOptions;
}

// --source: a list of URLs with commas between. Pure; any thread.
namespace fanlight::source_options {

Option<HubOptions> row();

} // namespace fanlight::source_options
