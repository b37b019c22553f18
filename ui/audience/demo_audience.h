// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audience/audience_job.h"
#include "delivery/demo_graph.h"

namespace fanlight {

// Followers of all authors of a made-up graph, then who wants which type if that is wanted, too.
AudienceJob::Source demoSource(const DemoGraphPlan& plan, bool withInterests);

// How many memberships that will be.
quint64 demoMemberships(const DemoGraph& graph, bool withInterests);

} // namespace fanlight
