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

// “stream of 42”, “GET /api/stats”
static std::string wantedBy(const HttpCall& call)
{
    const http::Request& request = call.request;
    if (!call.route || call.route->access != Access::Stream)
        return http::methodName(request.method) + (' ' + std::string(request.path()));
    const StreamQuery asked = StreamQuery::read(request.query());
    return asked.userId ? "stream of " + *asked.userId : std::string("stream");
}

void HttpCall::noteRefusal(int status, std::string_view why) const
{
    if (refusals)
        refusals->note(peerAddress(), wantedBy(*this), status, why,
            static_cast<std::int64_t>(realtimeNs() / 1'000'000));
}

std::string HttpCall::peerAddress() const
{
    std::string address = shard.addressOf(connection);
    if (address.starts_with('[')) // “[::1]:40120”
        return address.substr(1, address.find(']') - 1);
    return address.substr(0, address.find(':'));
}

void HttpCall::respondError(int status, std::string_view error, std::string headers) const
{
    if (httpLog().isDebugEnabled())
        qCDebug(httpLog, "%s %s from %s: %d %s", http::methodName(request.method),
            http::maskedTarget(request.target).c_str(), shard.addressOf(connection).c_str(), status,
            std::string(error).c_str());
    if (status == 401 || status == 403 || status == 429)
        noteRefusal(status, error);
    respond({.status = status, .headers = std::move(headers), .body = http::errorBody(error)});
}

} // namespace fanlight
