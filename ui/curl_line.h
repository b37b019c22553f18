// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QString>

namespace fanlight {

// The command that opens a stream as user 42, as a shell takes it:
// curl -N 'http://localhost:3000/api/notifications?userId=42'
inline QString curlStreamLine(const HubStatus& status)
{
    const QString& base = status.localhostUrl.isEmpty() ? status.url : status.localhostUrl;
    return QStringLiteral("curl -N '%1/api/notifications?userId=42'").arg(base);
}

} // namespace fanlight
