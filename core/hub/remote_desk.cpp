// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/remote_desk.h"

#include "http/query.h"
#include "hub/access_desk.h"
#include "hub/admin_answers.h"
#include "hub/audience_desk.h"
#include "hub/hub_port.h"
#include "hub/json_fields.h"
#include "hub/receipt_book.h"
#include "hub/views/codec.h"
#include "hub/window_desk.h"
#include "metrics/units.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

void tell(const AdminRequest& request, const QJsonObject& object)
{
    request.answer(
        {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'});
}

void refuse(const AdminRequest& request, int status, const QString& error)
{
    request.answer({.status = status,
        .headers = status == 503 ? "Retry-After: 1\r\n" : "",
        .body = http::errorBody(error.toStdString())});
}

// The body of a request, with no members but these. Empty, or what is wrong.
QString readBody(
    const AdminRequest& request, std::initializer_list<QLatin1StringView> members, QJsonObject& to)
{
    QJsonParseError error;
    const QJsonDocument document
        = QJsonDocument::fromJson(QByteArray::fromStdString(request.body), &error);
    if (!document.isObject())
        return error.error == QJsonParseError::NoError
            ? u"the body must be a JSON object"_s
            : QString(u"the body is not JSON: "_s % error.errorString());
    to = document.object();
    for (auto one = to.begin(); one != to.end(); ++one) {
        if (std::find(members.begin(), members.end(), one.key()) == members.end())
            return u"%1: there is no such member"_s.arg(one.key().left(64));
    }
    return {};
}

// Of a parameter that the route table knows; empty: it was not given.
QString parameterOf(const AdminRequest& request, std::string_view name)
{
    const auto query = http::Query::parse(request.query);
    const auto value = query ? query->value(name) : std::nullopt;
    return value ? QString::fromUtf8(value->data(), qsizetype(value->size())) : QString();
}

bool readKind(const AdminRequest& request, AudienceKind& kind)
{
    const std::string& word = request.segments.front();
    kind = word == "interests" ? AudienceKind::Interests : AudienceKind::Followers;
    if (word == "followers" || word == "interests")
        return true;
    refuse(request, 404,
        u"“%1” is no kind of audience; use followers or interests"_s.arg(
            QString::fromStdString(word)));
    return false;
}

// off: never again; break: as a lost network would; else when, or as the client has it.
std::optional<qint64> retryOf(const QJsonValue& value)
{
    const QString text = value.toString();
    if (value.isUndefined() || value.isNull())
        return -1;
    if (text == "off"_L1)
        return HubPort::NeverRetry;
    if (text == "break"_L1)
        return HubPort::BreakOff;
    const auto duration = parseDuration(text);
    if (!duration || duration->count() > publish_limits::RetryMs)
        return std::nullopt;
    return duration->count();
}

// Why an option cannot be changed from elsewhere; empty: it can.
QString whyNotFromElsewhere(const QString& name)
{
    const OptionSpec* const spec = findOption(hubOptionSpecs(), name);
    if (!spec)
        return u"%1: there is no such option"_s.arg(name.left(64));
    if (spec->isSecret)
        return u"%1: tokens and secrets are changed on the hub's machine only"_s.arg(name);
    if (spec->kind == OptionKind::File)
        return u"%1: files are named on the hub's machine only"_s.arg(name);
    if (!isLiveOption(name))
        return u"%1: it takes a restart of the hub, on its machine"_s.arg(name);
    return {};
}

} // namespace

RemoteDesk::RemoteDesk(HubSide hub)
    : m_hub(std::move(hub))
    , m_parser(static_cast<std::size_t>(m_hub.options.dataLimit), m_hub.options.typeAs)
{
}

void RemoteDesk::answer(AdminRequest request)
{
    switch (request.desk) {
    case Desk::Options:
        return request.method == http::Method::Patch ? changeOptions(request)
                                                     : answerOptions(request);
    case Desk::Reach:
        return answerReach(std::move(request));
    case Desk::Replay:
        return answerReplay(request);
    case Desk::AudienceSets:
        return answerSets(request);
    case Desk::AudienceMembers:
        return answerMembers(request);
    case Desk::ChangeAudience:
        return changeAudience(request);
    case Desk::AccessReport:
        return tell(request, admin_answers::toJson(m_hub.access.snapshot()));
    case Desk::MintToken:
        return mintToken(request);
    case Desk::CheckRedis:
        return checkRedis(request);
    case Desk::ReadFiles:
        return readFiles(request);
    case Desk::DisconnectMany:
        return disconnect(request);
    case Desk::ReceiptReport:
        return answerReceipt(request);
    default:
        break;
    }
}

HandRecord RemoteDesk::handOf(const AdminRequest& request) const
{
    return HandRecord(m_hub.audit,
        {QString::fromStdString(request.callerName), QString::fromLatin1(roleName(request.role)),
            QString::fromStdString(request.address)});
}

// ---------------------------------------------------------------- options

void RemoteDesk::answerOptions(const AdminRequest& request) const
{
    tell(request, admin_answers::toJson(m_hub.options));
}

void RemoteDesk::changeOptions(const AdminRequest& request) const
{
    QJsonParseError error;
    const QJsonDocument document
        = QJsonDocument::fromJson(QByteArray::fromStdString(request.body), &error);
    if (!document.isObject())
        return refuse(request, 400, u"the body must be a JSON object of options and their texts"_s);
    const QJsonObject asked = document.object();
    HubOptions wanted = m_hub.options;
    for (auto one = asked.begin(); one != asked.end(); ++one) {
        if (const QString wrong = whyNotFromElsewhere(one.key()); !wrong.isEmpty())
            return refuse(request, 400, wrong);
        if (!one.value().isString())
            return refuse(request, 400, u"%1: must be a text, as after --%1"_s.arg(one.key()));
        if (const QString wrong = setHubOption(wanted, one.key(), one.value().toString());
            !wrong.isEmpty())
            return refuse(request, 400, wrong);
    }
    m_hub.changeOptions(
        wanted, handOf(request), [self = QPointer(this), request](const QString& why) {
            if (!why.isEmpty())
                return refuse(request, 400, why);
            if (self)
                self->answerOptions(request);
        });
}

// ---------------------------------------------------------------- before a publish

void RemoteDesk::answerReach(AdminRequest request)
{
    const QString kindText = parameterOf(request, "kind");
    PublishKind kind = PublishKind::Named;
    if (kindText == "fanout"_L1)
        kind = PublishKind::Fanout;
    else if (kindText == "selective"_L1)
        kind = PublishKind::Selective;
    else if (!kindText.isEmpty() && kindText != "named"_L1)
        return refuse(request, 400, u"kind: must be named, fanout or selective"_s);
    const ParsedPublish publish = m_parser.parse(request.body, kind);
    if (!publish.error.empty())
        return refuse(request, publish.status, QString::fromStdString(publish.error));
    m_hub.window.reach(kind, publish, [request = std::move(request)](const Reach& reach) {
        if (reach.error.isEmpty())
            tell(request, admin_answers::toJson(reach));
        else
            refuse(request, 503, reach.error);
    });
}

void RemoteDesk::answerReplay(const AdminRequest& request) const
{
    const QString user = parameterOf(request, "userId");
    const QString id = parameterOf(request, "lastEventId");
    std::string wrong = user.isEmpty() ? std::string() : checkName("userId", user.toStdString());
    if (wrong.empty())
        wrong = checkName("lastEventId", id.toStdString());
    if (!wrong.empty())
        return refuse(request, 400, QString::fromStdString(wrong));
    m_hub.window.previewReplay(user, id, [request](const ReplayPreview& replay) {
        if (!replay.error.isEmpty())
            return refuse(request, 503, replay.error);
        qsizetype bytes = 0;
        for (const ReplayPreview::Event& event : replay.events)
            bytes += event.wire.size();
        if (bytes > admin_answers::MostWireBytes)
            return refuse(request, 413,
                u"it is %1 of events, more than the %2 that are told; name a newer lastEventId"_s
                    .arg(byteSizeText(bytes), byteSizeText(admin_answers::MostWireBytes)));
        tell(request, admin_answers::toJson(replay));
    });
}

void RemoteDesk::answerReceipt(const AdminRequest& request) const
{
    m_hub.receipts.look(request.segments.front(),
        [request](const std::string& error, const std::optional<ReceiptSnapshot>& receipt) {
            if (!error.empty())
                return refuse(request, 503, QString::fromStdString(error));
            if (!receipt)
                return refuse(request, 404, u"there is no receipt of that event"_s);
            tell(request, views::toJson(*receipt));
        });
}

// ---------------------------------------------------------------- audience

void RemoteDesk::answerSets(const AdminRequest& request) const
{
    AudienceKind kind{};
    if (!readKind(request, kind))
        return;
    m_hub.audience.list(
        kind, parameterOf(request, "contains"), [request](const AudienceSets& sets) {
            if (sets.error.isEmpty())
                tell(request, admin_answers::toJson(sets));
            else
                refuse(request, 503, sets.error);
        });
}

void RemoteDesk::answerMembers(const AdminRequest& request) const
{
    AudienceKind kind{};
    if (!readKind(request, kind))
        return;
    const std::string& set = request.segments.back();
    if (const std::string wrong
        = checkName(kind == AudienceKind::Followers ? "author" : "type", set);
        !wrong.empty())
        return refuse(request, 400, QString::fromStdString(wrong));
    m_hub.audience.members(
        kind, QString::fromStdString(set), [request](const AudienceMembers& members) {
            if (members.error.isEmpty())
                tell(request, admin_answers::toJson(members));
            else
                refuse(request, 503, members.error);
        });
}

void RemoteDesk::changeAudience(const AdminRequest& request) const
{
    QJsonObject body;
    std::vector<AudienceChange> changes;
    QString wrong = readBody(request, {"changes"_L1}, body);
    if (wrong.isEmpty())
        wrong = admin_answers::readChanges(body, changes);
    if (!wrong.isEmpty())
        return refuse(request, 400, wrong);
    const HandRecord record = handOf(request);
    m_hub.audience.change(changes, [request, record, changes](const QString& error, quint64 n) {
        record.audienceChanged(changes, error, n);
        if (!error.isEmpty())
            return refuse(request, 409, error);
        tell(request, {{u"changed"_s, qint64(n)}});
    });
}

// ---------------------------------------------------------------- tokens, Redis, files, streams

void RemoteDesk::mintToken(const AdminRequest& request) const
{
    QJsonObject body;
    if (const QString wrong = readBody(request, {"userId"_L1, "lifetime"_L1}, body);
        !wrong.isEmpty())
        return refuse(request, 400, wrong);
    const auto lifetime = parseDuration(body["lifetime"_L1].toString());
    if (!body["userId"_L1].isString() || !lifetime)
        return refuse(
            request, 400, u"userId and lifetime must be there, texts such as \"42\" and \"1h\""_s);
    const QString user = body["userId"_L1].toString();
    const MintedToken minted
        = m_hub.access.mint(user, std::chrono::duration_cast<std::chrono::seconds>(*lifetime));
    handOf(request).tokenMade(user, durationText(*lifetime), minted.error);
    if (!minted.error.isEmpty())
        return refuse(request, 409, minted.error);
    tell(request, {{u"token"_s, minted.token}, {u"expiresMs"_s, minted.expiresMs}});
}

void RemoteDesk::checkRedis(const AdminRequest& request)
{
    QJsonObject body;
    if (const QString wrong = readBody(request, {"url"_L1}, body); !wrong.isEmpty())
        return refuse(request, 400, wrong);
    if (!body["url"_L1].isString())
        return refuse(request, 400, u"url: must be there, a text such as redis://host:6379"_s);
    if (m_checks >= MaxChecks)
        return refuse(
            request, 503, u"%1 looks at a Redis are under way; try again"_s.arg(m_checks));
    ++m_checks;
    m_hub.checkRedis(
        body["url"_L1].toString(), [self = QPointer(this), request](const RedisCheck& check) {
            if (self)
                --self->m_checks;
            tell(request, admin_answers::toJson(check));
        });
}

void RemoteDesk::readFiles(const AdminRequest& request) const
{
    m_hub.readFilesAnew();
    const QString problem = m_hub.status.tls.problem;
    tell(request,
        {{u"problem"_s, problem.isEmpty() ? QJsonValue() : QJsonValue(problem)},
            {u"readAtMs"_s,
                m_hub.status.tls.isOn ? QJsonValue(m_hub.status.tls.readAtMs) : QJsonValue()}});
}

void RemoteDesk::disconnect(const AdminRequest& request) const
{
    QJsonObject body;
    if (const QString wrong = readBody(request, {"ids"_L1, "retry"_L1}, body); !wrong.isEmpty())
        return refuse(request, 400, wrong);
    JsonFields fields(body);
    QStringList texts;
    fields.texts("ids"_L1, texts, qsizetype(admin_answers::MostEnded));
    const std::optional<qint64> retryMs = retryOf(body["retry"_L1]);
    if (!fields.isGood() || !fields.has("ids"_L1))
        return refuse(request, 400,
            u"ids: must be a list of up to %1 ids of streams"_s.arg(admin_answers::MostEnded));
    if (!retryMs)
        return refuse(request, 400,
            u"retry: must be off, break or a duration up to 24h, such as 500ms or 5s"_s);
    std::vector<quint64> ids;
    for (const QString& text : texts) {
        const std::optional<quint64> id = parseConnectionId(text);
        if (!id)
            return refuse(request, 400,
                u"ids: “%1” is not a connection id; they look like c-1vzt"_s.arg(text.left(64)));
        ids.push_back(*id);
    }
    m_hub.disconnect(ids, *retryMs, [request, record = handOf(request), ids, retryMs](int found) {
        record.disconnected(ids, *retryMs, found);
        tell(request, {{u"disconnected"_s, found}});
    });
}

} // namespace fanlight
