// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

#include <QByteArray>
#include <QJsonObject>

namespace fanlight::publish_body {

// What POST /api/publish, /api/fanout or /api/selective takes for a request of the window: its data
// as it is where it is JSON, else as a JSON string, with every digit and no blank of its own
// changed. Pure; any thread.
QByteArray of(const PublishRequest& request);
QString pathOf(PublishKind kind); // “/api/publish”
QLatin1StringView nameOf(PublishKind kind); // “named”, as ?kind= has it

// What came of it. An error where it is no such answer.
PublishResult resultOf(const QJsonObject& answer, const PublishRequest& request);

} // namespace fanlight::publish_body
