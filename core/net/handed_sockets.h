// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/listen_address.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace fanlight {

// A socket that whoever started this process listens on already. A plain value.
struct HandedSocket {
    int descriptor = -1; // of HandedSockets
    ListenAddress address;
    QString name; // FileDescriptorName= of a socket unit; may be empty
};

// Sockets that were handed down by systemd, or by another program that keeps to its protocol
// (sd_listen_fds(3)): LISTEN_FDS descriptors from 3 on. Whoever connects while a service restarts
// waits in their queue, since the service manager goes on listening. Owns the descriptors; nothing
// of a socket is undone with them, and the file of a Unix socket stays. Moved, never copied; any
// one thread at a time.
class HandedSockets {
public:
    HandedSockets() = default;
    ~HandedSockets();
    HandedSockets(HandedSockets&& other) noexcept;
    HandedSockets& operator=(HandedSockets&& other) noexcept;

    // Those the environment speaks of, if it speaks of this process; its variables are gone
    // afterwards, and no program started from here has the sockets. Before any other descriptor is
    // opened and any thread started. `error`: why one of them will not do, in one line.
    static HandedSockets takeFromEnvironment(QString& error);
    // These, which are its own from now on, also when they will not do.
    static HandedSockets take(
        const std::vector<int>& descriptors, const QStringList& names, QString& error);

    const std::vector<HandedSocket>& all() const { return m_sockets; }
    bool isEmpty() const { return m_sockets.empty(); }
    QStringList addresses() const; // as --listen takes them
    // A command line with these addresses in the place of its own, so that what they mean for
    // everything else (who reaches the hub, the names it goes by) is checked as ever. Without any
    // socket it stays as it is.
    std::vector<std::string> appliedTo(std::vector<std::string> commandLine) const;
    // For the log: “127.0.0.1:3000 (fanlight-http), unix:/run/fanlight.sock”.
    QString text() const;

private:
    QString add(int descriptor, const QString& name);

    std::vector<HandedSocket> m_sockets;
};

} // namespace fanlight
