// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/report.h"

namespace fanlight {

bool LoadReport::expectationsMet() const
{
    return std::all_of(expectations.begin(), expectations.end(), [](const ExpectationResult& result) { return result.met; });
}

} // namespace fanlight
