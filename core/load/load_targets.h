// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/publish_target.h"

namespace fanlight {

// Where a run's clients and its publisher connect to.
struct LoadTargets {
    QString error; // why nothing can begin; empty: all were found
    std::vector<LoadAddress> addresses; // of the plan's origins
    std::optional<PublishTarget> publish; // nothing: nothing is published
};
// Blocks up to some seconds for each: resolves and connects.
LoadTargets findTargets(const LoadPlan& plan);

} // namespace fanlight
