// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/redis_url.h"

#include "qtredis/url_parts.h"

#include <QHostAddress>

#include <algorithm>
#include <array>
#include <utility>

namespace fanlight::redis {

namespace {

constexpr quint16 ServerPort = 6379;
constexpr quint16 SentinelPort = 26379;

// The parts of this parser return what is wrong, or nothing.
using Problem = QString;

using url_parts::escape;
using url_parts::unescape;

bool isHostName(QStringView host)
{
    return std::all_of(host.begin(), host.end(),
        [](QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_'; });
}

Problem parsePort(QStringView text, quint16* port)
{
    bool isNumber = false;
    const uint value = text.toUInt(&isNumber);
    if (!isNumber || value == 0 || value > 65535)
        return QStringLiteral("the port “%1” is no number from 1 to 65535").arg(text);
    *port = static_cast<quint16>(value);
    return {};
}

Problem parseEndpoint(QStringView text, Endpoint* endpoint)
{
    QStringView rest;
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        endpoint->host = text.mid(1, close - 1).toString();
        if (close < 0 || QHostAddress(endpoint->host).protocol() != QAbstractSocket::IPv6Protocol)
            return QStringLiteral("“%1” is no IPv6 address in brackets").arg(text);
        rest = text.mid(close + 1);
        if (!rest.isEmpty() && !rest.startsWith(u':'))
            return QStringLiteral("“%1” follows the IPv6 address").arg(rest);
    } else {
        const qsizetype colon = text.indexOf(u':');
        endpoint->host = text.left(colon < 0 ? text.size() : colon).toString();
        rest = colon < 0 ? QStringView() : text.mid(colon);
        if (rest.count(u':') > 1)
            return QStringLiteral(
                "“%1” has more than one colon (an IPv6 address stands in brackets: [::1]:6379)")
                .arg(text);
        if (endpoint->host.isEmpty())
            return QStringLiteral("the host is missing");
        if (!isHostName(endpoint->host))
            return QStringLiteral("“%1” is no host name").arg(endpoint->host);
    }
    return rest.isEmpty() ? Problem() : parsePort(rest.mid(1), &endpoint->port);
}

// A user alone has the password in the query.
Problem parseCredentials(QStringView text, RedisUrl* url)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return unescape(text, &url->user);
    if (Problem problem = unescape(text.left(colon), &url->user); !problem.isEmpty())
        return problem;
    if (!url->password.isNull() || !url->passwordFile.isEmpty())
        return QStringLiteral("the password is given twice");
    url->password = QLatin1StringView(""); // empty, not null
    return unescape(text.mid(colon + 1), &url->password);
}

Problem parseAuthority(QStringView text, RedisUrl* url)
{
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        if (Problem problem = parseCredentials(text.left(at), url); !problem.isEmpty())
            return problem;
        text = text.mid(at + 1);
    }
    if (url->kind == RedisUrl::Kind::Unix)
        return text.isEmpty() ? Problem()
                              : QStringLiteral("the path of a socket begins with a slash, "
                                               "unix:///run/redis/redis.sock");
    const bool isSentinel = url->kind == RedisUrl::Kind::Sentinel;
    const bool areMany = isSentinel || url->kind == RedisUrl::Kind::Cluster;
    const QList<QStringView> parts = areMany ? text.split(u',') : QList<QStringView>{text};
    for (const QStringView part : parts) {
        Endpoint endpoint{{}, isSentinel ? SentinelPort : ServerPort};
        if (Problem problem = parseEndpoint(part, &endpoint); !problem.isEmpty())
            return problem;
        url->endpoints.append(endpoint);
    }
    return {};
}

Problem parseDatabase(QStringView text, RedisUrl* url)
{
    bool isNumber = false;
    url->db = text.toInt(&isNumber);
    return !isNumber || url->db < 0
        ? QStringLiteral("the database “%1” is no number from 0").arg(text)
        : Problem();
}

Problem parseSocketPath(QStringView text, RedisUrl* url)
{
    Endpoint endpoint{{}, 0};
    if (Problem problem = unescape(text, &endpoint.host); !problem.isEmpty())
        return problem;
    if (endpoint.host.size() < 2 || endpoint.host.endsWith(u'/'))
        return QStringLiteral("the path of the socket is missing, unix:///run/redis/redis.sock");
    url->endpoints.append(endpoint);
    return {};
}

Problem parsePath(QStringView text, RedisUrl* url)
{
    if (url->kind == RedisUrl::Kind::Unix)
        return parseSocketPath(text, url);
    text = text.mid(1);
    QList<QStringView> parts = text.split(u'/');
    if (url->kind == RedisUrl::Kind::Sentinel) {
        if (Problem problem = unescape(parts.takeFirst(), &url->masterName); !problem.isEmpty())
            return problem;
        if (url->masterName.isEmpty())
            return QStringLiteral(
                "the name of the primary is missing (the one that “sentinel monitor” gives it)");
        text = parts.isEmpty() ? QStringView() : text.mid(parts.first().begin() - text.begin());
    }
    if (parts.isEmpty() || (parts.size() == 1 && parts.first().isEmpty()))
        return {};
    if (Problem problem = parseDatabase(text, url); !problem.isEmpty())
        return problem;
    return url->kind == RedisUrl::Kind::Cluster && url->db != 0
        ? QStringLiteral("a cluster has no database but 0")
        : Problem();
}

// Where a value of the query goes; null: it means nothing there.
struct QueryPlace {
    QString* text = nullptr;
    QString* file = nullptr; // of a password: where @FILE goes
};

QueryPlace queryPlace(QStringView key, RedisUrl* url)
{
    if (key == u"user" || key == u"username")
        return {&url->user};
    if (key == u"password")
        return {&url->password, &url->passwordFile};
    if (url->kind == RedisUrl::Kind::Sentinel) {
        if (key == u"sentinel-user" || key == u"sentinel-username")
            return {&url->sentinelUser};
        if (key == u"sentinel-password")
            return {&url->sentinelPassword, &url->sentinelPasswordFile};
    }
    if (!url->hasTls())
        return {};
    return {key == u"ca"     ? &url->caFile
            : key == u"cert" ? &url->certificateFile
            : key == u"key"  ? &url->keyFile
                             : nullptr};
}

Problem parseQuery(QStringView text, RedisUrl* url)
{
    bool hasDatabase = false;
    for (const QStringView part : text.split(u'&')) {
        const QStringView key = part.left(part.indexOf(u'='));
        const QStringView value = part.mid(key.size() + 1);
        const bool isDatabase = url->kind == RedisUrl::Kind::Unix
            && (key == u"db" || key == u"database") && !std::exchange(hasDatabase, true);
        if (isDatabase && part.contains(u'=')) {
            if (Problem problem = parseDatabase(value, url); !problem.isEmpty())
                return problem;
            continue;
        }
        if (url->kind == RedisUrl::Kind::Cluster
            && (part == u"pubsub=classic" || part == u"pubsub=sharded")) {
            url->isSharded = value == u"sharded";
            continue;
        }
        if (url->kind == RedisUrl::Kind::Cluster && key == u"pubsub")
            return QStringLiteral(
                "“?pubsub=” is classic (what is published at any node reaches all "
                "clients) or sharded (SPUBLISH, Redis 7)");
        const QueryPlace place = queryPlace(key, url);
        const bool isFile = place.file && value.startsWith(u'@');
        QString* const to = isFile ? place.file : place.text;
        const bool isTaken
            = place.text && (!place.text->isNull() || (place.file && !place.file->isNull()));
        if (!part.contains(u'=') || !to || isTaken)
            return QStringLiteral("“?%1” means nothing here").arg(key);
        if (Problem problem = unescape(value.mid(isFile ? 1 : 0), to); !problem.isEmpty())
            return problem;
        if (to->isEmpty())
            return place.file && !isFile
                ? QStringLiteral("“%1=” is empty").arg(key)
                : QStringLiteral("“%1=” names no %2")
                      .arg(key,
                          key.endsWith(u"user") || key.endsWith(u"username")
                              ? QStringLiteral("user")
                              : QStringLiteral("file"));
    }
    return url->certificateFile.isEmpty() && !url->keyFile.isEmpty()
        ? QStringLiteral("“key=” stands without “cert=”")
        : Problem();
}

bool setScheme(const QString& name, RedisUrl* url)
{
    using Kind = RedisUrl::Kind;
    struct Scheme {
        QLatin1StringView name;
        Kind kind;
        bool isOverTls = false;
    };
    // Unix sockets as redis-py, Celery and Lettuce call them
    static constexpr std::array Schemes{Scheme{QLatin1StringView("redis"), Kind::Plain},
        Scheme{QLatin1StringView("rediss"), Kind::Tls},
        Scheme{QLatin1StringView("redis+sentinel"), Kind::Sentinel},
        Scheme{QLatin1StringView("rediss+sentinel"), Kind::Sentinel, true},
        Scheme{QLatin1StringView("redis+cluster"), Kind::Cluster},
        Scheme{QLatin1StringView("rediss+cluster"), Kind::Cluster, true},
        Scheme{QLatin1StringView("unix"), Kind::Unix},
        Scheme{QLatin1StringView("redis+unix"), Kind::Unix},
        Scheme{QLatin1StringView("redis+socket"), Kind::Unix},
        Scheme{QLatin1StringView("redis-socket"), Kind::Unix}};
    const auto* const scheme = std::find_if(
        Schemes.begin(), Schemes.end(), [&](const Scheme& one) { return one.name == name; });
    if (scheme == Schemes.end())
        return false;
    url->kind = scheme->kind;
    url->isOverTls = scheme->isOverTls;
    return true;
}

Problem parseUrl(QStringView text, RedisUrl* url)
{
    const qsizetype scheme = text.indexOf(u"://");
    const bool isListenForm = scheme < 0 && text.startsWith(u"unix:/"); // as --listen has it
    const QString name = isListenForm ? QStringLiteral("unix")
        : scheme < 0                  ? QString()
                                      : text.left(scheme).toString().toLower();
    if (!setScheme(name, url))
        return QStringLiteral("it begins with none of redis://, rediss://, redis+sentinel://, "
                              "rediss+sentinel://, redis+cluster://, rediss+cluster:// and "
                              "unix://");
    text = text.mid(isListenForm ? 5 : scheme + 3);

    const auto end
        = std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'/' || c == u'?'; });
    QStringView authority = text.left(end - text.begin());
    QStringView rest = text.mid(authority.size());
    // Only what names a file begins so; else it is a password, of which nothing may be quoted.
    if (rest.toString().remove(QStringLiteral("password=@")).contains(u'@'))
        return QStringLiteral("user and password write “/” as %2F, “?” as %3F and “@” as %40");
    QStringView query;
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        query = rest.mid(mark + 1);
        rest = rest.left(mark);
        if (Problem problem = parseQuery(query, url); !problem.isEmpty())
            return problem;
    }
    if (Problem problem = parseAuthority(authority, url); !problem.isEmpty())
        return problem;
    if (!url->user.isEmpty() && url->password.isNull() && url->passwordFile.isEmpty())
        return QStringLiteral("with the user stands no password (user:password@, :password@ for "
                              "the default user, or ?password=@FILE)");
    if (!url->sentinelUser.isEmpty() && url->sentinelPassword.isNull()
        && url->sentinelPasswordFile.isEmpty())
        return QStringLiteral("“sentinel-user=” stands without “sentinel-password=”");
    return parsePath(rest, url);
}

} // namespace

