// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_check.h"

#include "delivery/publish_parser.h"
#include "format.h"
#include "hub/options.h"
#include "publish/placeholders.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// The words are those of the API, whichever way a request goes.
QString nameProblem(const QString& field, const QString& value)
{
    return QString::fromStdString(checkName(field.toStdString(), value.toStdString()));
}

QString userProblem(const PublishRequest& request)
{
    if (request.broadcast)
        return {};
    const QStringList& ids = request.userIds;
    const QString field = ids.size() > 1 ? u"userIds"_s : u"userId"_s;
    if (ids.isEmpty())
        return field + u": must not be empty"_s;
    if (ids.size() > qsizetype(publish_limits::UserIds)) {
        return u"userIds: must not hold more than %1 users"_s.arg(
            format::count(double(publish_limits::UserIds)));
    }
    for (const QString& id : ids) {
        if (const QString problem = nameProblem(field, id); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString audienceProblem(const PublishRequest& request)
{
    switch (request.kind) {
    case PublishKind::Named:
        return userProblem(request);
    case PublishKind::Fanout:
        return request.authorId.isEmpty() ? u"authorId: must not be empty"_s : QString();
    case PublishKind::Selective:
        break;
    }
    return effectiveType(request).isEmpty()
        ? u"type: must not be empty; those who want it get this"_s
        : QString();
}

PublishRequest followersOf(PublishRequest request)
{
    request.kind = PublishKind::Fanout;
    return request;
}

QString sizeText(qint64 bytes)
{
    return u"%1 (%2 bytes)"_s.arg(format::bytes(double(bytes)), format::count(double(bytes)));
}

} // namespace

QString publishProblem(const PublishRequest& request, qint64 dataLimit)
{
    if (const QString problem = audienceProblem(request); !problem.isEmpty())
        return problem;
    const std::pair<QString, QString> fields[] = {{u"authorId"_s, request.authorId},
        {u"type"_s, request.type}, {u"event"_s, request.event}, {u"id"_s, request.id}};
    for (const auto& [name, value] : fields) {
        if (value.isEmpty())
            continue;
        if (const QString problem = nameProblem(name, value); !problem.isEmpty())
            return problem;
    }
    if (request.data.size() > dataLimit)
        return u"data: %1 is more than the limit of %2"_s.arg(
            sizeText(request.data.size()), byteSizeText(dataLimit));
    return {};
}

QString audienceText(const PublishRequest& request)
{
    if (request.kind == PublishKind::Fanout)
        return u"followers of author "_s + request.authorId;
    if (request.kind == PublishKind::Selective) {
        const QString who
            = request.authorId.isEmpty() ? u"users"_s : audienceText(followersOf(request));
        return who + u" who want “"_s + effectiveType(request) + u'”';
    }
    if (request.broadcast)
        return u"everyone"_s;
    if (request.userIds.size() == 1)
        return u"user "_s + request.userIds.first();
    return format::count(double(request.userIds.size())) + u" users"_s;
}

QString effectiveType(const PublishRequest& request)
{
    if (!request.type.isEmpty())
        return request.type;
    const QByteArray data = withValues(QString::fromUtf8(request.data), {}).toUtf8();
    return QJsonDocument::fromJson(data).object().value(u"type"_s).toString();
}

} // namespace fanlight
