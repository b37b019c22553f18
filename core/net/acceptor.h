// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/door.h"
#include "net/handed_sockets.h"
#include "net/listen_address.h"

#include <QHostAddress>
#include <QObject>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace fanlight {

class Shard;

// Accepts, with QTcpServer or from Unix sockets, and hands the raw descriptors to the shards in
// turn. Lives in the hub's thread.
//
// Descriptors are kept for everyone: over `maxSockets` a newcomer is marked to be sent away
// politely; when the room for those is used up too, accepting pauses (the kernel's queue holds
// them) until a socket closes. Should the process run out of descriptors all the same, QTcpServer
// would stop for good: a reserve descriptor is given up to take the newcomer, tell it to come back,
// and go on.
class Acceptor : public QObject, private DoorKeeper {
    Q_OBJECT
public:
    struct Limits {
        int maxSockets = 1000; // beyond: shed
        int shedRoom = 16; // sockets beyond maxSockets that are accepted to be sent away
        int retryMs = 2000; // told to those that are sent away; jittered to twice that
        // a client's machine that is silent for so long has gone
        std::chrono::milliseconds deadPeerTime = std::chrono::seconds(45);
        bool isTls = false; // nobody can be told a word without a handshake
    };
    Acceptor(std::vector<Shard*> shards, const Limits& limits, QObject* parent = nullptr);
    ~Acceptor() override;

    // Listens there, too: “localhost” means 127.0.0.1 and ::1 on the same port (IPv6 only where the
    // machine has it), “::” all addresses of both families. Empty on success, else a line a user
    // can act on; portInUse() then tells whether that was it.
    QString listen(const ListenAddress& address);
    QString listen(const QString& host, quint16 port);
    // Listens with a socket that was handed down, by a descriptor of its own for it.
    QString takeOver(const HandedSocket& socket);
    bool portInUse() const { return m_portInUse; }
    quint16 port() const { return m_ports.isEmpty() ? quint16(0) : m_ports.constFirst(); }
    // In the order of the calls, a port or an URL for each that succeeded: where a name stands for
    // several addresses that of the first.
    const QList<quint16>& ports() const { return m_ports; } // of TCP
    const QStringList& urls() const { return m_urls; }
    QList<QHostAddress> addresses() const; // all of TCP
    const QStringList& unixPaths() const { return m_unixPaths; }
    void stop(); // accepts no more
    void setRetry(int ms) { m_limits.retryMs = ms; }
    void setDeadPeerTime(std::chrono::milliseconds time); // of those accepted from now on

    // Sockets of shards and those on the way to them.
    int openSockets() const { return m_openSockets.load(std::memory_order_relaxed); }
    // A shard closed a socket. Any thread.
    void socketClosed();

    // The next port above `port` on which host can be listened to now; 0 when none of the next 100
    // can.
    static quint16 freePortAfter(const QString& host, quint16 port);

    static constexpr int Backlog = 4096;

Q_SIGNALS:
    // Descriptors are short: idle connections may be closed. At most every 100 ms.
    void descriptorsShort();

private:
    class TcpDoor;
    void keepAlive(int socket) const;
    void incoming(int descriptor) override;
    void outOfDescriptors(Door& door) override;
    void flushBatches();
    void resume();
    QString listenOn(const QHostAddress& address, quint16 port);
    QString listenOnUnix(const ListenAddress& address);
    void addTcpDoor(std::unique_ptr<TcpDoor> door);

    std::vector<Shard*> m_shards;
    Limits m_limits;
    std::vector<TcpDoor*> m_tcpDoors; // of m_doors
    std::vector<std::unique_ptr<Door>> m_doors;
    std::vector<std::vector<int>> m_batches; // by shard; negative: -1 - descriptor, to be shed
    std::size_t m_nextShard = 0;
    bool m_flushPosted = false;
    int m_reserve = -1;
    bool m_portInUse = false;
    QList<quint16> m_ports;
    QStringList m_urls;
    QStringList m_unixPaths;
    bool m_shortAnnounced = false;
    std::atomic<int> m_openSockets{0};
    std::atomic<bool> m_paused{false};
};

} // namespace fanlight
