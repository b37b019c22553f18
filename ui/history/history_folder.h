// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_state.h"

// The history files of all hubs, which share one bound. Any thread; blocks for the disk.
namespace fanlight::history_folder {

// What the file at `path` may take beside the others in its folder: at least the least of all
// bounds, and what they leave of `bounds`.
HistoryBounds shareOf(const QString& path, const HistoryBounds& bounds);

// Removes what nobody has open and was last written longer ago than the bounds keep anything; and,
// the longest not written first, what leaves the file at `path` less than a quarter of them.
// `nowMs` UTC. What was put aside of a file counts, and goes, with it.
void tidy(const QString& path, const HistoryBounds& bounds, qint64 nowMs);

} // namespace fanlight::history_folder