QString Endpoint::text() const
{
    if (isUnix())
        return host;
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(host)
        .arg(port);
}

QString RedisUrl::acceptedForms()
{
    return QStringLiteral(
        "redis://[user:password@]host[:port][/db], "
        "rediss://[user:password@]host[:port][/db][?ca=FILE&cert=FILE&key=FILE], "
        "redis+sentinel://[user:password@]host[:port],host[:port]/master[/db]"
        "[?sentinel-user=USER&sentinel-password=@FILE], "
        "redis+cluster://[user:password@]host[:port],host[:port][?pubsub=classic|sharded], "
        "rediss+sentinel:// and "
        "rediss+cluster:// likewise with ca, cert and key, "
        "unix://[user:password@]/path/to/redis.sock[?db=N]; each takes "
        "?user=USER&password=@FILE instead of user:password@");
}

std::optional<RedisUrl> RedisUrl::parse(const QString& text, QString* error)
{
    RedisUrl url;
    const Problem problem = parseUrl(text, &url);
    if (problem.isEmpty())
        return url;
    if (error)
        *error = QStringLiteral("This is no address of Redis: ") + problem
            + QStringLiteral(". Accepted: ") + acceptedForms() + u'.';
    return std::nullopt;
}

QString RedisUrl::readPassword()
{
    return passwordFile.isEmpty() ? QString()
                                  : url_parts::readSecretFile(passwordFile, u"password", &password);
}

