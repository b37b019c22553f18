// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_calls.h"

#include "hub/admin_answers.h"
#include "hub/fault_api.h"
#include "hub/json_fields.h"
#include "hub/views/codec.h"
#include "load/own_traffic.h"
#include "metrics/units.h"
#include "remote/publish_body.h"
#include "sse/json_string.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

QString notUnderstood()
{
    return RemoteText::tr("The hub answers what this version does not understand.");
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// The hub's own sentence where it said one, else what is wrong with the way there.
QString errorOf(const HubAnswer& answer)
{
    const QString said = link_problem::tidied(answer.object["error"_L1].toString());
    return said.isEmpty() ? answer.problem.text : said;
}

QUrlQuery queryOf(std::initializer_list<std::pair<QString, QString>> items)
{
    QUrlQuery query;
    for (const auto& [name, value] : items)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return query;
}

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

bool readLetter(const QJsonObject& object, DeadLetter& letter)
{
    constexpr qsizetype MostBody = 4 << 20; // characters
    JsonFields fields(object);
    fields.text("handle"_L1, letter.handle);
    fields.text("reason"_L1, letter.reason);
    fields.whole("tries"_L1, letter.tries, 0, 1e9);
    fields.time("diedAt"_L1, letter.diedAtMs);
    fields.text("body"_L1, letter.content.body, MostBody);
    fields.text("id"_L1, letter.content.id);
    const auto optional = [&fields](QLatin1StringView name, std::optional<std::string>& to) {
        if (!fields.has(name))
            return;
        std::string text;
        fields.text(name, text);
        to = text;
    };
    optional("user"_L1, letter.content.user);
    optional("type"_L1, letter.content.type);
    optional("event"_L1, letter.content.event);
    return fields.isGood() && fields.has("handle"_L1);
}

bool readListedRow(const QJsonObject& object, ConnectionRow& row)
{
    JsonFields fields(object);
    QString id;
    fields.text("id"_L1, id, 64);
    const std::optional<quint64> number = parseConnectionId(id);
    row.id = number.value_or(0);
    fields.text("userId"_L1, row.userId);
    fields.text("address"_L1, row.address);
    fields.texts("types"_L1, row.types, 10'000);
    fields.time("connectedAt"_L1, row.connectedAtMs);
    fields.whole("events"_L1, row.events);
    fields.whole("bytes"_L1, row.bytes);
    fields.whole("dropped"_L1, row.dropped);
    fields.whole("replayed"_L1, row.replayed);
    fields.whole("backlogBytes"_L1, row.backlogBytes);
    fields.number("rttMs"_L1, row.rttMs, 0);
    fields.text("userAgent"_L1, row.userAgent);
    fields.text("lastEventId"_L1, row.lastEventId);
    return fields.isGood() && number.has_value();
}

QJsonObject faultWish(const Fault& fault)
{
    QJsonObject wish = fault_api::toJson(fault);
    for (const QLatin1StringView given :
        {"id"_L1, "what"_L1, "since"_L1, "origin"_L1, "streams"_L1, "hits"_L1})
        wish.remove(given);
    return wish;
}

bool readFault(const QJsonObject& object, Fault& fault)
{
    QString error;
    QJsonObject wish = object;
    for (const QLatin1StringView given :
        {"id"_L1, "what"_L1, "since"_L1, "origin"_L1, "streams"_L1, "hits"_L1})
        wish.remove(given);
    fault = fault_api::parse(compact(wish), &error);
    JsonFields fields(object);
    QString id;
    QString origin;
    fields.text("id"_L1, id, 64);
    fields.text("origin"_L1, origin, 64);
    fields.time("since"_L1, fault.sinceMs);
    fields.whole("streams"_L1, fault.streams);
    fields.whole("hits"_L1, fault.hits);
    const std::optional<quint64> number = parseFaultId(id);
    fault.id = number.value_or(0);
    fault.origin = origin == "window"_L1 ? Fault::Origin::Window : Fault::Origin::Api;
    return fields.isGood() && number && error.isEmpty();
}

} // namespace

HubCalls::HubCalls(HubRequests& requests, QObject* parent)
    : QObject(parent)
    , m_requests(requests)
{
}

void HubCalls::get(const QString& path, const QUrlQuery& query, Answered done, qint64 mostBytes)
{
    HubRequests::Call call;
    call.path = path;
    call.query = query;
    call.mostBytes = mostBytes;
    m_requests.ask(call, std::move(done));
}

void HubCalls::send(
    const QByteArray& method, const QString& path, const QJsonObject& body, Answered done)
{
    HubRequests::Call call;
    call.method = method;
    call.path = path;
    call.body = body.isEmpty() ? QByteArray() : compact(body);
    m_requests.ask(call, std::move(done));
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
        u"/api/admin/replay"_s, query,
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
    get((isWhole ? u"/api/admin/receipts/"_s : u"/api/receipts/"_s) + HubRequests::segment(id), {},
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
        u"/api/admin/messages/"_s + QString::number(number), {},
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
        u"/api/admin/audience/"_s + kindWord(kind),
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
        u"/api/admin/audience/%1/%2"_s.arg(kindWord(kind), HubRequests::segment(set)), {},
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
    send("POST", u"/api/admin/audience"_s, admin_answers::toJson(part),
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
    get(u"/api/admin/access"_s, {}, [done = std::move(done)](const HubAnswer& answer) {
        const auto access = std::make_shared<AccessSnapshot>();
        const bool isKnown = answer.isGood() && admin_answers::readAccess(answer.object, *access);
        done(isKnown ? access : nullptr);
    });
}

void HubCalls::examineToken(const QString& token, std::function<void(const TokenReport&)> done)
{
    send("POST", u"/api/tokens/check"_s, {{u"token"_s, token}},
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
    send("POST", u"/api/admin/tokens"_s,
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
    send("POST", u"/api/tickets"_s, body, [done = std::move(done)](const HubAnswer& answer) {
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

// ---------------------------------------------------------------- streams

struct HubCalls::ListingJob {
    std::shared_ptr<ConnectionSnapshot> snapshot = std::make_shared<ConnectionSnapshot>();
    QString cursor;
    std::function<void(const ConnectionSnapshotPtr&)> done;
};

void HubCalls::connections(std::function<void(const ConnectionSnapshotPtr&)> done)
{
    const auto job = std::make_shared<ListingJob>();
    job->done = std::move(done);
    listNext(job);
}

void HubCalls::listNext(const std::shared_ptr<ListingJob>& job)
{
    QUrlQuery query = queryOf({{u"limit"_s, QString::number(PageRows)}});
    if (!job->cursor.isEmpty())
        query.addQueryItem(u"cursor"_s, job->cursor);
    const auto take = [this, job](const HubAnswer& answer) {
        ConnectionSnapshot& all = *job->snapshot;
        QString next;
        JsonFields fields(answer.object);
        quint64 last = all.rows.empty() ? 0 : all.rows.back().id;
        fields.text("next"_L1, next, 64);
        fields.whole("total"_L1, all.total);
        fields.objects(
            "connections"_L1,
            [&](const QJsonObject& one) {
                ConnectionRow row;
                const bool isNext = readListedRow(one, row) && row.id > last;
                last = row.id;
                all.rows.push_back(std::move(row));
                return isNext;
            },
            PageRows);
        if (!answer.isGood() || !fields.isGood() || !fields.has("connections"_L1))
            return job->done(nullptr);
        const bool isEnd = next.isEmpty() || next == job->cursor || all.rows.size() >= MostRows;
        job->cursor = next;
        if (!isEnd)
            return listNext(job);
        all.takenAtMs = QDateTime::currentMSecsSinceEpoch();
        all.total = std::max<quint64>(all.total, all.rows.size());
        job->done(job->snapshot);
    };
    get(u"/api/connections"_s, query, take, HubRequests::ManyBytes);
}

struct HubCalls::EndingJob {
    std::vector<quint64> ids;
    std::size_t next = 0;
    QString retry; // empty: as the client has it
    bool isSeveral = false;
    int found = 0;
    std::function<void(const QString& error, int found)> done;
};

void HubCalls::disconnect(const std::vector<quint64>& ids, qint64 retryMs, bool isSeveral,
    std::function<void(const QString& error, int found)> done)
{
    const auto job = std::make_shared<EndingJob>();
    job->ids = ids;
    job->isSeveral = isSeveral;
    job->done = std::move(done);
    if (retryMs == HubPort::NeverRetry)
        job->retry = u"off"_s;
    else if (retryMs == HubPort::BreakOff)
        job->retry = u"break"_s;
    else if (retryMs >= 0)
        job->retry = durationText(std::chrono::milliseconds(retryMs));
    endNext(job);
}

void HubCalls::endNext(const std::shared_ptr<EndingJob>& job)
{
    if (job->next >= job->ids.size()) {
        QMetaObject::invokeMethod(
            this, [job] { job->done({}, job->found); }, Qt::QueuedConnection);
        return;
    }
    if (!job->isSeveral) {
        if (job->retry == "break"_L1)
            return job->done(
                RemoteText::tr("This hub is older and cannot break streams off for a window "
                               "elsewhere: upgrade it."),
                job->found);
        const QUrlQuery query
            = job->retry.isEmpty() ? QUrlQuery() : queryOf({{u"retry"_s, job->retry}});
        HubRequests::Call call;
        call.method = "DELETE";
        call.path = u"/api/connections/"_s + connectionIdText(job->ids[job->next++]);
        call.query = query;
        return m_requests.ask(call, [this, job](const HubAnswer& answer) {
            if (!answer.isGood() && answer.status != 404)
                return job->done(errorOf(answer), job->found);
            job->found += answer.isGood() ? 1 : 0;
            endNext(job);
        });
    }
    QJsonArray ids;
    while (job->next < job->ids.size() && std::size_t(ids.size()) < IdsOfOneCall)
        ids.append(connectionIdText(job->ids[job->next++]));
    QJsonObject body{{u"ids"_s, ids}};
    if (!job->retry.isEmpty())
        body["retry"_L1] = job->retry;
    send("POST", u"/api/admin/disconnect"_s, body, [this, job](const HubAnswer& answer) {
        int found = 0;
        JsonFields fields(answer.object);
        fields.whole("disconnected"_L1, found, 0, double(IdsOfOneCall));
        if (!answer.isGood() || !fields.isGood())
            return job->done(answer.isGood() ? notUnderstood() : errorOf(answer), job->found);
        job->found += found;
        if (job->next >= job->ids.size())
            return job->done({}, job->found);
        endNext(job);
    });
}

// ---------------------------------------------------------------- options, files, Redis

static HubAnswer readOptionsInto(const HubAnswer& answer, HubOptions& options)
{
    HubAnswer read = answer;
    QStringList secrets;
    if (answer.isGood() && !admin_answers::readOptions(answer.object, options, secrets)) {
        read.object = {};
        read.problem = {LinkProblem::Kind::Away, notUnderstood(), 0};
    }
    return read;
}

void HubCalls::options(const HubOptions& now,
    std::function<void(const QString& error, const HubOptions& options)> done)
{
    get(u"/api/admin/options"_s, {}, [now, done = std::move(done)](const HubAnswer& answer) {
        HubOptions options = now;
        const HubAnswer read = readOptionsInto(answer, options);
        done(read.isGood() ? QString() : errorOf(read), options);
    });
}

void HubCalls::changeOptions(const QJsonObject& changes, const HubOptions& now,
    std::function<void(const QString& error, const HubOptions& options)> done)
{
    send("PATCH", u"/api/admin/options"_s, changes,
        [now, done = std::move(done)](const HubAnswer& answer) {
            HubOptions options = now;
            const HubAnswer read = readOptionsInto(answer, options);
            done(read.isGood() ? QString() : errorOf(read), options);
        });
}

void HubCalls::readFilesAnew(Said done)
{
    send("POST", u"/api/admin/files"_s, {}, [done = std::move(done)](const HubAnswer& answer) {
        done(answer.isGood() ? QString() : errorOf(answer));
    });
}

void HubCalls::checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
{
    send("POST", u"/api/admin/redis/check"_s, {{u"url"_s, url}},
        [done = std::move(done)](const HubAnswer& answer) {
            RedisCheck check;
            if (answer.isGood() && admin_answers::readCheck(answer.object, check))
                return done(check);
            check = {};
            check.steps.push_back({RemoteText::tr("asked"), RedisCheckStep::Outcome::Failed,
                answer.isGood() ? notUnderstood() : errorOf(answer)});
            done(check);
        });
}

// ---------------------------------------------------------------- faults, sources

void HubCalls::beginFault(
    const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done)
{
    send("POST", u"/api/faults"_s, faultWish(fault),
        [fault, done = std::move(done)](const HubAnswer& answer) {
            Fault begun = fault;
            if (!answer.isGood())
                return done(errorOf(answer), fault);
            if (readFault(answer.object, begun))
                done({}, begun);
            else
                done(notUnderstood(), fault);
        });
}

void HubCalls::endFault(std::optional<quint64> id, Said done)
{
    const QString path = id ? QString(u"/api/faults/"_s + faultIdText(*id)) : u"/api/faults"_s;
    send("DELETE", path, {}, [done = std::move(done)](const HubAnswer& answer) {
        done(answer.isGood() ? QString() : errorOf(answer));
    });
}

void HubCalls::faults(std::function<void(const Faults&)> done)
{
    get(u"/api/faults"_s, {}, [done = std::move(done)](const HubAnswer& answer) {
        Faults faults;
        JsonFields fields(answer.object);
        fields.objects(
            "faults"_L1,
            [&faults](const QJsonObject& one) { return readFault(one, faults.emplace_back()); },
            1000);
        done(answer.isGood() && fields.isGood() ? faults : Faults());
    });
}

void HubCalls::pauseSource(const QString& name, bool paused, Said done)
{
    send("POST",
        u"/api/sources/%1/%2"_s.arg(HubRequests::segment(name), paused ? u"pause"_s : u"resume"_s),
        {}, [done = std::move(done)](const HubAnswer& answer) {
            if (done)
                done(answer.isGood() ? QString() : errorOf(answer));
        });
}

void HubCalls::deadLetters(const QString& name,
    std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
{
    get(
        u"/api/sources/%1/dead"_s.arg(HubRequests::segment(name)), {},
        [done = std::move(done)](const HubAnswer& answer) {
            std::vector<DeadLetter> letters;
            JsonFields fields(answer.object);
            fields.objects(
                "dead"_L1,
                [&letters](
                    const QJsonObject& one) { return readLetter(one, letters.emplace_back()); },
                Source::MostDeadListed);
            if (!answer.isGood())
                return done(errorOf(answer), {});
            if (!fields.isGood())
                return done(notUnderstood(), {});
            done({}, letters);
        },
        HubRequests::ManyBytes);
}

void HubCalls::sendDeadAgain(
    const QString& name, const std::string& handle, const QByteArray& body, Said done)
{
    HubRequests::Call call;
    call.method = "POST";
    call.path = u"/api/sources/%1/dead/%2"_s.arg(
        HubRequests::segment(name), HubRequests::segment(QString::fromStdString(handle)));
    if (!body.isNull()) // as it is, with every digit
        call.body = "{\"body\":"
            + (QJsonDocument::fromJson(body).isObject()
                    ? body
                    : QByteArray::fromStdString(jsonString(body.toStdString())))
            + '}';
    m_requests.ask(call, [done = std::move(done)](const HubAnswer& answer) {
        done(answer.isGood() ? QString() : errorOf(answer));
    });
}

void HubCalls::removeDead(const QString& name, const std::string& handle, Said done)
{
    send("DELETE",
        u"/api/sources/%1/dead/%2"_s.arg(
            HubRequests::segment(name), HubRequests::segment(QString::fromStdString(handle))),
        {}, [done = std::move(done)](const HubAnswer& answer) {
            done(answer.isGood() ? QString() : errorOf(answer));
        });
}

} // namespace fanlight
