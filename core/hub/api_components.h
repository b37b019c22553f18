// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace fanlight::api_components {

// What /api/openapi.json names in several places: the bodies of requests and answers, by the names
// that operations (hub/api_operation.h) have them by. Made anew with each call; any thread.
QJsonObject schemas();
// The answers that say no, by the names of failureName().
QJsonObject failures();
// How somebody shows who he is.
QJsonObject securitySchemes();

// "TooManyRequests" of 429; null: no route answers that.
const char* failureName(int status);

} // namespace fanlight::api_components
