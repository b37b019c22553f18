// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <QString>

namespace fanlight {

// The command line that parseLoadArguments() reads back as the same scenario, the program's name
// first, quoted for a shell; empty: it says more than options can, and takes a file. Pure; any
// thread.
QString loadCommand(const LoadScenario& scenario);

} // namespace fanlight
