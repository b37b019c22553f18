// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "net/held_address.h"

#include <QString>

#include <memory>

namespace fanlight {

class Acceptor;

// Where the hub is found, over its starts: a port that was picked stays its own, so that clients
// find it again after a restart, and an address may be taken before the one before it is left. The
// hub's thread; owned by the hub.
class Doorway {
public:
    // Before a start: a port that was picked for other options is forgotten.
    void prepare(const HubOptions& before, const HubOptions& options);
    // Empty: it listens. Else why not, and a port that is free, or 0.
    QString listen(Acceptor& acceptor, const HubOptions& options, quint16& suggestedPort);
    // Takes an address for the next start while the hub listens with `current` (null: it does not).
    // Empty: it is held. Else why not, and a port that is free.
    QString hold(const QString& host, quint16 port, const Acceptor* current, quint16& freePort);

    // "http://127.0.0.1:3000"
    static QString url(const Acceptor& acceptor);
    // … by the name a browser on this machine knows it by.
    static QString localhostUrl(const Acceptor& acceptor, const HubOptions& options);

private:
    std::unique_ptr<HeldAddress> m_held;
    quint16 m_pickedPort = 0;
};

} // namespace fanlight
