// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <string>

namespace fanlight {

struct HttpCall;

// GET /api/openapi.json: what this hub's HTTP interface takes and answers, in OpenAPI 3.1, put
// together from the route table (hub/routes.h), each route's operation (hub/api_operation.h) and
// the schemas (hub/api_components.h). Of this version of the program, not of how a hub is set.
// Any thread.
namespace api_description {

QJsonObject document(); // made anew with each call
// The same as text, made once, with the first call.
const std::string& text();
const std::string& entityTag(); // "…", with its quotation marks

// Answers whole, or 304 to who has it already (RFC 9110 §13.1.2).
void answer(const HttpCall& call);

} // namespace api_description

} // namespace fanlight
