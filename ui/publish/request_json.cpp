// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/request_json.h"

#include "metrics/whole_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct JsonListText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::JsonList)
};

constexpr std::array KindWords{
    "named"_L1, "fanout"_L1, "selective"_L1}; // in the order of PublishKind

std::optional<PublishKind> kindFrom(const QString& word)
{
    const auto found = std::find(KindWords.begin(), KindWords.end(), word);
    return found == KindWords.end() ? std::nullopt
                                    : std::optional(PublishKind(found - KindWords.begin()));
}

bool reachesSomebody(const PublishRequest& request)
{
    switch (request.kind) {
    case PublishKind::Named:
        return request.broadcast || !request.userIds.isEmpty();
    case PublishKind::Fanout:
        return !request.authorId.isEmpty();
    case PublishKind::Selective:
        break;
    }
    return true; // the type may be that of the data
}

QString moveAside(const QString& path, const QString& what)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    const QString aside = path + u".unreadable-"_s + stamp;
    if (QFile::rename(path, aside))
        return JsonListText::tr("%1 could not be read; it was moved to %2.", "a list, its file")
            .arg(what, aside);
    return JsonListText::tr(
        "%1 (%2) could not be read and could not be moved aside.", "a list, its file")
        .arg(what, path);
}

} // namespace

QJsonObject requestToJson(const PublishRequest& request)
{
    return {
        {u"kind"_s, QString(KindWords[std::size_t(request.kind)])},
        {u"authorId"_s, request.authorId},
        {u"broadcast"_s, request.broadcast},
        {u"userIds"_s, QJsonArray::fromStringList(request.userIds)},
        {u"type"_s, request.type},
        {u"event"_s, request.event},
        {u"id"_s, request.id},
        {u"retry"_s, request.retryMs},
        {u"once"_s, request.once},
        {u"batchWindowMs"_s, request.batch.windowMs},
        {u"batchMost"_s, request.batch.most},
        {u"data"_s, QString::fromUtf8(request.data)},
        {u"text"_s, request.isText},
    };
}

std::optional<PublishRequest> requestFromJson(const QJsonObject& object)
{
    const auto kind = kindFrom(object.value(u"kind"_s).toString(KindWords.front()));
    if (!kind)
        return std::nullopt;
    PublishRequest request;
    request.kind = *kind;
    request.authorId = object.value(u"authorId"_s).toString();
    request.broadcast = object.value(u"broadcast"_s).toBool();
    for (const QJsonValue& id : object.value(u"userIds"_s).toArray())
        request.userIds.append(id.toString());
    request.type = object.value(u"type"_s).toString();
    request.event = object.value(u"event"_s).toString();
    request.id = object.value(u"id"_s).toString();
    request.retryMs = object.value(u"retry"_s).toInt(-1);
    request.once = object.value(u"once"_s).toString();
    request.batch.windowMs = object.value(u"batchWindowMs"_s).toInt(-1);
    request.batch.most = object.value(u"batchMost"_s).toInt(0);
    request.data = object.value(u"data"_s).toString().toUtf8();
    request.isText = object.value(u"text"_s).toBool();
    return reachesSomebody(request) ? std::optional(request) : std::nullopt;
}

JsonList loadJsonList(const QString& path, const QString& key, const QString& what,
    const std::function<bool(const QJsonObject&)>& isGood)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {{},
            JsonListText::tr("%1 (%2): %3", "a list, its file, what is wrong with it")
                .arg(what, path, file.errorString())};
    const QJsonValue list = QJsonDocument::fromJson(file.readAll()).object().value(key);
    const QJsonArray items = list.toArray();
    const bool good = list.isArray()
        && std::all_of(items.begin(), items.end(),
            [&isGood](const QJsonValue& item) { return isGood(item.toObject()); });
    file.close();
    if (!good)
        return {{}, moveAside(path, what)};
    return {items, {}};
}

QString saveJsonList(
    const QString& path, const QString& key, const QString& what, const QJsonArray& items)
{
    const QJsonDocument document(QJsonObject{{key, items}});
    QDir().mkpath(QFileInfo(path).absolutePath());
    const QString error = writeWholeFile(path, document.toJson());
    return error.isEmpty() ? QString()
                           : JsonListText::tr("%1 could not be saved (%2): %3",
                               "a list, its file, what is wrong with it")
                                 .arg(what, path, error);
}

} // namespace fanlight
