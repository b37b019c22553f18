// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_stream_wish.h"

#include "http/query.h"
#include "hub/message_filter.h"
#include "hub/snapshots.h"
#include "hub/views/connection_codec.h"
#include "hub/views/field_values.h"

#include <QJsonArray>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostPattern = 1024; // characters

QString takeViewNames(const QStringList& names, views::ViewSet& views)
{
    views::ViewSet named;
    for (const QString& name : names) {
        const auto view = views::viewOf(name);
        if (!view)
            return u"views: there is no “%1”; there are %2"_s.arg(
                name.left(64), views::viewNames());
        named.set(*view);
    }
    if (named.isEmpty())
        return u"views: name at least one of %1"_s.arg(views::viewNames());
    views = named;
    return {};
}

// One member of an object: into the wish, or what it must be.
template <class To> struct WishMember {
    QLatin1StringView name;
    QString (*take)(To& to, const QJsonValue& value);
};

// Of `whole`: what it is called in errors, “messages.”; empty: the body itself.
template <class To, std::size_t N>
QString takeMembers(const QJsonValue& value, QLatin1StringView whole,
    const std::array<WishMember<To>, N>& members, To& to)
{
    if (!value.isObject())
        return u"%1: must be an object"_s.arg(whole);
    const QString prefix = whole.isEmpty() ? QString() : whole + u'.';
    const QJsonObject object = value.toObject();
    for (auto at = object.begin(); at != object.end(); ++at) {
        const auto member = std::find_if(members.begin(), members.end(),
            [&](const WishMember<To>& one) { return at.key() == one.name; });
        if (member == members.end())
            return u"%1%2: there is no such member"_s.arg(prefix, at.key().left(64));
        const QString must = member->take(to, at.value());
        if (must.startsWith(u'='))
            return must.sliced(1); // a whole sentence
        if (!must.isEmpty())
            return u"%1%2: must be %3"_s.arg(prefix, at.key(), must);
    }
    return {};
}

template <int AdminStreamWish::*Count, int Most>
QString takeRowCount(AdminStreamWish& wish, const QJsonValue& value)
{
    int count = 0;
    if (!views::readJson(value, count, 0) || count < 0 || count > Most)
        return u"a whole number from 0 to %1"_s.arg(Most);
    wish.*Count = count;
    return {};
}

QString takeMessagesFilter(AdminStreamWish& wish, const QJsonValue& value)
{
    if (!value.isString())
        return u"a text in the language of the window's filter"_s;
    const QString filter = value.toString();
    if (const QString error = MessageFilter(filter).error(); !error.isEmpty())
        return u"=messages.filter: "_s + error;
    wish.messagesFilter = filter;
    return {};
}

QString takeConnectionId(AdminStreamWish& wish, const QJsonValue& value)
{
    if (value.isNull()) {
        wish.connection = 0;
        return {};
    }
    const auto id = parseConnectionId(value.toString());
    if (!id)
        return u"the id of a stream like “c-1vzt”, or null"_s;
    wish.connection = *id;
    return {};
}

QString takePattern(AdminStreamWish& wish, const QJsonValue& value)
{
    if (!value.isString() || value.toString().size() > MostPattern)
        return u"channel patterns of Redis with blanks between, at most %1 characters"_s.arg(
            MostPattern);
    wish.tap = value.toString().trimmed();
    return {};
}

template <auto Place> QString takePlace(AdminStreamWish::Since& since, const QJsonValue& value)
{
    qint64 place = 0;
    if (!views::readJson(value, place, 0) || place < 0)
        return u"a whole number from 0"_s;
    since.*Place = place;
    return {};
}

constexpr std::array<WishMember<AdminStreamWish>, 2> MessagesMembers{
    {{"count"_L1, takeRowCount<&AdminStreamWish::messages, AdminStreamWish::MostMessages>},
        {"filter"_L1, takeMessagesFilter}}};
constexpr std::array<WishMember<AdminStreamWish>, 1> LogMembers{
    {{"count"_L1, takeRowCount<&AdminStreamWish::log, AdminStreamWish::MostLines>}}};
constexpr std::array<WishMember<AdminStreamWish>, 1> ConnectionMembers{
    {{"id"_L1, takeConnectionId}}};
