// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_check.h"

#include "broker/fan_payload.h"
#include "curl_line.h"
#include "format.h"
#include "hub/window_publish.h"
#include "publish/placeholders.h"

#include <QCoreApplication>

#include <optional>
#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct PublishCheckText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::PublishCheck)
};

// "User id: must not contain a line break": a field as the page calls it.
struct Field {
    std::string_view name; // as the API calls it
    const char* label;
    QString value; // the first that is wrong
};

// The field whose name the hub's answer begins with, if the page has one.
std::optional<Field> fieldOf(std::string_view error, const PublishRequest& request)
{
    const QString users = request.userIds.value(0);
    const Field fields[] = {
        {"userIds", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "User ids"), {}},
        {"userId", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "User id"), users},
        {"authorId", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "Author id"), request.authorId},
        {"type", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "Event type"), request.type},
        {"event", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "Event name"), request.event},
        {"id", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "Event id"), request.id},
        {"once", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "Once key"), request.once},
        {"data", QT_TRANSLATE_NOOP("fanlight::PublishCheck", "Payload"), {}},
    };
    for (const Field& field : fields) {
        if (error.starts_with(std::string(field.name) + ": "))
            return field;
    }
    return std::nullopt;
}

QString sizeText(qint64 bytes)
{
    return PublishCheckText::tr(
        "%1 (%2 byte(s))", "rounded, in full", format::plural(double(bytes)))
        .arg(format::bytes(double(bytes)), format::count(double(bytes)));
}

// Spares the JSON of what is far from the limit: escaped, a byte becomes six at most.
bool mayExceed(const PublishRequest& request, qint64 limit)
{
    constexpr qint64 Escaped = 6;
    constexpr qint64 Frame = 4096; // names of members, type, event, id
    qint64 bytes = request.data.size();
    for (const QString& id : request.userIds)
        bytes += 3 * id.size() + 3;
    return Escaped * bytes + Frame > limit;
}

QString tooMuchData(qint64 bytes, qint64 limit)
{
    return PublishCheckText::tr("Payload: %1 is more than the limit of %2")
        .arg(sizeText(bytes), format::bytes(double(limit)));
}

// What the hub said, in the words of the page; what it has none for as the hub said it.
QString worded(const std::string& error, const PublishRequest& request, const HubOptions& hub)
{
    const auto field = fieldOf(error, request);
    if (!field)
        return QString::fromStdString(error);
    if (field->name == "data" && request.data.size() > hub.dataLimit)
        return tooMuchData(request.data.size(), hub.dataLimit);
    if (field->name == "userIds" && request.userIds.size() > qsizetype(publish_limits::UserIds))
        return PublishCheckText::tr("User ids: at most %1 of them, send several times")
            .arg(format::count(double(publish_limits::UserIds)));
    QString what = QString::fromStdString(error).sliced(qsizetype(field->name.size()) + 2);
    if (what.contains(u"CR, LF or NUL"_s))
        what = PublishCheckText::tr("must be one line");
    else if (what.startsWith(u"must not be longer"_s))
        what = PublishCheckText::tr("must not be longer than %1 bytes")
                   .arg(publish_limits::NameBytes);
    return PublishCheckText::tr("%1: %2", "a field, what is wrong with it")
        .arg(PublishCheckText::tr(field->label), what);
}

} // namespace

QString missingAudience(const PublishRequest& request)
{
    switch (request.kind) {
    case PublishKind::Named:
        return request.broadcast || !request.userIds.isEmpty()
            ? QString()
            : PublishCheckText::tr("Enter a user id.");
    case PublishKind::Fanout:
        return request.authorId.isEmpty() ? PublishCheckText::tr("Enter the author's id.")
                                          : QString();
    case PublishKind::Selective:
        break;
    }
    return effectiveType(request).isEmpty()
        ? PublishCheckText::tr("Enter an event type: those who want it get this.")
        : QString();
}

QString publishProblem(const PublishRequest& request, const HubOptions& hub)
{
    if (QString missing = missingAudience(request); !missing.isEmpty())
        return missing;
    TypeReader reader;
    const ParsedPublish parsed = WindowPublish::parsed(request, hub, reader);
    if (!parsed.error.empty())
        return worded(parsed.error, request, hub);
    // What takes more than the API takes is sent by neither.
    const qint64 bytes
        = mayExceed(request, hub.bodyLimit) ? publishJson(request, hub).toUtf8().size() : 0;
    if (bytes > hub.bodyLimit)
        return PublishCheckText::tr("As a request it has %1, more than the limit of %2")
            .arg(sizeText(bytes), format::bytes(double(hub.bodyLimit)));
    return {};
}

QString audienceText(const PublishRequest& request)
{
    if (request.kind == PublishKind::Fanout)
        return PublishCheckText::tr("followers of author %1").arg(request.authorId);
    if (request.kind == PublishKind::Selective) {
        const QString type = effectiveType(request);
        return request.authorId.isEmpty()
            ? PublishCheckText::tr("users who want “%1”").arg(type)
            : PublishCheckText::tr("followers of author %1 who want “%2”")
                  .arg(request.authorId, type);
    }
    if (request.broadcast)
        return PublishCheckText::tr("everyone");
    if (request.userIds.size() == 1)
        return PublishCheckText::tr("user %1").arg(request.userIds.first());
    const auto count = double(request.userIds.size());
    return PublishCheckText::tr("%1 user(s)", nullptr, format::plural(count))
        .arg(format::count(count));
}

QString effectiveType(const PublishRequest& request)
{
    if (!request.type.isEmpty() || request.isText)
        return request.type;
    const std::string data = withValues(QString::fromUtf8(request.data), {}).toUtf8().toStdString();
    TypeReader reader;
    const TypeReader::Seen seen = reader.look(data);
    const std::string type(seen.isJson ? seen.type : std::string_view());
    return checkName("type", type).empty() ? QString::fromStdString(type) : QString();
}

} // namespace fanlight
