// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace fanlight {

Q_DECLARE_LOGGING_CATEGORY(redisLog) // fanlight.redis: away and back, what it refuses

} // namespace fanlight
