// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl_line.h"

#include "hub/hub_port.h"
#include "publish/json_check.h"
#include "publish/publish_check.h"

#include <QStringDecoder>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// One argument of a program holds 128 KiB on Linux (MAX_ARG_STRLEN); well below, since quotes come
// on top and other systems have less.
constexpr qsizetype LongestArgument = 64 << 10;

const QString PublisherHeader = u" -H \"Authorization: Bearer $FANLIGHT_PUBLISH_TOKEN\""_s;
const QString UserHeader = u" -H \"Authorization: Bearer $FANLIGHT_USER_TOKEN\""_s;
const QString AdminHeader = u" -H \"Authorization: Bearer $FANLIGHT_ADMIN_TOKEN\""_s;

// A text goes as a JSON string, which the API sends as it is; any other JSON goes as it stands, but
// for blanks between its tokens, which the API takes out anyway and a terminal may act on.
QString dataJson(const PublishRequest& request)
{
    const QString text = exactText(request.data);
    const bool asItStands = !request.isText && !text.trimmed().startsWith(u'"') && !checkJson(text);
    return asItStands ? compactJson(text) : jsonString(text);
}

QString namesJson(const QStringList& userIds)
{
    QStringList strings;
    for (const QString& id : userIds)
        strings += jsonString(id);
    return u'[' + strings.join(u',') + u']';
}

// Empty: nobody is named.
QString audienceJson(const PublishRequest& request)
{
    if (request.kind != PublishKind::Named)
        return request.authorId.isEmpty() ? QString()
                                          : u"\"authorId\":"_s + jsonString(request.authorId);
    if (request.broadcast)
        return u"\"broadcast\":true"_s;
    if (request.userIds.size() == 1)
        return u"\"userId\":"_s + jsonString(request.userIds.first());
    return u"\"userIds\":"_s + namesJson(request.userIds);
}

// Selective delivery must be told the type; else the hub finds it in the data by itself.
QString typeOf(const PublishRequest& request)
{
    return request.kind == PublishKind::Selective ? effectiveType(request) : request.type;
}

// Empty: as the hub is set anyway.
QString batchJson(const BatchWish& wish, const HubOptions& hub)
{
    if (wish.windowMs == 0)
        return hub.batchAll ? u"\"batch\":false"_s : QString();
    if (wish.windowMs < 0)
        return {};
    QStringList members;
    if (wish.windowMs != hub.batchWindow.count())
        members += u"\"windowMs\":"_s + QString::number(wish.windowMs);
    if (wish.most > 0 && wish.most != hub.batchMax)
        members += u"\"max\":"_s + QString::number(wish.most);
    if (!members.isEmpty())
        return u"\"batch\":{"_s + members.join(u',') + u'}';
    return hub.batchAll ? QString() : u"\"batch\":true"_s;
}

const char* pathOf(PublishKind kind)
{
    switch (kind) {
    case PublishKind::Fanout:
        return "/api/fanout";
    case PublishKind::Selective:
        return "/api/selective";
    case PublishKind::Named:
        break;
    }
    return "/api/publish";
}

QString curlWithJson(const char* method, const QString& url, bool needsToken, const QString& body,
    const QString& tokenHeader = PublisherHeader)
{
    QString json = body;
    json.replace(QChar(0x7f), u"\\u007f"_s); // in a string; a terminal takes it for a key
    QString line = u"curl -X "_s + QLatin1StringView(method) + u' ' + shellQuoted(url)
        + u" -H 'Content-Type: application/json'"_s;
    if (needsToken)
        line += tokenHeader;
    return isLongForShell(json)
        ? QString(shellPrinted(json) + u" | "_s + line + u" --data-binary @-"_s)
        : QString(line + u" --data-binary "_s + shellQuoted(json));
}

QString userUrl(const HubStatus& status, const QString& id)
{
    return hubUrl(status) + u"/api/users/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

} // namespace

