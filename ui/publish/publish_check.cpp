// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_check.h"

#include "format.h"
#include "hub/options.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

bool breaksLine(const QString& value)
{
    return std::any_of(value.begin(), value.end(),
        [](QChar c) { return c == u'\r' || c == u'\n' || c.isNull(); });
}

QString userProblem(const PublishRequest& request)
{
    if (request.broadcast)
        return {};
    const QStringList& ids = request.userIds;
    const QString field = ids.size() > 1 ? u"userIds"_s : u"userId"_s;
    if (ids.isEmpty() || ids.contains(QString()))
        return field + u": must not be empty"_s;
    if (std::any_of(ids.begin(), ids.end(), breaksLine))
        return field + u": must not contain CR, LF or NUL"_s;
    return {};
}

QString sizeText(qint64 bytes)
{
    return u"%1 (%2 bytes)"_s.arg(format::bytes(double(bytes)), format::count(double(bytes)));
}

} // namespace

QString publishProblem(const PublishRequest& request, qint64 dataLimit)
{
    if (const QString problem = userProblem(request); !problem.isEmpty())
        return problem;
    const std::pair<QString, QString> fields[] = {
        {u"type"_s, request.type}, {u"event"_s, request.event}, {u"id"_s, request.id}};
    for (const auto& [name, value] : fields) {
        if (breaksLine(value))
            return name + u": must not contain CR, LF or NUL"_s;
    }
    if (request.data.size() > dataLimit)
        return u"data: %1 is more than the limit of %2"_s.arg(
            sizeText(request.data.size()), byteSizeText(dataLimit));
    return {};
}

QString audienceText(const PublishRequest& request)
{
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
    return QJsonDocument::fromJson(request.data).object().value(u"type"_s).toString();
}

} // namespace fanlight
