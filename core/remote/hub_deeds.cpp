// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_deeds.h"

#include "hub/admin_answers.h"
#include "hub/fault_api.h"
#include "hub/json_fields.h"
#include "metrics/units.h"
#include "remote/hub_answers.h"
#include "sse/json_string.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace hub_answers;

namespace {

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

// Adds the rows of one page, ascending by id; false: that was none.
bool readListing(const HubAnswer& answer, ConnectionSnapshot& all, QString& next)
{
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
        HubDeeds::PageRows);
    return answer.isGood() && fields.isGood() && fields.has("connections"_L1);
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

HubDeeds::HubDeeds(HubRequests& requests, QObject* parent)
    : QObject(parent)
    , m_requests(requests)
{
}

// ---------------------------------------------------------------- streams

struct HubDeeds::ListingJob {
    std::shared_ptr<ConnectionSnapshot> snapshot = std::make_shared<ConnectionSnapshot>();
    QString cursor;
    std::function<void(const ConnectionSnapshotPtr&)> done;
};

void HubDeeds::connections(std::function<void(const ConnectionSnapshotPtr&)> done)
{
    const auto job = std::make_shared<ListingJob>();
    job->done = std::move(done);
    listNext(job);
}

void HubDeeds::listNext(const std::shared_ptr<ListingJob>& job)
{
    QUrlQuery query = queryOf({{u"limit"_s, QString::number(PageRows)}});
    if (!job->cursor.isEmpty())
        query.addQueryItem(u"cursor"_s, job->cursor);
    const auto take = [this, job](const HubAnswer& answer) {
        ConnectionSnapshot& all = *job->snapshot;
        QString next;
        if (!readListing(answer, all, next))
            return job->done(nullptr);
        const bool isEnd = next.isEmpty() || next == job->cursor || all.rows.size() >= MostRows;
        job->cursor = next;
        if (!isEnd)
            return listNext(job);
        all.takenAtMs = QDateTime::currentMSecsSinceEpoch();
        all.total = std::max<quint64>(all.total, all.rows.size());
        job->done(job->snapshot);
    };
    get(m_requests, u"/api/connections"_s, query, take, HubRequests::ManyBytes);
}

void HubDeeds::find(
    const QString& filter, int most, std::function<void(const ConnectionSnapshotPtr&)> done)
{
    QUrlQuery query = queryOf({{u"limit"_s, QString::number(std::max(1, most))}});
    if (!filter.isEmpty())
        query.addQueryItem(u"filter"_s, QString::fromLatin1(QUrl::toPercentEncoding(filter)));
    get(
        m_requests, u"/api/connections"_s, query,
        [most = std::size_t(most), done = std::move(done)](const HubAnswer& answer) {
            auto found = std::make_shared<ConnectionSnapshot>();
            QString next;
            if (!readListing(answer, *found, next))
                return done(nullptr);
            found->rows.resize(std::min(found->rows.size(), most));
            found->takenAtMs = QDateTime::currentMSecsSinceEpoch();
            done(found);
        },
        HubRequests::ManyBytes);
}

struct HubDeeds::EndingJob {
    std::vector<quint64> ids;
    std::size_t next = 0;
    QString retry; // empty: as the client has it
    bool isSeveral = false;
    int found = 0;
    std::function<void(const QString& error, int found)> done;
};

void HubDeeds::disconnect(const std::vector<quint64>& ids, qint64 retryMs, bool isSeveral,
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

void HubDeeds::endNext(const std::shared_ptr<EndingJob>& job)
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
    send(
        m_requests, "POST", u"/api/admin/disconnect"_s, body, [this, job](const HubAnswer& answer) {
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

void HubDeeds::options(const HubOptions& now,
    std::function<void(const QString& error, const HubOptions& options)> done)
{
    get(m_requests, u"/api/admin/options"_s, {},
        [now, done = std::move(done)](const HubAnswer& answer) {
            HubOptions options = now;
            const HubAnswer read = readOptionsInto(answer, options);
            done(read.isGood() ? QString() : errorOf(read), options);
        });
}

void HubDeeds::changeOptions(const QJsonObject& changes, const HubOptions& now,
    std::function<void(const QString& error, const HubOptions& options)> done)
{
    send(m_requests, "PATCH", u"/api/admin/options"_s, changes,
        [now, done = std::move(done)](const HubAnswer& answer) {
            HubOptions options = now;
            const HubAnswer read = readOptionsInto(answer, options);
            done(read.isGood() ? QString() : errorOf(read), options);
        });
}

void HubDeeds::readFilesAnew(Said done)
{
    send(m_requests, "POST", u"/api/admin/files"_s, {},
        [done = std::move(done)](
            const HubAnswer& answer) { done(answer.isGood() ? QString() : errorOf(answer)); });
}

void HubDeeds::checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
{
    send(m_requests, "POST", u"/api/admin/redis/check"_s, {{u"url"_s, url}},
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

void HubDeeds::beginFault(
    const Fault& fault, std::function<void(const QString& error, const Fault& fault)> done)
{
    send(m_requests, "POST", u"/api/faults"_s, faultWish(fault),
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

void HubDeeds::endFault(std::optional<quint64> id, Said done)
{
    const QString path = id ? QString(u"/api/faults/"_s + faultIdText(*id)) : u"/api/faults"_s;
    send(m_requests, "DELETE", path, {}, [done = std::move(done)](const HubAnswer& answer) {
        done(answer.isGood() ? QString() : errorOf(answer));
    });
}

void HubDeeds::faults(std::function<void(const Faults&)> done)
{
    get(m_requests, u"/api/faults"_s, {}, [done = std::move(done)](const HubAnswer& answer) {
        Faults faults;
        JsonFields fields(answer.object);
        fields.objects(
            "faults"_L1,
            [&faults](const QJsonObject& one) { return readFault(one, faults.emplace_back()); },
            1000);
        done(answer.isGood() && fields.isGood() ? faults : Faults());
    });
}

void HubDeeds::pauseSource(const QString& name, bool paused, Said done)
{
    send(m_requests, "POST",
        u"/api/sources/%1/%2"_s.arg(HubRequests::segment(name), paused ? u"pause"_s : u"resume"_s),
        {}, [done = std::move(done)](const HubAnswer& answer) {
            if (done)
                done(answer.isGood() ? QString() : errorOf(answer));
        });
}

void HubDeeds::deadLetters(const QString& name,
    std::function<void(const QString& error, const std::vector<DeadLetter>& letters)> done)
{
    get(
        m_requests, u"/api/sources/%1/dead"_s.arg(HubRequests::segment(name)), {},
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

void HubDeeds::sendDeadAgain(
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

void HubDeeds::removeDead(const QString& name, const std::string& handle, Said done)
{
    send(m_requests, "DELETE",
        u"/api/sources/%1/dead/%2"_s.arg(
            HubRequests::segment(name), HubRequests::segment(QString::fromStdString(handle))),
        {}, [done = std::move(done)](const HubAnswer& answer) {
            done(answer.isGood() ? QString() : errorOf(answer));
        });
}

} // namespace fanlight
