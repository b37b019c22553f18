// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_window.h"

namespace fanlight {

// "12 disconnected, 9 back (median 2.1 s), 3 not yet"; empty: nobody was disconnected.
QString returnsText(const ConnectionReturns& returns);

} // namespace fanlight
