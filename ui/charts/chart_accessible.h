// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fanlight {

// From now on screen readers are told that a TimeChart is a chart, with its table and its context
// menu as actions. Main thread; more than once is as good as once.
void makeChartsAccessible();

} // namespace fanlight
