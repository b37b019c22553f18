// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/proof_desk.h"

#include "auth/endpoint_url.h"
#include "broker/redis_broker.h"
#include "delivery/parsed_publish.h"
#include "http/parameters.h"
#include "http/query.h"
#include "hub/admin_request.h"
#include "hub/log.h"
#include "hub/proof_options.h"
#include "hub/stream_api.h"
#include "hub/stream_ender.h"
#include "hub/stream_query.h"
#include "metrics/hand_over.h"
#include "net/clock.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t MaxMakers = 10'000; // users whose tickets are counted

std::int64_t deskNowMs()
{
    return static_cast<std::int64_t>(realtimeNs() / 1'000'000);
}

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

void warnOfOpenWay(const char* option, const QUrl& url)
{
    if (auth::isOpenOnTheWay(url))
        qCWarning(hubLog,
            "--%s: http to %s can be read and changed by whoever sits in between; https cannot",
            option, qPrintable(url.host()));
}

void askIssuer(ProofThread& thread, const HubOptions& options, HubAccess& access)
{
    if (options.jwksUrl.isEmpty())
        return thread.setKeys({}, {});
    auth::KeyEndpoint::Settings settings;
    settings.url = auth::endpointUrl(options.jwksUrl);
    settings.leastInterval = options.jwksInterval;
    warnOfOpenWay("jwks-url", settings.url);
    thread.setKeys(std::move(settings),
        [&access, endpoint = access.endpoint()](std::vector<jwt::Key> keys, bool areOthers) {
            access.setEndpointKeys(endpoint, std::move(keys), areOthers);
        });
}

void askTheApp(ProofThread& thread, const HubOptions& options)
{
    if (options.authorizeUrl.isEmpty())
        return thread.setApp({});
    auth::Authorizer::Settings settings;
    settings.url = auth::endpointUrl(options.authorizeUrl);
    warnOfOpenWay("authorize", settings.url);
    thread.setApp(std::move(settings));
}

TicketMade notMade(int status, const QString& error)
{
    TicketMade made;
    made.error = error;
    made.status = status;
    return made;
}

void answerJson(
    const AdminRequest& request, int status, const QJsonObject& object, std::string headers = {})
{
    request.answer({.status = status,
        .headers = std::move(headers),
        .body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'});
}

void answerError(
    const AdminRequest& request, int status, const QString& error, std::string headers = {})
{
    request.answer({.status = status,
        .headers = std::move(headers),
        .body = http::errorBody(error.toStdString())});
}

constexpr http::Parameter TicketMembers[]
    = {{"userId", false, "user uid sub"}, {"types", false, "type events topics"},
        {"ttl", false, "expires expiresin validfor"}, {"until", false, "exp expiresat validuntil"}};

QString readTicketTypes(const QJsonValue& value, TicketWish& wish)
{
    QString wrong = u"types: must be a list of texts, or one text with commas"_s;
    if (value.isString()) {
        wish.types = value.toString().split(u',', Qt::SkipEmptyParts);
        return {};
    }
    if (!value.isArray())
        return value.isUndefined() || value.isNull() ? QString() : wrong;
    for (const QJsonValue one : value.toArray()) {
        if (!one.isString())
            return wrong;
        wish.types.append(one.toString());
    }
    return {};
}

// A duration, or seconds.
QString readTtl(const QJsonValue& value, TicketWish& wish)
{
    if (value.isUndefined() || value.isNull())
        return {};
    std::optional<milliseconds> ttl;
    if (value.isDouble() && value.toDouble() >= 0 && value.toDouble() < 1e9)
        ttl = milliseconds(std::llround(value.toDouble() * 1000));
    else if (value.isString())
        ttl = parseDuration(value.toString());
    if (!ttl || *ttl < TicketWish::LeastTtl || *ttl > TicketWish::MostTtl)
        return u"ttl: must be a duration from 1s to 1h, like 60s"_s;
    wish.ttl = *ttl;
    return {};
}

// A time with its zone, or seconds since 1970.
QString readUntil(const QJsonValue& value, TicketWish& wish)
{
    if (value.isUndefined() || value.isNull())
        return {};
    constexpr double latest = 253'402'300'800; // the year 10000
    if (value.isDouble() && value.toDouble() > 0 && value.toDouble() < latest) {
        wish.untilMs = std::llround(value.toDouble() * 1000);
        return {};
    }
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!value.isString() || !time.isValid() || time.timeSpec() == Qt::LocalTime)
        return u"until: must be a time with its zone, like 2026-11-30T12:00:00Z, or seconds "
               "since 1970"_s;
    wish.untilMs = std::max<qint64>(1, time.toMSecsSinceEpoch());
    return {};
}

QString readTicketWish(const std::string& body, TicketWish& wish)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(body), &parse);
    if (!document.isObject())
        return u"the body must be a JSON object, like {\"userId\":\"42\"}"_s;
    const QJsonObject asked = document.object();
    for (auto one = asked.begin(); one != asked.end(); ++one) {
        const std::string name = one.key().toStdString();
        const bool isKnown = std::any_of(std::begin(TicketMembers), std::end(TicketMembers),
            [&name](const http::Parameter& known) { return known.name == name; });
        if (!isKnown)
            return u"“%1” is nothing of a ticket"_s.arg(one.key().left(64))
                + QString::fromStdString(http::whatIsKnown(name, TicketMembers));
    }
    const QVariant user = asked["userId"_L1].toVariant(); // of a whole number with every digit
    const bool isNumber = user.typeId() == QMetaType::LongLong;
    if (user.isValid() && !user.isNull() && !isNumber && user.typeId() != QMetaType::QString)
        return u"userId: must be a text or a whole number"_s;
    wish.userId = user.toString();
    for (const QString& wrong : {readTicketTypes(asked["types"_L1], wish),
             readTtl(asked["ttl"_L1], wish), readUntil(asked["until"_L1], wish)}) {
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

} // namespace

