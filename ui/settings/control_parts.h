// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/quantity_spin.h"

class QHBoxLayout;

// What the controls of options are made of. Main thread.
namespace fanlight::control_parts {

constexpr int Gap = 8; // pixels

QHBoxLayout* makeLine(QWidget& widget); // its layout, without margins
void look(QWidget& widget, bool invalid); // as what is wrong looks, or not
void tell(QWidget& widget, const QString& name, const QString& description); // to screen readers
// Whether the option takes it, whatever the others are.
QuantitySpin::Accepts acceptsOf(const QString& option);

} // namespace fanlight::control_parts