constexpr std::array<WishMember<AdminStreamWish>, 1> TapMembers{{{"pattern"_L1, takePattern}}};
constexpr std::array<WishMember<AdminStreamWish::Since>, 6> SinceMembers{
    {{"log"_L1, takePlace<&AdminStreamWish::Since::log>},
        {"messages"_L1, takePlace<&AdminStreamWish::Since::messages>},
        {"closed"_L1, takePlace<&AdminStreamWish::Since::closed>},
        {"audit"_L1, takePlace<&AdminStreamWish::Since::audit>},
        {"moments"_L1, takePlace<&AdminStreamWish::Since::moments>},
        {"sample"_L1, takePlace<&AdminStreamWish::Since::sample>}}};

QString takeViewList(const QJsonValue& value, views::ViewSet& views)
{
    QStringList names;
    if (!views::readJson(value, names, qsizetype(views::ViewCount)))
        return u"views: must be a list of names: %1"_s.arg(views::viewNames());
    return takeViewNames(names, views);
}

QString takeRecorded(const QJsonValue& value, views::ViewSet& recorded)
{
    QStringList names;
    const bool isList = views::readJson(value, names, 2);
    views::ViewSet named;
    for (const QString& name : names) {
        const auto view = views::viewOf(name);
        if (view != views::View::Messages && view != views::View::Closed)
            return u"record: there is no “%1” to be recorded; there are messages, closed"_s.arg(
                name.left(64));
        named.set(*view);
    }
    if (!isList)
        return u"record: must be a list of names: messages, closed"_s;
    recorded = named;
    return {};
}

} // namespace

QString AdminStreamWish::readViews(std::string_view text)
{
    const auto query = http::Query::parse(text);
    QStringList names;
    for (const std::string_view value :
        query ? query->list("views") : std::vector<std::string_view>())
        names += QString::fromUtf8(value.data(), qsizetype(value.size()))
                     .split(u',', Qt::SkipEmptyParts);
    if (names.size() > 2 * qsizetype(views::ViewCount))
        return u"views: names too many; there are %1"_s.arg(views::viewNames());
    return takeViewNames(names, views);
}

QString AdminStreamWish::read(const QJsonObject& patch, Since& since)
{
    AdminStreamWish wish = *this;
    Since places = since;
    for (auto at = patch.begin(); at != patch.end(); ++at) {
        QString error;
        if (at.key() == "views"_L1)
            error = takeViewList(at.value(), wish.views);
        else if (at.key() == "record"_L1)
            error = takeRecorded(at.value(), wish.recorded);
        else if (at.key() == "connections"_L1)
            error = at.value().isObject()
                ? views::readWish(at.value().toObject(), wish.connections, wish.connectionsTag)
                : u"connections: must be an object"_s;
        else if (at.key() == "messages"_L1)
            error = takeMembers(at.value(), "messages"_L1, MessagesMembers, wish);
        else if (at.key() == "log"_L1)
            error = takeMembers(at.value(), "log"_L1, LogMembers, wish);
        else if (at.key() == "connection"_L1)
            error = takeMembers(at.value(), "connection"_L1, ConnectionMembers, wish);
        else if (at.key() == "tap"_L1)
            error = takeMembers(at.value(), "tap"_L1, TapMembers, wish);
        else if (at.key() == "since"_L1)
            error = takeMembers(at.value(), "since"_L1, SinceMembers, places);
        else
            error = u"%1: there is no such member"_s.arg(at.key().left(64));
        if (!error.isEmpty())
            return error;
    }
    *this = wish;
    since = places;
    return {};
}

QString AdminStreamWish::refusal(Role role) const
{
    return views.has(views::View::Tap) && role != Role::Admin
        ? u"the view tap needs a token of the role admin: it shows what others publish"_s
        : QString();
}

QJsonObject AdminStreamWish::viewsJson() const
{
    QJsonArray names;
    for (std::size_t i = 0; i < views::ViewCount; ++i) {
        if (views.has(views::View(i)))
            names.append(QString(views::viewName(views::View(i))));
    }
    return {{u"views"_s, names}};
}

} // namespace fanlight
