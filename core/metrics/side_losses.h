// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fanlight {

// What the program's side outputs were given and could not put where it belongs, since the start. A
// plain value.
struct SideLosses {
    qint64 logLinesOnStderr = 0;
    qint64 logLinesInFile = 0;
    qint64 csvRows = 0;
    qint64 auditLines = 0;
};

} // namespace fanlight
