// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <initializer_list>

// Schemas of JSON as OpenAPI 3.1 has them (JSON Schema 2020-12): plain functions that make one
// each; any thread. Objects of answers say nothing of additional members, since later versions may
// have more; those of requests are closed, since the hub refuses what it does not know.
namespace fanlight::api_schema {

// A schema of that type, with a description.
QJsonObject text(const char* description);
QJsonObject flag(const char* description);
QJsonObject number(const char* description);
QJsonObject whole(const char* description, double least, double most);
QJsonObject count(const char* description); // from 0
QJsonObject time(const char* description); // RFC 3339, in UTC
QJsonObject word(const char* description, const QStringList& values); // one of them
QJsonObject anything(const char* description);
// A user id, type, event name or event id; ids may be numbers, too.
QJsonObject name(const char* description);
QJsonObject id(const char* description);

QJsonObject orNull(QJsonObject schema);
QJsonObject listOf(const QJsonObject& schema, const char* description);
QJsonObject with(QJsonObject schema, const char* key, const QJsonValue& value);
QJsonObject ref(const char* component); // of #/components/schemas

struct Member {
    const char* name;
    QJsonObject schema;
    bool isRequired = true;
};
using Members = std::initializer_list<Member>;
QJsonObject object(const char* description, Members members);
// … which takes no other members, and null for one as if it were not there.
QJsonObject request(const char* description, Members members);

} // namespace fanlight::api_schema
