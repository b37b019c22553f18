// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

class QListWidget;
class QWidget;

namespace fanlight {

// What screen readers and other assistive technology need beside names and descriptions. Main
// thread.

// What a painted widget is for who does not see it. One that has a signal clicked() can be pressed
// as a QAccessible::Button.
void tellRole(QWidget& widget, QAccessible::Role role);
// Assistive technology selects an item without moving the current one there, as keys and a click
// do; of a list that shows its current item the selection is followed.
void followSelection(QListWidget& list);

} // namespace fanlight
