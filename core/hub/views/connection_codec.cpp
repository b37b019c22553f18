// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/connection_codec.h"

#include "hub/field_filter.h"
#include "hub/views/codec.h"
#include "hub/views/field_visitors.h"

#include <QSet>

namespace fanlight::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto OpenKey = "openMs"_L1; // told where a row is new or has ended; readers count on
constexpr auto OrderKey = "order"_L1;
constexpr auto RowsSetKey = "set"_L1;
constexpr auto RowsGoneKey = "gone"_L1;
constexpr auto UsersSetKey = "users"_L1;
constexpr auto LookedAtKey = "lookedAt"_L1;
constexpr auto TakenAtKey = "takenAt"_L1;
constexpr auto TagKey = "tag"_L1;

QString keyTextOf(const ConnectionRow& row)
{
    const QString id = connectionIdText(row.id) + u'.' + QString::number(row.connectedAtMs, 36);
    return row.instance.isEmpty() ? id : id + u'@' + row.instance;
}

QString keyTextOf(const UserRow& row)
{
    return u"u:"_s + row.userId;
}

// The fields of columns that are not looked at.
QStringList hiddenFields(quint32 columns)
{
    const std::pair<ConnectionColumn, QStringList> all[]
        = {{ConnectionColumn::Address, {u"address"_s}}, {ConnectionColumn::Types, {u"types"_s}},
            {ConnectionColumn::Events, {u"events"_s}}, {ConnectionColumn::Sent, {u"bytes"_s}},
            {ConnectionColumn::Backlog, {u"backlog"_s, u"dropped"_s}},
            {ConnectionColumn::RoundTrip, {u"rtt"_s}}, {ConnectionColumn::Agent, {u"agent"_s}},
            {ConnectionColumn::LastEventId, {u"event"_s, u"replayed"_s}}};
    QStringList hidden;
    for (const auto& [column, fields] : all) {
        if ((columns & ConnectionWish::bit(column)) == 0)
            hidden += fields;
    }
    return hidden;
}

// What is wrong with a member: what it must be.
QString must(QLatin1StringView member, const QString& accepts)
{
    return u"connections.%1: must be %2"_s.arg(member, accepts);
}

template <class Column> QString columnNames(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names += columnName(Column(i));
    return names.join(u", "_s);
}

QString takeColumns(const QJsonValue& json, ConnectionWish& wish)
{
    QStringList names;
    quint32 columns = 0;
    bool isGood = readJson(json, names, ConnectionColumnCount);
    for (const QString& name : names) {
        const auto column = connectionColumn(name);
        isGood = isGood && column;
        columns |= column ? ConnectionWish::bit(*column) : 0;
    }
    if (!isGood)
        return must("columns"_L1,
            u"a list of %1"_s.arg(columnNames<ConnectionColumn>(ConnectionColumnCount)));
    wish.columns = columns;
    return {};
}

QString takeSort(const QJsonValue& json, ConnectionWish& wish)
{
    const auto column = connectionColumn(json.toString());
    const auto ofUsers = userColumn(json.toString());
    if (column)
        wish.sort.column = *column;
    if (ofUsers)
        wish.userSort.column = *ofUsers;
    return column || ofUsers ? QString()
                             : must("sort"_L1,
                                 u"one of %1; of users one of %2"_s.arg(
                                     columnNames<ConnectionColumn>(ConnectionColumnCount),
                                     columnNames<UserColumn>(UserColumnCount)));
}

template <class Value>
QString takeWord(const QJsonValue& json, QLatin1StringView member,
    std::initializer_list<std::pair<const char*, Value>> words, Value& value)
{
    QStringList names;
    for (const auto& [name, one] : words) {
        if (json.isString() && json.toString() == QLatin1StringView(name)) {
            value = one;
            return {};
        }
        names += QLatin1StringView(name);
    }
    return must(member, u"one of "_s + names.join(u", "_s));
}

