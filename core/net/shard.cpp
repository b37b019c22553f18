// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/shard.h"

#include "net/clock.h"

#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace fanlight {

namespace {

// epoll data of the eventfd; no connection has it
constexpr std::uint64_t WakeData = ~std::uint64_t(0);
constexpr int MaxEvents = 512;
constexpr std::size_t ReadBufferBytes = 64 << 10;
constexpr int MaxReads = 4; // of one connection in one turn; then it is the others' turn
// a turn so late means that the process was stopped, or the machine asleep
constexpr std::uint64_t AwayNs = 1'000'000'000;

// of the inbox, room that is kept while nothing is to be done
constexpr std::size_t KeptItems = 256;

std::uint64_t epollData(ConnectionRef ref)
{
    return std::uint64_t(ref.generation) << 32 | ref.slot;
}

} // namespace

// ---------------------------------------------------------------- life cycle, any thread

Shard::Shard(const ShardConfig& config, ShardHandler& handler)
    : m_handler(handler)
    , m_context(config)
    , m_stream(m_context, m_transport, m_batches, m_heartbeats, m_sender, m_index, m_observers,
          *this, handler, *this)
    , m_http(m_context, m_sender, *this, handler, *this)
    , m_readBuffer(ReadBufferBytes)
{
}

Shard::~Shard()
{
    stop();
    for (const int descriptor : {m_epoll, m_wake}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

std::string Shard::start()
{
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    m_wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = WakeData;
    if (m_epoll < 0 || m_wake < 0 || epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) < 0)
        return std::strerror(errno);
    m_context.startNs = m_context.turnNs = monotonicNs();
    m_thread = std::thread([this] { run(); });
    m_threadId = m_thread.get_id();
    pthread_setname_np(m_thread.native_handle(), ("shard " + std::to_string(index())).c_str());
    return {};
}

void Shard::stop()
{
    if (m_thread.joinable()) {
        post(Task([](Shard& shard) { shard.m_quit = true; }));
        m_thread.join();
    }
    // The descriptors stay: other shards may still be posting.
}

void Shard::post(InboxItem item)
{
    bool wasEmpty;
    {
        const std::lock_guard lock(m_inboxMutex);
        wasEmpty = m_inbox.empty();
        m_inbox.push_back(std::move(item));
    }
    // The shard itself takes its inbox before it waits again.
    if (wasEmpty && std::this_thread::get_id() != m_threadId)
        eventfd_write(m_wake, 1);
}

void Shard::post(std::vector<InboxItem> items)
{
    bool wasEmpty;
    {
        const std::lock_guard lock(m_inboxMutex);
        wasEmpty = m_inbox.empty();
        std::move(items.begin(), items.end(), std::back_inserter(m_inbox));
    }
    if (wasEmpty)
        eventfd_write(m_wake, 1);
}

std::uint64_t Shard::cpuNs() const
{
    clockid_t clock;
    timespec used{};
    if (pthread_getcpuclockid(const_cast<std::thread&>(m_thread).native_handle(), &clock) == 0)
        clock_gettime(clock, &used);
    return std::uint64_t(used.tv_sec) * 1'000'000'000 + std::uint64_t(used.tv_nsec);
}

// ---------------------------------------------------------------- the turn

void Shard::run()
{
    std::vector<epoll_event> events(MaxEvents);
    while (!m_quit) {
        const int wait = waitMs();
        const int count = epoll_wait(m_epoll, events.data(), MaxEvents, wait);
        const std::uint64_t beforeNs = std::exchange(m_context.turnNs, monotonicNs());
        const std::uint64_t turnNs = m_context.turnNs;
        m_context.tick = static_cast<std::uint32_t>(
                             (turnNs - m_context.startNs) / 1'000'000 / TimerWheel::TickMs)
            + 1;
        if (wait >= 0 && turnNs - beforeNs > static_cast<std::uint64_t>(wait) * 1'000'000 + AwayNs)
            m_context.wasAway = true;
        readWaiting();
        for (int i = 0; i < count; ++i)
            handleEvent(events[std::size_t(i)].data.u64, events[std::size_t(i)].events);
        fireTimers(count == MaxEvents);
        takeInbox();
        m_batches.closeDue();
        for (const std::uint32_t slot : m_observers.faults.takeWoken(turnNs))
            m_sender.schedule(slot, Sender::Priority::Bulk);
        m_sender.flushUrgent();
        m_sender.flushBulkSlice();
        if (m_tls.hasWaiting())
            letIn();
        m_batches.forgetJoined();
        if (m_observers.follower.follows())
            m_observers.follower.poll(monotonicNs(), m_sender.hasBulk());
        report();
        if (m_emptied && m_context.connections.used() == 0)
            std::exchange(m_emptied, nullptr)();
    }
    closeAll();
    takeInbox(); // settles tickets and subscriptions that arrived at the last moment
    closeAll();
    m_batches.forgetJoined();
    m_observers.follower.endAll();
    report(true);
}

int Shard::waitMs()
{
    if (m_sender.hasUrgent() || m_sender.hasBulk() || !m_readLater.empty() || m_turnsUnfired > 0
        || m_tls.hasWaiting())
        return 0;
    {
        const std::lock_guard lock(m_inboxMutex);
        if (!m_inbox.empty())
            return 0;
        if (m_inbox.capacity() > KeptItems) // since very much came at once
            std::vector<InboxItem>().swap(m_inbox);
    }
    if (m_taken.capacity() > KeptItems)
        std::vector<InboxItem>().swap(m_taken);
    const std::uint32_t ticks = m_context.timers.ticksToNext();
    int wait = ticks == 0 ? -1 : static_cast<int>(ticks * TimerWheel::TickMs);
    const std::uint64_t nowNs = monotonicNs();
    for (const int other : {m_observers.follower.waitMs(nowNs), m_batches.waitMs(nowNs),
             m_observers.faults.waitMs(nowNs)})
        wait = static_cast<int>(
            std::min<unsigned>(static_cast<unsigned>(wait), static_cast<unsigned>(other)));
    return wait;
}

void Shard::handleEvent(std::uint64_t data, std::uint32_t happened)
{
    if (data == WakeData) {
        eventfd_t ignored;
        eventfd_read(m_wake, &ignored);
        return;
    }
    const ConnectionRef ref{
        static_cast<std::uint32_t>(data), static_cast<std::uint32_t>(data >> 32)};
    if ((happened & EPOLLERR) && m_context.connections.find(ref))
        m_sender.noticed(ref.slot);
    if ((happened & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) && m_context.connections.find(ref))
        readable(ref.slot, happened & (EPOLLRDHUP | EPOLLHUP));
    if ((happened & EPOLLOUT) && m_context.connections.find(ref))
        writable(ref.slot);
}

void Shard::writable(std::uint32_t slot)
{
    const Connection& connection = m_context.connections[slot];
    if (connection.isTls && !connection.queue.blocked)
        m_transport.flush(connection); // of a handshake, or of the end; who is in vain has a timer
    m_sender.writable(slot);
}

// Sockets are read before timers fire: nobody is given up while what they sent lies there. More
// sockets may wait than are told of at once; all have been after some turns.
void Shard::fireTimers(bool moreToRead)
{
    if (moreToRead && m_turnsUnfired < m_context.connections.used() / MaxEvents) {
        ++m_turnsUnfired;
        return;
    }
    m_turnsUnfired = 0;
    m_context.timers.advance(m_context.tick, [this](std::uint32_t slot) { timerFired(slot); });
    m_context.wasAway = false;
}

void Shard::timerFired(std::uint32_t slot)
{
    switch (m_context.connections[slot].state) {
    case ConnectionState::Http:
        return m_http.timerFired(slot);
    case ConnectionState::Stream:
        return m_stream.timerFired(slot);
    case ConnectionState::Fed:
        return m_fed.timerFired(slot);
    default:
        return close(slot, DisconnectReason::Client);
    }
}

void Shard::takeInbox()
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_taken.swap(m_inbox);
    }
    for (InboxItem& item : m_taken)
        std::visit([this](auto& one) { take(one); }, item);
    m_taken.clear();
}