// The wish to end a user's streams, on its way around the instances.
struct ProofDesk::Ending {
    quint64 number = 0;
    std::string user;
    auth::DenialList::Denial denial;
    bool denies = false;
    UserEnded result;
    std::int64_t left = 0; // instances that have not answered
    std::function<void(const UserEnded&)> done;
};

ProofDesk::ProofDesk(HubSide hub)
    : m_hub(std::move(hub))
{
    askIssuer(m_thread, m_hub.options, m_hub.access);
    askTheApp(m_thread, m_hub.options);
}

ProofDesk::~ProofDesk()
{
    for (const auto& [number, ending] : std::exchange(m_endings, {}))
        ending->done(ending->result);
}

void ProofDesk::setRedis(RedisBroker& redis)
{
    m_broker = &redis;
    m_redis = std::make_unique<RedisProofs>(redis.commands(), redis.keys(), m_hub.mark);
    m_hub.access.setTicketsElsewhere();
    connect(&redis, &RedisBroker::readyChanged, this, &ProofDesk::redisReady);
    redisReady();
}

// ---------------------------------------------------------------- tickets

void ProofDesk::takeTicket(const auth::Digest& ticket, std::uint64_t stream, bool looks,
    std::function<void(const auth::TicketStore::Taking&)> done)
{
    handOver(this, [this, ticket, stream, looks, done = std::move(done)]() mutable {
        if (!m_redis)
            return done({});
        m_redis->takeTicket(ticket, stream, looks,
            [this, ticket, stream, looks, done = std::move(done)](
                const auth::TicketStore::Taking& taking) {
                if (taking.outcome == auth::TicketOutcome::Taken && !looks)
                    m_hub.access.tickets().hold(ticket, stream);
                done(taking);
            });
    });
}

void ProofDesk::ticketEnded(const auth::Digest& ticket, std::uint64_t stream)
{
    handOver(this, [this, ticket, stream] {
        if (m_redis)
            m_redis->ticketEnded(ticket, stream);
    });
}

