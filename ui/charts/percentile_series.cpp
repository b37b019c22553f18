// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/percentile_series.h"

#include "format.h"

namespace fanlight {

// Those between two usual ones have the colour of the one below, dashed.
ChartSeries percentileSeries(double percent)
{
    using Role = Theme::Role;
    ChartSeries series;
    series.name = QLatin1Char('p') + format::decimal(percent, 3);
    series.color = percent < 95 ? Role::Series1 : percent < 99 ? Role::Series3 : Role::Series4;
    series.dashed = percent != 50 && percent != 95 && percent != 99;
    return series;
}

} // namespace fanlight
