// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

namespace fanlight {

// Says from the figures of a tester whether it was itself what limited the run: fills in
// wasBottleneck and verdict.
void judgeTester(TesterLoad& tester);

} // namespace fanlight
