// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"

#include <QIODevice>

namespace fanlight {

// Writes hubs in the order given, RFC 4180: one header row, raw figures, an unknown one is an empty
// cell; of latency the given percentiles. Returns an empty string, else what the device said. Any
// thread.
QString writeFleetCsv(QIODevice& device, const std::vector<FleetRow>& rows, qint64 nowMs,
    const std::vector<double>& percentiles);

} // namespace fanlight
