// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_check.h"

#include "delivery/publish_parser.h"
#include "format.h"
#include "hub/options.h"
#include "publish/placeholders.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(fanlight::PublishCheck)
};

// The words are those of the API, whichever way a request goes.
QString nameProblem(const QString& field, const QString& value)
{
    return QString::fromStdString(checkName(field.toStdString(), value.toStdString()));
}

QString mustNotBeEmpty(const QString& field)
{
    return Text::tr("%1: must not be empty", "a field").arg(field);
}

QString userProblem(const PublishRequest& request)
{
    if (request.broadcast)
        return {};
    const QStringList& ids = request.userIds;
    const QString field = ids.size() > 1 ? u"userIds"_s : u"userId"_s;
    if (ids.isEmpty())
        return mustNotBeEmpty(field);
    if (ids.size() > qsizetype(publish_limits::UserIds)) {
        return Text::tr("userIds: must not hold more than %1 users")
            .arg(format::count(double(publish_limits::UserIds)));
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
        return request.authorId.isEmpty() ? mustNotBeEmpty(u"authorId"_s) : QString();
    case PublishKind::Selective:
        break;
    }
    return effectiveType(request).isEmpty()
        ? Text::tr("type: must not be empty; those who want it get this")
        : QString();
}

QString sizeText(qint64 bytes)
{
    return Text::tr("%1 (%2 byte(s))", "rounded, in full", format::plural(double(bytes)))
        .arg(format::bytes(double(bytes)), format::count(double(bytes)));
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
        return Text::tr("data: %1 is more than the limit of %2")
            .arg(sizeText(request.data.size()), byteSizeText(dataLimit));
    return {};
}

QString audienceText(const PublishRequest& request)
{
    if (request.kind == PublishKind::Fanout)
        return Text::tr("followers of author %1").arg(request.authorId);
    if (request.kind == PublishKind::Selective) {
        const QString type = effectiveType(request);
        return request.authorId.isEmpty()
            ? Text::tr("users who want “%1”").arg(type)
            : Text::tr("followers of author %1 who want “%2”").arg(request.authorId, type);
    }
    if (request.broadcast)
        return Text::tr("everyone");
    if (request.userIds.size() == 1)
        return Text::tr("user %1").arg(request.userIds.first());
    const auto count = double(request.userIds.size());
    return Text::tr("%1 user(s)", nullptr, format::plural(count)).arg(format::count(count));
}

QString effectiveType(const PublishRequest& request)
{
    if (!request.type.isEmpty())
        return request.type;
    const QByteArray data = withValues(QString::fromUtf8(request.data), {}).toUtf8();
    return QJsonDocument::fromJson(data).object().value(u"type"_s).toString();
}

} // namespace fanlight
