// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/endpoint_url.h"

#include "auth/auth_log.h"

#include <QHostAddress>

#include <algorithm>
#include <array>

namespace fanlight::auth {

Q_LOGGING_CATEGORY(authLog, "fanlight.auth", QtInfoMsg)

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxUrlLength = 2048;

bool isThisMachine(const QString& host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || QHostAddress(host).isLoopback();
}

bool isNearby(const QString& host)
{
    if (isThisMachine(host))
        return true;
    const QHostAddress address(host);
    if (!address.isNull()) {
        static const std::array Ranges{std::pair{u"10.0.0.0"_s, 8}, std::pair{u"172.16.0.0"_s, 12},
            std::pair{u"192.168.0.0"_s, 16}, std::pair{u"169.254.0.0"_s, 16},
            std::pair{u"fc00::"_s, 7}, std::pair{u"fe80::"_s, 10}};
        return std::any_of(Ranges.begin(), Ranges.end(), [&address](const auto& range) {
            return address.isInSubnet(QHostAddress(range.first), range.second);
        });
    }
    constexpr std::array Ends{".internal"_L1, ".local"_L1, ".svc"_L1, ".lan"_L1, ".home.arpa"_L1};
    return !host.contains(u'.')
        || std::any_of(Ends.begin(), Ends.end(),
            [&host](QLatin1StringView end) { return host.endsWith(end); });
}

} // namespace

QUrl endpointUrl(const QString& text)
{
    return QUrl(text.trimmed(), QUrl::StrictMode);
}

EndpointFault endpointFault(const QString& text)
{
    const QUrl url = endpointUrl(text);
    const QString scheme = url.scheme();
    if (text.size() > MaxUrlLength)
        return EndpointFault::TooLong;
    if (!url.isValid() || url.host().isEmpty() || (scheme != "https"_L1 && scheme != "http"_L1))
        return EndpointFault::NoUrl;
    if (!url.userInfo().isEmpty() || url.hasFragment())
        return EndpointFault::HasUser;
    if (scheme == "http"_L1 && !isNearby(url.host().toLower()))
        return EndpointFault::OpenHttp;
    return EndpointFault::None;
}

QString endpointObjection(const QString& text)
{
    switch (endpointFault(text)) {
    case EndpointFault::TooLong:
        return u"a URL has at most %1 characters"_s.arg(MaxUrlLength);
    case EndpointFault::NoUrl:
        return u"that is no URL; use one like https://app.example/path"_s;
    case EndpointFault::HasUser:
        return u"a URL here has no user, no password and no part behind #"_s;
    case EndpointFault::OpenHttp:
        return u"http to %1 can be read and changed on the way, so that anybody could let himself in; use https (http is taken to this machine, private addresses and names of a local network)"_s
            .arg(endpointUrl(text).host());
    case EndpointFault::None:
        break;
    }
    return {};
}

bool isOpenOnTheWay(const QUrl& url)
{
    return url.scheme() == "http"_L1 && !isThisMachine(url.host().toLower());
}

QString shownError(QString text, const QUrl& url)
{
    text.replace(url.toString(QUrl::FullyEncoded), shownUrl(url));
    if (url.hasQuery() && !url.query().isEmpty())
        text.replace(url.query(QUrl::FullyEncoded), u"…"_s);
    return text;
}

QString shownUrl(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace fanlight::auth
