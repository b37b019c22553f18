// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/json_fields.h"

#include <QDateTime>

#include <cmath>

namespace fanlight {

void JsonFields::text(QLatin1StringView name, QString& to, qsizetype most)
{
    if (!has(name))
        return;
    const QJsonValue value = m_object.value(name);
    m_isGood = m_isGood && value.isString() && value.toString().size() <= most;
    if (m_isGood)
        to = value.toString();
}

void JsonFields::text(QLatin1StringView name, std::string& to, qsizetype most)
{
    QString text;
    this->text(name, text, most);
    if (m_isGood && has(name))
        to = text.toStdString();
}

void JsonFields::texts(QLatin1StringView name, QStringList& to, qsizetype most)
{
    if (!has(name))
        return;
    QStringList taken;
    for (const QJsonValue one : list(name, most)) {
        m_isGood = m_isGood && one.isString() && one.toString().size() <= MostText;
        if (!m_isGood)
            return;
        taken.append(one.toString());
    }
    if (m_isGood)
        to = taken;
}

void JsonFields::bytes(QLatin1StringView name, QByteArray& to, qsizetype most)
{
    QString text;
    this->text(name, text, (most + 2) / 3 * 4);
    if (!m_isGood || !has(name))
        return;
    const auto decoded
        = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    m_isGood = decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok
        && decoded.decoded.size() <= most;
    if (m_isGood)
        to = decoded.decoded;
}

void JsonFields::flag(QLatin1StringView name, bool& to)
{
    if (!has(name))
        return;
    m_isGood = m_isGood && m_object.value(name).isBool();
    if (m_isGood)
        to = m_object.value(name).toBool();
}

void JsonFields::number(QLatin1StringView name, double& to, double least)
{
    if (!has(name))
        return;
    const double value = m_object.value(name).toDouble(Unknown);
    m_isGood = m_isGood && std::isfinite(value) && value >= least && value <= MostCount;
    if (m_isGood)
        to = value;
}

void JsonFields::time(QLatin1StringView name, qint64& to)
{
    QString text;
    this->text(name, text, 64);
    if (!m_isGood || !has(name))
        return;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    m_isGood = time.isValid();
    if (m_isGood)
        to = time.toMSecsSinceEpoch();
}

bool JsonFields::takeWhole(QLatin1StringView name, double& to, double least, double most)
{
    if (!has(name))
        return false;
    const double value = m_object.value(name).toDouble(Unknown);
    m_isGood = m_isGood && std::isfinite(value) && value >= least && value <= most
        && value == std::floor(value);
    if (m_isGood)
        to = value;
    return m_isGood;
}

QJsonArray JsonFields::list(QLatin1StringView name, qsizetype most)
{
    if (!has(name))
        return {};
    const QJsonValue value = m_object.value(name);
    m_isGood = m_isGood && value.isArray() && value.toArray().size() <= most;
    return m_isGood ? value.toArray() : QJsonArray();
}

QJsonObject JsonFields::object(QLatin1StringView name)
{
    if (!has(name))
        return {};
    m_isGood = m_isGood && m_object.value(name).isObject();
    return m_isGood ? m_object.value(name).toObject() : QJsonObject();
}

} // namespace fanlight
