// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "net/handed_sockets.h"
#include "net/held_address.h"

#include <QHash>
#include <QString>

#include <memory>

namespace fanlight {

class Acceptor;
class TlsDesk;
struct HubStatus;

// Where the hub is found, over its starts: a port that was picked stays its own, so that clients
// find it again after a restart, and addresses may be taken before those before them are left. The
// hub's thread; owned by the hub.
class Doorway {
public:
    // From the next start on it listens with these, whatever the options say.
    void useSockets(HandedSockets sockets) { m_handed = std::move(sockets); }
    // Before a start: ports that were picked for other addresses are forgotten.
    void prepare(const HubOptions& options);
    // Empty: it listens everywhere it should. Else why not, and a port that is free for the first
    // address where that is what is taken, or 0.
    QString listen(Acceptor& acceptor, const HubOptions& options, quint16& suggestedPort);
    // Takes the addresses for the next start while the hub listens with `current` (null: it does
    // not). Empty: they are held. Else why not, and a port that is free for the first, or 0.
    QString hold(const HubOptions& options, const Acceptor* current, quint16& freePort);

    // “http://127.0.0.1:3000”: of the first address of TCP; “unix:/run/fanlight.sock” without any.
    static QString url(const Acceptor& acceptor);
    // … by the name a browser on this machine knows it by.
    static QString localhostUrl(const Acceptor& acceptor, const HubOptions& options);
    // Where it is found, all of it, over TLS where that is on.
    static void tell(
        const Acceptor& acceptor, const HubOptions& options, const TlsDesk& tls, HubStatus& status);

private:
    QString listenAt(Acceptor& acceptor, const ListenAddress& address);

    HandedSockets m_handed; // empty: it listens by itself
    std::unique_ptr<HeldAddress> m_held;
    QHash<QString, quint16> m_pickedPorts; // by the address that leaves the port open
};

} // namespace fanlight
