// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

class EmptyState;

// What a page about Redis shows while the hub is not behind one: that it need not be, and how
// several would share one. The button leads to the broker's setting.
void teachBroker(EmptyState& empty, const QString& title);

} // namespace fanlight
