// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_arrangement.h"

#include <QIODevice>

namespace fanlight {

// Writes the shown connections in their order, RFC 4180: one header row, raw figures, an unknown
// one is an empty cell. Returns an empty string, else what the device said. Any thread.
QString writeConnectionsCsv(QIODevice& device, const ConnectionArrangement& arrangement);
// The same of the shown users.
QString writeUsersCsv(QIODevice& device, const UserArrangement& arrangement);

} // namespace fanlight
