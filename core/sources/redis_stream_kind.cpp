// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis_stream_kind.h"

#include "metrics/units.h"
#include "qtredis/refusal.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto StreamScheme = "redis-stream"_L1;
constexpr auto StreamTlsScheme = "rediss-stream"_L1;
constexpr auto StreamUnixScheme = "redis-stream+unix"_L1;
constexpr quint16 StreamPort = 6379;
constexpr std::chrono::milliseconds StreamLeastIdle = std::chrono::seconds(1);
constexpr std::chrono::milliseconds StreamMostIdle = std::chrono::hours(1);

QString readStreamDatabase(const QString& text, redis::RedisUrl* url)
{
    if (text.isEmpty())
        return {};
    const auto number = parseWholeNumber(text);
    if (!number || *number > 1'000'000)
        return u"the database “%1” is no number from 0"_s.arg(text);
    url->db = static_cast<int>(*number);
    return {};
}

// Where Redis is.
QString readStreamServer(const SourceUrl& url, redis::RedisUrl* server)
{
    const bool isUnix = url.scheme == StreamUnixScheme;
    const bool isTls = url.scheme == StreamTlsScheme;
    server->kind = isUnix ? redis::RedisUrl::Kind::Unix
        : isTls           ? redis::RedisUrl::Kind::Tls
                          : redis::RedisUrl::Kind::Plain;
    server->user = url.user;
    server->password = url.password;
    server->passwordFile = url.passwordFile;
    if (!url.user.isEmpty() && url.password.isNull() && url.passwordFile.isEmpty())
        return u"with the user stands no password (user:password@, or ?password=@FILE)"_s;
    if (isUnix) {
        if (!url.hosts.isEmpty() || url.path.isEmpty())
            return u"the path of a socket begins with a slash, "
                   "redis-stream+unix:///run/redis/redis.sock"_s;
        server->endpoints = {{u'/' % url.path, 0}};
        return readStreamDatabase(url.value(u"db"), server);
    }
    if (url.hosts.size() != 1)
        return url.hosts.isEmpty() ? u"the host is missing"_s
                                   : u"one Redis keeps a stream, and several hosts are named"_s;
    const SourceHost& host = url.hosts.front();
    server->endpoints = {{host.name, host.port == 0 ? StreamPort : host.port}};
    if (!isTls
        && !(url.value(u"ca").isNull() && url.value(u"cert").isNull()
            && url.value(u"cert-key").isNull()))
        return u"“ca=”, “cert=” and “cert-key=” are for rediss-stream://"_s;
    if (!url.value(u"db").isNull())
        return u"the database stands behind the host, as in redis-stream://host/1"_s;
    server->caFile = url.value(u"ca");
    server->certificateFile = url.value(u"cert");
    server->keyFile = url.value(u"cert-key");
    return readStreamDatabase(url.path, server);
}

QString readStreamKind(const SourceUrl& url, QString* queue)
{
    RedisStreamPlace place;
    const QString wrong = RedisStreamPlace::read(url, &place);
    *queue = place.key;
    return wrong;
}

} // namespace

QString RedisStreamPlace::read(const SourceUrl& url, RedisStreamPlace* place)
{
    QString wrong = readStreamServer(url, &place->url);
    if (wrong.isEmpty())
        wrong = source_kinds::readNeeded(
            url, u"key", u"the key of the stream, ?key=outbox"_s, &place->key);
    if (wrong.isEmpty())
        wrong = source_kinds::readCount(
            url, u"prefetch", 1, source_kinds::MostPrefetch, &place->prefetch);
    if (!wrong.isEmpty())
        return wrong;
    const QString group = url.value(u"group");
    place->group = group.isNull() ? u"fanlight"_s : group;
    place->consumer = url.value(u"consumer");
    const QString dead = url.value(u"dead");
    place->deadKey = dead.isNull() ? place->key % u":dead"_s : dead;
    if (const QString idle = url.value(u"idle"); !idle.isNull()) {
        const auto time = parseDuration(idle);
        if (!time || *time < StreamLeastIdle || *time > StreamMostIdle)
            return u"“idle=” is no duration from %1 to %2, like 30s"_s.arg(
                durationText(StreamLeastIdle), durationText(StreamMostIdle));
        place->idle = *time;
    }
    if (place->group.isEmpty())
        return u"“group=” is empty"_s;
    return place->deadKey == place->key || place->deadKey.isEmpty()
        ? u"“dead=” is the key of another stream than “key=”"_s
        : QString();
}

QString RedisStreamPlace::explain(std::string_view error) const
{
    return QString::fromStdString(
        redis::explainError(error, redis::grantLine(url, rules()).toStdString()));
}

QString RedisStreamPlace::rules() const
{
    return u"~%1 ~%2 +ping +select +client|setname +xgroup|create +xgroup|delconsumer +xreadgroup "
           "+xack +xclaim +xpending +xinfo|groups +xinfo|consumers +xadd +xlen +xrevrange +xdel "
           "+eval"_s.arg(key, deadKey);
}

SourceKind redisStreamKind()
{
    return {u"redis-stream"_s, u"Redis Streams"_s,
        u"redis-stream://[user:password@]host[:port][/db]?key=KEY[&group=fanlight]"
        "[&consumer=NAME][&prefetch=100][&dead=KEY][&idle=30s], rediss-stream:// with TLS "
        "[&ca=FILE&cert=FILE&cert-key=FILE], redis-stream+unix:///path/to/redis.sock?key=KEY[&db=N]"_s,
        {StreamScheme, StreamTlsScheme, StreamUnixScheme},
        {u"key"_s, u"group"_s, u"consumer"_s, u"prefetch"_s, u"dead"_s, u"idle"_s, u"db"_s, u"ca"_s,
            u"cert"_s, u"cert-key"_s},
        {}, readStreamKind};
}

} // namespace fanlight