QString takeLookedAt(const QJsonValue& json, ConnectionWish& wish)
{
    ConnectionKey key;
    const QJsonObject object = json.toObject();
    const auto id = parseConnectionId(object["id"_L1].toString());
    const QJsonValue connectedAt = object["connectedAt"_L1];
    const QJsonValue instance = object["instance"_L1];
    const bool isGood = json.isNull()
        || (id && (connectedAt.isUndefined() || readJson(connectedAt, key.connectedAtMs, 0))
            && (instance.isUndefined() || readJson(instance, key.instance, ShortText)));
    if (!isGood)
        return must("lookedAt"_L1,
            u"null, or an object with the id of a stream, and perhaps connectedAt and instance"_s);
    key.id = id.value_or(0);
    wish.lookedAt = key;
    return {};
}

QString takeNumber(const QJsonValue& json, QLatin1StringView member, int& value)
{
    return readJson(json, value, 0) && value >= 0 ? QString()
                                                  : must(member, u"a whole number from 0"_s);
}

QString takeFlag(const QJsonValue& json, QLatin1StringView member, bool& value)
{
    return readJson(json, value, 0) ? QString() : must(member, u"true or false"_s);
}

QString takeText(const QJsonValue& json, QLatin1StringView member, QString& value)
{
    return readJson(json, value, filter::MaxLength)
        ? QString()
        : must(member, u"a text of at most %1 characters"_s.arg(filter::MaxLength));
}

QString takeMember(const QString& name, const QJsonValue& json, ConnectionWish& wish, quint64& tag)
{
    if (name == "columns"_L1)
        return takeColumns(json, wish);
    if (name == "sort"_L1)
        return takeSort(json, wish);
    if (name == "descending"_L1) {
        bool isDescending = false;
        QString error = takeFlag(json, "descending"_L1, isDescending);
        wish.sort.order = wish.userSort.order
            = isDescending ? Qt::DescendingOrder : Qt::AscendingOrder;
        return error;
    }
    if (name == "filter"_L1)
        return takeText(json, "filter"_L1, wish.filter);
    if (name == "first"_L1)
        return takeNumber(json, "first"_L1, wish.first);
    if (name == "count"_L1)
        return takeNumber(json, "count"_L1, wish.count);
    if (name == "instances"_L1)
        return takeWord(json, "instances"_L1,
            {{"this", ConnectionWish::Scope::This}, {"all", ConnectionWish::Scope::All}},
            wish.scope);
    if (name == "group"_L1)
        return takeWord(json, "group"_L1,
            {{"streams", ConnectionWish::Group::Streams}, {"users", ConnectionWish::Group::Users}},
            wish.group);
    if (name == "traffic"_L1)
        return takeWord(json, "traffic"_L1,
            {{"all", Traffic::All}, {"real", Traffic::Real}, {"test", Traffic::Test}},
            wish.traffic);
    if (name == "closed"_L1)
        return takeFlag(json, "closed"_L1, wish.withClosed);
    if (name == "roundTrip"_L1)
        return takeFlag(json, "roundTrip"_L1, wish.withRoundTrip);
    if (name == "lookedAt"_L1)
        return takeLookedAt(json, wish);
    if (name == "valuesOf"_L1)
        return takeText(json, "valuesOf"_L1, wish.valuesOf);
    if (name == "valuesLike"_L1)
        return takeText(json, "valuesLike"_L1, wish.valuesLike);
    if (name == "tag"_L1)
        return readJson(json, tag, 0) ? QString() : must("tag"_L1, u"a whole number from 0"_s);
    return u"connections.%1: there is no such member"_s.arg(name.left(64));
}

} // namespace

// ---------------------------------------------------------------- the wish

