// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_table.h"

#include <vector>

namespace fanlight {
struct HubOptions;
}

// The hub's options for what is kept for those who come back. Pure; any thread.
namespace fanlight::history_options {

std::vector<Option<HubOptions>> rows(); // of the table

} // namespace fanlight::history_options
