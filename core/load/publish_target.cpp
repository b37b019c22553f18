// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publish_target.h"

#include "load/own_traffic.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
QString publishingHeaders(const LoadPublishing& publishing, const LoadOrigin& origin)
{
    QStringList lines = publishing.headers;
    const auto names = [&lines](QLatin1StringView name) {
        return std::any_of(lines.begin(), lines.end(), [name](const QString& line) {
            return line.section(u':', 0, 0).trimmed().compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    if (!names("Content-Type"_L1))
        lines << u"Content-Type: application/json"_s;
    if (!names("User-Agent"_L1))
        lines << u"User-Agent: "_s + own_traffic::LoadTester;
    if (!origin.credentials.empty() && !names("Authorization"_L1))
        lines << QString::fromStdString(origin.credentials);
    return lines.join("\r\n"_L1) + u"\r\n"_s;
}

bool parse(const QString& from, LoadText::Place place, LoadText& to, QString& error)
{
    std::optional<LoadText> parsed = LoadText::parse(from, place, {}, error);
    if (parsed)
        to = std::move(*parsed);
    return parsed.has_value();
}

bool resolve(const std::string& host, std::uint16_t port,
    const std::shared_ptr<const TlsClient>& tls, LoadAddress& to, QString& error)
{
    const auto address = findAddress(host, port, tls, error);
    if (address)
        to = *address;
    return address.has_value();
}

bool findRedis(const LoadPublishing& publishing, PublishTarget& target, QString& error)
{
    target.redis = redis::RedisUrl::parse(publishing.redis, &error);
    if (!target.redis)
        return false;
    if (target.redis->kind != redis::RedisUrl::Kind::Plain) {
        error = u"publish via: only redis://host:port; Sentinel and TLS are the hub's business"_s;
        return false;
    }
    const QString usual
        = publishing.to == PublishTo::All ? u"notifications"_s : u"notifications:{i}"_s;
    const redis::Endpoint& endpoint = target.redis->endpoints.front();
    return parse(publishing.channel.isEmpty() ? usual : publishing.channel, LoadText::Place::Body,
               target.channel, error)
        && resolve(endpoint.host.toStdString(), endpoint.port, nullptr, target.address, error);
}

bool findHttp(
    const LoadPlan& plan, const LoadAddress& clients, PublishTarget& target, QString& error)
{
    const LoadPublishing& publishing = plan.scenario.publishing;
    const LoadUrl url = loadUrl(
        publishing.url.isEmpty() ? u"/api/publish"_s : publishing.url, plan.scenario.target);
    const LoadOrigin& front = plan.origins.front();
    target.authority = url.origin.authority;
    target.address = clients;
    if ((url.origin.host != front.host || url.origin.port != front.port
            || url.origin.isTls != front.isTls)
        && !resolve(url.origin.host, url.origin.port, url.origin.isTls ? plan.tls : nullptr,
            target.address, error))
        return false;
    LoadText headers;
    if (!parse(publishingHeaders(publishing, url.origin), LoadText::Place::Header, headers, error))
        return false;
    LoadText::Random none;
    headers.appendTo(target.headers, "0", {}, none);
    const QString usual = publishing.to == PublishTo::All
        ? u"{\"broadcast\":true,\"data\":{payload}}"_s
        : u"{\"userId\":\"{i}\",\"data\":{payload}}"_s;
    return parse(url.path, LoadText::Place::Path, target.path, error)
        && parse(publishing.body.isEmpty() ? usual : publishing.body, LoadText::Place::Body,
            target.body, error);
}
} // namespace

std::optional<PublishTarget> findPublishTarget(
    const LoadPlan& plan, const LoadAddress& clients, QString& error)
{
    PublishTarget target;
    const bool isFound = plan.scenario.publishing.redis.isEmpty()
        ? findHttp(plan, clients, target, error)
        : findRedis(plan.scenario.publishing, target, error);
    return isFound ? std::optional(std::move(target)) : std::nullopt;
}

} // namespace fanlight
