// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/test_clients.h"

#include "load/stream_reader.h"
#include "metrics/process_stats.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {
constexpr std::chrono::milliseconds ProgressInterval{500};
constexpr std::chrono::seconds ReconnectDelay{2};
constexpr std::size_t MostHandshakes = 256;
constexpr std::size_t ReadSize = 64 << 10;
constexpr int EventsATurn = 256;
constexpr std::uint64_t WakeUpTag = ~std::uint64_t(0);

// A client and the hub's side of it live in the same process.
constexpr int DescriptorsAClient = 2;
constexpr int SpareDescriptors = 64;

// Owns a descriptor; -1 is none.
class Descriptor {
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        reset();
        m_fd = std::exchange(other.m_fd, -1);
        return *this;
    }

    int get() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }
    void reset()
    {
        if (m_fd >= 0)
            ::close(std::exchange(m_fd, -1));
    }

private:
    int m_fd;
};

int connectLoopback(int fd, int family, std::uint16_t port)
{
    if (family == AF_INET) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = in6addr_loopback;
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

std::string requestOf(std::size_t user, std::uint16_t port)
{
    return "GET /api/notifications?userId=" + std::to_string(user)
        + " HTTP/1.1\r\n"
          "Host: localhost:"
        + std::to_string(port)
        + "\r\n"
          "User-Agent: Fanlight test client\r\n"
          "Accept: text/event-stream\r\n\r\n";
}

enum class Phase {
    Away, // not started yet, or waiting to come back
    Connecting,
    Asking, // the request is sent, the answer's header is awaited
    Streaming
};

struct Client {
    std::size_t user = 0;
    std::uint16_t port = 0;
    int family = AF_INET; // tried first; the other one follows when it is refused
    Phase phase = Phase::Away;
    Descriptor socket;
    StreamReader reader;
};

int otherFamily(int family)
{
    return family == AF_INET ? AF_INET6 : AF_INET;
}

bool isHandshake(Phase phase)
{
    return phase == Phase::Connecting || phase == Phase::Asking;
}
} // namespace

// The thread and all its clients. The constructor, the destructor and add() belong to the thread
// that owns it, the figures may be read from any, and all else happens in its own.
class TestClients::Worker {
public:
    Worker()
        : m_epoll(epoll_create1(EPOLL_CLOEXEC))
        , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        watch(EPOLL_CTL_ADD, m_wakeUp.get(), EPOLLIN, WakeUpTag);
        m_thread = std::thread([this] { run(); });
    }

    ~Worker()
    {
        m_stop.store(true, std::memory_order_relaxed);
        wake();
        m_thread.join();
    }

    void add(int count, std::uint16_t port)
    {
        {
            const std::lock_guard lock(m_inboxMutex);
            m_inbox.push_back({count, port});
        }
        m_wanted += count;
        wake();
    }

    int wanted() const { return m_wanted; }
    int connected() const { return m_connected.load(std::memory_order_relaxed); }
    std::uint64_t events() const { return m_events.load(std::memory_order_relaxed); }

