// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_log.h"

namespace fanlight {

Q_LOGGING_CATEGORY(redisLog, "fanlight.redis")

} // namespace fanlight
