// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>

namespace fanlight {

// Small line drawings on a square of 16 by 16, to be stroked in the colour of text. Plain values.
namespace icon {

enum class Page {
    Dashboard,
    Connections,
    Messages,
    Publish,
    Audience,
    Load,
    Faults,
    Doctor,
    Fleet,
    Redis,
    Sources,
    Access,
    Limits,
    Log,
    Alerts,
    Settings,
    Other
};

QPainterPath page(Page page);
QPainterPath menu(); // three lines
QPainterPath fold(bool folded); // where the list of pages goes when pressed
QPainterPath check();

} // namespace icon

} // namespace fanlight
