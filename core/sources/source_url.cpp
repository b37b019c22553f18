// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_url.h"

#include "qtredis/url_parts.h"

#include <QHostAddress>
#include <QStringList>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QChar UrlMask(u'…');

// The parts of this parser return what is wrong, or nothing.
using UrlProblem = QString;

using url_parts::escape;
using url_parts::unescape;

bool isSchemeText(QStringView text)
{
    return !text.isEmpty() && text.front().isLetter()
        && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'+' || c == u'-'
                   || c == u'.';
           });
}

bool isSecretKey(QStringView key)
{
    return key.contains(u"password") || key.contains(u"secret") || key.contains(u"token");
}

UrlProblem parseHost(QStringView text, SourceHost* host)
{
    QStringView rest;
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        host->name = text.mid(1, close - 1).toString();
        if (close < 0 || QHostAddress(host->name).protocol() != QAbstractSocket::IPv6Protocol)
            return u"“%1” is no IPv6 address in brackets"_s.arg(text);
        rest = text.mid(close + 1);
    } else {
        const qsizetype colon = text.indexOf(u':');
        host->name = text.left(colon < 0 ? text.size() : colon).toString();
        rest = colon < 0 ? QStringView() : text.mid(colon);
        const bool isName = !host->name.isEmpty()
            && std::all_of(host->name.cbegin(), host->name.cend(), [](QChar c) {
                   return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_';
               });
        if (!isName)
            return u"“%1” is no host name"_s.arg(host->name);
    }
    if (rest.isEmpty())
        return {};
    bool isNumber = false;
    const uint port = rest.mid(1).toUInt(&isNumber);
    if (!rest.startsWith(u':') || !isNumber || port == 0 || port > 65535)
        return u"a port is no number from 1 to 65535"_s; // perhaps a password, so not quoted
    host->port = static_cast<quint16>(port);
    return {};
}

UrlProblem parseHosts(QStringView text, SourceUrl* url)
{
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        const QStringView who = text.left(at);
        const qsizetype colon = who.indexOf(u':');
        if (UrlProblem problem = unescape(colon < 0 ? who : who.left(colon), &url->user);
            !problem.isEmpty())
            return problem;
        if (colon >= 0) {
            url->password = QLatin1StringView(""); // empty, not null
            if (UrlProblem problem = unescape(who.mid(colon + 1), &url->password);
                !problem.isEmpty())
                return problem;
        }
        text = text.mid(at + 1);
    }
    if (text.isEmpty())
        return {};
    for (const QStringView part : text.split(u',')) {
        SourceHost host;
        if (UrlProblem problem = parseHost(part, &host); !problem.isEmpty())
            return problem;
        url->hosts.append(host);
    }
    return {};
}

UrlProblem takePassword(const QString& key, const QString& value, SourceUrl* url)
{
    if (!url->password.isNull() || !url->passwordFile.isEmpty())
        return u"the password is given twice"_s;
    const bool isFile = key == "password-file"_L1 || value.startsWith(u'@');
    const QString what = isFile && value.startsWith(u'@') ? value.mid(1) : value;
    if (what.isEmpty())
        return isFile ? u"“%1=” names no file"_s.arg(key) : u"“%1=” is empty"_s.arg(key);
    (isFile ? url->passwordFile : url->password) = what;
    return {};
}

UrlProblem takeName(const QString& value, SourceUrl* url)
{
    const bool hasControl = std::any_of(value.begin(), value.end(),
        [](QChar c) { return c.category() == QChar::Other_Control || c == u'/'; });
    if (value.isEmpty() || value.size() > SourceUrl::MostNameLength || hasControl
        || value.trimmed() != value)
        return u"“name=” is 1 to %1 characters without a slash or control character"_s.arg(
            SourceUrl::MostNameLength);
    url->name = value;
    return {};
}

