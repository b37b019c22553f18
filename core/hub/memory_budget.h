// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace fanlight {

// What history in memory may take: as --history-bytes says, but at most half of what the control
// group allows, lest a container with little is ended for want of memory while it does as it was
// told. `limit`: of the control group, in bytes; nothing: there is none.
qint64 memoryForHistory(qint64 wanted, std::optional<double> limit);
// … of this process; a bound that is lower than what is wanted is told in the log.
qint64 memoryForHistory(qint64 wanted);

} // namespace fanlight
