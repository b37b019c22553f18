// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_rows.h"

#include <QIODevice>

namespace fanlight {

// Writes sources in the order given, RFC 4180: one header row, raw figures, an unknown one is an
// empty cell. Returns an empty string, else what the device said. Any thread.
QString writeSourcesCsv(QIODevice& device, const std::vector<SourceRow>& rows);

} // namespace fanlight
