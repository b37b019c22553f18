// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace fanlight {

// fanlight.source: away and back, what is refused and what goes to the dead
Q_DECLARE_LOGGING_CATEGORY(sourceLog)

} // namespace fanlight
