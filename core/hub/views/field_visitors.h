// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/views/field_tables.h"

#include <optional>
#include <vector>

namespace fanlight::views {

template <class T>
concept Tabled = requires
{
    sizeof(Fields<T>);
};

template <class T> const T& initial()
{
    static const T Value{};
    return Value;
}

// A row as JSON: visits the table of its fields, and leaves out what is as it was from the start.
template <class Row> class FieldWriter {
public:
    explicit FieldWriter(const Row& row)
        : m_row(row)
    {
    }
    static QJsonObject write(const Row& row)
    {
        FieldWriter writer(row);
        Fields<Row>::visit(writer);
        return writer.m_object;
    }

    template <class T, class Owner>
    void operator()(const char* name, T Owner::*member, qsizetype most = 0)
    {
        const T& value = m_row.*member;
        if constexpr (Tabled<T>) {
            if (const QJsonObject part = FieldWriter<T>::write(value); !part.isEmpty())
                m_object.insert(QLatin1StringView(name), part);
        } else if (!isSame(value, initial<Row>().*member)) {
            if (const QJsonValue json = jsonOf(value, most); !json.isNull())
                m_object.insert(QLatin1StringView(name), json);
        }
    }
    template <class Owner, class E>
    void operator()(const char* name, std::vector<E> Owner::*member, qsizetype most)
    {
        QJsonArray array;
        for (const E& one : m_row.*member) {
            if (array.size() < most)
                array.append(FieldWriter<E>::write(one));
        }
        if (!array.isEmpty())
            m_object.insert(QLatin1StringView(name), array);
    }
    template <class T, class Owner, class ToText, class FromText>
    void id(const char* name, T Owner::*member, ToText toText, FromText)
    {
        if (m_row.*member != 0)
            m_object.insert(QLatin1StringView(name), toText(m_row.*member));
    }

private:
    static QJsonValue jsonOf(const QString& text, qsizetype most) { return text.left(most); }
    template <class T> static QJsonValue jsonOf(const T& value, qsizetype)
    {
        return views::jsonOf(value);
    }

    const Row& m_row;
    QJsonObject m_object;
};

// The other way round.
template <class Row> class FieldReader {
public:
    FieldReader(const QJsonObject& object, Row& row)
        : m_object(object)
        , m_row(row)
    {
    }
    static bool read(const QJsonObject& object, Row& row)
    {
        Row read = row;
        FieldReader reader(object, read);
        Fields<Row>::visit(reader);
        if (reader.m_isGood)
            row = std::move(read);
        return reader.m_isGood;
    }

    template <class T, class Owner>
    void operator()(const char* name, T Owner::*member, qsizetype most = 0)
    {
        if (const auto json = find(name, member)) {
            if constexpr (Tabled<T>) { // a part comes whole
                m_row.*member = initial<Row>().*member;
                m_isGood
                    = json->isObject() && FieldReader<T>::read(json->toObject(), m_row.*member);
            } else {
                m_isGood = readJson(*json, m_row.*member, most);
            }
        }
    }
    template <class Owner, class E>
    void operator()(const char* name, std::vector<E> Owner::*member, qsizetype most)
    {
        const auto json = find(name, member);
        if (!json)
            return;
        const QJsonArray array = json->toArray();
        m_isGood &= json->isArray() && array.size() <= most;
        std::vector<E> all;
        for (qsizetype i = 0; m_isGood && i < array.size(); ++i) {
            m_isGood = array[i].isObject()
                && FieldReader<E>::read(array[i].toObject(), all.emplace_back());
        }
        m_row.*member = std::move(all);
    }
    template <class T, class Owner, class ToText, class FromText>
    void id(const char* name, T Owner::*member, ToText, FromText fromText)
    {
        if (const auto json = find(name, member)) {
            const auto number = fromText(json->toString());
            m_isGood &= number && *number <= quint64(MostWhole);
            m_row.*member = number.value_or(0);
        }
    }

private:
    // Nothing: it is not told, or has its first value now.
    template <class T, class Owner>
    std::optional<QJsonValue> find(const char* name, T Owner::*member)
    {
        const auto found = m_object.constFind(QLatin1StringView(name));
        if (!m_isGood || found == m_object.constEnd())
            return std::nullopt;
        if (found->isNull()) {
            m_row.*member = initial<Row>().*member;
            return std::nullopt;
        }
        return *found;
    }

    const QJsonObject& m_object;
    Row& m_row;
    bool m_isGood = true;
};

} // namespace fanlight::views
