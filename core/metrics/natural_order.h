// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <compare>

namespace fanlight {

// How rows of tables are sorted. Pure functions; any thread.

// Texts without case, runs of digits by value, so that user 9 comes before user 10.
std::weak_ordering compareNaturally(QStringView a, QStringView b);
// A figure that was not measured (NaN) is less than any that was.
std::weak_ordering compareFigures(double a, double b);

} // namespace fanlight
