// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

// What /api/openapi.json says of the bodies of /api/sources and below, by the names that operations
// have them by. Any thread.
namespace fanlight::api_source_schemas {

void addTo(QJsonObject& schemas);

} // namespace fanlight::api_source_schemas
