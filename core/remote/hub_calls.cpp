// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_calls.h"

#include "hub/admin_answers.h"
#include "hub/json_fields.h"
#include "hub/views/codec.h"
#include "load/own_traffic.h"
#include "metrics/units.h"
#include "remote/hub_answers.h"
#include "remote/publish_body.h"

#include <QDateTime>
#include <QJsonArray>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace hub_answers;

namespace {

QString kindWord(AudienceKind kind)
{
    return kind == AudienceKind::Followers ? u"followers"_s : u"interests"_s;
}

// What an older hub tells of a receipt: counts, and no distribution.
bool readOldReceipt(const QJsonObject& object, ReceiptSnapshot& receipt)
{
    JsonFields fields(object);
    fields.text("id"_L1, receipt.id);
    fields.time("publishedAt"_L1, receipt.publishedAtMs);
    fields.whole("recipients"_L1, receipt.total.recipients);
    fields.whole("acknowledged"_L1, receipt.total.acknowledged);
    fields.whole("gone"_L1, receipt.total.gone);
    fields.flag("settled"_L1, receipt.settled);
    receipt.total.settled = receipt.settled;
    receipt.takenAtMs = QDateTime::currentMSecsSinceEpoch();
    return fields.isGood() && fields.has("recipients"_L1)
        && receipt.total.acknowledged + receipt.total.gone <= receipt.total.recipients;
}

} // namespace

HubCalls::HubCalls(HubRequests& requests, QObject* parent)
    : QObject(parent)
    , m_requests(requests)
{
}

// ---------------------------------------------------------------- publishing

void HubCalls::publish(
    const PublishRequest& request, std::function<void(const PublishResult&)> done)
{
    HubRequests::Call call;
    call.method = "POST";
    call.path = publish_body::pathOf(request.kind);
    call.body = publish_body::of(request);
    if (request.isOwn)
        call.userAgent = QByteArray(own_traffic::TestClient.data());
    m_requests.ask(call, [request, done = std::move(done)](const HubAnswer& answer) {
        PublishResult result;
        if (answer.isGood())
            result = publish_body::resultOf(answer.object, request);
        else
            result.error = errorOf(answer);
        done(result);
    });
}

void HubCalls::reach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    HubRequests::Call call;
    call.method = "POST";
    call.path = u"/api/admin/reach"_s;
    call.query = queryOf({{u"kind"_s, publish_body::nameOf(request.kind)}});
    call.body = publish_body::of(request);
    m_requests.ask(call, [done = std::move(done)](const HubAnswer& answer) {
        Reach reach;
        if (!answer.isGood())
            reach.error = errorOf(answer);
        else if (!admin_answers::readReach(answer.object, reach))
            reach.error = notUnderstood();
        done(reach);
    });
}

void HubCalls::replay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    QUrlQuery query = queryOf({{u"lastEventId"_s, lastEventId}});
    if (!userId.isEmpty())
        query.addQueryItem(u"userId"_s, HubRequests::segment(userId));
    get(
        m_requests, u"/api/admin/replay"_s, query,
        [done = std::move(done)](const HubAnswer& answer) {
            ReplayPreview replay;
            if (!answer.isGood())
                replay.error = errorOf(answer);
            else if (!admin_answers::readReplay(answer.object, replay))
                replay = {notUnderstood(), {}, {}};
            done(replay);
        },
        HubRequests::ManyBytes);
}

void HubCalls::receipt(const QString& id, bool isWhole,
    std::function<void(const QString& error, const ReceiptSnapshot& receipt)> done)
{
    get(m_requests,
        (isWhole ? u"/api/admin/receipts/"_s : u"/api/receipts/"_s) + HubRequests::segment(id), {},
        [isWhole, done = std::move(done)](const HubAnswer& answer) {
            ReceiptSnapshot receipt;
            if (answer.status == 404) // there is none, or it is kept no longer
                return done({}, {});
            if (!answer.isGood())
                return done(errorOf(answer), {});
            const bool isRead = isWhole ? views::fromJson(answer.object, receipt)
                                        : readOldReceipt(answer.object, receipt);
            if (isRead)
                done({}, receipt);
            else
                done(notUnderstood(), {});
        });
}

void HubCalls::message(quint64 number,
    std::function<void(const QString& error, const MessageRecord&, const MessageTrace&)> done)
{
    get(
        m_requests, u"/api/admin/messages/"_s + QString::number(number), {},
        [done = std::move(done)](const HubAnswer& answer) {
            MessageRecord message;
            MessageTrace trace;
            if (!answer.isGood())
                return done(errorOf(answer), {}, {});
            const QJsonObject object = answer.object["message"_L1].toObject();
            if (!views::fromJson(object.isEmpty() ? answer.object : object, message)
                || !views::fromJson(answer.object["trace"_L1].toObject(), trace) || !message.frame)
                return done(notUnderstood(), {}, {});
            done({}, message, trace);
        },
        HubRequests::ManyBytes);
}

// ---------------------------------------------------------------- audience

void HubCalls::audienceSets(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    get(
        m_requests, u"/api/admin/audience/"_s + kindWord(kind),
        contains.isEmpty() ? QUrlQuery() : queryOf({{u"contains"_s, contains}}),
        [done = std::move(done)](const HubAnswer& answer) {
            AudienceSets sets;
            if (!answer.isGood())
                sets.error = errorOf(answer);
            else if (!admin_answers::readSets(answer.object, sets))
                sets = {notUnderstood(), {}, false};
            done(sets);
        },
        HubRequests::ManyBytes);
}

