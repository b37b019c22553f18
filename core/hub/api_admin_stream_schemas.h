// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

// What /api/openapi.json says of the bodies of /api/admin/stream and what belongs to it, by the
// names that operations have them by. Any thread.
namespace fanlight::api_admin_stream_schemas {

void addTo(QJsonObject& schemas);

} // namespace fanlight::api_admin_stream_schemas
