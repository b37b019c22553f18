// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"

#include <QIODevice>

#include <vector>

namespace fanlight {

// A line as it stands in the log file: time in UTC, level, category, text.
QString logLineText(const LogLine& line);

// Write lines one below the other, as text or as CSV (RFC 4180, one header row). Each returns an
// empty string, else what the device said. Any thread.
QString writeLogText(QIODevice& device, const std::vector<LogLine>& lines);
QString writeLogCsv(QIODevice& device, const std::vector<LogLine>& lines);

} // namespace fanlight
