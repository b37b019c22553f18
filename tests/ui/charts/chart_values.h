// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNumeric>

namespace fanlight::testing {

constexpr qint64 Begin = 1'700'000'000'000;
const double Gap = qQNaN(); // nothing was measured

} // namespace fanlight::testing
