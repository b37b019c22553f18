// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

// What /api/openapi.json says of the body of /api/stats. Any thread.
namespace fanlight::api_stats_schema {

QJsonObject stats();

} // namespace fanlight::api_stats_schema
