// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"

namespace fanlight {

enum class Ailment : std::uint8_t {
    Buffering,
    Delay, // each event waits a moment for more
    Compression,
    ForeignHost, // the hub is asked for by a name it does not go by
    ProxyProtocol, // what the hub does not take from there
    WrongPath, // the hub is reached, at another path
    NoLastEventId,
    NoHistory,
    CorsRefused, // by the hub
    CorsRemoved, // on the way
    CorsAdded, // twice, or replaced
    NoPreflight,
    Http1,
    Http10,
    IdleCut,
    ShortChain, // of certificates
    OldTls,
    Open, // to everybody
    NoCookie,
    NoAuthorization,
    NoClientAddress,
    ForgedAddress,
};

// What to change, in each of the servers where it is known for sure. `address` is the hub's,
// `origin` of the pages, `host` the name they ask for. `server` is what the answer's Server and Via
// fields say; whom it names stands first.
std::vector<DoctorFinding::Remedy> remediesFor(Ailment ailment, const QString& address,
    const QString& origin, const QString& host, const QByteArray& server);

} // namespace fanlight