QJsonObject toJson(const ConnectionWish& wish, quint64 tag)
{
    using Scope = ConnectionWish::Scope;
    const bool isUsers = wish.group == ConnectionWish::Group::Users;
    QJsonArray columns;
    for (int i = 0; i < ConnectionColumnCount; ++i) {
        if (wish.columns & ConnectionWish::bit(ConnectionColumn(i)))
            columns.append(QString(columnName(ConnectionColumn(i))));
    }
    QJsonValue lookedAt;
    if (wish.lookedAt.id != 0)
        lookedAt = QJsonObject{{u"id"_s, connectionIdText(wish.lookedAt.id)},
            {u"connectedAt"_s, wish.lookedAt.connectedAtMs},
            {u"instance"_s, wish.lookedAt.instance}};
    return {{u"columns"_s, columns},
        {u"sort"_s,
            QString(isUsers ? columnName(wish.userSort.column) : columnName(wish.sort.column))},
        {u"descending"_s, (isUsers ? wish.userSort.order : wish.sort.order) == Qt::DescendingOrder},
        {u"filter"_s, wish.filter}, {u"first"_s, wish.first}, {u"count"_s, wish.count},
        {u"instances"_s, wish.scope == Scope::All ? u"all"_s : u"this"_s},
        {u"group"_s, isUsers ? u"users"_s : u"streams"_s},
        {u"traffic"_s,
            wish.traffic == Traffic::All        ? u"all"_s
                : wish.traffic == Traffic::Real ? u"real"_s
                                                : u"test"_s},
        {u"closed"_s, wish.withClosed}, {u"roundTrip"_s, wish.withRoundTrip},
        {u"lookedAt"_s, lookedAt}, {u"valuesOf"_s, wish.valuesOf},
        {u"valuesLike"_s, wish.valuesLike}, {u"tag"_s, jsonOf(tag)}};
}

QString readWish(const QJsonObject& json, ConnectionWish& wish, quint64& tag)
{
    ConnectionWish read = wish;
    quint64 readTag = tag;
    for (auto at = json.begin(); at != json.end(); ++at) {
        if (QString error = takeMember(at.key(), at.value(), read, readTag); !error.isEmpty())
            return error;
    }
    if (const QString problem = read.problem(); !problem.isEmpty())
        return u"connections."_s + problem;
    wish = read;
    tag = readTag;
    return {};
}

// ---------------------------------------------------------------- what was told

QJsonObject ConnectionTold::next(const ConnectionWindow& window, quint64 tag, int shrunk)
{
    const bool isUsers = window.wish.group == ConnectionWish::Group::Users;
    const QStringList hidden = hiddenFields(window.wish.columns);
    const auto most = std::size_t(std::max(1, ConnectionWish::MostRows / shrunk));
    QHash<QString, QJsonObject> now;
    QStringList order;
    QHash<QString, QJsonValue> open;
    const auto add = [&](const QString& key, const QJsonObject& row) {
        order += key;
        now.insert(key, row);
    };
    for (std::size_t i = 0; !isUsers && i < std::min(most, window.rows.size()); ++i) {
        QJsonObject row = views::toJson(window.rows[i]);
        for (const QString& field : hidden)
            row.remove(field);
        const QString key = keyTextOf(window.rows[i]);
        open.insert(key, row.take(OpenKey));
        add(key, row);
    }
    for (std::size_t i = 0; isUsers && i < std::min(most, window.users.size()); ++i)
        add(keyTextOf(window.users[i]), views::toJson(window.users[i]));

    QJsonObject set;
    QJsonArray gone;
    for (auto row = now.begin(); row != now.end(); ++row) {
        const QJsonObject before = m_rows.value(row.key());
        QJsonObject changes = changed(before, row.value());
        if (changes.isEmpty())
            continue;
        if ((before.isEmpty() || changes.contains("closedAt"_L1)) && open.contains(row.key()))
            changes.insert(OpenKey, open.value(row.key()));
        set.insert(row.key(), changes);
    }
    for (auto row = m_rows.constBegin(); row != m_rows.constEnd(); ++row) {
        if (!now.contains(row.key()))
            gone.append(row.key());
    }
    QJsonObject figures = FieldWriter<ConnectionWindow>::write(window);
    if (tag != 0)
        figures.insert(TagKey, jsonOf(tag));
    QJsonObject lookedAt;
    if (window.lookedAt)
        lookedAt = views::toJson(*window.lookedAt);
    const QJsonValue lookedAtOpen = lookedAt.take(OpenKey);

    QJsonObject news = changed(m_figures, figures);
    if (!set.isEmpty())
        news.insert(isUsers ? UsersSetKey : RowsSetKey, set);
    if (!gone.isEmpty())
        news.insert(RowsGoneKey, gone);
    if (order != m_order)
        news.insert(OrderKey, QJsonArray::fromStringList(order));
    if (lookedAt != m_lookedAt) {
        QJsonObject whole = lookedAt;
        if (!whole.isEmpty() && !lookedAtOpen.isUndefined())
            whole.insert(OpenKey, lookedAtOpen);
        news.insert(LookedAtKey, whole.isEmpty() ? QJsonValue() : QJsonValue(whole));
    }
    if (!news.isEmpty() || !m_isTold)
        news.insert(TakenAtKey, window.takenAtMs);
    m_isTold = true;
    m_figures = figures;
    m_rows = now;
    m_order = order;
    m_lookedAt = lookedAt;
    return news;
}

