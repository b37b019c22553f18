// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_description.h"

#include "http/parameters.h"
#include "hub/api_components.h"
#include "hub/api_operation.h"
#include "hub/api_schema.h"
#include "hub/http_call.h"
#include "hub/routes.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <set>

namespace fanlight::api_description {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* Introduction
    = "The HTTP interface of a Fanlight hub: streams of Server-Sent Events, and what is published "
      "to them.\n\n"
      "`HEAD` goes wherever `GET` does. `OPTIONS` is answered 204 with `Allow` (and to a preflight "
      "of an allowed origin with what CORS wants), another method 405 (MethodNotAllowed) with "
      "`Allow`, another path 404. A parameter that an operation does not know, or one given twice "
      "with different values, is a 400 that names the right one; those of "
      "`x-ignored-query-parameters` are ignored everywhere. What is wrong with a request is said "
      "in the `error` of the answer. Answers may have members in later versions that they do not "
      "have in this one.";

struct TagText {
    const char* name;
    const char* text;
};
constexpr TagText Tags[] = {{"Publishing", "Notifications, and who has them."},
    {"Streams", "What clients read, and who does."},
    {"Audience", "Who follows whom, and who is interested in what."},
    {"Access", "Who may do what."},
    {"Administration", "What a window elsewhere does with the hub."},
    {"Figures", "What the hub has done, and what it can."},
    {"Sources", "Queues whose messages are published, and what of them was refused too often."},
    {"Faults", "Breaking things on purpose, so that clients are seen to survive it."},
    {"Health", "For orchestrators, and for a first try."}};

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// "/api/users/*/followers" -> "/api/users/{userId}/followers"
QString pathOf(const Route& route)
{
    QString path;
    std::size_t parameter = 0;
    for (const char c : route.path) {
        if (c == '*')
            path += u'{' + QLatin1StringView(route.operation.path[parameter++].name) + u'}';
        else
            path += QLatin1Char(c);
    }
    return path;
}

QJsonArray parametersOf(const ApiOperation& operation)
{
    QJsonArray all;
    const auto add = [&all](std::span<const ApiParameter> parameters, const char* place) {
        for (const ApiParameter& one : parameters) {
            const QJsonObject schema = one.schema();
            QJsonObject parameter{{u"name"_s, QLatin1StringView(one.name)},
                {u"in"_s, QLatin1StringView(place)},
                {u"description"_s, QString::fromUtf8(one.description)}, {u"schema"_s, schema}};
            if (std::string_view(place) == "path")
                parameter[u"required"_s] = true;
            if (schema[u"type"_s] == u"array"_s) {
                parameter[u"style"_s] = u"form"_s;
                parameter[u"explode"_s] = false;
            }
            all.append(parameter);
        }
    };
    add(operation.path, "path");
    add(operation.query, "query");
    add(operation.headers, "header");
    return all;
}

// Any of these; {}: without, where the hub asks for none.
QJsonArray securityOf(const Route& route)
{
    const auto schemes = [](std::initializer_list<const char*> names) {
        QJsonArray any;
        for (const char* const name : names)
            any.append(QJsonObject{{QLatin1StringView(name), QJsonArray()}});
        any.append(QJsonObject());
        return any;
    };
    switch (route.role) {
    case Role::None:
        return {};
    case Role::User:
        return schemes({"userToken", "hostCookie", "cookie", "ticket", "tokenInUrl"});
    case Role::Known:
    case Role::Granter:
        return schemes({"roleToken", "userToken", "hostCookie", "cookie"});
    case Role::Monitor:
    case Role::Publish:
    case Role::Admin:
        break;
    }
    return schemes({"roleToken"});
}

// The statuses that say no, whichever part of the hub finds it.
std::set<int> refusalsOf(const Route& route)
{
    // what cannot be read, is too large, or comes while the hub ends
    std::set<int> statuses{400, 408, 413, 415, 417, 431, 501, 503};
    if (route.access != Access::Probe) // its name, its page, what its address may
        statuses.insert({403, 429});
    if (route.role != Role::None)
        statuses.insert(401);
    return statuses;
}

QString failureRef(int status)
{
    return u"#/components/responses/"_s + QLatin1StringView(api_components::failureName(status));
}

QJsonObject responsesOf(const Route& route)
{
    const ApiOperation& operation = route.operation;
    QJsonObject responses;
    for (const int status : refusalsOf(route))
        responses[QString::number(status)] = QJsonObject{{u"$ref"_s, failureRef(status)}};
    for (const ApiFailure& failure : operation.failures)
        responses[QString::number(failure.status)]
            = QJsonObject{{u"$ref"_s, failureRef(failure.status)},
                {u"description"_s, QString::fromUtf8(failure.text)}};
    const QJsonObject schema = operation.answer ? api_schema::ref(operation.answer)
                                                : QJsonObject{{u"type"_s, u"string"_s}};
    responses[u"200"_s] = QJsonObject{{u"description"_s, QString::fromUtf8(operation.answerText)},
        {u"content"_s,
            QJsonObject{
                {QLatin1StringView(operation.contentType), QJsonObject{{u"schema"_s, schema}}}}}};
    if (route.desk == Desk::Description)
        responses[u"304"_s] = QJsonObject{
            {u"description"_s, u"It is the one that If-None-Match names by its ETag."_s}};
    if (route.desk == Desk::Readiness) {
        QJsonObject notReady
            = api_components::failures()[QLatin1StringView(api_components::failureName(503))]
                  .toObject();
        notReady[u"description"_s] = u"It does not; the reason stands in “error”."_s;
        notReady[u"content"_s] = QJsonObject{
            {u"application/json"_s, QJsonObject{{u"schema"_s, api_schema::ref("NotReady")}}}};
        responses[u"503"_s] = notReady;
    }
    return responses;
}

QJsonObject operationOf(const Route& route)
{
    const ApiOperation& operation = route.operation;
    QJsonObject object{{u"operationId"_s, QLatin1StringView(operation.id)},
        {u"summary"_s, fromView(route.description)},
        {u"tags"_s, QJsonArray{QLatin1StringView(operation.tag)}},
        {u"security"_s, securityOf(route)}, {u"responses"_s, responsesOf(route)}};
    if (operation.detail)
        object[u"description"_s] = QString::fromUtf8(operation.detail);
    if (route.role != Role::None)
        object[u"x-role"_s]
            = QLatin1StringView(roleName(route.role == Role::Granter ? Role::Publish : route.role));
    if (const QJsonArray parameters = parametersOf(operation); !parameters.isEmpty())
        object[u"parameters"_s] = parameters;
    if (operation.body)
        object[u"requestBody"_s] = QJsonObject{{u"required"_s, !operation.mayLackBody},
            {u"content"_s,
                QJsonObject{{u"application/json"_s,
                    QJsonObject{{u"schema"_s, api_schema::ref(operation.body)}}}}}};
    return object;
}

// Whether one of the tags of the field is ours, or it takes any.
bool namesOurs(std::string_view field)
{
    const std::string& ours = entityTag();
    while (!field.empty()) {
        std::string_view one = field.substr(0, field.find(','));
        field.remove_prefix(std::min(field.size(), one.size() + 1));
        one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
        one = one.substr(0, one.find_last_not_of(" \t") + 1);
        if (one.starts_with("W/")) // told apart weakly (RFC 9110 §8.8.3.2)
            one.remove_prefix(2);
        if (one == "*" || one == ours)
            return true;
    }
    return false;
}

} // namespace

