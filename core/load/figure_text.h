// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

// Figures as reports say them, the same in every language; a dash where nothing was measured. Any
// thread.
QString countText(double count); // "1,050"; a fraction with one digit below 100
QString millisecondsText(double ms); // "3.1 ms", "0.045 ms", "1.25 s"
QString percentText(double percent); // "12.5 %"
QString bytesText(double bytes); // "1.4 MiB"

} // namespace fanlight
