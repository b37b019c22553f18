// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

struct LoadArguments;

// Why no test can begin as the arguments say it, found before the first client: no target,
// variables nobody knows, a file of clients that cannot be read, too few descriptors, reports that
// cannot be written. Empty: it can. Exit code 2.
QString whyNoTest(const LoadArguments& arguments);

} // namespace fanlight
