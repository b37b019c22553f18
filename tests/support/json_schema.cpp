// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/json_schema.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <cmath>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isOfType(const QJsonValue& value, const QString& type)
{
    if (type == u"integer")
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    return (type == u"null" && value.isNull()) || (type == u"boolean" && value.isBool())
        || (type == u"number" && value.isDouble()) || (type == u"string" && value.isString())
        || (type == u"array" && value.isArray()) || (type == u"object" && value.isObject());
}

bool isOfAnyType(const QJsonValue& value, const QJsonValue& types)
{
    if (types.isUndefined())
        return true;
    if (types.isString())
        return isOfType(value, types.toString());
    const QJsonArray all = types.toArray();
    return std::any_of(all.begin(), all.end(),
        [&](const QJsonValue& type) { return isOfType(value, type.toString()); });
}

QString shown(const QJsonValue& value)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).left(200));
}

// Why a size is out of its bounds; empty: it is not.
QString outOfBounds(
    const QJsonObject& schema, QLatin1StringView least, QLatin1StringView most, double size)
{
    if (schema.contains(least) && size < schema[least].toDouble())
        return u"%1 is below %2 %3"_s.arg(size).arg(least).arg(schema[least].toDouble());
    if (schema.contains(most) && size > schema[most].toDouble())
        return u"%1 is above %2 %3"_s.arg(size).arg(most).arg(schema[most].toDouble());
    return {};
}

QString outOfBounds(const QJsonValue& value, const QJsonObject& schema)
{
    if (value.isDouble())
        return outOfBounds(schema, "minimum"_L1, "maximum"_L1, value.toDouble());
    if (value.isString())
        return outOfBounds(
            schema, "minLength"_L1, "maxLength"_L1, double(value.toString().toUcs4().size()));
    if (value.isArray())
        return outOfBounds(schema, "minItems"_L1, "maxItems"_L1, double(value.toArray().size()));
    return {};
}

// A keyword that nothing here looks at; empty: there is none.
QString unknownKeyword(const QJsonObject& schema)
{
    static const QSet<QString> Known{u"$ref"_s, u"additionalProperties"_s, u"default"_s,
        u"description"_s, u"enum"_s, u"format"_s, u"items"_s, u"maxItems"_s, u"maxLength"_s,
        u"maximum"_s, u"minItems"_s, u"minLength"_s, u"minimum"_s, u"oneOf"_s, u"properties"_s,
        u"required"_s, u"type"_s};
    for (const QString& key : schema.keys()) {
        if (!Known.contains(key))
            return key;
    }
    return {};
}

} // namespace

JsonSchema::JsonSchema(QJsonObject document, Members members)
    : m_document(std::move(document))
    , m_members(members)
{
}

QJsonObject JsonSchema::resolved(const QJsonObject& object) const
{
    const QString reference = object["$ref"_L1].toString();
    if (reference.isEmpty())
        return object;
    QJsonObject found = m_document;
    for (const QString& step : reference.mid(2).split(u'/'))
        found = found[step].toObject();
    return found;
}

QString JsonSchema::check(const QJsonValue& value, const QJsonObject& schema) const
{
    return checkAt(u"it"_s, value, schema);
}

QString JsonSchema::checkAt(
    const QString& at, const QJsonValue& value, const QJsonObject& given) const
{
    const QJsonObject schema = resolved(given);
    if (schema.isEmpty() && !given.isEmpty())
        return at + u": there is no "_s + given["$ref"_L1].toString();
    if (const QString keyword = unknownKeyword(schema); !keyword.isEmpty())
        return at + u": the schema has a keyword that is not checked: "_s + keyword;
    if (!isOfAnyType(value, schema["type"_L1]))
        return at + u": is no "_s + shown(schema["type"_L1]) + u" but "_s + shown(value);
    if (schema.contains("enum"_L1) && !schema["enum"_L1].toArray().contains(value))
        return at + u": is none of "_s + shown(schema["enum"_L1]) + u" but "_s + shown(value);
    if (const QString wrong = outOfBounds(value, schema); !wrong.isEmpty())
        return at + u": "_s + wrong;
    if (schema["format"_L1] == "date-time"_L1 && value.isString()
        && (!value.toString().endsWith(u'Z')
            || !QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid()))
        return at + u": is no time in UTC: "_s + shown(value);
    if (value.isArray() && schema.contains("items"_L1)) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString wrong
                = checkAt(u"%1[%2]"_s.arg(at).arg(i), array[i], schema["items"_L1].toObject());
            if (!wrong.isEmpty())
                return wrong;
        }
    }
    if (value.isObject()) {
        if (const QString wrong = checkMembers(at, value.toObject(), schema); !wrong.isEmpty())
            return wrong;
    }
    return schema.contains("oneOf"_L1) ? checkOneOf(at, value, schema["oneOf"_L1].toArray())
                                       : QString();
}

QString JsonSchema::checkMembers(
    const QString& at, const QJsonObject& object, const QJsonObject& schema) const
{
    const QJsonObject properties = schema["properties"_L1].toObject();
    for (const QJsonValue name : schema["required"_L1].toArray()) {
        if (!object.contains(name.toString()))
            return at + u": lacks "_s + name.toString();
    }
    const QJsonValue others = schema["additionalProperties"_L1];
    const bool isClosed = others.isBool()
        ? !others.toBool()
        : m_members == Members::OnlyKnown && schema.contains("properties"_L1);
    for (auto one = object.begin(); one != object.end(); ++one) {
        if (!properties.contains(one.key())) {
            if (isClosed)
                return at + u": has an undocumented member "_s + one.key();
            continue;
        }
        const QString wrong
            = checkAt(at + u'.' + one.key(), one.value(), properties[one.key()].toObject());
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

QString JsonSchema::checkOneOf(
    const QString& at, const QJsonValue& value, const QJsonArray& schemas) const
{
    int fitting = 0;
    QStringList why;
    for (const QJsonValue schema : schemas) {
        const QString wrong = checkAt(at, value, schema.toObject());
        fitting += wrong.isEmpty() ? 1 : 0;
        why += wrong;
    }
    return fitting == 1 ? QString()
                        : at + u": fits %1 of several: "_s.arg(fitting) + why.join(u"; "_s);
}

} // namespace fanlight::testing
