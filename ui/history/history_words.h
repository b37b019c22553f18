// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_state.h"

// How the window says how the recording fares. Pure.
namespace fanlight::history_words {

// "Recording: 412 MiB of 1 GiB, 9 days"; empty: it is off. `nowMs` UTC.
QString line(const HistoryState& state, qint64 nowMs);
// The same in sentences, with what to do.
QString note(const HistoryState& state);
bool isProblem(const HistoryState& state);
// What happened to a file that could not be gone on with; empty: nothing did.
QString putAside(const HistoryState& state);

} // namespace fanlight::history_words
