// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QPushButton;

namespace fanlight {

// A button for an action: its text, state and tooltip. Main thread; owned by where it is put.
QPushButton* buttonFor(QAction* action);

} // namespace fanlight
