// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"

namespace fanlight {

class EmptyState;

// Why no message is shown.
struct NoMessages {
    quint64 notShown = 0; // kept, though
    bool hasFilter = false;
    bool hasLayer = false; // only real, or only test traffic is looked at
    quint64 cleared = 0; // since which nothing came
    bool canUndo = false;
};

// Says so, and what to do. Main thread.
void showNoMessages(EmptyState& empty, const NoMessages& why, const HubPort& hub);

} // namespace fanlight
