// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

// Text of strangers as it may stand in a log, on a terminal or in a table: controls (C0, DEL, C1),
// line and paragraph separators, and what turns the direction of text round are written out, "\x1b"
// or "\u202e", and halves of surrogates as U+FFFD; all else as it is. So one message is one line,
// and nothing steers a terminal. Pure; any thread.
QString visibleText(const QString& text);

} // namespace fanlight