UrlProblem parseParameters(QStringView text, SourceUrl* url)
{
    for (const QStringView part : text.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        QString key;
        QString value;
        if (UrlProblem problem = unescape(part.left(equals < 0 ? part.size() : equals), &key);
            !problem.isEmpty())
            return problem;
        if (equals <= 0)
            return u"“?%1” has no value"_s.arg(key);
        if (UrlProblem problem = unescape(part.mid(equals + 1), &value); !problem.isEmpty())
            return problem;
        UrlProblem problem;
        if (key == "password"_L1 || key == "password-file"_L1) {
            problem = takePassword(key, value, url);
        } else if (key == "user"_L1 || key == "username"_L1) {
            if (!url->user.isEmpty())
                problem = u"the user is given twice"_s;
            url->user = value;
        } else if (key == "name"_L1) {
            problem = url->name.isEmpty() ? takeName(value, url) : u"“name=” is given twice"_s;
        } else if (!url->value(key).isNull()) {
            problem = u"“%1=” is given twice"_s.arg(key);
        } else {
            // empty, not null
            url->parameters.append({key, value.isNull() ? QString(QLatin1StringView("")) : value});
        }
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

UrlProblem parseSourceUrl(QStringView text, SourceUrl* url)
{
    const qsizetype colon = text.indexOf(u"://");
    if (colon <= 0 || !isSchemeText(text.left(colon)))
        return u"it begins with no scheme, such as redis-stream:// or amqp://"_s;
    url->scheme = text.left(colon).toString().toLower();
    text = text.mid(colon + 3);
    QStringView query;
    if (const qsizetype mark = text.indexOf(u'?'); mark >= 0) {
        query = text.mid(mark + 1);
        text = text.left(mark);
    }
    const qsizetype slash = text.indexOf(u'/');
    const QStringView authority = text.left(slash < 0 ? text.size() : slash);
    url->hasPath = slash >= 0;
    // Only what names a file begins so; else it is a password, of which nothing may be quoted.
    if ((url->hasPath && text.mid(slash).contains(u'@'))
        || query.toString().remove(u"=@"_s).contains(u'@'))
        return u"user and password write “/” as %2F, “?” as %3F and “@” as %40"_s;
    if (UrlProblem problem = parseHosts(authority, url); !problem.isEmpty())
        return problem;
    if (url->hasPath) {
        if (UrlProblem problem = unescape(text.mid(slash + 1), &url->path); !problem.isEmpty())
            return problem;
    }
    return parseParameters(query, url);
}

} // namespace

QString SourceHost::text() const
{
    const QString shown = name.contains(u':') ? QString(u'[' % name % u']') : name;
    return port == 0 ? shown : QString(shown % u':' % QString::number(port));
}

std::optional<SourceUrl> SourceUrl::parse(const QString& text, QString* error)
{
    SourceUrl url;
    const UrlProblem problem = parseSourceUrl(text.trimmed(), &url);
    if (problem.isEmpty())
        return url;
    if (error)
        *error = problem;
    return std::nullopt;
}

QStringList SourceUrl::split(const QString& list)
{
    QStringList urls;
    for (const QString& part : list.split(u',')) {
        const qsizetype colon = part.indexOf(u"://");
        const bool begins = urls.isEmpty()
            || (colon > 0 && isSchemeText(QStringView(part).left(colon).trimmed()));
        if (begins)
            urls.append(part);
        else
            urls.last() += u',' % part;
    }
    for (QString& url : urls)
        url = url.trimmed();
    urls.removeAll(QString());
    return urls;
}

QString SourceUrl::value(QStringView key) const
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
        [key](const auto& parameter) { return parameter.first == key; });
    return found == parameters.end() ? QString() : found->second;
}

bool SourceUrl::holdsSecret() const
{
    return !password.isNull()
        || std::any_of(parameters.begin(), parameters.end(), [](const auto& parameter) {
               return isSecretKey(parameter.first) && !parameter.second.startsWith(u'@');
           });
}

QString SourceUrl::readPassword()
{
    return passwordFile.isEmpty() ? QString() : readSecret(u'@' % passwordFile, &password);
}

QString SourceUrl::readSecret(const QString& value, QString* secret)
{
    if (!value.startsWith(u'@')) {
        *secret = value;
        return {};
    }
    return url_parts::readSecretFile(value.mid(1), u"secret", secret);
}

QString SourceUrl::display() const
{
    QString text = scheme % u"://"_s;
    if (!password.isNull() && passwordFile.isEmpty())
        text += escape(user) % u':' % UrlMask % u'@';
    else if (!user.isEmpty())
        text += escape(user) % u'@';
    QStringList shown;
    for (const SourceHost& host : hosts)
        shown += host.text();
    text += shown.join(u',');
    if (hasPath)
        text += u'/' % escape(path, "/");
    char16_t mark = u'?';
    const auto add = [&](const QString& key, const QString& shownValue) {
        text += QChar(std::exchange(mark, u'&')) % escape(key) % u'=' % shownValue;
    };
    for (const auto& [key, parameter] : parameters) {
        const bool isMasked = isSecretKey(key) && !parameter.startsWith(u'@');
        add(key, isMasked ? QString(UrlMask) : escape(parameter, "/:,@"));
    }
    if (!passwordFile.isEmpty())
        add(u"password"_s, u'@' % escape(passwordFile, "/"));
    if (!name.isEmpty())
        add(u"name"_s, escape(name));
    return text;
}

} // namespace fanlight
