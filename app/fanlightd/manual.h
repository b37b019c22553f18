// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/manual.h"

namespace fanlight {

// fanlightd(8), and fanlight.conf(5), which both programs with a hub read; `options` are all of
// fanlightd.
ManualPage hubManual(const std::vector<OptionSpec>& options);
ManualPage configManual(const std::vector<OptionSpec>& options);

} // namespace fanlight
