// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxy_preface.h"

#include "http/proxy_header.h"

#include <sys/socket.h>

namespace fanlight {

ProxyPreface::Outcome ProxyPreface::look(std::uint32_t slot)
{
    using Header = http::ProxyHeader;
    Connection& connection = m_context.connections[slot];
    char bytes[Header::MaxBytes];
    const ssize_t size
        = ::recv(connection.descriptor, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
    if (size <= 0)
        return Outcome::GoOn; // nothing yet, or its end, which reading finds
    const Header header = Header::read({bytes, static_cast<std::size_t>(size)});
    if (header.status == Header::Status::NeedMore)
        return Outcome::Wait;
    connection.mayBeginWithProxy = false;
    if (header.status == Header::Status::None)
        return Outcome::GoOn;
    if (header.status == Header::Status::Malformed) {
        connection.isTls = false; // before any handshake a word is a plain one
        m_http.refuse(slot, {http::RequestParser::Status::Failed, 0, 400, header.error, true});
        return Outcome::Refused;
    }
    ::recv(connection.descriptor, bytes, header.bytes, MSG_DONTWAIT); // it lies there
    Connection::Peer peer = connection.peer();
    if (header.source == Header::Source::Address) {
        peer = Connection::Peer::of(header.address, header.port);
    } else if (header.source == Header::Source::Unix) {
        peer = {};
        peer.isUnix = true;
    }
    m_http.comesFrom(slot, peer);
    return Outcome::GoOn;
}

} // namespace fanlight
