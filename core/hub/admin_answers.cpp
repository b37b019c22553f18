// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_answers.h"

#include "hub/json_fields.h"
#include "hub/limit_options.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>

#include <array>

namespace fanlight::admin_answers {

using namespace Qt::Literals::StringLiterals;

namespace {

// A number that says “not known” by being below 0.
QJsonValue countOrNull(qint64 count)
{
    return count < 0 ? QJsonValue() : QJsonValue(count);
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

// A word that stands for a value, both ways.
template <class Value> struct Word {
    Value value;
    QLatin1StringView name;
};

template <class Value, std::size_t N>
QString wordOf(const std::array<Word<Value>, N>& words, Value value)
{
    for (const Word<Value>& word : words) {
        if (word.value == value)
            return word.name;
    }
    return words.front().name;
}

// A word of a later version is none of these: what was there stays.
template <class Value, std::size_t N>
void takeWord(
    JsonFields& fields, QLatin1StringView name, const std::array<Word<Value>, N>& words, Value& to)
{
    QString text;
    fields.text(name, text);
    for (const Word<Value>& word : words) {
        if (text == word.name)
            to = word.value;
    }
}

constexpr std::array KindWords{Word<AudienceKind>{AudienceKind::Followers, "followers"_L1},
    Word<AudienceKind>{AudienceKind::Interests, "interests"_L1}};
constexpr std::array AnonymousWords{Word<Anonymous>{Anonymous::None, "none"_L1},
    Word<Anonymous>{Anonymous::Broadcasts, "broadcasts"_L1},
    Word<Anonymous>{Anonymous::All, "all"_L1}};
constexpr std::array RoleWords{Word<Role>{Role::None, "none"_L1},
    Word<Role>{Role::Monitor, "monitor"_L1}, Word<Role>{Role::Publish, "publish"_L1},
    Word<Role>{Role::Admin, "admin"_L1}, Word<Role>{Role::User, "user"_L1}};
using Outcome = RedisCheckStep::Outcome;
constexpr std::array OutcomeWords{Word<Outcome>{Outcome::NotTried, "not tried"_L1},
    Word<Outcome>{Outcome::Passed, "passed"_L1}, Word<Outcome>{Outcome::Failed, "failed"_L1}};
using LimitKind = prometheus_text::LimitKind;
constexpr std::array LimitWords{Word<LimitKind>{LimitKind::Streams, "streams"_L1},
    Word<LimitKind>{LimitKind::Requests, "requests"_L1},
    Word<LimitKind>{LimitKind::Publishes, "publishes"_L1},
    Word<LimitKind>{LimitKind::WrongTokens, "wrongTokens"_L1}};

template <class Rows, class Json> QJsonArray listOfRows(const Rows& rows, const Json& json)
{
    QJsonArray list;
    for (const auto& row : rows)
        list.append(json(row));
    return list;
}

} // namespace

// ---------------------------------------------------------------- before a publish

QJsonObject toJson(const Reach& reach)
{
    return {{u"audience"_s, countOrNull(reach.audience)},
        {u"usersOnline"_s, countOrNull(reach.usersOnline)}, {u"connections"_s, reach.connections},
        {u"allConnections"_s, reach.allConnections}, {u"countsInstances"_s, reach.countsInstances}};
}

bool readReach(const QJsonObject& object, Reach& reach)
{
    JsonFields fields(object);
    fields.whole("audience"_L1, reach.audience);
    fields.whole("usersOnline"_L1, reach.usersOnline);
    fields.whole("connections"_L1, reach.connections);
    fields.whole("allConnections"_L1, reach.allConnections);
    fields.flag("countsInstances"_L1, reach.countsInstances);
    return fields.isGood() && fields.has("connections"_L1);
}

QJsonObject toJson(const ReplayPreview& replay)
{
    const auto event = [](const ReplayPreview::Event& one) {
        return QJsonObject{{u"id"_s, one.id}, {u"publishedAtMs"_s, one.publishedAtMs},
            {u"toUser"_s, one.toUser}, {u"toEveryone"_s, one.toEveryone},
            {u"notifications"_s, one.notifications}, {u"type"_s, one.type},
            {u"wire"_s, QString::fromLatin1(one.wire.toBase64())}};
    };
    return {{u"missing"_s, textOrNull(replay.missing)},
        {u"events"_s, listOfRows(replay.events, event)}};
}

bool readReplay(const QJsonObject& object, ReplayPreview& replay)
{
    JsonFields fields(object);
    fields.text("missing"_L1, replay.missing);
    qsizetype bytes = 0;
    fields.objects("events"_L1, [&](const QJsonObject& one) {
        JsonFields of(one);
        ReplayPreview::Event event;
        of.text("id"_L1, event.id);
        of.whole("publishedAtMs"_L1, event.publishedAtMs);
        of.flag("toUser"_L1, event.toUser);
        of.flag("toEveryone"_L1, event.toEveryone);
        of.whole("notifications"_L1, event.notifications, 0, 1'000'000);
        of.text("type"_L1, event.type);
        of.bytes("wire"_L1, event.wire, MostWireBytes);
        bytes += event.wire.size();
        replay.events.push_back(std::move(event));
        return of.isGood() && bytes <= MostWireBytes;
    });
    return fields.isGood() && fields.has("events"_L1);
}

// ---------------------------------------------------------------- audience

QJsonObject toJson(const AudienceSets& sets)
{
    const auto set = [](const AudienceSets::Set& one) {
        return QJsonObject{{u"name"_s, one.name}, {u"size"_s, one.size}};
    };
    return {{u"sets"_s, listOfRows(sets.sets, set)}, {u"more"_s, sets.more}};
}

bool readSets(const QJsonObject& object, AudienceSets& sets)
{
    JsonFields fields(object);
    fields.objects(
        "sets"_L1,
        [&sets](const QJsonObject& one) {
            JsonFields of(one);
            AudienceSets::Set set;
            of.text("name"_L1, set.name);
            of.whole("size"_L1, set.size);
            sets.sets.push_back(std::move(set));
            return of.isGood() && of.has("name"_L1);
        },
        AudienceSets::Most);
    fields.flag("more"_L1, sets.more);
    return fields.isGood() && fields.has("sets"_L1);
}

QJsonObject toJson(const AudienceMembers& members)
{
    return {{u"users"_s,
                QJsonArray::fromStringList(
                    members.users.first(std::min(members.users.size(), MostMembers)))},
        {u"total"_s, members.users.size()}};
}

bool readMembers(const QJsonObject& object, AudienceMembers& members)
{
    JsonFields fields(object);
    fields.texts("users"_L1, members.users, MostMembers);
    qint64 total = members.users.size();
    fields.whole("total"_L1, total);
    if (total > members.users.size())
        members.error
            = u"It has %1 users; a window elsewhere gets at most %2 of them."_s.arg(total).arg(
                members.users.size());
    return fields.isGood() && fields.has("users"_L1);
}

QJsonObject toJson(const std::vector<AudienceChange>& changes)
{
    const auto change = [](const AudienceChange& one) {
        return QJsonObject{{u"kind"_s, wordOf(KindWords, one.kind)}, {u"set"_s, one.set},
            {u"users"_s, QJsonArray::fromStringList(one.users)}, {u"remove"_s, one.remove}};
    };
    return {{u"changes"_s, listOfRows(changes, change)}};
}

QString readChanges(const QJsonObject& object, std::vector<AudienceChange>& changes)
{
    JsonFields fields(object);
    fields.objects("changes"_L1, [&changes](const QJsonObject& one) {
        JsonFields of(one);
        AudienceChange change;
        QString kind;
        of.text("kind"_L1, kind);
        takeWord(of, "kind"_L1, KindWords, change.kind);
        of.text("set"_L1, change.set);
        of.texts("users"_L1, change.users);
        of.flag("remove"_L1, change.remove);
        const bool isKind = kind == wordOf(KindWords, change.kind);
        changes.push_back(std::move(change));
        return of.isGood() && isKind && of.has("set"_L1);
    });
    if (fields.isGood() && fields.has("changes"_L1))
        return {};
    return u"changes: must be a list of objects with “kind” (followers or interests), “set”, "
           "“users” (a list of texts) and perhaps “remove” (true or false)"_s;
}

// ---------------------------------------------------------------- access

QJsonObject toJson(const AccessSnapshot& access)
{
    const auto key = [](const AccessKeyRow& row) {
        QJsonArray algorithms;
        for (const std::string& one : row.algorithms)
            algorithms.append(textOf(one));
        return QJsonObject{{u"id"_s, textOf(row.id)}, {u"kind"_s, textOf(row.kind)},
            {u"algorithms"_s, algorithms}, {u"source"_s, textOf(row.source)},
            {u"refreshedMs"_s, qint64(row.refreshedMs)}, {u"lastUsedMs"_s, qint64(row.lastUsedMs)}};
    };
    const auto token = [](const AccessTokenRow& row) {
        return QJsonObject{{u"name"_s, textOf(row.name)}, {u"role"_s, wordOf(RoleWords, row.role)},
            {u"lastUsedMs"_s, qint64(row.lastUsedMs)}};
    };
    const auto limit = [](const AccessLimitRow& row) {
        return QJsonObject{{u"kind"_s, wordOf(LimitWords, row.kind)},
            {u"count"_s, qint64(row.limit.count)}, {u"perSeconds"_s, qint64(row.limit.per.count())},
            {u"burst"_s, qint64(row.limit.burst)}, {u"auto"_s, row.isAuto},
            {u"refused"_s, qint64(row.refused)}};
    };
    const auto refusal = [](const RefusalRow& row) {
        return QJsonObject{{u"id"_s, qint64(row.id)}, {u"address"_s, textOf(row.address)},
            {u"wanted"_s, textOf(row.wanted)}, {u"why"_s, textOf(row.why)},
            {u"status"_s, row.status}, {u"firstMs"_s, qint64(row.firstMs)},
            {u"lastMs"_s, qint64(row.lastMs)}, {u"count"_s, qint64(row.count)}};
    };
    return {{u"takenAtMs"_s, access.takenAtMs}, {u"listening"_s, access.isListening},
        {u"listen"_s, access.listen}, {u"front"_s, access.front},
        {u"reachable"_s, access.isReachable}, {u"hasRoles"_s, access.hasRoles},
        {u"hasKeys"_s, access.hasKeys}, {u"canMint"_s, access.canMint},
        {u"allowsFaults"_s, access.allowsFaults},
        {u"anonymous"_s, wordOf(AnonymousWords, access.anonymous)}, {u"issuer"_s, access.issuer},
        {u"audience"_s, access.audience}, {u"userClaim"_s, access.userClaim},
        {u"hostNames"_s, QJsonArray::fromStringList(access.hostNames)},
        {u"features"_s, QJsonArray::fromStringList(access.features)},
        {u"keys"_s, listOfRows(access.keys, key)}, {u"tokens"_s, listOfRows(access.tokens, token)},
        {u"limits"_s, listOfRows(access.limits, limit)},
        {u"once"_s,
            QJsonObject{{u"keys"_s, qint64(access.once.keys)},
                {u"most"_s, qint64(access.once.most)},
                {u"forgotten"_s, qint64(access.once.forgotten)}}},
        {u"refusals"_s,
            QJsonObject{{u"rows"_s, listOfRows(access.refusals.rows, refusal)},
                {u"total"_s, qint64(access.refusals.total)},
                {u"forgotten"_s, qint64(access.refusals.forgotten)}}}};
}

static bool readAccessRows(JsonFields& fields, AccessSnapshot& access)
{
    fields.objects("keys"_L1, [&access](const QJsonObject& one) {
        JsonFields of(one);
        AccessKeyRow row;
        QStringList algorithms;
        of.text("id"_L1, row.id);
        of.text("kind"_L1, row.kind);
        of.texts("algorithms"_L1, algorithms);
        of.text("source"_L1, row.source);
        of.whole("refreshedMs"_L1, row.refreshedMs);
        of.whole("lastUsedMs"_L1, row.lastUsedMs);
        for (const QString& algorithm : algorithms)
            row.algorithms.push_back(algorithm.toStdString());
        access.keys.push_back(std::move(row));
        return of.isGood();
    });
    fields.objects("tokens"_L1, [&access](const QJsonObject& one) {
        JsonFields of(one);
        AccessTokenRow row;
        of.text("name"_L1, row.name);
        takeWord(of, "role"_L1, RoleWords, row.role);
        of.whole("lastUsedMs"_L1, row.lastUsedMs);
        access.tokens.push_back(std::move(row));
        return of.isGood();
    });
    fields.objects("limits"_L1, [&access](const QJsonObject& one) {
        JsonFields of(one);
        AccessLimitRow row;
        qint64 perSeconds = 1;
        takeWord(of, "kind"_L1, LimitWords, row.kind);
        of.whole("count"_L1, row.limit.count, 0, double(limit_options::MostCount));
        of.whole("perSeconds"_L1, perSeconds, 1, 24.0 * 3600);
        of.whole("burst"_L1, row.limit.burst, 0, double(limit_options::MostBurst));
        of.flag("auto"_L1, row.isAuto);
        of.whole("refused"_L1, row.refused);
        row.limit.per = std::chrono::seconds(perSeconds);
        access.limits.push_back(row);
        return of.isGood();
    });
    return fields.isGood();
}

// An earlier hub does not tell.
static bool readOnceKeys(JsonFields& all, OnceKeysRow& once)
{
    once.isKnown = all.has("once"_L1);
    JsonFields fields(all.object("once"_L1));
    fields.whole("keys"_L1, once.keys);
    fields.whole("most"_L1, once.most);
    fields.whole("forgotten"_L1, once.forgotten);
    return fields.isGood();
}

static bool readRefusals(const QJsonObject& object, RefusalBook::Contents& refusals)
{
    JsonFields fields(object);
    fields.objects("rows"_L1, [&refusals](const QJsonObject& one) {
        JsonFields of(one);
        RefusalRow row;
        of.whole("id"_L1, row.id);
        of.text("address"_L1, row.address);
        of.text("wanted"_L1, row.wanted);
        of.text("why"_L1, row.why);
        of.whole("status"_L1, row.status, 0, 999);
        of.whole("firstMs"_L1, row.firstMs);
        of.whole("lastMs"_L1, row.lastMs);
        of.whole("count"_L1, row.count);
        refusals.rows.push_back(std::move(row));
        return of.isGood();
    });
    fields.whole("total"_L1, refusals.total);
    fields.whole("forgotten"_L1, refusals.forgotten);
    return fields.isGood();
}

bool readAccess(const QJsonObject& object, AccessSnapshot& access)
{
    JsonFields fields(object);
    fields.whole("takenAtMs"_L1, access.takenAtMs);
    fields.flag("listening"_L1, access.isListening);
    fields.text("listen"_L1, access.listen);
    fields.text("front"_L1, access.front);
    fields.flag("reachable"_L1, access.isReachable);
    fields.flag("hasRoles"_L1, access.hasRoles);
    fields.flag("hasKeys"_L1, access.hasKeys);
    fields.flag("canMint"_L1, access.canMint);
    fields.flag("allowsFaults"_L1, access.allowsFaults);
    takeWord(fields, "anonymous"_L1, AnonymousWords, access.anonymous);
    fields.text("issuer"_L1, access.issuer);
    fields.text("audience"_L1, access.audience);
    fields.text("userClaim"_L1, access.userClaim);
    fields.texts("hostNames"_L1, access.hostNames);
    fields.texts("features"_L1, access.features);
    return readAccessRows(fields, access) && readOnceKeys(fields, access.once)
        && readRefusals(fields.object("refusals"_L1), access.refusals) && fields.isGood()
        && fields.has("takenAtMs"_L1);
}

bool readTokenReport(const QJsonObject& object, TokenReport& report)
{
    JsonFields fields(object);
    bool isGood = false;
    fields.flag("ok"_L1, isGood);
    fields.text("reason"_L1, report.refusal);
    fields.text("userId"_L1, report.user);
    fields.time("expiresAt"_L1, report.validUntilMs);
    fields.objects("checks"_L1, [&report](const QJsonObject& one) {
        JsonFields of(one);
        TokenReport::Line line;
        of.text("what"_L1, line.what);
        of.text("reason"_L1, line.refusal);
        of.text("value"_L1, line.value);
        of.whole("timeMs"_L1, line.timeMs, -JsonFields::MostCount);
        report.lines.push_back(std::move(line));
        return of.isGood() && of.has("what"_L1);
    });
    return fields.isGood() && fields.has("ok"_L1) && isGood == report.refusal.isEmpty();
}

// ---------------------------------------------------------------- Redis

QJsonObject toJson(const RedisCheck& check)
{
    const auto step = [](const RedisCheckStep& one) {
        return QJsonObject{{u"name"_s, one.name}, {u"outcome"_s, wordOf(OutcomeWords, one.outcome)},
            {u"text"_s, one.text}};
    };
    return {{u"steps"_s, listOfRows(check.steps, step)}, {u"passed"_s, check.passed}};
}

bool readCheck(const QJsonObject& object, RedisCheck& check)
{
    JsonFields fields(object);
    fields.objects("steps"_L1, [&check](const QJsonObject& one) {
        JsonFields of(one);
        RedisCheckStep step;
        of.text("name"_L1, step.name);
        takeWord(of, "outcome"_L1, OutcomeWords, step.outcome);
        of.text("text"_L1, step.text);
        check.steps.push_back(std::move(step));
        return of.isGood() && of.has("name"_L1);
    });
    fields.flag("passed"_L1, check.passed);
    return fields.isGood() && fields.has("passed"_L1);
}

// ---------------------------------------------------------------- options

// Who goes there, and by which password, is nobody's business.
static QString withoutUser(QString text)
{
    static const QRegularExpression User(u"//[^/@?,]*@"_s);
    static const QRegularExpression Password(u"[?&](?:sentinel-)?password=[^&,]*"_s);
    return text.replace(User, u"//"_s).remove(Password);
}

QJsonObject toJson(const HubOptions& options)
{
    QJsonObject told;
    QJsonArray live;
    QJsonArray secret;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(options, name);
        if (!spec.isSecret)
            told.insert(name, withoutUser(text));
        else if (!text.isEmpty())
            secret.append(name);
        if (isLiveOption(name))
            live.append(name);
    }
    return {{u"options"_s, told}, {u"live"_s, live}, {u"secret"_s, secret}};
}

bool readOptions(const QJsonObject& object, HubOptions& options, QStringList& secrets)
{
    JsonFields fields(object);
    const QJsonObject told = fields.object("options"_L1);
    fields.texts("secret"_L1, secrets);
    if (!fields.isGood() || !fields.has("options"_L1))
        return false;
    for (auto one = told.begin(); one != told.end(); ++one) {
        if (!one.value().isString() || one.value().toString().size() > JsonFields::MostText)
            return false;
        setHubOption(options, one.key(), one.value().toString());
    }
    return true;
}

} // namespace fanlight::admin_answers
