// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/manual.h"

namespace fanlight {

// fanlight(1); `options` are all it has.
ManualPage windowManual(const std::vector<OptionSpec>& options);

} // namespace fanlight
