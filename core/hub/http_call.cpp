// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http_call.h"

#include "http/masked_target.h"
#include "hub/log.h"
#include "hub/refusal_book.h"
#include "hub/routes.h"
#include "hub/stream_query.h"
#include "net/clock.h"
#include "net/shard.h"

namespace fanlight {

void HttpCall::respond(http::Response response) const
{
    const bool keepAlive = shard.keepsAlive(connection);
    response.headers += cors;
    shard.answer(
        connection, number, Frame::raw(http::serialize(response, request, keepAlive)), !keepAlive);
}

std::string HttpCall::wanted() const
{
    if (!route || route->role != Role::User)
        return http::methodName(request.method) + (' ' + std::string(request.path()));
    const StreamQuery asked = StreamQuery::read(request.query());
    return asked.userId ? "stream of " + *asked.userId : std::string("stream");
}

void HttpCall::noteRefusal(int status, std::string_view why) const
{
    if (refusals)
        refusals->note(peerAddress(), wanted(), status, why,
            static_cast<std::int64_t>(realtimeNs() / 1'000'000));
}

std::string addressWithoutPort(const std::string& address)
{
    if (address.starts_with('['))
        return address.substr(1, address.find(']') - 1);
    return address.substr(0, address.find(':'));
}

std::string HttpCall::peerAddress() const
{
    return addressWithoutPort(shard.addressOf(connection));
}

// Both names have been found to be the hub's.
std::string HttpCall::askedBy() const
{
    const Shard::Arrival arrival = shard.arrivalOf(connection);
    const std::string& name = request.forwardedHost.empty() ? request.host : request.forwardedHost;
    if (name.empty() || (arrival.peer.isUnix && !request.cameThroughProxy))
        return {};
    if (!request.forwardedProto.empty())
        return request.forwardedProto + "://" + name;
    return (arrival.isTls ? "https://" : "http://") + name;
}

void HttpCall::respondError(int status, std::string_view error, std::string headers) const
{
    if (httpLog().isDebugEnabled())
        qCDebug(httpLog, "%s %s from %s: %d %s", http::methodName(request.method),
            http::maskedTarget(request.target).c_str(), shard.addressOf(connection).c_str(), status,
            std::string(error).c_str());
    if (isRefusal(status))
        noteRefusal(status, error);
    respond({.status = status, .headers = std::move(headers), .body = http::errorBody(error)});
}

} // namespace fanlight
