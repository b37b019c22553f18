// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http_call.h"

#include "http/masked_target.h"
#include "hub/log.h"
#include "net/shard.h"

namespace fanlight {

void HttpCall::respond(http::Response response) const
{
    const bool keepAlive = shard.keepsAlive(connection);
    response.headers += cors;
    shard.answer(
        connection, number, Frame::raw(http::serialize(response, request, keepAlive)), !keepAlive);
}

void HttpCall::respondError(int status, std::string_view error, std::string headers) const
{
    if (httpLog().isDebugEnabled())
        qCDebug(httpLog, "%s %s from %s: %d %s", http::methodName(request.method),
            http::maskedTarget(request.target).c_str(), shard.addressOf(connection).c_str(), status,
            std::string(error).c_str());
    respond({.status = status, .headers = std::move(headers), .body = http::errorBody(error)});
}

} // namespace fanlight
