// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/manual.h"

namespace fanlight {

// fanlight-load(1); `options` are all it has.
ManualPage loadManual(const std::vector<OptionSpec>& options);

} // namespace fanlight