QString publishJson(const PublishRequest& request, const HubOptions& hub)
{
    QStringList members;
    if (const QString audience = audienceJson(request); !audience.isEmpty())
        members += audience;
    const std::pair<QString, QString> texts[] = {{u"type"_s, typeOf(request)},
        {u"event"_s, request.event}, {u"id"_s, request.id}, {u"once"_s, request.once}};
    for (const auto& [name, value] : texts) {
        if (!value.isEmpty())
            members += u'"' + name + u"\":"_s + jsonString(value);
    }
    if (request.retryMs >= 0)
        members += u"\"retry\":"_s + QString::number(request.retryMs);
    if (const QString batch = batchJson(request.batch, hub); !batch.isEmpty())
        members += batch;
    members += u"\"data\":"_s + dataJson(request);
    return u'{' + members.join(u',') + u'}';
}

QString shellQuoted(const QString& word)
{
    QString quoted = word;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString exactText(const QByteArray& utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
        QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    return decoder(utf8);
}

bool isLongForShell(const QString& word)
{
    return word.size() > LongestArgument / 3 && word.toUtf8().size() > LongestArgument;
}

QString shellPrinted(const QString& text)
{
    return u"printf %s "_s + shellQuoted(text);
}

QString hubUrl(const HubStatus& status)
{
    return status.localhostUrl.isEmpty() ? status.url : status.localhostUrl;
}

QString curlSubscribe(const HubStatus& status, const QString& userId, bool needsToken)
{
    QString url = hubUrl(status) + u"/api/notifications"_s;
    if (!userId.isEmpty())
        url += u"?userId="_s + QString::fromLatin1(QUrl::toPercentEncoding(userId));
    return u"curl -N "_s + shellQuoted(url) + (needsToken ? UserHeader : QString());
}

bool streamsNeedToken(const HubOptions& options)
{
    return options.hasKey() || options.admits() != Anonymous::All;
}

bool rolesNeedToken(const HubPort& hub)
{
    const bool isElsewhere = hub.link().state != HubLink::State::Here;
    return hub.options().hasRoleToken() || (isElsewhere && !hub.ownToken().isEmpty());
}

QString curlPublish(
    const HubStatus& status, const PublishRequest& request, bool needsToken, const HubOptions& hub)
{
    return curlWithJson("POST", hubUrl(status) + QLatin1StringView(pathOf(request.kind)),
        needsToken, publishJson(request, hub));
}

QString curlFollowers(
    const HubStatus& status, const QString& authorId, const QStringList& users, bool needsToken)
{
    return curlWithJson(
        "PUT", userUrl(status, authorId) + u"/followers"_s, needsToken, namesJson(users));
}

QString curlInterests(
    const HubStatus& status, const QString& userId, const QStringList& types, bool needsToken)
{
    return curlWithJson(
        "PUT", userUrl(status, userId) + u"/interests"_s, needsToken, namesJson(types));
}

QString curlBeginFault(const HubStatus& status, const Fault& fault, bool needsToken)
{
    QStringList members{u"\"kind\":"_s + jsonString(faultKindName(fault.kind))};
    const auto duration = [&members](const char* name, std::chrono::milliseconds value) {
        if (value.count() > 0)
            members += u'"' + QLatin1StringView(name) + u"\":"_s + jsonString(durationText(value));
    };
    const auto number = [&members](const char* name, quint64 value) {
        if (value > 0)
            members += u'"' + QLatin1StringView(name) + u"\":"_s + QString::number(value);
    };
    if (!fault.filter.isEmpty())
        members += u"\"filter\":"_s + jsonString(fault.filter);
    if (fault.kind == FaultKind::Drop && fault.share < 1)
        members += u"\"share\":"_s + QString::number(fault.share);
    duration("every", fault.every);
    duration("delay", fault.delay);
    number("events", fault.events);
    number("bytes", fault.bytes);
    duration("for", fault.lasts);
    return curlWithJson("POST", hubUrl(status) + u"/api/faults"_s, needsToken,
        u'{' + members.join(u',') + u'}', AdminHeader);
}

QString curlEndFault(const HubStatus& status, const QString& id, bool needsToken)
{
    const QString url = hubUrl(status) + u"/api/faults/"_s + id;
    return u"curl -X DELETE "_s + shellQuoted(url) + (needsToken ? AdminHeader : QString());
}

} // namespace fanlight
