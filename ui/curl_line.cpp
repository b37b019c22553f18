// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl_line.h"

#include "publish/json_check.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// A text goes as a JSON string, which the API sends as it is; any other JSON goes as it stands.
QString dataJson(const QByteArray& data)
{
    const QString text = QString::fromUtf8(data);
    const bool asItStands = !text.trimmed().startsWith(u'"') && !checkJson(text);
    return asItStands ? text : jsonString(text);
}

QString userIdsJson(const QStringList& userIds)
{
    QStringList strings;
    for (const QString& id : userIds)
        strings += jsonString(id);
    return u'[' + strings.join(u',') + u']';
}

// Empty: nothing is to be said, the type alone chooses.
QString audienceJson(const PublishRequest& request)
{
    if (request.kind != PublishKind::Named)
        return request.authorId.isEmpty() ? QString() : QString(u"\"authorId\":"_s + jsonString(request.authorId));
    if (request.broadcast)
        return u"\"broadcast\":true"_s;
    if (request.userIds.size() == 1)
        return u"\"userId\":"_s + jsonString(request.userIds.first());
    return u"\"userIds\":"_s + userIdsJson(request.userIds);
}

QString bodyJson(const PublishRequest& request)
{
    QStringList members {audienceJson(request)};
    members.removeAll(QString());
    const std::pair<QString, QString> texts[]
        = {{u"type"_s, request.type}, {u"event"_s, request.event}, {u"id"_s, request.id}};
    for (const auto& [name, value] : texts) {
        if (!value.isEmpty())
            members += u'"' + name + u"\":"_s + jsonString(value);
    }
    if (request.retryMs >= 0)
        members += u"\"retry\":"_s + QString::number(request.retryMs);
    members += u"\"data\":"_s + dataJson(request.data);
    return u'{' + members.join(u',') + u'}';
}

QString route(const PublishRequest& request)
{
    switch (request.kind) {
    case PublishKind::Fanout:
        return u"/api/fanout"_s;
    case PublishKind::Selective:
        return u"/api/selective"_s;
    case PublishKind::Named:
        break;
    }
    return u"/api/publish"_s;
}

} // namespace

QString shellQuoted(const QString& word)
{
    QString quoted = word;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString hubUrl(const HubStatus& status)
{
    return status.localhostUrl.isEmpty() ? status.url : status.localhostUrl;
}

QString curlSubscribe(const HubStatus& status, const QString& userId)
{
    QString url = hubUrl(status) + u"/api/notifications"_s;
    if (!userId.isEmpty())
        url += u"?userId="_s + QString::fromLatin1(QUrl::toPercentEncoding(userId));
    return u"curl -N "_s + shellQuoted(url);
}

QString curlPublish(const HubStatus& status, const PublishRequest& request, bool needsToken)
{
    QString line = u"curl -X POST "_s + shellQuoted(hubUrl(status) + route(request))
        + u" -H 'Content-Type: application/json'"_s;
    if (needsToken)
        line += u" -H \"Authorization: Bearer $FANLIGHT_PUBLISH_TOKEN\""_s;
    return line + u" --data-binary "_s + shellQuoted(bodyJson(request));
}

} // namespace fanlight
