// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_request.h"

#include "net/shard.h"

namespace fanlight {

void AdminRequest::answer(http::Response response) const
{
    http::Request shape;
    shape.version = version;
    shape.method = headOnly ? http::Method::Head : http::Method::Get;
    response.headers += corsHeaders;
    shard->post(Answer{
        connection, number, Frame::raw(http::serialize(response, shape, keepAlive)), !keepAlive});
}

} // namespace fanlight