void Shard::report(bool all)
{
    if (std::vector<TracedDelivery> steps = m_observers.follower.takeTraced(m_context.turnNs, all);
        !steps.empty())
        m_handler.deliveriesTraced(std::move(steps));
    if (std::vector<MessageFigures> reports
        = m_observers.follower.takeReports(m_context.turnNs, all);
        !reports.empty())
        m_handler.messagesDelivered(std::move(reports));
}

// ---------------------------------------------------------------- inbox items

void Shard::take(Adopt& item)
{
    const std::uint32_t slot = m_context.connections.take();
    Connection& connection = m_context.connections[slot];
    connection.descriptor = item.descriptor;
    connection.shed = item.shed;
    const Connection::Peer peer = m_transport.peerOf(item.descriptor);
    connection.setPeer(peer);
    connection.isUnix = peer.isUnix;
    connection.isTls = m_tls.isOn() && !connection.isUnix;
    connection.mayBeginWithProxy = m_handler.mayBeginWithProxy(peer);
    m_context.counters.sockets.add();
    m_http.open(slot);

    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = epollData({slot, connection.generation});
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, item.descriptor, &event) < 0)
        close(slot, DisconnectReason::Error);
}

void Shard::take(std::unique_ptr<Subscription>& item)
{
    Connection* found = m_context.connections.find(item->connection);
    const std::uint32_t slot = item->connection.slot;
    if (item->step != Subscription::Step::Ahead)
        m_positions.set(item->channel, item->position);
    if (item->step == Subscription::Step::History) {
        if (found && found->isStream() && found->stream.awaitsHistory)
            m_stream.replay(slot, *item);
        return;
    }
    if (found && found->http() && !found->http()->inputEnded && !m_context.isDraining)
        return m_stream.open(slot, *item);
    m_handler.subscriptionLost(*this, *item);
    if (found && m_context.isDraining && found->http() && !found->http()->inputEnded)
        m_stream.sendAway(slot, *item);
    else if (found)
        close(slot, DisconnectReason::Client);
}

