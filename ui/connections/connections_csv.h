// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/still_connections.h"

#include <QIODevice>

namespace fanlight {

// Writes connections in their order, RFC 4180: one header row, raw figures, an unknown one is an
// empty cell. Returns an empty string, else what the device said. Any thread.
QString writeConnectionsCsv(QIODevice& device, const AllConnections& all);
// The same of the users.
QString writeUsersCsv(QIODevice& device, const AllConnections& all);

} // namespace fanlight
