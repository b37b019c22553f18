// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace fanlight::api_remote_schemas {

// What /api/openapi.json says of the routes by which a window elsewhere acts (hub/remote_desk.h).
void addTo(QJsonObject& schemas);

} // namespace fanlight::api_remote_schemas