void HubCalls::audienceMembers(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    get(
        m_requests, u"/api/admin/audience/%1/%2"_s.arg(kindWord(kind), HubRequests::segment(set)),
        {},
        [done = std::move(done)](const HubAnswer& answer) {
            AudienceMembers members;
            if (!answer.isGood())
                members.error = errorOf(answer);
            else if (!admin_answers::readMembers(answer.object, members))
                members = {notUnderstood(), {}};
            done(members);
        },
        HubRequests::ManyBytes);
}

struct HubCalls::AudienceJob {
    std::vector<AudienceChange> changes;
    std::size_t next = 0; // of `changes` …
    qsizetype nextUser = 0; // … and of its users
    quint64 changed = 0;
    std::function<void(const QString& error, quint64 changed)> done;
};

void HubCalls::changeAudience(const std::vector<AudienceChange>& changes,
    std::function<void(const QString& error, quint64 changed)> done)
{
    const auto job = std::make_shared<AudienceJob>();
    job->changes = changes;
    job->done = std::move(done);
    changeNext(job);
}

void HubCalls::changeNext(const std::shared_ptr<AudienceJob>& job)
{
    std::vector<AudienceChange> part;
    qsizetype users = 0;
    while (job->next < job->changes.size() && users < UsersOfOneCall) {
        const AudienceChange& whole = job->changes[job->next];
        AudienceChange one = whole;
        one.users = whole.users.mid(job->nextUser, UsersOfOneCall - users);
        users += std::max<qsizetype>(1, one.users.size()); // a whole set counts, too
        job->nextUser += one.users.size();
        if (job->nextUser >= whole.users.size()) {
            ++job->next;
            job->nextUser = 0;
        }
        part.push_back(std::move(one));
    }
    if (part.empty()) {
        QMetaObject::invokeMethod(
            this, [job] { job->done({}, job->changed); }, Qt::QueuedConnection);
        return;
    }
    send(m_requests, "POST", u"/api/admin/audience"_s, admin_answers::toJson(part),
        [this, job](const HubAnswer& answer) {
            if (!answer.isGood())
                return job->done(errorOf(answer), job->changed);
            quint64 changed = 0;
            JsonFields fields(answer.object);
            fields.whole("changed"_L1, changed);
            if (!fields.isGood())
                return job->done(notUnderstood(), job->changed);
            job->changed += changed;
            if (job->next == job->changes.size())
                return job->done({}, job->changed);
            changeNext(job);
        });
}

// ---------------------------------------------------------------- access

void HubCalls::access(std::function<void(const AccessSnapshotPtr&)> done)
{
    get(m_requests, u"/api/admin/access"_s, {}, [done = std::move(done)](const HubAnswer& answer) {
        const auto access = std::make_shared<AccessSnapshot>();
        const bool isKnown = answer.isGood() && admin_answers::readAccess(answer.object, *access);
        done(isKnown ? access : nullptr);
    });
}

void HubCalls::examineToken(const QString& token, std::function<void(const TokenReport&)> done)
{
    send(m_requests, "POST", u"/api/tokens/check"_s, {{u"token"_s, token}},
        [done = std::move(done)](const HubAnswer& answer) {
            TokenReport report;
            if (!answer.isGood())
                report.error = errorOf(answer);
            else if (!admin_answers::readTokenReport(answer.object, report)) {
                report = {};
                report.error = notUnderstood();
            }
            done(report);
        });
}

void HubCalls::mintToken(const QString& user, std::chrono::seconds lifetime,
    std::function<void(const MintedToken&)> done)
{
    send(m_requests, "POST", u"/api/admin/tokens"_s,
        {{u"userId"_s, user}, {u"lifetime"_s, durationText(lifetime)}},
        [done = std::move(done)](const HubAnswer& answer) {
            MintedToken minted;
            JsonFields fields(answer.object);
            if (answer.isGood()) {
                fields.text("token"_L1, minted.token);
                fields.whole("expiresMs"_L1, minted.expiresMs);
            }
            if (!answer.isGood())
                minted.error = errorOf(answer);
            else if (!fields.isGood() || minted.token.isEmpty())
                minted = {notUnderstood(), {}, 0};
            done(minted);
        });
}

void HubCalls::ticket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
{
    QJsonObject body{{u"userId"_s, wish.userId}, {u"ttl"_s, durationText(wish.ttl)}};
    if (!wish.types.isEmpty())
        body["types"_L1] = QJsonArray::fromStringList(wish.types);
    if (wish.untilMs != 0)
        body["until"_L1]
            = QDateTime::fromMSecsSinceEpoch(wish.untilMs, Qt::UTC).toString(Qt::ISODate);
    send(m_requests, "POST", u"/api/tickets"_s, body,
        [done = std::move(done)](const HubAnswer& answer) {
            TicketMade made;
            JsonFields fields(answer.object);
            qint64 seconds = 0;
            if (answer.isGood()) {
                fields.text("ticket"_L1, made.ticket);
                fields.whole("expiresIn"_L1, seconds, 0, 1e6);
                fields.text("url"_L1, made.url);
                made.expiresInMs = seconds * 1000;
            }
            if (!answer.isGood()) {
                made.error = errorOf(answer);
                made.status = answer.status;
            } else if (!fields.isGood() || made.ticket.isEmpty()) {
                made = {};
                made.error = notUnderstood();
            }
            done(made);
        });
}

} // namespace fanlight
