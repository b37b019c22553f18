// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace fanlight {

// Takes the members of a JSON object that came from elsewhere into plain values. What is missing or
// null stays as it was; what is of another type, out of its range or too long makes the whole no
// good. Members nobody asks for are ignored: a later version has more. Pure; any thread.
class JsonFields {
public:
    static constexpr qsizetype MostText = 16 << 10; // characters of one text, unless said otherwise
    static constexpr qsizetype MostItems = 200'000; // of one list, likewise
    static constexpr double MostCount = 9e15; // whole numbers a double keeps

    explicit JsonFields(const QJsonObject& object)
        : m_object(object)
    {
    }

    bool isGood() const { return m_isGood; }
    void refuse() { m_isGood = false; }
    bool has(QLatin1StringView name) const
    {
        return !m_object.value(name).isUndefined() && !m_object.value(name).isNull();
    }

    void text(QLatin1StringView name, QString& to, qsizetype most = MostText);
    void text(QLatin1StringView name, std::string& to, qsizetype most = MostText);
    void texts(QLatin1StringView name, QStringList& to, qsizetype most = MostItems);
    void bytes(QLatin1StringView name, QByteArray& to, qsizetype most); // in base64
    void flag(QLatin1StringView name, bool& to);
    void number(QLatin1StringView name, double& to, double least = -MostCount);
    void time(QLatin1StringView name, qint64& to); // RFC 3339, milliseconds since 1970
    // Whole, from 0; of signed ones from `least`.
    template <class Whole> void whole(QLatin1StringView name, Whole& to, double least = 0)
    {
        double value = 0;
        if (takeWhole(name, value, least, MostCount))
            to = static_cast<Whole>(value);
    }
    template <class Whole> void whole(QLatin1StringView name, Whole& to, double least, double most)
    {
        double value = 0;
        if (takeWhole(name, value, least, most))
            to = static_cast<Whole>(value);
    }
    // `take` gets each object of a list, and answers whether it is one.
    template <class Take>
    void objects(QLatin1StringView name, const Take& take, qsizetype most = MostItems)
    {
        for (const QJsonValue one : list(name, most)) {
            if (!m_isGood)
                return;
            m_isGood = one.isObject() && take(one.toObject());
        }
    }
    QJsonObject object(QLatin1StringView name); // empty: it is not there

private:
    bool takeWhole(QLatin1StringView name, double& to, double least, double most);
    QJsonArray list(QLatin1StringView name, qsizetype most);

    const QJsonObject m_object;
    bool m_isGood = true;
};

} // namespace fanlight