// ---------------------------------------------------------------- the other end

void ConnectionReader::age(ConnectionRow& row, qint64 toldAtMs, qint64 nowMs)
{
    if (row.openMs >= 0 && !row.isClosed() && nowMs > toldAtMs)
        row.openMs += nowMs - toldAtMs;
}

bool ConnectionReader::take(const QJsonObject& news)
{
    ConnectionReader read = *this;
    if (!FieldReader<ConnectionWindow>::read(news, read.m_window))
        return false;
    if (const QJsonValue at = news[TakenAtKey];
        !at.isUndefined() && !readJson(at, read.m_window.takenAtMs, 0))
        return false;
    if (const QJsonValue tag = news[TagKey]; tag.isNull())
        read.m_tag = 0;
    else if (!tag.isUndefined() && !readJson(tag, read.m_tag, 0))
        return false;
    if (!read.takeRows(news))
        return false;
    if (const QJsonValue lookedAt = news[LookedAtKey]; !lookedAt.isUndefined()) {
        read.m_lookedAt = {};
        read.m_hasLookedAt = lookedAt.isObject();
        read.m_lookedAt.toldAtMs = read.m_window.takenAtMs;
        if (lookedAt.isObject() && !fromJson(lookedAt.toObject(), read.m_lookedAt.row))
            return false;
    }
    *this = std::move(read);
    return true;
}

bool ConnectionReader::takeRows(const QJsonObject& news)
{
    const QJsonObject set = news[RowsSetKey].toObject();
    for (auto at = set.begin(); at != set.end(); ++at) {
        Row& row = m_rows[at.key()];
        if (!at.value().isObject() || !fromJson(at.value().toObject(), row.row))
            return false;
        if (at.value().toObject().contains(OpenKey))
            row.toldAtMs = m_window.takenAtMs;
    }
    const QJsonObject users = news[UsersSetKey].toObject();
    for (auto at = users.begin(); at != users.end(); ++at) {
        if (!at.value().isObject() || !fromJson(at.value().toObject(), m_users[at.key()]))
            return false;
    }
    for (const QJsonValue gone : news[RowsGoneKey].toArray()) {
        m_rows.remove(gone.toString());
        m_users.remove(gone.toString());
    }
    const QJsonValue order = news[OrderKey];
    if (order.isArray()) {
        m_order.clear();
        for (const QJsonValue key : order.toArray())
            m_order += key.toString();
    }
    // Each row once, and each has its place.
    const QSet<QString> keys(m_order.begin(), m_order.end());
    const auto isThere
        = [&](const QString& key) { return m_rows.contains(key) || m_users.contains(key); };
    return m_order.size() <= ConnectionWish::MostRows && keys.size() == m_order.size()
        && m_rows.size() + m_users.size() == keys.size()
        && std::all_of(m_order.begin(), m_order.end(), isThere);
}

ConnectionWindow ConnectionReader::window() const
{
    ConnectionWindow window = m_window;
    for (const QString& key : m_order) {
        if (const auto user = m_users.constFind(key); user != m_users.constEnd()) {
            window.users.push_back(*user);
            continue;
        }
        const Row row = m_rows.value(key);
        window.rows.push_back(row.row);
        age(window.rows.back(), row.toldAtMs, window.takenAtMs);
    }
    if (m_hasLookedAt) {
        window.lookedAt = m_lookedAt.row;
        age(*window.lookedAt, m_lookedAt.toldAtMs, window.takenAtMs);
    }
    return window;
}

} // namespace fanlight::views
