// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/acceptor.h"

#include "http/response.h"
#include "net/held_address.h"
#include "net/shard.h"
#include "net/unix_door.h"

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTimer>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fanlight {

namespace {

constexpr std::size_t BatchSize = 64; // descriptors handed over at once
constexpr int ShortAnnounceMs = 100;
constexpr int PortAttempts = 20; // for a port that is free on both loopback addresses

int openReserve()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

} // namespace

class Acceptor::TcpDoor final : public QTcpServer, public Door {
public:
    explicit TcpDoor(DoorKeeper& keeper)
        : m_keeper(keeper)
    {
        setListenBacklogSize(Backlog);
        connect(this, &QTcpServer::acceptError, this, [this] { m_keeper.outOfDescriptors(*this); });
    }
    int descriptor() const override { return static_cast<int>(socketDescriptor()); }
    QString url() const override
    {
        return QStringLiteral("http://%1:%2").arg(hostOf(serverAddress())).arg(serverPort());
    }
    // QTcpServer takes all that wait in one go; only a full queue of its own, which we leave empty,
    // stops it there.
    void pause() override
    {
        pauseAccepting();
        setMaxPendingConnections(0);
    }
    void goOn() override
    {
        setMaxPendingConnections(1);
        resumeAccepting();
    }
    void recover() override { resumeAccepting(); }
    bool isHandedDown() const override { return m_isHandedDown; }
    // The descriptor is its own from now on.
    bool takeOver(int descriptor)
    {
        m_isHandedDown = setSocketDescriptor(descriptor);
        return m_isHandedDown;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        m_keeper.incoming(static_cast<int>(descriptor));
    }

private:
    DoorKeeper& m_keeper;
    bool m_isHandedDown = false;
};

Acceptor::Acceptor(std::vector<Shard*> shards, const Limits& limits, QObject* parent)
    : QObject(parent)
    , m_shards(std::move(shards))
    , m_limits(limits)
    , m_batches(m_shards.size())
    , m_reserve(openReserve())
{
}

Acceptor::~Acceptor()
{
    stop();
    if (m_reserve >= 0)
        ::close(m_reserve);
}

QString Acceptor::listen(const ListenAddress& address)
{
    return address.isUnix() ? listenOnUnix(address) : listen(address.host, address.port);
}

QString Acceptor::listen(const QString& host, quint16 port)
{
    m_portInUse = false;
    const QList<QHostAddress> addresses = listenAddresses(host);
    if (addresses.isEmpty())
        return QStringLiteral("Cannot listen on %1: there is no address of that name.").arg(host);
    const std::size_t before = m_tcpDoors.size();
    for (int attempt = 0; attempt < PortAttempts; ++attempt) {
        QString error = listenOn(addresses.first(), port);
        if (!error.isEmpty())
            return error;
        const quint16 taken = m_tcpDoors[before]->serverPort();
        if (addresses.size() > 1)
            error = listenOn(addresses.last(), taken);
        if (error.isEmpty() || !m_portInUse) { // without IPv6 the first address has to do
            m_portInUse = false;
            m_ports.append(taken);
            m_urls.append(m_tcpDoors[before]->url());
            return {};
        }
        m_tcpDoors.pop_back();
        m_doors.pop_back();
        if (port != 0)
            return error;
    }
    return QStringLiteral("Cannot listen on %1: no port was free on both loopback addresses.")
        .arg(host);
}

QString Acceptor::listenOn(const QHostAddress& address, quint16 port)
{
    auto server = std::make_unique<TcpDoor>(static_cast<DoorKeeper&>(*this));
    if (!server->listen(address, port)) {
        m_portInUse = server->serverError() == QAbstractSocket::AddressInUseError;
        const QString problem = listenProblem(*server, address, port);
        if (m_portInUse && m_ports.contains(port)) {
            m_portInUse = false;
            return QStringLiteral("Cannot listen on %1:%2: another --listen of this hub has that "
                                  "port already. Leave one of the two out.")
                .arg(hostOf(address))
                .arg(port);
        }
        return m_portInUse
            ? problem + QStringLiteral(" Stop it or choose another port with --listen.")
            : problem;
    }
    m_portInUse = false;
    addTcpDoor(std::move(server));
    return {};
}

void Acceptor::addTcpDoor(std::unique_ptr<TcpDoor> door)
{
    const int yes = 1; // accepted sockets inherit it
    setsockopt(door->descriptor(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    keepAlive(door->descriptor());
    m_tcpDoors.push_back(door.get());
    m_doors.push_back(std::move(door));
}

QString Acceptor::takeOver(const HandedSocket& socket)
{
    const int descriptor = ::fcntl(socket.descriptor, F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0)
        return QStringLiteral("Cannot take over %1: no descriptor is left.")
            .arg(socket.address.text());
    if (socket.address.isUnix()) {
        auto door = std::make_unique<UnixDoor>(static_cast<DoorKeeper&>(*this));
        door->takeOver(descriptor, socket.address.path);
        m_unixPaths.append(socket.address.path);
        m_urls.append(door->url());
        m_doors.push_back(std::move(door));
        return {};
    }
    auto door = std::make_unique<TcpDoor>(static_cast<DoorKeeper&>(*this));
    if (!door->takeOver(descriptor)) {
        ::close(descriptor);
        return QStringLiteral("Cannot take over %1: %2.")
            .arg(socket.address.text(), door->errorString());
    }
    m_ports.append(door->serverPort());
    m_urls.append(door->url());
    addTcpDoor(std::move(door));
    return {};
}

QString Acceptor::listenOnUnix(const ListenAddress& address)
{
    auto door = std::make_unique<UnixDoor>(static_cast<DoorKeeper&>(*this));
    QString error = door->listen(address, Backlog);
    m_portInUse = door->isInUse();
    if (!error.isEmpty())
        return error;
    m_unixPaths.append(address.path);
    m_urls.append(door->url());
    m_doors.push_back(std::move(door));
    return {};
}

// The kernel asks a client's machine that is silent whether it is still there; accepted sockets
// inherit that.
void Acceptor::keepAlive(int socket) const
{
    const int yes = 1;
    const int probes = 2;
    // of silence, and of each probe
    const auto third = static_cast<int>(
        std::chrono::ceil<std::chrono::seconds>(m_limits.deadPeerTime / (probes + 1)).count());
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &third, sizeof third);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &third, sizeof third);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
}

void Acceptor::setDeadPeerTime(std::chrono::milliseconds time)
{
    m_limits.deadPeerTime = time;
    for (const TcpDoor* const door : m_tcpDoors)
        keepAlive(door->descriptor());
}

QList<QHostAddress> Acceptor::addresses() const
{
    QList<QHostAddress> list;
    for (const TcpDoor* const door : m_tcpDoors)
        list.append(door->serverAddress());
    return list;
}

void Acceptor::stop()
{
    // Those who wait in the kernel's queue would be reset with it; they may have sent their
    // requests.
    for (const auto& door : m_doors) {
        while (!door->isHandedDown()
            && m_openSockets.load(std::memory_order_relaxed) < m_limits.maxSockets) {
            const int descriptor
                = ::accept4(door->descriptor(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (descriptor < 0)
                break;
            incoming(descriptor);
        }
    }
    flushBatches();
    m_tcpDoors.clear();
    m_doors.clear();
}

void Acceptor::incoming(int descriptor)
{
    const int open = m_openSockets.fetch_add(1, std::memory_order_relaxed) + 1;
    const bool shed = open > m_limits.maxSockets;
    auto& batch = m_batches[m_nextShard];
    batch.push_back(shed ? -1 - descriptor : descriptor);
    m_nextShard = (m_nextShard + 1) % m_shards.size();
    if (shed && !m_shortAnnounced) {
        m_shortAnnounced = true;
        QTimer::singleShot(ShortAnnounceMs, this, [this] { m_shortAnnounced = false; });
        Q_EMIT descriptorsShort();
    }
    if (open >= m_limits.maxSockets + m_limits.shedRoom) {
        for (const auto& door : m_doors)
            door->pause();
        m_paused.store(true);
        if (m_openSockets.load() < m_limits.maxSockets + m_limits.shedRoom)
            resume(); // one closed just before it could see the pause
    }
    if (batch.size() >= BatchSize) {
        flushBatches();
    } else if (!m_flushPosted) {
        m_flushPosted = true;
        QMetaObject::invokeMethod(
            this, [this] { flushBatches(); }, Qt::QueuedConnection);
    }
}

void Acceptor::flushBatches()
{
    m_flushPosted = false;
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        if (m_batches[i].empty())
            continue;
        std::vector<InboxItem> items;
        items.reserve(m_batches[i].size());
        for (const int descriptor : m_batches[i])
            items.emplace_back(
                descriptor < 0 ? Adopt{-1 - descriptor, true} : Adopt{descriptor, false});
        m_batches[i].clear();
        m_shards[i]->post(std::move(items));
    }
}

void Acceptor::socketClosed()
{
    const int open = m_openSockets.fetch_sub(1) - 1;
    if (open < m_limits.maxSockets + m_limits.shedRoom && m_paused.exchange(false))
        QMetaObject::invokeMethod(
            this, [this] { resume(); }, Qt::QueuedConnection);
}

void Acceptor::resume()
{
    m_paused.store(false);
    for (const auto& door : m_doors)
        door->goOn();
}

// The door has paused: accept() failed for want of a descriptor.
void Acceptor::outOfDescriptors(Door& door)
{
    if (m_reserve >= 0) {
        ::close(m_reserve);
        m_reserve = -1;
        const int newcomer
            = ::accept4(door.descriptor(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (newcomer >= 0) {
            // What it wants cannot be waited for; an event stream is what most want, and it makes a
            // browser come back.
            const int retry = m_limits.retryMs
                + static_cast<int>(QRandomGenerator::global()->bounded(m_limits.retryMs + 1));
            const std::string goodbye
                = http::streamHead(http::Request(), {}, http::StreamBody::UntilClose)
                + "retry: " + std::to_string(retry) + "\n\n";
            if (!m_limits.isTls || door.url().startsWith(u"unix:"))
                ::send(newcomer, goodbye.data(), goodbye.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            ::shutdown(newcomer, SHUT_WR);
            char ignored[4096]; // unread bytes would turn the end into a reset
            while (::recv(newcomer, ignored, sizeof ignored, MSG_DONTWAIT) > 0) { }
            ::close(newcomer);
        }
        m_reserve = openReserve();
    }
    Q_EMIT descriptorsShort();
    QTimer::singleShot(ShortAnnounceMs, this, [this, &door] {
        if (m_reserve < 0)
            m_reserve = openReserve();
        const bool isThere = std::any_of(m_doors.begin(), m_doors.end(),
            [&door](const std::unique_ptr<Door>& one) { return one.get() == &door; });
        if (isThere && !m_paused.load())
            door.recover();
    });
}

quint16 Acceptor::freePortAfter(const QString& host, quint16 port)
{
    const QList<QHostAddress> addresses = listenAddresses(host);
    for (int candidate = port + 1; candidate <= std::min(port + 100, 65535); ++candidate) {
        const bool free = !addresses.isEmpty()
            && std::all_of(addresses.begin(), addresses.end(), [&](const QHostAddress& address) {
                   QTcpServer probe;
                   return probe.listen(address, static_cast<quint16>(candidate))
                       || probe.serverError() != QAbstractSocket::AddressInUseError;
               });
        if (free)
            return static_cast<quint16>(candidate);
    }
    return 0;
}

} // namespace fanlight