void ProofDesk::makeTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done)
{
    const std::int64_t now = deskNowMs();
    auth::TicketGrant grant;
    grant.user = wish.userId.toStdString();
    grant.issuedAtMs = wish.issuedAtMs == 0 ? now : wish.issuedAtMs;
    grant.untilMs = wish.untilMs;
    if (grant.user.empty())
        return done(notMade(400, u"userId: must be there, whose stream the ticket opens"_s));
    if (const std::string wrong = checkName("userId", grant.user); !wrong.empty())
        return done(notMade(400, QString::fromStdString(wrong)));
    const std::string wrong
        = StreamQuery::readTypes(wish.types.join(u',').toStdString(), grant.types);
    if (!wrong.empty())
        return done(notMade(400, QString::fromStdString(wrong)));
    if (wish.ttl < TicketWish::LeastTtl || wish.ttl > TicketWish::MostTtl)
        return done(notMade(400, u"ttl: must be a duration from 1s to 1h, like 60s"_s));
    if (wish.untilMs != 0 && wish.untilMs <= now)
        return done(notMade(400, u"until: that is over"_s));
    const std::string ticket = auth::newTicket();
    const auth::Digest digest = auth::sha256(ticket);
    TicketMade made;
    made.ticket = QString::fromStdString(ticket);
    made.expiresInMs = wish.ttl.count();
    if (wish.untilMs != 0)
        made.expiresInMs = std::min<qint64>(made.expiresInMs, wish.untilMs - now);
    made.url = u"/api/notifications?ticket="_s + made.ticket;
    if (m_redis)
        return m_redis->putTicket(digest, grant, made.expiresInMs,
            [made, done = std::move(done)](const std::string& error) {
                done(error.empty() ? made : notMade(503, QString::fromStdString(error)));
            });
    if (!m_hub.access.tickets().add(digest, std::move(grant), now + made.expiresInMs, now))
        return done(notMade(
            503, u"%1 tickets are out already; try again"_s.arg(auth::TicketStore::MaxTickets)));
    done(made);
}

