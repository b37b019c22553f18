// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/address_options.h"

#include "hub/options.h"
#include "http/field_names.h"
#include "http/trusted_proxies.h"
#include "options/option_values.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace fanlight::address_options {

using namespace Qt::Literals::StringLiterals;
using option_values::commaSeparated;
using option_values::quoted;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// As browsers send it: lower case, the scheme's own port left out. Empty when it is none.
QString normalizedOrigin(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool bare
        = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || url.scheme().isEmpty() || url.host().isEmpty() || !bare)
        return {};
    const bool ownPort = (url.scheme() == "http"_L1 && url.port() == 80)
        || (url.scheme() == "https"_L1 && url.port() == 443);
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(ownPort ? -1 : url.port());
    return origin.toString(QUrl::FullyEncoded);
}

} // namespace

bool isHostName(QStringView host)
{
    return std::all_of(host.begin(), host.end(), [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'.'
            || c == u'-';
    });
}

bool isIpv6(QStringView host)
{
    const QHostAddress address(host.toString());
    return address.protocol() == QHostAddress::IPv6Protocol;
}

bool isLoopback(const QString& host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
        || QHostAddress(host).isLoopback();
}

QString setCorsOrigins(HubOptions& options, const QString& value)
{
    QStringList origins;
    for (const QString& text : commaSeparated(value)) {
        if (text == "*"_L1)
            return u"“*” would let any web page read every stream; name each origin, like https://app.example"_s;
        const QString origin = normalizedOrigin(text);
        if (origin.isEmpty())
            return quoted(text)
                % u" is not an origin; use scheme://host[:port], like https://app.example"_s;
        if (!origins.contains(origin))
            origins.append(origin);
    }
    options.corsOrigins = origins;
    return {};
}

QString setCorsHeaders(HubOptions& options, const QString& value)
{
    QStringList names;
    for (const QString& name : commaSeparated(value)) {
        if (name == "*"_L1)
            return u"“*” means nothing to a browser that sends cookies along; name each header (what a page asks for is allowed in any case)"_s;
        if (!http::isFieldName(name.toStdString()))
            return quoted(name) % u" is not the name of a header; use one like X-Request-ID"_s;
        if (!names.contains(name, Qt::CaseInsensitive))
            names.append(name);
    }
    if (names.size() > qsizetype(http::MaxFieldNames))
        return u"at most %1 headers can be named, these are %2"_s.arg(http::MaxFieldNames)
            .arg(names.size());
    options.corsHeaders = names;
    return {};
}

QString setHostNames(HubOptions& options, const QString& value)
{
    QStringList names;
    for (const QString& part : commaSeparated(value)) {
        QString name = part.toLower();
        if (name == "*"_L1)
            return u"“*” would let any web page in under a name of its own; give each name, or *.example.com for all below one"_s;
        if (name.endsWith(u'.'))
            name.chop(1);
        const QString bare = name.startsWith("*."_L1) ? name.mid(2) : name;
        const bool bracketed = bare.size() > 2 && bare.startsWith(u'[') && bare.endsWith(u']');
        if (bare.isEmpty()
            || !(bracketed ? isIpv6(QStringView(bare).sliced(1).chopped(1))
                           : isHostName(bare) || isIpv6(bare)))
            return quoted(part)
                % u" is not a name; use one like hub.example.com or *.example.com, without scheme and port"_s;
        if (bracketed)
            name = bare.sliced(1).chopped(1);
        if (!names.contains(name))
            names.append(name);
    }
    options.hostNames = names;
    return {};
}

QString setTrustedProxies(HubOptions& options, const QString& value)
{
    QStringList ranges;
    http::TrustedProxies proxies;
    for (const QString& range : commaSeparated(value)) {
        if (!proxies.add(range.toStdString()))
            return quoted(range)
                % u" is neither an address nor a range; use 127.0.0.1, ::1, 10.0.0.0/8 or unix"_s;
        if (!ranges.contains(range))
            ranges.append(range);
    }
    options.trustedProxies = ranges;
    return {};
}

} // namespace fanlight::address_options