QJsonObject document()
{
    QJsonObject paths;
    for (const Route& route : routes()) {
        const QString path = pathOf(route);
        QJsonObject item = paths[path].toObject();
        item[QString::fromLatin1(http::methodName(route.method)).toLower()] = operationOf(route);
        paths[path] = item;
    }
    QJsonArray tags;
    for (const TagText& tag : Tags)
        tags.append(QJsonObject{{u"name"_s, QLatin1StringView(tag.name)},
            {u"description"_s, QString::fromUtf8(tag.text)}});
    QJsonArray ignored;
    for (const std::string_view one : http::CacheBusters)
        ignored.append(fromView(one));
    return {{u"openapi"_s, u"3.1.0"_s},
        {u"info"_s,
            QJsonObject{{u"title"_s, u"Fanlight"_s}, {u"summary"_s, u"A Server-Sent Events hub"_s},
                {u"description"_s, QString::fromUtf8(Introduction)},
                {u"version"_s, QStringLiteral(FANLIGHT_VERSION)},
                {u"license"_s,
                    QJsonObject{{u"name"_s, u"GNU General Public License, version 3 or later"_s},
                        {u"identifier"_s, u"GPL-3.0-or-later"_s}}}}},
        {u"servers"_s,
            QJsonArray{
                QJsonObject{{u"url"_s, u"/"_s}, {u"description"_s, u"The hub this came from."_s}}}},
        {u"tags"_s, tags}, {u"x-ignored-query-parameters"_s, ignored}, {u"paths"_s, paths},
        {u"components"_s,
            QJsonObject{{u"schemas"_s, api_components::schemas()},
                {u"responses"_s, api_components::failures()},
                {u"securitySchemes"_s, api_components::securitySchemes()}}}};
}

const std::string& text()
{
    static const std::string Text
        = QJsonDocument(document()).toJson(QJsonDocument::Compact).toStdString() + '\n';
    return Text;
}

const std::string& entityTag()
{
    static const std::string Tag = '"'
        + QCryptographicHash::hash(QByteArray::fromRawData(text().data(), qsizetype(text().size())),
            QCryptographicHash::Sha256)
              .toHex()
              .left(32)
              .toStdString()
        + '"';
    return Tag;
}

void answer(const HttpCall& call)
{
    http::Response response{.status = 200,
        .contentType = "application/json; charset=utf-8",
        .cacheControl = "no-cache",
        .headers = "ETag: " + entityTag() + "\r\n",
        .body = {}};
    if (namesOurs(call.request.ifNoneMatch))
        response.status = 304;
    else
        response.body = text();
    call.respond(std::move(response));
}

} // namespace fanlight::api_description
