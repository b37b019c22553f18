// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace fanlight {

// A request as it is kept in files; what is not given has its default. Nothing when it names
// nobody.
QJsonObject requestToJson(const PublishRequest& request);
std::optional<PublishRequest> requestFromJson(const QJsonObject& object);

// A file of this program's own that holds one list, {"key":[…]}. Any thread. `what` begins what
// is said of it ("The list of templates").
struct JsonList {
    QJsonArray items;
    QString problem; // in words a user can act on; empty: none
};
// No file is an empty list. A file that holds no such list, or an item that `isGood` does not take,
// is moved aside, and `problem` says where to.
JsonList loadJsonList(const QString& path, const QString& key, const QString& what,
    const std::function<bool(const QJsonObject&)>& isGood);
// Replaces the file only when all of it was written. Empty, else what the disk said.
QString saveJsonList(
    const QString& path, const QString& key, const QString& what, const QJsonArray& items);

} // namespace fanlight
