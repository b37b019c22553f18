// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace fanlight {

// A share as a person types it into a field that speaks of percent: "5", "5 %" and "5%" are 0.05.
// Nothing when it is no share, or below 0; what is above 1 is for whoever asked to refuse. Files
// and options write it as parseShare() reads it. Pure; any thread.
std::optional<double> typedShare(const QString& text);
QString typedShareText(double share); // "0.5 %", as short as it is exact

} // namespace fanlight