// A user could otherwise fill the memory for tickets.
bool ProofDesk::mayMakeOwn(const std::string& user)
{
    const qint64 now = monotonicMs();
    if (m_made.size() >= MaxMakers)
        std::erase_if(
            m_made, [now](const auto& one) { return now - one.second.sinceMs >= 60'000; });
    if (m_made.size() >= MaxMakers && !m_made.contains(user))
        return false;
    Made& made = m_made[user];
    if (made.count == 0 || now - made.sinceMs >= 60'000)
        made = {now, 0};
    return ++made.count <= OwnTicketsAMinute;
}

void ProofDesk::answerTicket(const AdminRequest& request)
{
    TicketWish wish;
    if (const QString wrong = readTicketWish(request.body, wish); !wrong.isEmpty())
        return answerError(request, 400, wrong);
    if (request.role == Role::User) {
        const QString own = QString::fromStdString(request.callerName);
        if (!wish.userId.isEmpty() && wish.userId != own)
            return answerError(request, 403, u"userId: the token is of another user"_s);
        if (!mayMakeOwn(request.callerName))
            return answerError(request, 429,
                u"a user may make %1 tickets a minute for himself"_s.arg(OwnTicketsAMinute),
                "Retry-After: 60\r\n");
        wish.userId = own;
        // It is worth no more than what it was made for.
        wish.issuedAtMs = std::max<qint64>(1, request.callerSinceMs);
        if (request.callerUntilMs != 0)
            wish.untilMs = wish.untilMs == 0
                ? request.callerUntilMs
                : std::min<qint64>(wish.untilMs, request.callerUntilMs);
    }
    makeTicket(wish, [request](const TicketMade& made) {
        if (!made.error.isEmpty())
            return answerError(request, made.status, made.error);
        QJsonObject told{{u"ticket"_s, made.ticket}, {u"expiresIn"_s, made.expiresInMs / 1000},
            {u"url"_s, made.url}};
        // where the app asks by the name that its pages use, they need not know it
        if (!request.askedBy.empty())
            told[u"link"_s] = QString(QString::fromStdString(request.askedBy) + made.url);
        answerJson(request, 200, told);
    });
}

// ---------------------------------------------------------------- exchanging keys and tokens

QString ProofDesk::exchange(const HubOptions& before, const HubOptions& after)
{
    if (proof_options::areSame(before, after))
        return {};
    bool isStricter = false;
    if (QString error = m_hub.access.exchange(after, isStricter); !error.isEmpty())
        return error;
    qCInfo(hubLog, "keys, tokens of roles or who is asked are others from now on");
    if (before.jwksUrl != after.jwksUrl)
        askIssuer(m_thread, after, m_hub.access);
    if (before.authorizeUrl != after.authorizeUrl)
        askTheApp(m_thread, after);
    if (!isStricter)
        return {};
    // those that are let in yet by what was known before end when they open
    const std::uint64_t first = m_hub.streams.nextStream();
    m_hub.access.setFirstProven(first);
    m_hub.ender.endWhere(
        [&access = m_hub.access, first](const Connection::Stream& stream) {
            return stream.id < first && !access.lets(stream.provenBy, stream.channel != nullptr);
        },
        DisconnectReason::Expired,
        [](int found) {
            qCInfo(hubLog, "%d streams ended, since what let them in does so no longer", found);
        });
    return {};
}

// ---------------------------------------------------------------- ending a user's streams

void ProofDesk::answerEndUser(const AdminRequest& request)
{
    const std::string& user = request.segments.front();
    if (const std::string wrong = checkName("userId", user); !wrong.empty())
        return answerError(request, 400, QString::fromStdString(wrong));
    const auto query = http::Query::parse(request.query);
    milliseconds deny{0};
    if (const auto text = query ? query->value("deny") : std::nullopt) {
        const auto duration
            = parseDuration(QString::fromUtf8(text->data(), static_cast<qsizetype>(text->size())));
        if (!duration || *duration < LeastDenial || *duration > MostDenial)
            return answerError(
                request, 400, u"deny: must be a duration from 1s to 720h, like 1h"_s);
        deny = *duration;
    }
    const QString userId = QString::fromStdString(user);
    endUser(userId, deny, [request, userId](const UserEnded& result) {
        if (!result.error.isEmpty())
            return answerError(request, result.status, result.error);
        answerJson(request, 200,
            {{u"userId"_s, userId}, {u"ended"_s, qint64(result.ended)},
                {u"instances"_s, result.instances}, {u"complete"_s, result.isComplete},
                {u"deniedUntil"_s,
                    result.deniedUntilMs == 0 ? QJsonValue()
                                              : QJsonValue(isoTime(result.deniedUntilMs))}});
    });
}

bool ProofDesk::deny(const std::string& user, const auth::DenialList::Denial& denial)
{
    if (m_hub.access.denials().add(user, denial, deskNowMs()) == auth::DenialList::Adding::Full)
        return false;
    m_hub.access.denials().setFirstStream(user, m_hub.streams.nextStream());
    return true;
}

void ProofDesk::endUser(
    const QString& userId, milliseconds denial, std::function<void(const UserEnded&)> done)
{
    const auto ending = std::make_shared<Ending>();
    ending->user = userId.toStdString();
    ending->denies = denial.count() > 0;
    ending->done = std::move(done);
    if (ending->denies) {
        const std::int64_t now = deskNowMs();
        ending->denial = {now, now + denial.count()};
        ending->result.deniedUntilMs = ending->denial.untilMs;
        if (!deny(ending->user, ending->denial)) {
            ending->result.error = u"%1 users are denied already"_s.arg(auth::DenialList::MaxUsers);
            ending->result.status = 503;
            return ending->done(ending->result);
        }
    }
    m_hub.ender.endUsers({ending->user},
        ending->denies ? DisconnectReason::Denied : DisconnectReason::Kicked,
        [this, ending](int found) {
            ending->result.ended = quint64(found);
            qCInfo(hubLog, "%d streams of user %s ended%s", found, ending->user.c_str(),
                ending->denies ? ", and what was issued before is refused" : "");
            if (!m_redis)
                return ending->done(ending->result);
            if (!ending->denies)
                return tellInstances(ending);
            m_redis->putDenial(ending->user, ending->denial, [this, ending](const std::string&) {
                // where that failed, telling does, too
                tellInstances(ending);
            });
        });
}

std::string ProofDesk::endMessage(
    const std::string& user, const auth::DenialList::Denial* denial, quint64 ask) const
{
    QJsonObject told{{u"by"_s, m_hub.mark}, {u"end"_s, QString::fromStdString(user)}};
    if (denial) {
        told[u"since"_s] = qint64(denial->sinceMs);
        told[u"until"_s] = qint64(denial->untilMs);
    }
    if (ask != 0)
        told[u"ask"_s] = qint64(ask);
    return QJsonDocument(told).toJson(QJsonDocument::Compact).toStdString();
}

void ProofDesk::tellInstances(const std::shared_ptr<Ending>& ending)
{
    ending->number = ++m_lastEnding;
    m_endings.emplace(ending->number, ending);
    const std::string message
        = endMessage(ending->user, ending->denies ? &ending->denial : nullptr, ending->number);
    m_redis->tell(message, [this, ending](std::int64_t heard) {
        if (!m_endings.contains(ending->number))
            return;
        if (heard == 0) {
            ending->result.status = 503;
            ending->result.error = ending->denies
                ? u"%1 streams were ended here; Redis is away, and other instances are told when it is back"_s
                : u"%1 streams were ended here; Redis is away, and other instances could not be told; try again"_s;
            ending->result.error = ending->result.error.arg(ending->result.ended);
            return conclude(ending);
        }
        // answers may have come before
        ending->left += heard - 1;
        if (ending->left <= 0)
            return conclude(ending);
        QTimer::singleShot(InstancesMs, this, [this, ending] {
            ending->result.isComplete = false;
            conclude(ending);
        });
    });
}

void ProofDesk::conclude(const std::shared_ptr<Ending>& ending)
{
    if (m_endings.erase(ending->number) > 0)
        ending->done(ending->result);
}

// What another instance tells; anybody with a Redis client may.
void ProofDesk::take(std::string_view payload)
{
    const QJsonObject told = QJsonDocument::fromJson(
        QByteArray(payload.data(), static_cast<qsizetype>(payload.size())))
                                 .object();
    const QString by = told["by"_L1].toString();
    if (by.isEmpty() || by == m_hub.mark)
        return;
    if (told.contains("to"_L1))
        return takeAnswer(told);
    const std::string user = told["end"_L1].toString().toStdString();
    if (user.empty() || !checkName("userId", user).empty())
        return;
    const auth::DenialList::Denial denial{
        told["since"_L1].toInteger(), told["until"_L1].toInteger()};
    const bool denies = denial.sinceMs > 0 && denial.untilMs > denial.sinceMs
        && denial.untilMs - denial.sinceMs <= MostDenial.count();
    if (denies && !deny(user, denial))
        qCWarning(hubLog, "another instance denies user %s, and %zu are denied here already",
            user.c_str(), auth::DenialList::MaxUsers);
    m_hub.ender.endUsers({user}, denies ? DisconnectReason::Denied : DisconnectReason::Kicked,
        [this, by, ask = told["ask"_L1].toInteger()](int found) {
            if (!m_redis || ask == 0)
                return;
            const QJsonObject answer{
                {u"by"_s, m_hub.mark}, {u"to"_s, by}, {u"ask"_s, ask}, {u"ended"_s, found}};
            m_redis->tell(QJsonDocument(answer).toJson(QJsonDocument::Compact).toStdString(),
                [](std::int64_t) {});
        });
}

void ProofDesk::takeAnswer(const QJsonObject& told)
{
    if (told["to"_L1].toString() != m_hub.mark)
        return;
    const auto found = m_endings.find(quint64(told["ask"_L1].toInteger()));
    if (found == m_endings.end())
        return;
    const std::shared_ptr<Ending> ending = found->second;
    ending->result.ended += quint64(std::max<qint64>(0, told["ended"_L1].toInteger()));
    ++ending->result.instances;
    if (--ending->left == 0)
        conclude(ending);
}

// Both ways: what others have denied while this one did not listen, and what was denied here while
// Redis was away.
void ProofDesk::redisReady()
{
    if (!m_redis || !m_broker->isReady())
        return;
    m_redis->readDenials([this](const std::vector<RedisProofs::Denied>& denied) {
        const std::int64_t now = deskNowMs();
        std::unordered_set<std::string> newly;
        std::unordered_map<std::string, std::int64_t> there;
        for (const RedisProofs::Denied& one : denied) {
            there[one.user] = std::max(there[one.user], one.denial.sinceMs);
            if (m_hub.access.denials().add(one.user, one.denial, now)
                != auth::DenialList::Adding::New)
                continue;
            m_hub.access.denials().setFirstStream(one.user, m_hub.streams.nextStream());
            newly.insert(one.user);
        }
        if (!newly.empty())
            m_hub.ender.endUsers(std::move(newly), DisconnectReason::Denied, [](int) {});
        for (const auto& [user, denial] : m_hub.access.denials().all(now)) {
            const auto known = there.find(user);
            if (known != there.end() && known->second >= denial.sinceMs)
                continue;
            m_redis->putDenial(user, denial, [](const std::string&) {});
            m_redis->tell(endMessage(user, &denial, 0), [](std::int64_t) {});
        }
    });
}

} // namespace fanlight
