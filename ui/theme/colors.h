// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

namespace fanlight {

// The one table of the colours, light and dark; any thread. Pages ask their Theme, which knows
// which of the two is on; this is for what lives longer than a theme, the style.
QColor themeColor(Theme::Role role, bool dark);
// Of Theme::monospace().
QString fixedWidthFamily();

// What the style draws with, made once for each change.
struct StyleColors {
    explicit StyleColors(bool dark);

    QColor background, panel, line, text, dim, accent, accentSoft, onAccent, bad, badSoft;
    QColor accentHover;
    QColor border; // of what is written into: 3:1 on either ground
    QColor selection; // of text that is written
    QColor handle; // of a scroll bar
};

} // namespace fanlight