private:
    struct Order {
        int count;
        std::uint16_t port;
    };
    struct Return {
        Clock::time_point due;
        std::size_t index;
    };

    void wake() { eventfd_write(m_wakeUp.get(), 1); }

    void watch(int operation, int fd, std::uint32_t events, std::uint64_t tag)
    {
        epoll_event event{};
        event.events = events;
        event.data.u64 = tag;
        epoll_ctl(m_epoll.get(), operation, fd, &event);
    }

    void run()
    {
        pthread_setname_np(pthread_self(), "test-clients");
        std::array<epoll_event, EventsATurn> events{};
        while (!m_stop.load(std::memory_order_relaxed)) {
            const int ready = epoll_wait(m_epoll.get(), events.data(), EventsATurn, waitMs());
            for (int i = 0; i < ready; ++i)
                handle(events[static_cast<std::size_t>(i)]);
            startDue();
        }
    }

    // Until the next client is to return, if one can be let in; a handshake's end wakes us as well.
    int waitMs() const
    {
        if (m_returns.empty() || m_handshakes >= MostHandshakes)
            return -1;
        const auto left
            = std::chrono::ceil<std::chrono::milliseconds>(m_returns.front().due - Clock::now());
        return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    }

    void handle(const epoll_event& event)
    {
        if (event.data.u64 == WakeUpTag)
            takeOrders();
        else if (Client& client = m_clients[event.data.u64]; client.phase == Phase::Connecting)
            ask(client);
        else
            receive(client);
    }

    void takeOrders()
    {
        eventfd_t ignored = 0;
        eventfd_read(m_wakeUp.get(), &ignored);
        std::vector<Order> orders;
        {
            const std::lock_guard lock(m_inboxMutex);
            orders.swap(m_inbox);
        }
        for (const Order& order : orders) {
            for (int i = 0; i < order.count; ++i) {
                Client& client = m_clients.emplace_back();
                client.user = m_clients.size();
                client.port = order.port;
            }
        }
    }

    // Newcomers first, then those that return, as far as handshakes are free.
    void startDue()
    {
        while (m_handshakes < MostHandshakes && m_started < m_clients.size())
            start(m_clients[m_started++]);
        const auto now = Clock::now();
        while (
            m_handshakes < MostHandshakes && !m_returns.empty() && m_returns.front().due <= now) {
            const std::size_t index = m_returns.front().index;
            m_returns.pop_front();
            start(m_clients[index]);
        }
    }

    void start(Client& client)
    {
        client.reader = {};
        if (!connectTo(client, client.family) && !connectTo(client, otherFamily(client.family)))
            comeBackLater(client);
    }

    // Whether the connection came about or is under way.
    bool connectTo(Client& client, int family)
    {
        Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (!socket)
            return false;
        if (connectLoopback(socket.get(), family, client.port) < 0 && errno != EINPROGRESS)
            return false;
        watch(EPOLL_CTL_ADD, socket.get(), EPOLLOUT, indexOf(client));
        client.socket = std::move(socket);
        client.family = family;
        enter(client, Phase::Connecting);
        return true;
    }

    void ask(Client& client)
    {
        const std::string request = requestOf(client.user, client.port);
        const ssize_t sent
            = ::send(client.socket.get(), request.data(), request.size(), MSG_NOSIGNAL);
        if (sent == static_cast<ssize_t>(request.size())) {
            watch(EPOLL_CTL_MOD, client.socket.get(), EPOLLIN, indexOf(client));
            enter(client, Phase::Asking);
        } else {
            client.family = otherFamily(client.family);
            comeBackLater(client);
        }
    }

    void receive(Client& client)
    {
        const ssize_t size = ::recv(client.socket.get(), m_buffer.data(), m_buffer.size(), 0);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (size <= 0) {
            comeBackLater(client);
            return;
        }
        const std::string_view bytes(m_buffer.data(), static_cast<std::size_t>(size));
        m_events.fetch_add(client.reader.read(bytes), std::memory_order_relaxed);
        switch (client.reader.state()) {
        case StreamReader::State::Header:
            break;
        case StreamReader::State::Streaming:
            enter(client, Phase::Streaming);
            break;
        case StreamReader::State::Ended:
        case StreamReader::State::Failed:
            comeBackLater(client);
            break;
        }
    }

    // All wait equally long, so the queue is in the order of their return.
    void comeBackLater(Client& client)
    {
        client.socket.reset();
        enter(client, Phase::Away);
        m_returns.push_back({Clock::now() + ReconnectDelay, indexOf(client)});
    }

    void enter(Client& client, Phase phase)
    {
        m_handshakes += std::size_t(isHandshake(phase)) - std::size_t(isHandshake(client.phase));
        m_connected.fetch_add(
            int(phase == Phase::Streaming) - int(client.phase == Phase::Streaming),
            std::memory_order_relaxed);
        client.phase = phase;
    }

    static std::size_t indexOf(const Client& client) { return client.user - 1; }

    Descriptor m_epoll;
    Descriptor m_wakeUp;
    int m_wanted = 0; // the owner's
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_connected = 0;
    std::atomic<std::uint64_t> m_events = 0;
    std::mutex m_inboxMutex;
    std::vector<Order> m_inbox;

    std::deque<Client> m_clients; // a client's place is its user number less one
    std::size_t m_started = 0; // how many of them were started for the first time
    std::size_t m_handshakes = 0;
    std::deque<Return> m_returns;
    std::array<char, ReadSize> m_buffer{};
    std::thread m_thread; // last: it uses all of the above
};

namespace {
// How many clients the descriptors left to this process allow; `pending` have not opened theirs
// yet.
qint64 clientsThatFit(qint64 pending)
{
    const auto limit = static_cast<double>(process_stats::fileLimit().soft);
    const double open = process_stats::openFiles().value_or(0);
    const double left = limit - open - SpareDescriptors;
    return std::max<qint64>(static_cast<qint64>(left / DescriptorsAClient) - pending, 0);
}
} // namespace

TestClients::TestClients(QObject* parent)
    : QObject(parent)
{
    m_progressTimer.setInterval(ProgressInterval);
    connect(&m_progressTimer, &QTimer::timeout, this,
        [this] { Q_EMIT progress(m_worker->wanted(), m_worker->connected(), m_worker->events()); });
}

TestClients::~TestClients() = default;

QString TestClients::add(int count, quint16 port)
{
    if (count < 1)
        return u"The number of test clients must be at least 1."_s;
    const qint64 pending = m_worker ? m_worker->wanted() - m_worker->connected() : 0;
    const qint64 fitting = clientsThatFit(pending);
    if (count > fitting)
        return u"%L1 test clients take %L2 file descriptors; what is left is enough for %L3 clients."_s
            .arg(count)
            .arg(qint64(count) * DescriptorsAClient)
            .arg(fitting);
    if (!m_worker)
        m_worker = std::make_unique<Worker>();
    m_worker->add(count, port);
    m_progressTimer.start();
    return {};
}

void TestClients::removeAll()
{
    if (!m_worker)
        return;
    m_progressTimer.stop();
    const std::uint64_t events = m_worker->events();
    m_worker.reset();
    Q_EMIT progress(0, 0, events);
}

int TestClients::wanted() const
{
    return m_worker ? m_worker->wanted() : 0;
}

} // namespace fanlight