// ---------------------------------------------------------------- reading

// `ended`: the client's end is there too, behind the last byte, and will not be told again.
// Whatever is left after some reads waits for the next turn.
void Shard::readable(std::uint32_t slot, bool ended)
{
    const ConnectionRef ref = m_context.refOf(slot);
    if (m_context.connections[slot].faulty && m_observers.faults.isHalfOpen(slot))
        return; // looked at again when that is over
    // in front of all that Transport reads, a TLS handshake among it
    if (m_context.connections[slot].mayBeginWithProxy) {
        const ProxyPreface::Outcome outcome = m_preface.look(slot);
        if (outcome == ProxyPreface::Outcome::Wait && ended)
            return close(slot, DisconnectReason::Client);
        if (outcome != ProxyPreface::Outcome::GoOn)
            return;
    }
    if (m_context.connections[slot].isTls && m_tls.awaits(slot))
        return;
    for (int reads = 0;; ++reads) {
        Connection* connection = m_context.connections.find(ref);
        if (!connection)
            return;
        const bool isHttp = connection->state == ConnectionState::Http;
        if (isHttp && m_http.isPaused(slot))
            return; // the rest stays in the socket until answers have gone out
        if (reads == MaxReads)
            return readLater(slot);
        const ssize_t size
            = m_transport.receive(*connection, m_readBuffer.data(), m_readBuffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (size <= 0) {
            const int error = size < 0 ? errno : 0;
            if (error != 0 || !isHttp || !m_http.inputEnded(slot))
                close(slot, reasonOf(error));
            return;
        }
        const auto bytes = static_cast<std::size_t>(size);
        if (isHttp)
            m_http.feed(slot, {m_readBuffer.data(), bytes});
        else if ((connection->isStream() && !m_stream.heard(slot, bytes))
            || (connection->isFed() && !m_fed.heard(slot, bytes)))
            return; // what comes behind our end is thrown away
        if (bytes < m_readBuffer.size() && !ended
            && !connection->isTls) // of which it is one record
            return;
    }
}

// Goes on with it in the next turn: requests that had to wait first, then the socket, which will
// not tell again.
void Shard::readLater(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    if (connection.inReadLater)
        return;
    connection.inReadLater = true;
    m_readLater.push_back({slot, connection.generation});
}

void Shard::readWaiting()
{
    m_reading.swap(m_readLater);
    for (const ConnectionRef ref : m_reading) {
        Connection* connection = m_context.connections.find(ref);
        if (!connection)
            continue;
        connection->inReadLater = false;
        if (connection->state == ConnectionState::Http && !m_http.resume(ref.slot))
            continue;
        readable(ref.slot, true);
        if (!m_context.isDraining)
            continue;
        connection = m_context.connections.find(ref);
        if (connection && connection->state == ConnectionState::Http && !m_http.isPaused(ref.slot))
            m_http.endIfIdle(ref.slot);
    }
    m_reading.clear();
}

// ---------------------------------------------------------------- a connection's end

void Shard::close(std::uint32_t slot, DisconnectReason reason, bool reset)
{
    Connection& connection = m_context.connections[slot];
    if (connection.isStream()) {
        m_stream.unlink(slot, reason);
    } else if (connection.isFed()) {
        m_fed.unlink(slot, reason);
    } else if (connection.isTls && reason != DisconnectReason::Drain) {
        // in the middle of a handshake, perhaps: it took too long, or its client is gone
        const bool isLate = reason == DisconnectReason::Limit;
        if (m_tls.countUnfinished(
                connection, isLate ? HandshakeFailure::Late : HandshakeFailure::Left)
            && isLate)
            m_handler.handshakeFailed(
                *this, connection, HandshakeFailure::Late, "the handshake was not over in time");
    }
    m_context.timers.disarm(slot);
    m_sender.forget(slot);
    m_transport.close(connection, reset);
    m_context.connections.giveBack(slot);
    m_context.counters.sockets.subtract();
    m_handler.socketClosed();
}

void Shard::finish(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    connection.state = ConnectionState::Closing;
    connection.side.reset();
    m_transport.shutdownSend(connection);
    m_context.timers.arm(slot, m_context.tickAfter(LingerTime));
    // The client's end may have come before: an edge that is not told again.
    if (!m_transport.holdsBack(connection) && m_transport.hasEnded(connection))
        close(slot, DisconnectReason::Client);
}

void Shard::closeAll()
{
    for (std::uint32_t slot = 0; slot < m_context.connections.capacity(); ++slot) {
        if (m_context.connections[slot].state != ConnectionState::Free)
            close(slot, DisconnectReason::Drain);
    }
}

void Shard::abort(ConnectionRef ref)
{
    if (m_context.connections.find(ref))
        close(ref.slot, DisconnectReason::Fault, true);
}

int Shard::endStreams(
    const std::unordered_set<std::uint64_t>& ids, std::int64_t retryMs, DisconnectReason reason)
{
    const std::vector<std::uint32_t> found = m_index.slotsOf(ids);
    for (const std::uint32_t slot : found)
        m_stream.end(slot, retryMs, reason);
    return static_cast<int>(found.size());
}

int Shard::breakStreams(
    const std::unordered_set<std::uint64_t>& ids, DisconnectReason reason, bool reset)
{
    const std::vector<std::uint32_t> found = m_index.slotsOf(ids);
    for (const std::uint32_t slot : found)
        close(slot, reason, reset);
    return static_cast<int>(found.size());
}

void Shard::drain(std::function<void()> emptied)
{
    m_context.isDraining = true;
    m_emptied = std::move(emptied);
    m_stream.endAll(DisconnectReason::Drain);
    m_fed.endAll();
    for (std::uint32_t slot = 0; slot < m_context.connections.capacity(); ++slot) {
        if (m_context.connections[slot].state == ConnectionState::Http)
            readLater(slot); // a request that lies there is still answered
    }
}

void Shard::closeIdleConnections()
{
    for (std::uint32_t slot = 0; slot < m_context.connections.capacity(); ++slot) {
        const Connection& connection = m_context.connections[slot];
        if (connection.state == ConnectionState::Http && m_http.isIdle(connection))
            close(slot, DisconnectReason::Limit);
    }
}

// ---------------------------------------------------------------- asked and told

bool Shard::isShed(ConnectionRef ref)
{
    const Connection* connection = m_context.connections.find(ref);
    return connection && connection->shed;
}

std::string Shard::addressOf(ConnectionRef ref)
{
    const Connection* connection = m_context.connections.find(ref);
    return connection ? connection->addressText() : std::string();
}

Shard::Arrival Shard::arrivalOf(ConnectionRef ref)
{
    const Connection* connection = m_context.connections.find(ref);
    if (!connection || !connection->http())
        return {};
    return {connection->http()->cameFrom, connection->http()->hasProxyHeader, connection->isTls};
}

void Shard::setPeer(ConnectionRef ref, const Connection::Peer& peer)
{
    if (Connection* connection = m_context.connections.find(ref))
        connection->setPeer(peer);
}

std::vector<Shard::StreamAge> Shard::streamsOf(
    std::uint32_t channel, const std::string& userId) const
{
    std::vector<StreamAge> streams;
    m_index.visitChannel(channel, [&](std::uint32_t slot) {
        const Connection::Stream& stream = m_context.connections[slot].stream;
        if (stream.channel->userId == userId) // the index may have gone to another since
            streams.push_back({stream.connectedAtMs, stream.id});
    });
    return streams;
}

void Shard::setFaults(StreamFaults faults)
{
    m_observers.faults.setFaults(std::move(faults));
    reviewFaults();
}

void Shard::reviewFaults()
{
    reviewSlice(0, ++m_faultReview);
}

// By slot: streams that come or go in between change no other's place.
void Shard::reviewSlice(std::uint32_t from, std::uint64_t run)
{
    if (run != m_faultReview)
        return;
    const std::uint32_t end = std::min(m_context.connections.capacity(), from + ReviewSlice);
    for (std::uint32_t slot = from; slot < end; ++slot) {
        const Connection& connection = m_context.connections[slot];
        if ((connection.isStream() && m_stream.reviewFaults(slot))
            || (connection.isFed() && m_fed.reviewFaults(slot)))
            readable(slot, true); // the client's end may have come, and is not told again
    }
    if (end < m_context.connections.capacity())
        post(Task([end, run](Shard& same) { same.reviewSlice(end, run); }));
}

void Shard::sampleKernelMemory(std::uint32_t most)
{
    std::uint64_t bytes = 0;
    std::uint32_t looked = 0;
    const std::size_t count = m_index.size();
    const std::size_t step = std::max<std::size_t>(1, count / std::max<std::uint32_t>(1, most));
    for (std::size_t i = count ? m_context.random() % step : 0; i < count && looked < most;
         i += step) {
        const auto kernel = m_transport.kernelBytes(m_context.connections[m_index.at(i)]);
        bytes += kernel.value_or(0);
        looked += kernel.has_value();
    }
    m_context.counters.sampledKernelBytes.set(bytes);
    m_context.counters.sampledSockets.set(looked);
}

} // namespace fanlight
