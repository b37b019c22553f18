// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;
class QHBoxLayout;
class QPushButton;

namespace fanlight {

// The last row of a dialog in which something is set: Cancel, which rejects it, then what it is
// for, which Enter does. `aside`: one more, at the left; null: none. To be put in its layout.
QHBoxLayout* makeDialogFoot(QDialog& dialog, QPushButton& deed, QPushButton* aside = nullptr);

} // namespace fanlight
