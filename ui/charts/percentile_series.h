// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_data.h"

namespace fanlight {

// How the line of a percentile is named and drawn ("p99.9"), the same on every chart; of any
// percentile above 0. Pure; any thread.
ChartSeries percentileSeries(double percent);

} // namespace fanlight