RedisUrl RedisUrl::ofSentinels() const
{
    RedisUrl url;
    url.kind = isOverTls ? Kind::Tls : Kind::Plain;
    url.user = sentinelUser;
    url.password = sentinelPassword;
    url.passwordFile = sentinelPasswordFile;
    url.endpoints = endpoints;
    url.caFile = caFile;
    url.certificateFile = certificateFile;
    url.keyFile = keyFile;
    return url;
}

RedisUrl RedisUrl::ofNode(const Endpoint& node) const
{
    RedisUrl url = *this;
    url.kind = isOverTls ? Kind::Tls : Kind::Plain;
    url.isOverTls = false;
    url.endpoints = {node};
    return url;
}

QString RedisUrl::display() const
{
    QString text = kind == Kind::Plain ? QStringLiteral("redis://")
        : kind == Kind::Tls            ? QStringLiteral("rediss://")
        : kind == Kind::Unix
        ? QStringLiteral("unix://")
        : QString((isOverTls ? QStringLiteral("rediss+") : QStringLiteral("redis+"))
            + (kind == Kind::Cluster ? QStringLiteral("cluster://")
                                     : QStringLiteral("sentinel://")));
    if (!passwordFile.isEmpty() && !user.isEmpty())
        text += escape(user) + u'@';
    else if (passwordFile.isEmpty() && !password.isNull())
        text += escape(user) + QStringLiteral(":…@");
    QStringList hosts;
    for (const Endpoint& endpoint : endpoints)
        hosts.append(endpoint.isUnix() ? escape(endpoint.host, "/") : endpoint.text());
    text += hosts.join(u',');
    if (kind == Kind::Sentinel)
        text += u'/' + escape(masterName);
    if (kind != Kind::Unix && kind != Kind::Cluster)
        text += u'/' + QString::number(db);
    char16_t mark = u'?';
    const auto add = [&](const char16_t* name, const QString& value) {
        text += QChar(std::exchange(mark, u'&')) + QString::fromUtf16(name) + value;
    };
    if (kind == Kind::Unix && db != 0)
        add(u"db=", QString::number(db));
    for (const auto& [name, file] :
        {std::pair(u"ca=", &caFile), std::pair(u"cert=", &certificateFile),
            std::pair(u"key=", &keyFile), std::pair(u"password=@", &passwordFile)}) {
        if (!file->isEmpty())
            add(name, escape(*file, "/"));
    }
    if (isSharded)
        add(u"pubsub=", QStringLiteral("sharded"));
    if (!sentinelUser.isEmpty())
        add(u"sentinel-user=", escape(sentinelUser));
    if (!sentinelPasswordFile.isEmpty())
        add(u"sentinel-password=@", escape(sentinelPasswordFile, "/"));
    else if (!sentinelPassword.isNull())
        add(u"sentinel-password=", QStringLiteral("…"));
    return text;
}

} // namespace fanlight::redis
