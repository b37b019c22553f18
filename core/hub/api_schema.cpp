// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_schema.h"

#include "delivery/parsed_publish.h"

namespace fanlight::api_schema {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject described(const char* description)
{
    return {{u"description"_s, QString::fromUtf8(description)}};
}

QJsonObject typed(const QJsonValue& type, const char* description)
{
    return with(described(description), "type", type);
}

} // namespace

QJsonObject with(QJsonObject schema, const char* key, const QJsonValue& value)
{
    schema.insert(QLatin1StringView(key), value);
    return schema;
}

QJsonObject text(const char* description)
{
    return typed(u"string"_s, description);
}

QJsonObject flag(const char* description)
{
    return typed(u"boolean"_s, description);
}

QJsonObject number(const char* description)
{
    return typed(u"number"_s, description);
}

QJsonObject count(const char* description)
{
    return with(typed(u"integer"_s, description), "minimum", 0);
}

QJsonObject whole(const char* description, double least, double most)
{
    return with(with(typed(u"integer"_s, description), "minimum", least), "maximum", most);
}

QJsonObject time(const char* description)
{
    return with(text(description), "format", u"date-time"_s);
}

QJsonObject word(const char* description, const QStringList& values)
{
    return with(text(description), "enum", QJsonArray::fromStringList(values));
}

QJsonObject anything(const char* description)
{
    return described(description);
}

QJsonObject name(const char* description)
{
    // counted in bytes by the hub, of which a character has one at least
    return with(
        with(text(description), "minLength", 1), "maxLength", int(publish_limits::NameBytes));
}

QJsonObject id(const char* description)
{
    return with(name(description), "type", QJsonArray{u"string"_s, u"integer"_s});
}

QJsonObject orNull(QJsonObject schema)
{
    const QJsonValue type = schema.value("type"_L1);
    if (schema.contains("$ref"_L1))
        return {{u"oneOf"_s, QJsonArray{schema, QJsonObject{{u"type"_s, u"null"_s}}}}};
    if (type.isUndefined())
        return schema; // anything is null, too
    QJsonArray types = type.isArray() ? type.toArray() : QJsonArray{type};
    types.append(u"null"_s);
    if (QJsonArray values = schema.value("enum"_L1).toArray(); !values.isEmpty()) {
        values.append(QJsonValue());
        schema.insert("enum"_L1, values);
    }
    return with(std::move(schema), "type", types);
}

QJsonObject listOf(const QJsonObject& schema, const char* description)
{
    return with(typed(u"array"_s, description), "items", schema);
}

QJsonObject ref(const char* component)
{
    return {{u"$ref"_s, QString(u"#/components/schemas/"_s + QLatin1StringView(component))}};
}

QJsonObject object(const char* description, Members members)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Member& member : members) {
        properties.insert(QLatin1StringView(member.name), member.schema);
        if (member.isRequired)
            required.append(QLatin1StringView(member.name));
    }
    QJsonObject schema = with(typed(u"object"_s, description), "properties", std::move(properties));
    return required.isEmpty() ? schema : with(std::move(schema), "required", required);
}

QJsonObject request(const char* description, Members members)
{
    QJsonObject schema = object(description, members);
    QJsonObject properties = schema["properties"_L1].toObject();
    for (const Member& member : members) {
        if (!member.isRequired)
            properties.insert(QLatin1StringView(member.name), orNull(member.schema));
    }
    schema.insert("properties"_L1, properties);
    return with(std::move(schema), "additionalProperties", false);
}

} // namespace fanlight::api_schema
