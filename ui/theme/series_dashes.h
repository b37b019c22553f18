// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QVector>

namespace fanlight {

// How the line of a series is broken, so that colour is not all that tells series apart; in widths
// of the pen, empty: it is not. `dashed`: beside another of the same colour.
QVector<qreal> seriesDashes(Theme::Role series, bool dashed = false);

} // namespace fanlight
