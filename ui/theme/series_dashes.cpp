// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/series_dashes.h"

namespace fanlight {

QVector<qreal> seriesDashes(Theme::Role series, bool dashed)
{
    if (dashed)
        return {4, 2.5};
    switch (series) {
    case Theme::Role::Series2:
        return {5, 2};
    case Theme::Role::Series4:
        return {6, 2, 1, 2};
    default:
        return {};
    }
}

} // namespace fanlight
