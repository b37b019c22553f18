// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/redis_url.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace fanlight::redis {

namespace {

constexpr quint16 ServerPort = 6379;
constexpr quint16 SentinelPort = 26379;

// The parts of this parser return what is wrong, or nothing.
using Problem = QString;

Problem decode(QStringView text, QString* decoded)
{
    const QByteArray bytes = text.toUtf8();
    for (qsizetype i = bytes.indexOf('%'); i >= 0; i = bytes.indexOf('%', i + 1)) {
        const QByteArray digits = bytes.mid(i + 1, 2);
        bool isHex = false;
        digits.toUInt(&isHex, 16);
        if (digits.size() != 2 || !isHex)
            return QStringLiteral(
                "a “%” is not followed by two hexadecimal digits (“%” itself is written %25)");
    }
    *decoded = QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
    return {};
}

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

Problem parseCredentials(QStringView text, RedisUrl* url)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return QStringLiteral("before the “@” stands no password (user:password@, or :password@ "
                              "for the default user)");
    if (Problem problem = decode(text.left(colon), &url->user); !problem.isEmpty())
        return problem;
    url->password = QLatin1StringView(""); // empty, not null
    return decode(text.mid(colon + 1), &url->password);
}

Problem parseAuthority(QStringView text, RedisUrl* url)
{
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        if (Problem problem = parseCredentials(text.left(at), url); !problem.isEmpty())
            return problem;
        text = text.mid(at + 1);
    }
    const bool isSentinel = url->kind == RedisUrl::Kind::Sentinel;
    const QList<QStringView> parts = isSentinel ? text.split(u',') : QList<QStringView>{text};
    for (const QStringView part : parts) {
        Endpoint endpoint{{}, isSentinel ? SentinelPort : ServerPort};
        if (Problem problem = parseEndpoint(part, &endpoint); !problem.isEmpty())
            return problem;
        url->endpoints.append(endpoint);
    }
    return {};
}

Problem parsePath(QStringView text, RedisUrl* url)
{
    QList<QStringView> parts = text.split(u'/');
    if (url->kind == RedisUrl::Kind::Sentinel) {
        if (Problem problem = decode(parts.takeFirst(), &url->masterName); !problem.isEmpty())
            return problem;
        if (url->masterName.isEmpty())
            return QStringLiteral(
                "the name of the primary is missing (the one that “sentinel monitor” gives it)");
        text = parts.isEmpty() ? QStringView() : text.mid(parts.first().begin() - text.begin());
    }
    if (parts.isEmpty() || (parts.size() == 1 && parts.first().isEmpty()))
        return {};
    bool isNumber = false;
    url->db = parts.first().toInt(&isNumber);
    if (parts.size() > 1 || !isNumber || url->db < 0)
        return QStringLiteral("the database “%1” is no number from 0").arg(text);
    return {};
}

Problem parseQuery(QStringView text, RedisUrl* url)
{
    for (const QStringView part : text.split(u'&')) {
        const QStringView key = part.left(part.indexOf(u'='));
        QString* file = key == u"ca" ? &url->caFile
            : key == u"cert"         ? &url->certificateFile
            : key == u"key"          ? &url->keyFile
                                     : nullptr;
        if (url->kind != RedisUrl::Kind::Tls || !part.contains(u'=') || !file || !file->isEmpty())
            return QStringLiteral("“?%1” means nothing here").arg(key);
        if (Problem problem = decode(part.mid(key.size() + 1), file); !problem.isEmpty())
            return problem;
        if (file->isEmpty())
            return QStringLiteral("“%1=” names no file").arg(key);
    }
    return url->certificateFile.isEmpty() && !url->keyFile.isEmpty()
        ? QStringLiteral("“key=” stands without “cert=”")
        : Problem();
}

Problem parseUrl(QStringView text, RedisUrl* url)
{
    const qsizetype scheme = text.indexOf(u"://");
    const QString name = scheme < 0 ? QString() : text.left(scheme).toString().toLower();
    if (name == u"redis")
        url->kind = RedisUrl::Kind::Plain;
    else if (name == u"rediss")
        url->kind = RedisUrl::Kind::Tls;
    else if (name == u"redis+sentinel")
        url->kind = RedisUrl::Kind::Sentinel;
    else
        return QStringLiteral("it begins with none of redis://, rediss:// and redis+sentinel://");
    text = text.mid(scheme + 3);

    const auto end
        = std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'/' || c == u'?'; });
    QStringView authority = text.left(end - text.begin());
    QStringView rest = text.mid(authority.size());
    if (rest.contains(u'@')) // of which nothing may be quoted
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
    return parsePath(rest.mid(1), url);
}

QString escaped(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

QString Endpoint::text() const
{
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(host)
        .arg(port);
}

QString RedisUrl::acceptedForms()
{
    return QStringLiteral("redis://[user:password@]host[:port][/db], "
                          "rediss://[user:password@]host[:port][/db][?ca=FILE&cert=FILE&key=FILE], "
                          "redis+sentinel://[user:password@]host[:port],host[:port]/master[/db]");
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

QString RedisUrl::display() const
{
    QString text = kind == Kind::Plain ? QStringLiteral("redis://")
        : kind == Kind::Tls            ? QStringLiteral("rediss://")
                                       : QStringLiteral("redis+sentinel://");
    if (!password.isNull())
        text += escaped(user) + QStringLiteral(":…@");
    QStringList hosts;
    for (const Endpoint& endpoint : endpoints)
        hosts.append(endpoint.text());
    text += hosts.join(u',') + u'/';
    if (kind == Kind::Sentinel)
        text += escaped(masterName) + u'/';
    text += QString::number(db);
    char16_t mark = u'?';
    for (const auto& [name, file] : {std::pair(u"ca=", &caFile),
             std::pair(u"cert=", &certificateFile), std::pair(u"key=", &keyFile)}) {
        if (!file->isEmpty())
            text += QChar(std::exchange(mark, u'&')) + QString::fromUtf16(name)
                + QString::fromLatin1(QUrl::toPercentEncoding(*file, "/"));
    }
    return text;
}

} // namespace fanlight::redis
