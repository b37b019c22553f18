// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

struct Fault;

// What a fault does and to whom in the language of the window; in English what describeFault() says
// in the log. Main thread.
QString faultText(const Fault& fault);

} // namespace fanlight
