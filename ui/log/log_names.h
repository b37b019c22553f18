// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"

namespace fanlight {

// What a line of the log names, so that a row can lead there. A value; any thread.
struct LogNames {
    QString connection; // "c-1vzt"; empty: it names none, as below
    QString event; // "1732449751000-18", the id of a publish
    QString user;
};
LogNames namesIn(const LogLine& line);

QString connectionIdIn(const QString& text); // the first connection that a text names; empty: none

} // namespace fanlight
