// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/shard.h"

#include "http/response.h"
#include "net/clock.h"
#include "net/dead_peer.h"

#include <arpa/inet.h>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace fanlight {

namespace {

// epoll data of the eventfd; no connection has it
constexpr std::uint64_t WakeData = ~std::uint64_t(0);
constexpr int MaxEvents = 512;
constexpr std::size_t ReadBufferBytes = 64 << 10;
constexpr int MaxReads = 4; // of one connection in one turn; then it is the others' turn
constexpr int MaxTaken = 256; // requests of one connection likewise
constexpr int MaxPieces = 64; // frames a system call
// over the backlog limit, of a client whose events are dropped
constexpr std::uint64_t MaxNoticeBytes = 1 << 20;
constexpr std::size_t BulkFanOut = 64; // a delivery to more connections than this goes in slices …
constexpr std::size_t BulkSlice = 256; // … of so many sends
// requests of one connection that may wait for their answers
constexpr std::size_t MaxPipelined = 128;
// bytes; no further requests are taken until they are sent
constexpr std::size_t MaxUnsentAnswers = 256 << 10;
// for the client to close after our end
constexpr std::chrono::milliseconds LingerTime = std::chrono::seconds(2);
// for slow clients to take what they are due
constexpr std::chrono::milliseconds DrainTime = std::chrono::seconds(4);
// for a request over the cap to arrive
constexpr std::chrono::milliseconds ShedTime = std::chrono::milliseconds(500);
// for the first byte, when descriptors are short
constexpr std::chrono::milliseconds SilentTime = std::chrono::milliseconds(500);
// a turn so late means that the process was stopped, or the machine asleep
constexpr std::uint64_t AwayNs = 1'000'000'000;
constexpr std::uint32_t AcksPerPeriod = 100; // wanted a period; the stride follows
constexpr std::int64_t MaxAckStride = 1 << 20;
constexpr std::uint64_t AckPeriodNs = 200'000'000;
constexpr std::string_view HeartbeatEventName = "fanlight-heartbeat";
const Outbox::OutFrame NoFrame;

std::uint64_t epollData(ConnectionRef ref)
{
    return std::uint64_t(ref.generation) << 32 | ref.slot;
}

DisconnectReason reasonOf(int error)
{
    switch (error) {
    case 0:
    case ECONNRESET:
    case EPIPE:
    case ETIMEDOUT:
        return DisconnectReason::Client;
    default:
        return DisconnectReason::Error;
    }
}

int pendingError(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

// Whether the comma separated list of a connection has the type.
bool listHas(std::string_view list, std::string_view type)
{
    while (!list.empty()) {
        const std::size_t end = list.find(',');
        if (list.substr(0, end) == type)
            return true;
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return false;
}

} // namespace

struct Shard::Delivery {
    std::uint32_t frame;
    std::uint64_t windowNs = 0; // 0: it does not wait
    std::uint32_t most = 0; // events of a batch
    bool isOutOfGap = false;
    std::uint64_t recipients = 0;
};

std::string Connection::addressText() const
{
    char text[INET6_ADDRSTRLEN] = "";
    if (!isIpv6) {
        inet_ntop(AF_INET, &address, text, sizeof text);
        return std::string(text) + ':' + std::to_string(port);
    }
    inet_ntop(AF_INET6, &address, text, sizeof text);
    return '[' + std::string(text) + "]:" + std::to_string(port);
}

// ---------------------------------------------------------------- life cycle, any thread

Shard::Shard(const ShardConfig& config, ShardHandler& handler)
    : m_config(config)
    , m_handler(handler)
    , m_lossMark(m_outbox.addFrame(Frame::raw({}), 0))
    , m_random(std::random_device{}())
    , m_heartbeatFrame(Frame::text(": keep-alive\n\n"))
    , m_heartbeatEvent(Frame::notice({.event = HeartbeatEventName, .data = "{}", .isJson = true}))
    , m_lastChunkFrame(Frame::raw("0\r\n\r\n"))
    , m_readBuffer(ReadBufferBytes)
{
    m_outbox.hold(m_lossMark);
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
    m_startNs = m_turnNs = monotonicNs();
    m_thread = std::thread([this] { run(); });
    m_threadId = m_thread.get_id();
    pthread_setname_np(
        m_thread.native_handle(), ("shard " + std::to_string(m_config.index)).c_str());
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

// ---------------------------------------------------------------- the turn

void Shard::run()
{
    std::vector<epoll_event> events(MaxEvents);
    while (!m_quit) {
        const int wait = waitMs();
        const int count = epoll_wait(m_epoll, events.data(), MaxEvents, wait);
        const std::uint64_t beforeNs = std::exchange(m_turnNs, monotonicNs());
        m_tick = static_cast<std::uint32_t>((m_turnNs - m_startNs) / 1'000'000 / TimerWheel::TickMs)
            + 1;
        if (wait >= 0
            && m_turnNs - beforeNs > static_cast<std::uint64_t>(wait) * 1'000'000 + AwayNs)
            m_wasAway = true;
        readWaiting();
        for (int i = 0; i < count; ++i) {
            const std::uint64_t data = events[std::size_t(i)].data.u64;
            if (data == WakeData) {
                eventfd_t ignored;
                eventfd_read(m_wake, &ignored);
                continue;
            }
            const ConnectionRef ref{
                static_cast<std::uint32_t>(data), static_cast<std::uint32_t>(data >> 32)};
            const std::uint32_t happened = events[std::size_t(i)].events;
            if (m_connections.find(ref) && (happened & EPOLLERR))
                readAcknowledgements(ref.slot);
            if (m_connections.find(ref) && (happened & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)))
                readable(ref.slot, happened & (EPOLLRDHUP | EPOLLHUP));
            Connection* connection = m_connections.find(ref);
            if (connection && (happened & EPOLLOUT) && connection->blocked) {
                connection->blocked = false;
                m_counters.slowClients.subtract();
                schedule(ref.slot, Priority::Urgent);
            }
        }
        fireTimers(count == MaxEvents);
        takeInbox();
        if (!m_holdEnds.empty())
            endDueHolds();
        if (!m_faultWakes.empty())
            wakeFaulty();
        flushUrgent();
        flushBulkSlice();
        forgetJoined();
        if (m_follower.follows())
            m_follower.poll(monotonicNs(), m_bulkBegin < m_bulk.size());
        report();
        if (m_emptied && m_connections.used() == 0)
            std::exchange(m_emptied, nullptr)();
    }
    for (std::uint32_t slot = 0; slot < m_connections.capacity(); ++slot) {
        if (m_connections[slot].state != ConnectionState::Free)
            close(slot, DisconnectReason::Drain);
    }
    takeInbox(); // settles tickets and subscriptions that arrived at the last moment
    for (std::uint32_t slot = 0; slot < m_connections.capacity(); ++slot) {
        if (m_connections[slot].state != ConnectionState::Free)
            close(slot, DisconnectReason::Drain);
    }
    forgetJoined();
    m_follower.endAll();
    report(true);
}

// Sockets are read before timers fire: nobody is given up while what they sent lies there. More
// sockets may wait than are told of at once; all have been after some turns.
void Shard::fireTimers(bool moreToRead)
{
    if (moreToRead && m_turnsUnfired < m_connections.used() / MaxEvents) {
        ++m_turnsUnfired;
        return;
    }
    m_turnsUnfired = 0;
    m_timers.advance(m_tick, [this](std::uint32_t slot) { timerFired(slot); });
    m_wasAway = false;
}

int Shard::waitMs() const
{
    if (!m_urgent.empty() || m_bulkBegin < m_bulk.size() || !m_readLater.empty()
        || m_turnsUnfired > 0)
        return 0;
    {
        const std::lock_guard lock(const_cast<std::mutex&>(m_inboxMutex));
        if (!m_inbox.empty())
            return 0;
    }
    const std::uint32_t ticks = m_timers.ticksToNext();
    int wait = ticks == 0 ? -1 : static_cast<int>(ticks * TimerWheel::TickMs);
    const auto sooner = [&wait](int other) {
        wait = static_cast<int>(
            std::min<unsigned>(static_cast<unsigned>(wait), static_cast<unsigned>(other)));
    };
    const std::uint64_t nowNs = monotonicNs();
    sooner(m_follower.waitMs(nowNs));
    for (const Wakes* wakes : {&m_holdEnds, &m_faultWakes}) {
        if (!wakes->empty())
            sooner(wakes->top().ns <= nowNs
                    ? 0
                    : static_cast<int>((wakes->top().ns - nowNs + 999'999) / 1'000'000));
    }
    return wait;
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

// ---------------------------------------------------------------- inbox items

void Shard::take(Adopt& item)
{
    const std::uint32_t slot = m_connections.take();
    Connection& connection = m_connections[slot];
    connection.descriptor = item.descriptor;
    connection.shed = item.shed;
    connection.state = ConnectionState::Http;
    connection.http = std::make_unique<HttpSession>(m_config.limits);
    m_counters.sockets.add();

    sockaddr_in6 peer{};
    socklen_t size = sizeof peer;
    if (getpeername(item.descriptor, reinterpret_cast<sockaddr*>(&peer), &size) == 0) {
        connection.port = ntohs(peer.sin6_port); // at the same place for IPv4
        connection.isIpv6 = peer.sin6_family == AF_INET6;
        if (connection.isIpv6)
            connection.address = peer.sin6_addr;
        else
            std::memcpy(&connection.address, &reinterpret_cast<const sockaddr_in&>(peer).sin_addr,
                sizeof(in_addr));
    }
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = epollData({slot, connection.generation});
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, item.descriptor, &event) < 0) {
        close(slot, DisconnectReason::Error);
        return;
    }
    connection.deadlineTick = tickAfter(item.shed ? ShedTime : m_config.requestTimeout);
    m_timers.arm(slot, connection.deadlineTick);
}

void Shard::take(Deliver& item)
{
    forgetJoined();
    if (!m_types.isEmpty())
        m_typeVerdicts.assign(m_types.size(), -1);
    const std::uint32_t tally = m_follower.open(item, m_turnNs);
    Delivery delivery{m_outbox.addFrame(std::move(item.frame), item.publishedNs, tally)};
    delivery.isOutOfGap = item.isOutOfGap;
    const Frame& frame = *m_outbox.frame(delivery.frame).frame;
    if (frame.batching() == Batching::Batched
        || (frame.batching() == Batching::AsTheHub && m_config.batchAll)) {
        delivery.windowNs = static_cast<std::uint64_t>(m_config.batchWindow.count()) * 1'000'000;
        if (delivery.windowNs != 0 && item.batch.windowMs > 0
            && item.batch.windowMs <= BatchWish::MaxWindowMs)
            delivery.windowNs = static_cast<std::uint64_t>(item.batch.windowMs) * 1'000'000;
        delivery.most
            = static_cast<std::uint32_t>(item.batch.most > 0 ? item.batch.most : m_config.batchMax);
    }
    // making room for one client may send it to another before all have it queued
    m_outbox.hold(delivery.frame);
    if (item.channels.empty())
        deliverTo(item.channel, delivery);
    for (const std::uint32_t channel : item.channels)
        deliverTo(channel, delivery);
    if (tally != NoIndex)
        m_follower.addRecipients(tally, delivery.recipients);
    letGo(delivery.frame);
    if (item.receipt)
        item.receipt->release(); // the hold of whoever posted it
    if (item.ticket)
        item.ticket->arrived(delivery.recipients, this);
}

void Shard::deliverTo(std::uint32_t channel, Delivery& delivery)
{
    const auto hand = [&](std::uint32_t slot, Priority priority) {
        if (m_connections[slot].awaitsHistory || !wants(m_connections[slot], delivery.frame))
            return;
        ++delivery.recipients;
        if (delivery.windowNs != 0)
            hold(slot, delivery);
        else
            queueEvent(slot, delivery, priority);
    };
    if (channel == BroadcastIndex) {
        const Priority priority = m_streams.size() > BulkFanOut ? Priority::Bulk : Priority::Urgent;
        for (std::size_t i = 0; i < m_streams.size();) {
            const std::uint32_t slot = m_streams[i];
            hand(slot, priority);
            // else it was too slow and another took its place
            if (i < m_streams.size() && m_streams[i] == slot)
                ++i;
        }
    } else if (channel < m_channelHeads.size()) {
        for (std::uint32_t slot = m_channelHeads[channel]; slot != NoIndex;) {
            const std::uint32_t next = m_connections[slot].channelNext;
            hand(slot, Priority::Urgent);
            slot = next;
        }
    }
}

std::uint64_t Shard::countTaking(
    const std::vector<std::uint32_t>& channels, bool all, std::string_view type)
{
    std::uint64_t count = 0;
    std::vector<signed char> verdicts(std::max<std::size_t>(1, m_types.size()), -1);
    const auto look = [&](const Connection& connection) {
        if (connection.awaitsHistory)
            return;
        signed char& verdict = verdicts[connection.types];
        if (verdict < 0)
            verdict
                = connection.types == 0 || listHas(m_types.text(connection.types), type) ? 1 : 0;
        count += verdict == 1;
    };
    if (all) {
        for (const std::uint32_t slot : m_streams)
            look(m_connections[slot]);
    }
    for (const std::uint32_t channel : channels) {
        for (std::uint32_t slot
             = channel < m_channelHeads.size() ? m_channelHeads[channel] : NoIndex;
             slot != NoIndex; slot = m_connections[slot].channelNext)
            look(m_connections[slot]);
    }
    return count;
}

bool Shard::wants(const Connection& connection, std::uint32_t frame)
{
    if (connection.types == 0)
        return true;
    signed char& verdict = m_typeVerdicts[connection.types];
    if (verdict < 0)
        verdict
            = listHas(m_types.text(connection.types), m_outbox.frame(frame).frame->type()) ? 1 : 0;
    return verdict == 1;
}

void Shard::report(bool all)
{
    if (std::vector<MessageFigures> reports = m_follower.takeReports(m_turnNs, all);
        !reports.empty())
        m_handler.messagesDelivered(std::move(reports));
}

void Shard::take(std::unique_ptr<Subscription>& item)
{
    Connection* found = m_connections.find(item->connection);
    if (item->step == Subscription::Step::History) {
        if (found && found->isStream() && found->awaitsHistory)
            replay(item->connection.slot, *item);
        return;
    }
    if (!found || found->state != ConnectionState::Http || found->http->inputEnded || m_draining) {
        m_handler.subscriptionLost(*this, *item);
        if (found && m_draining && found->http && !found->http->inputEnded)
            sendAway(item->connection.slot, *item);
        else if (found)
            close(item->connection.slot, DisconnectReason::Client);
        return;
    }
    const std::uint32_t slot = item->connection.slot;
    Connection& connection = *found;
    connection.state = ConnectionState::Stream;
    connection.http10 = connection.http->parser.request().version == 10;
    connection.http.reset();
    connection.id = item->id;
    connection.bytes = 0;
    connection.channel = item->channel;
    connection.connectedAtMs = static_cast<std::int64_t>(realtimeNs() / 1'000'000);
    connection.openedTick = m_tick;
    connection.types = m_types.intern(item->types);
    connection.userAgent = m_userAgents.intern(item->userAgent.substr(0, MaxUserAgentBytes));
    connection.wantsGaps = item->wantsGaps;
    connection.wantsHeartbeats = item->wantsHeartbeats;
    connection.awaitsHistory = item->step == Subscription::Step::Ahead;
    const bool resumed = !item->lastEventId.empty();
    if (resumed)
        connection.lastEventId = std::make_unique<std::string>(std::move(item->lastEventId));

    connection.streamPosition = static_cast<std::uint32_t>(m_streams.size());
    m_streams.push_back(slot);
    if (connection.channel) {
        if (connection.channel->index >= m_channelHeads.size())
            m_channelHeads.resize(connection.channel->index + 1, NoIndex);
        std::uint32_t& head = m_channelHeads[connection.channel->index];
        connection.channelNext = head;
        connection.channelPrevious = NoIndex;
        if (head != NoIndex)
            m_connections[head].channelPrevious = slot;
        head = slot;
        connection.channel->streams.fetch_add(1, std::memory_order_relaxed);
    }
    m_counters.streams.add();
    m_counters.connects.add();
    if (resumed)
        m_counters.resumed.add();

    if (!m_faults.faults().empty())
        m_faults.review(*this, slot);
    queueText(slot, Frame::raw(item->head));
    queueText(slot, Frame::text(item->opening));
    connection.exemptBytes = connection.queuedBytes;
    if (!connection.awaitsHistory)
        replay(slot, *item);

    connection.deadlineTick = drawLifetime(0);
    connection.lastWriteTick = m_tick;
    armStreamTimer(slot);
    m_handler.streamOpened(*this, connection);
}

// What the stream missed; behind it comes what is published from now on.
void Shard::replay(std::uint32_t slot, Subscription& item)
{
    Connection& connection = m_connections[slot];
    connection.awaitsHistory = false;
    if (item.gap) {
        queueText(slot, connection.wantsGaps ? item.gap->event() : item.gap->comment());
        m_counters.gapsTold.add();
    }
    std::erase_if(item.replay, [&](const FramePtr& event) {
        return connection.types != 0 && !listHas(m_types.text(connection.types), event->type());
    });
    connection.replayed = static_cast<std::uint32_t>(item.replay.size());
    if (m_config.batchWindow.count() > 0)
        item.replay = joinBatches(std::move(item.replay), m_config.batchAll, m_config.batchMax);
    for (FramePtr& replayed : item.replay)
        queue(slot, m_outbox.addFrame(std::move(replayed), 0), Priority::Urgent);
    connection.exemptBytes = connection.queuedBytes;
}

// It came just before the end: it is told when to come back.
void Shard::sendAway(std::uint32_t slot, const Subscription& subscription)
{
    Connection& connection = m_connections[slot];
    connection.http10 = connection.http->parser.request().version == 10;
    queueText(slot, Frame::raw(subscription.head));
    queueText(slot, Frame::text(subscription.opening));
    queueText(slot, Frame::text("retry: " + std::to_string(drawRetryMs()) + "\n\n"));
    if (!connection.http10)
        queueText(slot, m_lastChunkFrame);
    connection.endAfterFlush = true;
    m_timers.arm(slot, tickAfter(DrainTime));
}

// ---------------------------------------------------------------- requests

// `ended`: the client's end is there too, behind the last byte, and will not be told again.
// Whatever is left after some reads waits for the next turn.
void Shard::readable(std::uint32_t slot, bool ended)
{
    const ConnectionRef ref{slot, m_connections[slot].generation};
    if (m_connections[slot].faulty && m_faults.isHalfOpen(slot))
        return; // looked at again when that is over
    for (int reads = 0;; ++reads) {
        Connection* connection = m_connections.find(ref);
        if (!connection)
            return;
        HttpSession* session = connection->http.get();
        if (connection->state == ConnectionState::Http && session->paused)
            return; // the rest stays in the socket until answers have gone out
        if (reads == MaxReads)
            return readLater(slot);
        const ssize_t size
            = recv(connection->descriptor, m_readBuffer.data(), m_readBuffer.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (size <= 0) {
            const int error = size < 0 ? errno : 0;
            if (error == 0 && connection->state == ConnectionState::Http
                && (!session->answers.empty() || connection->queueHead != NoIndex)) {
                session->inputEnded = session->lastRequest = true; // it still reads its answers
                connection->endAfterFlush = session->answers.empty();
                return;
            }
            close(slot, reasonOf(error));
            return;
        }
        if (connection->state == ConnectionState::Http) {
            feed(slot, {m_readBuffer.data(), static_cast<std::size_t>(size)});
        } else if (connection->isStream()) { // its client has nothing to say
            if (static_cast<std::size_t>(size) > MaxStreamInput - connection->heardBytes)
                return close(slot, DisconnectReason::Error);
            connection->heardBytes = static_cast<std::uint16_t>(connection->heardBytes + size);
        } // what comes behind our end is thrown away
        if (static_cast<std::size_t>(size) < m_readBuffer.size() && !ended)
            return;
    }
}

// Goes on with it in the next turn: requests that had to wait first, then the socket, which will
// not tell again.
void Shard::readLater(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    if (connection.inReadLater)
        return;
    connection.inReadLater = true;
    m_readLater.push_back({slot, connection.generation});
}

void Shard::readWaiting()
{
    if (m_readLater.empty())
        return;
    m_reading.swap(m_readLater);
    for (const ConnectionRef ref : m_reading) {
        Connection* connection = m_connections.find(ref);
        if (!connection)
            continue;
        connection->inReadLater = false;
        if (connection->state == ConnectionState::Http)
            resume(ref.slot);
        else
            readable(ref.slot, true);
    }
    m_reading.clear();
}

void Shard::feed(std::uint32_t slot, std::string_view bytes)
{
    const ConnectionRef ref{slot, m_connections[slot].generation};
    HttpSession* session = m_connections[slot].http.get();
    std::string carried;
    if (!session->unparsed.empty()) {
        carried = std::move(session->unparsed);
        session->unparsed.clear();
        carried.append(bytes);
        bytes = carried;
    }
    session->feeding = true;
    session->paused = false;
    int taken = 0;
    while (!session->lastRequest) {
        if (session->held && !takeRequest(slot)) {
            session->paused = true;
            break;
        }
        if (!m_connections.find(ref))
            return;
        if (session->lastRequest)
            break;
        if (session->answers.size() >= MaxPipelined
            || m_connections[slot].queuedBytes > MaxUnsentAnswers) {
            session->paused = true;
            break;
        }
        if (taken == MaxTaken) {
            session->paused = true;
            readLater(slot);
            break;
        }
        if (bytes.empty())
            break;
        const bool isFirstByte = !session->parser.isInsideRequest();
        const auto outcome = session->parser.parse(bytes);
        bytes.remove_prefix(outcome.consumed);
        if (isFirstByte && !m_connections[slot].shed) {
            m_connections[slot].deadlineTick = tickAfter(m_config.requestTimeout);
            m_timers.arm(slot, m_connections[slot].deadlineTick);
        }
        if (outcome.status == http::RequestParser::Status::Failed) {
            refuse(slot, outcome);
            break;
        }
        if (outcome.status == http::RequestParser::Status::Complete) {
            session->held = true;
            session->continued = false;
            ++taken;
            continue;
        }
        continueIfAsked(slot);
        if (outcome.consumed == 0)
            break; // a header that is not whole yet is parsed again with more behind it
    }
    if (!m_connections.find(ref))
        return;
    session->feeding = false;
    if (session->lastRequest)
        return;
    session->unparsed.assign(bytes);
}

// Hands the request the parser holds to the handler; false while it has to wait. Only POSTs
// overtake the answers of those before them, which is what makes pipelined publishing share a turn.
bool Shard::takeRequest(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    HttpSession& session = *connection.http;
    http::Request& request = session.parser.request();
    if (!session.answers.empty()
        && (request.method != http::Method::Post || session.answers.size() >= MaxPipelined))
        return false;
    session.held = false;
    session.lastRequest = !request.keepAlive || connection.shed || m_draining;
    const std::uint32_t number
        = session.firstNumber + static_cast<std::uint32_t>(session.answers.size());
    session.answers.emplace_back();
    m_handler.handleRequest(*this, {slot, connection.generation}, number, request);
    return true;
}

void Shard::refuse(std::uint32_t slot, const http::RequestParser::Outcome& outcome)
{
    HttpSession& session = *m_connections[slot].http;
    session.lastRequest = true;
    const std::uint32_t number
        = session.firstNumber + static_cast<std::uint32_t>(session.answers.size());
    session.answers.emplace_back();
    const ConnectionRef ref{slot, m_connections[slot].generation};
    const http::Request& request = session.parser.request();
    const http::Response response{.status = outcome.errorStatus,
        .headers = m_handler.requestRefused(*this, ref, request, outcome),
        .body = http::errorBody(outcome.error)};
    answer(ref, number, Frame::raw(http::serialize(response, request, false)), true);
}

// "HTTP/1.1 404 …"
void Shard::countAnswer(std::string_view bytes)
{
    constexpr std::size_t StatusAt = 9;
    const auto kind = std::size_t(bytes.size() > StatusAt ? bytes[StatusAt] - '2' : -1);
    if (kind < m_counters.answers.size())
        m_counters.answers[kind].add();
}

void Shard::answer(ConnectionRef ref, std::uint32_t number, FramePtr bytes, bool close)
{
    Connection* connection = m_connections.find(ref);
    if (!connection || connection->state != ConnectionState::Http)
        return;
    HttpSession& session = *connection->http;
    const std::uint32_t place = number - session.firstNumber;
    if (place >= session.answers.size())
        return;
    countAnswer(bytes->chunked());
    session.answers[place] = {std::move(bytes), close};
    sendReadyAnswers(ref.slot);
}

// Sends 100 Continue (RFC 9110 §10.1.1) once all answers before it are on their way.
void Shard::continueIfAsked(std::uint32_t slot)
{
    HttpSession& session = *m_connections[slot].http;
    if (session.continued || !session.answers.empty() || !session.parser.isInsideBody()
        || !session.parser.request().expectsContinue)
        return;
    session.continued = true;
    queueText(slot, Frame::raw("HTTP/1.1 100 Continue\r\n\r\n"));
}

void Shard::sendReadyAnswers(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    HttpSession& session = *connection.http;
    std::size_t ready = 0;
    bool close = false;
    while (ready < session.answers.size() && session.answers[ready].bytes && !close) {
        close = session.answers[ready].close;
        queueText(slot, std::move(session.answers[ready].bytes));
        ++ready;
    }
    if (ready == 0)
        return;
    session.answers.erase(
        session.answers.begin(), session.answers.begin() + static_cast<std::ptrdiff_t>(ready));
    session.firstNumber += static_cast<std::uint32_t>(ready);
    if (close || (session.inputEnded && session.answers.empty())) {
        session.lastRequest = true;
        connection.endAfterFlush = true;
        return;
    }
    if (session.answers.empty() && !connection.shed) {
        connection.deadlineTick = tickAfter(m_config.idleTimeout);
        m_timers.arm(slot, connection.deadlineTick);
    }
    continueIfAsked(slot);
    if (!session.feeding && (session.held || session.paused || m_draining))
        readLater(slot);
}

// Goes on with requests that had to wait.
void Shard::resume(std::uint32_t slot)
{
    const ConnectionRef ref{slot, m_connections[slot].generation};
    const auto isTaking = [&] {
        const Connection* connection = m_connections.find(ref);
        return connection && connection->state == ConnectionState::Http
            && !connection->http->paused;
    };
    if (m_connections[slot].http->paused) {
        feed(slot, {});
        // it was us who kept the rest waiting
        if (isTaking() && m_connections[slot].http->parser.isInsideRequest()) {
            m_connections[slot].deadlineTick = tickAfter(m_config.requestTimeout);
            m_timers.arm(slot, m_connections[slot].deadlineTick);
        }
    }
    if (isTaking())
        readable(slot, true);
    if (m_draining && isTaking())
        endIfIdle(slot);
}

// While the hub ends: ends a connection that no request is left of.
void Shard::endIfIdle(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    if (connection.http->lastRequest || !connection.http->answers.empty() || connection.inReadLater)
        return;
    if (connection.queueHead == NoIndex
        && (connection.http->firstNumber == 0 || connection.http->parser.isInsideRequest())) {
        m_timers.arm(slot, tickAfter(ShedTime)); // its request may be on its way
        return;
    }
    connection.http->lastRequest = true;
    if (connection.queueHead != NoIndex)
        connection.endAfterFlush = true;
    else
        finish(slot);
}

void Shard::holdForStream(ConnectionRef ref)
{
    if (Connection* connection = m_connections.find(ref); connection && connection->http) {
        connection->http->lastRequest = true;
        m_timers.disarm(ref.slot);
    }
}

bool Shard::keepsAlive(ConnectionRef ref)
{
    const Connection* connection = m_connections.find(ref);
    return connection && connection->http && !connection->http->lastRequest;
}

bool Shard::isShed(ConnectionRef ref)
{
    const Connection* connection = m_connections.find(ref);
    return connection && connection->shed;
}

std::string Shard::addressOf(ConnectionRef ref)
{
    const Connection* connection = m_connections.find(ref);
    return connection ? connection->addressText() : std::string();
}

// ---------------------------------------------------------------- sending

std::string_view Shard::bytesOf(const Connection& connection, std::uint32_t frame)
{
    const Frame& one = *m_outbox.frame(frame).frame;
    return connection.http10 ? one.plain() : one.chunked();
}

// What does not wait for others goes behind those that do, so that they wait no longer.
void Shard::queue(std::uint32_t slot, std::uint32_t frame, Priority priority)
{
    if (m_connections[slot].holdUntilNs != 0)
        endHold(slot, priority);
    append(slot, frame);
    schedule(slot, priority);
}

void Shard::append(std::uint32_t slot, std::uint32_t frame)
{
    Connection& connection = m_connections[slot];
    const std::uint32_t node = m_outbox.addNode(frame);
    if (connection.queueTail == NoIndex)
        connection.queueHead = node;
    else
        m_outbox.node(connection.queueTail).next = node;
    connection.queueTail = node;
    const std::size_t size = bytesOf(connection, frame).size();
    connection.queuedBytes += size;
    m_counters.backlogBytes.add(size);
}

// In front of what waits for others to share a batch with, which it does not concern.
void Shard::queueHeartbeat(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    const std::uint32_t frame
        = m_outbox.addFrame(connection.wantsHeartbeats ? m_heartbeatEvent : m_heartbeatFrame, 0);
    if (connection.holdUntilNs == 0)
        return queue(slot, frame, Priority::Bulk);
    const std::uint32_t node = m_outbox.addNode(frame);
    m_outbox.node(node).next = firstHeld(connection);
    (connection.heldAfter == NoIndex ? connection.queueHead
                                     : m_outbox.node(connection.heldAfter).next)
        = node;
    connection.heldAfter = node;
    const std::size_t size = bytesOf(connection, frame).size();
    connection.queuedBytes += size;
    m_counters.backlogBytes.add(size);
    schedule(slot, Priority::Bulk);
}

void Shard::tellGap(const Gap& gap)
{
    const FramePtr comment = gap.comment();
    const FramePtr event = gap.event();
    for (std::size_t i = 0; i < m_streams.size();) {
        const std::uint32_t slot = m_streams[i];
        if (!m_connections[slot].awaitsHistory) // which tells what it lacks
            queueGap(slot, comment, event);
        i += i < m_streams.size() && m_streams[i] == slot; // making room may have ended it
    }
}

void Shard::tellGap(const Gap& gap, const std::vector<std::uint32_t>& channels)
{
    const FramePtr comment = gap.comment();
    const FramePtr event = gap.event();
    for (const std::uint32_t channel : channels) {
        for (std::uint32_t slot
             = channel < m_channelHeads.size() ? m_channelHeads[channel] : NoIndex;
             slot != NoIndex;) {
            const std::uint32_t next = m_connections[slot].channelNext;
            if (!m_connections[slot].awaitsHistory)
                queueGap(slot, comment, event);
            slot = next;
        }
    }
}

void Shard::queueGap(std::uint32_t slot, const FramePtr& comment, const FramePtr& event)
{
    const FramePtr& frame = m_connections[slot].wantsGaps ? event : comment;
    if (mayQueueNotice(slot, frame->chunked().size())) {
        queueText(slot, frame);
        m_counters.gapsTold.add();
    }
}

// What the hub says itself cannot be dropped, so a client that reads nothing of it is not kept for
// ever.
bool Shard::mayQueueNotice(std::uint32_t slot, std::size_t bytes)
{
    const Connection& connection = m_connections[slot];
    if (connection.queuedBytes - connection.exemptBytes + bytes <= m_config.backlogLimit)
        return true;
    if (!makeRoom(slot, bytes))
        return false;
    if (connection.queuedBytes - connection.exemptBytes <= m_config.backlogLimit + MaxNoticeBytes)
        return true;
    close(slot, DisconnectReason::Slow, true);
    return false;
}

void Shard::queueText(std::uint32_t slot, FramePtr frame)
{
    queue(slot, m_outbox.addFrame(std::move(frame), 0), Priority::Urgent);
}

void Shard::queueEvent(std::uint32_t slot, const Delivery& delivery, Priority priority)
{
    const bool isExempt = mayExceedBacklog(m_connections[slot], delivery);
    if (!isExempt && !hasRoom(slot, delivery.frame))
        return;
    queue(slot, delivery.frame, priority);
    if (isExempt)
        m_connections[slot].exemptBytes = m_connections[slot].queuedBytes;
}

// Whether the backlog has room for an event, or was made to have it; if not, the connection has
// gone, and the event with it.
bool Shard::hasRoom(std::uint32_t slot, std::uint32_t frame)
{
    const Connection& connection = m_connections[slot];
    const std::size_t size = bytesOf(connection, frame).size();
    if (connection.queuedBytes - connection.exemptBytes + size <= m_config.backlogLimit
        || makeRoom(slot, size))
        return true;
    lose(frame);
    return false;
}

// What comes out of a gap comes at once, however well the client reads; of one that did not read
// before, it is backlog.
bool Shard::mayExceedBacklog(const Connection& connection, const Delivery& delivery)
{
    return delivery.isOutOfGap && (!connection.blocked || connection.exemptBytes > 0)
        && connection.queuedBytes + bytesOf(connection, delivery.frame).size() <= MaxExemptBytes;
}

// ---------------------------------------------------------------- batches

// Queues an event that waits for others.
void Shard::hold(std::uint32_t slot, const Delivery& delivery)
{
    const bool isExempt = mayExceedBacklog(m_connections[slot], delivery);
    if (!isExempt && !hasRoom(slot, delivery.frame))
        return;
    Connection& connection = m_connections[slot];
    const std::size_t size = bytesOf(connection, delivery.frame).size();
    if (connection.holdUntilNs != 0) {
        const Frame& last = *m_outbox.frame(m_outbox.node(connection.queueTail).frame).frame;
        if (connection.heldBytes + size > MaxBatchBytes
            || !mayShareBatch(last, *m_outbox.frame(delivery.frame).frame))
            endHold(slot, Priority::Urgent);
    }
    const std::uint64_t untilNs = m_turnNs + delivery.windowNs;
    if (connection.holdUntilNs == 0) {
        connection.heldAfter = connection.queueTail;
        connection.heldCount = connection.heldBytes = 0;
    }
    if (connection.holdUntilNs == 0 || untilNs < connection.holdUntilNs) {
        connection.holdUntilNs = untilNs;
        m_holdEnds.push({untilNs, {slot, connection.generation}});
    }
    append(slot, delivery.frame);
    if (isExempt)
        connection.exemptBytes = connection.queuedBytes;
    connection.heldBytes += static_cast<std::uint32_t>(size);
    if (++connection.heldCount >= delivery.most)
        endHold(slot, Priority::Urgent);
}

// The first of the events that wait, which are the end of the queue; NoIndex when none do.
std::uint32_t Shard::firstHeld(const Connection& connection)
{
    if (connection.holdUntilNs == 0)
        return NoIndex;
    return connection.heldAfter == NoIndex ? connection.queueHead
                                           : m_outbox.node(connection.heldAfter).next;
}

// What waits becomes one event and is due.
void Shard::endHold(std::uint32_t slot, Priority priority)
{
    Connection& connection = m_connections[slot];
    std::vector<std::uint32_t> frames;
    for (std::uint32_t node = firstHeld(connection); node != NoIndex;
         node = m_outbox.node(node).next)
        frames.push_back(m_outbox.node(node).frame);
    connection.holdUntilNs = 0;

    const std::uint32_t joined = joinHeld(frames);
    const std::uint32_t joinedNode = m_outbox.addNode(joined);
    std::uint32_t& link = connection.heldAfter == NoIndex
        ? connection.queueHead
        : m_outbox.node(connection.heldAfter).next;
    for (std::uint32_t freed = std::exchange(link, joinedNode); freed != NoIndex;)
        freed = freeNode(freed);
    connection.queueTail = joinedNode;
    const std::size_t before = connection.queuedBytes - connection.heldBytes;
    const std::size_t size = bytesOf(connection, joined).size();
    connection.queuedBytes = before + size;
    if (connection.exemptBytes > before) // some of them were
        connection.exemptBytes = connection.queuedBytes;
    m_counters.backlogBytes.add(size);
    m_counters.backlogBytes.subtract(connection.heldBytes);
    m_counters.batchedIn.add(frames.size());
    m_counters.batchedOut.add();
    schedule(slot, priority);
}

// Many connections wait for the same events: a broadcast. They share its batch.
std::uint32_t Shard::joinHeld(const std::vector<std::uint32_t>& frames)
{
    if (m_joinedFrame != NoIndex && frames == m_joined)
        return m_joinedFrame;
    forgetJoined();
    std::vector<const Frame*> events;
    std::vector<std::uint32_t> tallies;
    for (const std::uint32_t frame : frames) {
        events.push_back(m_outbox.frame(frame).frame.get());
        if (const std::uint32_t tally = m_outbox.frame(frame).tally; tally != NoIndex)
            tallies.push_back(tally);
    }
    const std::uint64_t publishedNs = m_outbox.frame(frames.front()).publishedNs;
    m_joinedFrame = m_outbox.addFrame(
        makeBatch(events), publishedNs, m_follower.openBatch(std::move(tallies)));
    m_outbox.hold(m_joinedFrame);
    m_joined = frames;
    return m_joinedFrame;
}

// Before another event may take the number of one that was joined.
void Shard::forgetJoined()
{
    if (m_joinedFrame == NoIndex)
        return;
    letGo(std::exchange(m_joinedFrame, NoIndex));
}

// Those whose time has come, in its order; taken off.
std::vector<ConnectionRef> Shard::takeDue(Wakes& wakes, std::uint64_t nowNs)
{
    std::vector<ConnectionRef> due;
    while (!wakes.empty() && wakes.top().ns <= nowNs) {
        due.push_back(wakes.top().connection);
        wakes.pop();
    }
    return due;
}

void Shard::endDueHolds()
{
    std::vector<ConnectionRef> due = takeDue(m_holdEnds, m_turnNs);
    std::erase_if(due, [this](ConnectionRef ref) {
        const Connection* connection = m_connections.find(ref);
        return !connection || connection->holdUntilNs == 0 || connection->holdUntilNs > m_turnNs;
    });
    const Priority priority = due.size() > BulkFanOut ? Priority::Bulk : Priority::Urgent;
    for (const ConnectionRef ref : due) {
        if (m_connections[ref.slot].holdUntilNs != 0) // not listed twice
            endHold(ref.slot, priority);
    }
}

// ---------------------------------------------------------------- backlog

// Makes room in a backlog that `bytes` more would take over its limit; one event always has room.
// False when the client had to be disconnected for it.
bool Shard::makeRoom(std::uint32_t slot, std::size_t bytes)
{
    if (m_connections[slot].holdUntilNs != 0)
        endHold(slot, Priority::Urgent);
    const ConnectionRef ref{slot, m_connections[slot].generation};
    const auto isOver = [&] {
        const Connection& connection = m_connections[slot];
        const std::uint64_t counted = connection.queuedBytes - connection.exemptBytes;
        return counted > 0 && counted + bytes > m_config.backlogLimit;
    };
    if (!m_connections[slot].blocked)
        flush(slot); // it may only have waited for its turn
    const Connection* connection = m_connections.find(ref);
    if (!connection || !connection->isStream())
        return false;
    if (!isOver())
        return true;
    if (m_config.dropWhenSlow) {
        dropOldest(slot, bytes);
        return true;
    }
    close(slot, DisconnectReason::Slow, true);
    return false;
}

// Drops whole events that are not replayed ones, oldest first, until `bytes` more fit.
void Shard::dropOldest(std::uint32_t slot, std::size_t bytes)
{
    Connection& connection = m_connections[slot];
    std::uint64_t seen = 0; // bytes in front of `node`
    bool isMarked = false; // where events are missing
    std::uint32_t previous = NoIndex;
    std::uint32_t node = connection.queueHead;
    while (node != NoIndex
        && connection.queuedBytes - connection.exemptBytes + bytes > m_config.backlogLimit) {
        const std::uint32_t frame = m_outbox.node(node).frame;
        const std::size_t size = bytesOf(connection, frame).size();
        const bool begun = node == connection.queueHead && connection.headOffset > 0;
        if (begun || seen < connection.exemptBytes || !m_outbox.frame(frame).frame->isEvent()) {
            seen += size - (node == connection.queueHead ? connection.headOffset : 0);
            previous = node;
            node = m_outbox.node(node).next;
            continue;
        }
        if (!std::exchange(isMarked, true) && markLoss(slot, previous))
            previous = m_losses[slot].node;
        ++m_losses[slot].events;
        if (connection.queueTail == node)
            connection.queueTail = previous;
        lose(frame);
        node = freeNode(node);
        m_outbox.node(previous).next = node;
        connection.queuedBytes -= size;
        m_counters.backlogBytes.subtract(size);
        m_counters.droppedEvents.add();
        ++connection.dropped;
    }
}

// Events behind the queue node `previous` are about to be dropped. They belong to those dropped
// before, of which the client has not been told, since no event is left between them; else (true) a
// node of their own stands behind that one now.
bool Shard::markLoss(std::uint32_t slot, std::uint32_t previous)
{
    Connection& connection = m_connections[slot];
    if (connection.hasLost) {
        Loss& known = m_losses[slot];
        const std::size_t told = bytesOf(connection, m_outbox.node(known.node).frame).size();
        // else it is being told
        if (connection.queueHead != known.node || connection.headOffset == 0) {
            m_outbox.setFrame(known.node, m_lossMark);
            connection.queuedBytes -= told;
            connection.exemptBytes = std::min(connection.exemptBytes, connection.queuedBytes);
            m_counters.backlogBytes.subtract(told);
            return false;
        }
    }
    Loss loss;
    loss.from = slot < m_lastIds.size() ? m_lastIds[slot] : std::string();
    if (loss.from.empty() && connection.lastEventId)
        loss.from = *connection.lastEventId;
    for (std::uint32_t node = previous == NoIndex ? NoIndex : connection.queueHead; node != NoIndex;
         node = node == previous ? NoIndex : m_outbox.node(node).next) {
        const Frame& frame = *m_outbox.frame(m_outbox.node(node).frame).frame;
        if (const std::string_view id = frame.isEvent() ? frame.id() : std::string_view();
            !id.empty())
            loss.from = id;
    }
    loss.node = m_outbox.addNode(m_lossMark);
    std::uint32_t& link = previous == NoIndex ? connection.queueHead : m_outbox.node(previous).next;
    m_outbox.node(loss.node).next = std::exchange(link, loss.node);
    connection.hasLost = true;
    m_losses[slot] = std::move(loss);
    return true;
}

// Before anything is sent: says what was dropped so far.
void Shard::tellLoss(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    const Loss& loss = m_losses[slot];
    if (m_outbox.node(loss.node).frame != m_lossMark)
        return;
    Gap gap{loss.from, {},
        std::to_string(loss.events) + (loss.events == 1 ? " event was" : " events were")
            + " dropped, since this client reads too slowly"};
    for (std::uint32_t node = m_outbox.node(loss.node).next; node != NoIndex && gap.to.empty();
         node = m_outbox.node(node).next) {
        const Frame& frame = *m_outbox.frame(m_outbox.node(node).frame).frame;
        if (frame.isEvent())
            gap.to = frame.id();
    }
    m_outbox.setFrame(
        loss.node, m_outbox.addFrame(connection.wantsGaps ? gap.event() : gap.comment(), 0));
    m_counters.gapsTold.add();
    const std::size_t size = bytesOf(connection, m_outbox.node(loss.node).frame).size();
    connection.queuedBytes += size;
    m_counters.backlogBytes.add(size);
}

void Shard::schedule(std::uint32_t slot, Priority priority)
{
    Connection& connection = m_connections[slot];
    if (connection.blocked)
        return;
    if (priority == Priority::Urgent && !connection.inUrgent) {
        connection.inUrgent = true;
        m_urgent.push_back(slot);
    } else if (priority == Priority::Bulk && !connection.inBulk && !connection.inUrgent) {
        connection.inBulk = true;
        m_bulk.push_back(slot);
    }
}

void Shard::flushUrgent()
{
    // flushing may put a connection here again (a heartbeat, an end); it is then sent in the same
    // turn
    for (std::size_t i = 0; i < m_urgent.size(); ++i) {
        const std::uint32_t slot = m_urgent[i];
        m_connections[slot].inUrgent = false;
        flush(slot);
    }
    m_urgent.clear();
}

void Shard::flushBulkSlice()
{
    const std::size_t end = std::min(m_bulk.size(), m_bulkBegin + BulkSlice);
    for (; m_bulkBegin < end; ++m_bulkBegin) {
        const std::uint32_t slot = m_bulk[m_bulkBegin];
        m_connections[slot].inBulk = false;
        flush(slot);
    }
    if (m_bulkBegin == m_bulk.size()) {
        m_bulk.clear();
        m_bulkBegin = 0;
    } else if (m_bulkBegin > m_bulk.size() / 2 && m_bulkBegin > 4096) {
        m_bulk.erase(m_bulk.begin(), m_bulk.begin() + static_cast<std::ptrdiff_t>(m_bulkBegin));
        m_bulkBegin = 0;
    }
}

// Sends what a connection is due, several frames a system call, until all is sent or the socket is
// full.
void Shard::flush(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    const std::uint32_t held = firstHeld(connection);
    if (connection.hasLost && !connection.blocked)
        tellLoss(slot);
    while (connection.state != ConnectionState::Free && !connection.blocked
        && connection.queueHead != held) {
        std::size_t room
            = connection.faulty ? allowance(slot) : std::numeric_limits<std::size_t>::max();
        if (room == 0)
            return;
        iovec pieces[MaxPieces];
        int count = 0;
        std::uint32_t last = NoIndex;
        std::uint32_t offset = connection.headOffset;
        for (std::uint32_t node = connection.queueHead;
             node != held && count < MaxPieces && room > 0; node = m_outbox.node(node).next) {
            const std::string_view bytes = bytesOf(connection, m_outbox.node(node).frame);
            pieces[count].iov_base = const_cast<char*>(bytes.data()) + offset;
            pieces[count].iov_len = std::min(room, bytes.size() - offset);
            room -= pieces[count].iov_len;
            // of a part nothing is measured
            last = pieces[count].iov_len + offset == bytes.size() ? node : NoIndex;
            offset = 0;
            ++count;
        }
        const long sent = sendQueued(slot, pieces, count, last);
        if (sent < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN && errno != EWOULDBLOCK) {
                close(slot, reasonOf(errno));
                return;
            }
            connection.blocked = true;
            m_counters.slowClients.add();
            break;
        }
        settleSent(slot, static_cast<std::size_t>(sent));
        if (connection.faulty) {
            m_faults.sent(slot, static_cast<std::size_t>(sent));
            if (m_faults.isCutDue(slot)) {
                close(slot, DisconnectReason::Fault);
                return;
            }
        }
    }
    if (connection.queueHead == NoIndex && connection.endAfterFlush
        && connection.state != ConnectionState::Free)
        finish(slot);
    else if (connection.state == ConnectionState::Http && connection.http->paused
        && connection.queuedBytes <= MaxUnsentAnswers)
        readLater(slot); // there is room for more answers
}

// One send; on a sample of deliveries the kernel is asked to say when the client has acknowledged
// it.
long Shard::sendQueued(std::uint32_t slot, iovec* pieces, int count, std::uint32_t lastNode)
{
    Connection& connection = m_connections[slot];
    const Outbox::OutFrame& last
        = lastNode == NoIndex ? NoFrame : m_outbox.frame(m_outbox.node(lastNode).frame);
    const std::uint64_t publishedNs = last.publishedNs;
    std::vector<DeliveryFollower::StampFor> receipts;
    if (last.tally != NoIndex && publishedNs != 0 && !connection.ackPending)
        receipts = m_follower.stampsFor(last.tally);
    const bool ofSample = publishedNs != 0 && isAckSampleDue(connection, count);
    if (receipts.empty() && !ofSample) {
        if (count == 1)
            return send(connection.descriptor, pieces[0].iov_base, pieces[0].iov_len,
                MSG_DONTWAIT | MSG_NOSIGNAL);
        msghdr message{};
        message.msg_iov = pieces;
        message.msg_iovlen = static_cast<std::size_t>(count);
        return sendmsg(connection.descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    }

    if (!connection.timestamping) {
        const int flags
            = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;
        setsockopt(connection.descriptor, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags);
        connection.timestamping = true;
    }
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(std::uint32_t))] = {};
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = static_cast<std::size_t>(count);
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SO_TIMESTAMPING;
    header->cmsg_len = CMSG_LEN(sizeof(std::uint32_t));
    const std::uint32_t flag = SOF_TIMESTAMPING_TX_ACK;
    std::memcpy(CMSG_DATA(header), &flag, sizeof flag);

    AckSample sample{publishedNs, monotonicNs(), realtimeNs(), last.tally,
        m_follower.messageOf(last.tally), std::move(receipts)};
    const ssize_t sent = sendmsg(connection.descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent <= 0)
        return sent;
    std::size_t whole = 0;
    for (int i = 0; i < count; ++i)
        whole += pieces[i].iov_len;
    if (static_cast<std::size_t>(sent) < whole)
        sample.publishedNs = 0; // the stamp will be that of a part
    connection.ackPending = true;
    m_ackSamples[slot] = std::move(sample);
    return sent;
}

// Every so many deliveries, so that each has the same chance; the stride follows the rate.
bool Shard::isAckSampleDue(const Connection& connection, int events)
{
    m_ackCountdown -= events;
    if (connection.watched && !connection.ackPending)
        return true;
    if (m_ackCountdown > 0 || connection.ackPending)
        return false;
    if (m_turnNs >= m_ackPeriodEndNs) {
        if (m_acksThisPeriod < AcksPerPeriod / 2)
            m_ackStride = std::max<std::int64_t>(1, m_ackStride / 2);
        m_acksThisPeriod = 0;
        m_ackPeriodEndNs = m_turnNs + AckPeriodNs;
    }
    if (++m_acksThisPeriod % AcksPerPeriod == 0)
        m_ackStride = std::min<std::int64_t>(m_ackStride * 2, MaxAckStride);
    m_ackCountdown = m_ackStride;
    return true;
}

// The kernel's transmit timestamps arrive in the socket's error queue, one at a time since one is
// asked for at a time.
void Shard::readAcknowledgements(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    alignas(cmsghdr) char control[512];
    msghdr message{};
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (recvmsg(connection.descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) {
        if (const int error = pendingError(connection.descriptor))
            close(slot, reasonOf(error));
        return;
    }
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_TIMESTAMPING
            || !connection.ackPending)
            continue;
        timespec stamp;
        std::memcpy(&stamp, CMSG_DATA(header), sizeof stamp);
        const std::uint64_t ackedNs
            = std::uint64_t(stamp.tv_sec) * 1'000'000'000 + std::uint64_t(stamp.tv_nsec);
        const auto found = m_ackSamples.find(slot);
        const AckSample sample = std::move(found->second);
        m_ackSamples.erase(found);
        connection.ackPending = false;
        if (sample.publishedNs == 0 || ackedNs < sample.sentRealNs)
            continue; // the follower's own look will do
        const std::uint64_t latencyNs
            = sample.sentNs - sample.publishedNs + (ackedNs - sample.sentRealNs);
        m_counters.ack.record(latencyNs);
        if (connection.watched)
            m_watch->ack.record(latencyNs);
        for (const auto& [follow, publishedNs] : sample.receipts)
            m_follower.stampArrived(follow, {slot, connection.generation},
                sample.sentNs - publishedNs + (ackedNs - sample.sentRealNs));
        m_follower.reportAck(sample.message, latencyNs);
    }
}

void Shard::settleSent(std::uint32_t slot, std::size_t sent)
{
    Connection& connection = m_connections[slot];
    const std::uint64_t nowNs = monotonicNs();
    connection.queuedBytes -= sent;
    connection.exemptBytes -= std::min<std::uint64_t>(connection.exemptBytes, sent);
    connection.lastWriteTick = m_tick;
    m_counters.backlogBytes.subtract(sent);
    if (connection.isStream())
        m_counters.bytes.add(sent);
    std::size_t left = sent + connection.headOffset;
    std::size_t offset = connection.headOffset; // of the first frame, sent before
    while (connection.queueHead != NoIndex) {
        const Outbox::OutFrame& out = m_outbox.frame(m_outbox.node(connection.queueHead).frame);
        const std::size_t size
            = connection.http10 ? out.frame->plain().size() : out.frame->chunked().size();
        if (left < size)
            break;
        left -= size;
        connection.bytes += size - offset;
        offset = 0;
        if (out.frame->isEvent()) {
            if (m_config.dropWhenSlow)
                rememberId(slot, *out.frame);
            ++connection.events;
            m_counters.delivered.add();
            if (out.publishedNs != 0)
                m_counters.write.record(nowNs - out.publishedNs);
            if (out.tally != NoIndex) {
                const bool isStamped = connection.ackPending && isStampFor(slot, out.tally);
                m_follower.written(
                    out.tally, {slot, connection.generation}, connection.bytes, nowNs, isStamped);
            }
        }
        if (connection.watched)
            m_watch->add(static_cast<std::int64_t>(realtimeNs() / 1'000'000), out.frame);
        if (connection.heldAfter == connection.queueHead)
            connection.heldAfter = NoIndex; // the queue begins with what waits
        if (connection.hasLost && m_losses[slot].node == connection.queueHead)
            forgetLoss(slot); // it has been told
        connection.queueHead = freeNode(connection.queueHead);
    }
    connection.bytes += left - offset;
    connection.headOffset = static_cast<std::uint32_t>(left);
    if (connection.queueHead == NoIndex)
        connection.queueTail = NoIndex;
}

void Shard::rememberId(std::uint32_t slot, const Frame& event)
{
    const std::string_view id = event.id();
    if (id.empty())
        return;
    if (slot >= m_lastIds.size())
        m_lastIds.resize(m_connections.capacity());
    m_lastIds[slot] = id;
}

void Shard::forgetLoss(std::uint32_t slot)
{
    m_losses.erase(slot);
    m_connections[slot].hasLost = false;
}

// Whether the kernel will tell of the delivery with this tally that was just sent to the
// connection.
bool Shard::isStampFor(std::uint32_t slot, std::uint32_t tally) const
{
    const auto sample = m_ackSamples.find(slot);
    return sample != m_ackSamples.end() && sample->second.publishedNs != 0
        && sample->second.tally == tally && !sample->second.receipts.empty();
}

// Ends the hold on a frame.
void Shard::letGo(std::uint32_t frame)
{
    const std::uint32_t tally = m_outbox.frame(frame).tally;
    if (m_outbox.letGo(frame) && tally != NoIndex)
        m_follower.done(tally);
}

// An event that a connection will not be sent.
void Shard::lose(std::uint32_t frame)
{
    if (const std::uint32_t tally = m_outbox.frame(frame).tally; tally != NoIndex)
        m_follower.lost(tally);
}

// Frees a queue node and returns the one behind it.
std::uint32_t Shard::freeNode(std::uint32_t node)
{
    const Outbox::OutFrame& out = m_outbox.frame(m_outbox.node(node).frame);
    const std::uint32_t done = out.pending == 1 ? out.tally : NoIndex;
    const std::uint32_t next = m_outbox.freeNode(node);
    if (done != NoIndex)
        m_follower.done(done);
    return next;
}

// ---------------------------------------------------------------- life of a connection

// When a stream that is so old already ends; 0: never.
std::uint32_t Shard::drawLifetime(std::uint64_t elapsedMs)
{
    const auto longest = static_cast<std::uint64_t>(m_config.maxLifetime.count());
    if (longest == 0)
        return 0;
    // a tick is taken off both ends, since a timer may be that much early or late
    std::uniform_int_distribution<std::uint64_t> lifetime(
        longest * 8 / 10 + TimerWheel::TickMs, longest - TimerWheel::TickMs);
    std::uint64_t left = lifetime(m_random);
    if (left > elapsedMs)
        left -= elapsedMs;
    else
        left = std::uniform_int_distribution<std::uint64_t>(0, longest)(
            m_random); // all of these at once would come back at once
    return m_tick + std::max<std::uint32_t>(1, TimerWheel::ticks(left));
}

void Shard::retune(const ShardTuning& tuning)
{
    const bool newLifetime = tuning.maxLifetime != m_config.maxLifetime;
    static_cast<ShardTuning&>(m_config) = tuning;
    for (const std::uint32_t slot : m_streams) {
        Connection& connection = m_connections[slot];
        if (newLifetime)
            connection.deadlineTick
                = drawLifetime(static_cast<std::uint64_t>(openForMs(connection)));
        armStreamTimer(slot);
    }
}

std::int64_t Shard::lifetimeLeftMs(const Connection& connection) const
{
    if (connection.deadlineTick == 0)
        return -1;
    return std::max<std::int64_t>(0, std::int64_t(connection.deadlineTick) - m_tick)
        * std::int64_t(TimerWheel::TickMs);
}

std::uint64_t Shard::cpuNs() const
{
    clockid_t clock;
    timespec used{};
    if (pthread_getcpuclockid(const_cast<std::thread&>(m_thread).native_handle(), &clock) == 0)
        clock_gettime(clock, &used);
    return std::uint64_t(used.tv_sec) * 1'000'000'000 + std::uint64_t(used.tv_nsec);
}

std::uint32_t Shard::tickAfter(std::chrono::milliseconds time) const
{
    return m_tick + TimerWheel::ticks(static_cast<std::uint64_t>(time.count()));
}

void Shard::armStreamTimer(std::uint32_t slot)
{
    const Connection& connection = m_connections[slot];
    std::uint32_t tick = connection.lastWriteTick
        + TimerWheel::ticks(static_cast<std::uint64_t>(m_config.heartbeat.count()));
    if (connection.deadlineTick != 0)
        tick = std::min(tick, connection.deadlineTick);
    m_timers.arm(slot, tick);
}

void Shard::timerFired(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    const std::uint32_t now = m_tick;
    if (connection.state == ConnectionState::Http && waitsForUs(slot))
        return;
    if (connection.state == ConnectionState::Stream) {
        if (connection.faulty && m_faults.isHalfOpen(slot)) {
            connection.lastWriteTick = now; // neither heartbeats nor ends get through
            if (connection.deadlineTick != 0 && connection.deadlineTick <= now)
                connection.deadlineTick = now + 1;
            m_timers.arm(slot, tickAfter(m_config.heartbeat));
            return;
        }
        if (connection.deadlineTick != 0 && now >= connection.deadlineTick) {
            endStream(slot, -1, DisconnectReason::Lifetime);
            return;
        }
        if (isPeerDead(connection)) {
            close(slot, DisconnectReason::Client, true);
            return;
        }
        const std::uint32_t heartbeat
            = TimerWheel::ticks(static_cast<std::uint64_t>(m_config.heartbeat.count()));
        if (now - connection.lastWriteTick >= heartbeat
            && connection.queueHead == firstHeld(connection)) {
            queueHeartbeat(slot);
            connection.lastWriteTick = now;
        } else if (connection.queueHead != NoIndex) {
            connection.lastWriteTick = now; // it is not idle: frames wait for it
        }
        armStreamTimer(slot);
        return;
    }
    if (connection.state == ConnectionState::Http && connection.http->parser.isInsideRequest()
        && !connection.endAfterFlush) {
        refuse(slot,
            {http::RequestParser::Status::Failed, 0, 408, "the request did not arrive in time"});
        m_timers.arm(slot, tickAfter(LingerTime));
        return;
    }
    close(slot, DisconnectReason::Client);
}

// Whether the time that is over is not the client's fault; it then has some more.
bool Shard::waitsForUs(std::uint32_t slot)
{
    const Connection& connection = m_connections[slot];
    if (connection.shed)
        return false;
    if (connection.inReadLater) {
        m_timers.arm(slot, m_tick + 1);
        return true;
    }
    const bool isInside = connection.http->parser.isInsideRequest();
    if (m_wasAway) { // what the client did meanwhile may still be on its way
        m_timers.arm(slot, tickAfter(isInside ? m_config.requestTimeout : m_config.idleTimeout));
        return true;
    }
    if (!connection.http->answers.empty()) {
        m_timers.arm(slot, tickAfter(m_config.requestTimeout)); // the answer is being made
        return true;
    }
    // It reads its answers, however slowly.
    const std::uint32_t patience
        = TimerWheel::ticks(static_cast<std::uint64_t>(m_config.idleTimeout.count()));
    if (connection.queueHead != NoIndex && m_tick - connection.lastWriteTick < patience) {
        m_timers.arm(slot, connection.lastWriteTick + patience);
        return true;
    }
    return false;
}

std::chrono::milliseconds Shard::deadPeerTime(std::chrono::milliseconds heartbeat)
{
    return std::max<std::chrono::milliseconds>(DeadPeerHeartbeats * heartbeat, LeastDeadPeerTime);
}

bool Shard::isPeerDead(const Connection& connection) const
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return getsockopt(connection.descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && fanlight::isPeerDead(info, deadPeerTime(m_config.heartbeat));
}

std::int64_t Shard::openForMs(const Connection& connection) const
{
    return std::int64_t(m_tick - connection.openedTick) * std::int64_t(TimerWheel::TickMs);
}

void Shard::unlinkStream(std::uint32_t slot, DisconnectReason reason)
{
    Connection& connection = m_connections[slot];
    m_streams[connection.streamPosition] = m_streams.back();
    m_connections[m_streams.back()].streamPosition = connection.streamPosition;
    m_streams.pop_back();
    if (connection.channel) {
        std::uint32_t& link = connection.channelPrevious != NoIndex
            ? m_connections[connection.channelPrevious].channelNext
            : m_channelHeads[connection.channel->index];
        link = connection.channelNext;
        if (connection.channelNext != NoIndex)
            m_connections[connection.channelNext].channelPrevious = connection.channelPrevious;
        connection.channel->streams.fetch_sub(1, std::memory_order_relaxed);
    }
    m_faults.forget(slot);
    if (connection.watched) {
        connection.watched = false;
        m_watch->ended(*this, connection, reason);
    }
    m_counters.streams.subtract();
    m_counters.disconnects[static_cast<std::size_t>(reason)].add();
    m_handler.streamClosed(*this, connection, reason);
    m_types.release(std::exchange(connection.types, 0));
    m_userAgents.release(std::exchange(connection.userAgent, 0));
    connection.channel = nullptr;
}

void Shard::endStream(std::uint32_t slot, std::int64_t retryMs, DisconnectReason reason)
{
    Connection& connection = m_connections[slot];
    if (connection.holdUntilNs != 0)
        endHold(slot, Priority::Urgent);
    unlinkStream(slot, reason);
    connection.state = ConnectionState::Closing;
    if (retryMs >= 0)
        queueText(slot, Frame::text("retry: " + std::to_string(retryMs) + "\n\n"));
    if (!connection.http10)
        queueText(slot, m_lastChunkFrame);
    connection.endAfterFlush = true;
    schedule(slot, Priority::Urgent);
    m_timers.arm(slot, tickAfter(DrainTime));
}

int Shard::endStreams(
    const std::unordered_set<std::uint64_t>& ids, std::int64_t retryMs, DisconnectReason reason)
{
    const std::vector<std::uint32_t> found = slotsOf(ids);
    for (const std::uint32_t slot : found)
        endStream(slot, retryMs, reason);
    return static_cast<int>(found.size());
}

int Shard::breakStreams(
    const std::unordered_set<std::uint64_t>& ids, DisconnectReason reason, bool reset)
{
    const std::vector<std::uint32_t> found = slotsOf(ids);
    for (const std::uint32_t slot : found)
        close(slot, reason, reset);
    return static_cast<int>(found.size());
}

std::vector<std::uint32_t> Shard::slotsOf(const std::unordered_set<std::uint64_t>& ids) const
{
    std::vector<std::uint32_t> found;
    for (const std::uint32_t slot : m_streams) {
        if (ids.contains(m_connections[slot].id))
            found.push_back(slot);
    }
    return found;
}

void Shard::abort(ConnectionRef ref)
{
    if (m_connections.find(ref))
        close(ref.slot, DisconnectReason::Fault, true);
}

std::vector<Shard::StreamAge> Shard::streamsOf(
    std::uint32_t channel, const std::string& userId) const
{
    std::vector<StreamAge> streams;
    for (std::uint32_t slot = channel < m_channelHeads.size() ? m_channelHeads[channel] : NoIndex;
         slot != NoIndex; slot = m_connections[slot].channelNext) {
        const Connection& connection = m_connections[slot];
        if (connection.channel->userId == userId) // the index may have gone to another since
            streams.push_back({connection.connectedAtMs, connection.id});
    }
    return streams;
}

// ---------------------------------------------------------------- broken on purpose, looked at
// closely

void Shard::setFaults(StreamFaults faults)
{
    m_faults.setFaults(std::move(faults));
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
    const std::uint32_t end = std::min(m_connections.capacity(), from + ReviewSlice);
    for (std::uint32_t slot = from; slot < end; ++slot) {
        if (!m_connections[slot].isStream())
            continue;
        const bool wasHalfOpen = m_connections[slot].faulty && m_faults.isHalfOpen(slot);
        const bool isFreer = m_faults.review(*this, slot);
        if (isFreer)
            schedule(slot, Priority::Urgent);
        if (wasHalfOpen && !m_faults.isHalfOpen(slot)) {
            armStreamTimer(slot);
            readable(slot, true); // the client's end may have come, and is not told again
        }
    }
    if (end < m_connections.capacity())
        post(Task([end, run](Shard& same) { same.reviewSlice(end, run); }));
}

// What may go to a connection that is broken on purpose; it is woken when that may be more.
std::size_t Shard::allowance(std::uint32_t slot)
{
    const FaultGate::Allowance allowed = m_faults.allowance(slot, m_outbox, monotonicNs());
    if (allowed.againNs != 0 && m_faults.claimWake(slot, allowed.againNs))
        m_faultWakes.push({allowed.againNs, {slot, m_connections[slot].generation}});
    return allowed.bytes;
}

void Shard::wakeFaulty()
{
    for (const ConnectionRef ref : takeDue(m_faultWakes, m_turnNs)) {
        const Connection* connection = m_connections.find(ref);
        if (!connection || !connection->faulty)
            continue;
        m_faults.woken(ref.slot);
        schedule(ref.slot, Priority::Bulk);
    }
}

bool Shard::watch(std::uint64_t id, std::unique_ptr<StreamWatch> watch)
{
    if (m_watch) {
        if (Connection* before = m_connections.find(m_watch->connection))
            before->watched = false;
    }
    m_watch.reset();
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
        [&](std::uint32_t slot) { return m_connections[slot].id == id; });
    if (!watch || found == m_streams.end())
        return false;
    m_connections[*found].watched = true;
    m_watch = std::move(watch);
    m_watch->connection = {*found, m_connections[*found].generation};
    return true;
}

void Shard::finish(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    connection.state = ConnectionState::Closing;
    connection.endAfterFlush = false;
    connection.http.reset();
    shutdown(connection.descriptor, SHUT_WR);
    m_timers.arm(slot, tickAfter(LingerTime));
    // The client's end may have come before: an edge that is not told again.
    char ignored;
    if (recv(connection.descriptor, &ignored, 1, MSG_DONTWAIT | MSG_PEEK) == 0)
        close(slot, DisconnectReason::Client);
}

void Shard::close(std::uint32_t slot, DisconnectReason reason, bool reset)
{
    Connection& connection = m_connections[slot];
    if (connection.isStream())
        unlinkStream(slot, reason);
    m_timers.disarm(slot);
    if (connection.blocked)
        m_counters.slowClients.subtract();
    if (connection.ackPending)
        m_ackSamples.erase(slot);
    m_counters.backlogBytes.subtract(connection.queuedBytes);
    m_follower.connectionClosed({slot, connection.generation});
    if (connection.hasLost)
        forgetLoss(slot);
    if (slot < m_lastIds.size())
        m_lastIds[slot].clear();
    while (connection.queueHead != NoIndex) {
        lose(m_outbox.node(connection.queueHead).frame);
        connection.queueHead = freeNode(connection.queueHead);
    }
    if (reset) { // the kernel is to forget what it still holds for a client that does not read
        const linger abort{1, 0};
        setsockopt(connection.descriptor, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
    }
    ::close(connection.descriptor); // leaves the epoll set with it
    m_connections.giveBack(slot);
    m_counters.sockets.subtract();
    m_handler.socketClosed();
}

// Told to those who are sent away at the end, so that not all come back at once.
std::int64_t Shard::drawRetryMs()
{
    const auto retry = static_cast<std::int64_t>(m_config.retry.count());
    return std::uniform_int_distribution<std::int64_t>(retry, 2 * retry)(m_random);
}

void Shard::drain(std::function<void()> emptied)
{
    m_draining = true;
    m_emptied = std::move(emptied);
    while (!m_streams.empty())
        endStream(m_streams.back(), drawRetryMs(), DisconnectReason::Drain);
    for (std::uint32_t slot = 0; slot < m_connections.capacity(); ++slot) {
        Connection& connection = m_connections[slot];
        if (connection.state != ConnectionState::Http)
            continue;
        readLater(slot); // a request that lies there is still answered
    }
}

void Shard::closeIdleConnections()
{
    for (std::uint32_t slot = 0; slot < m_connections.capacity(); ++slot) {
        const Connection& connection = m_connections[slot];
        if (connection.state != ConnectionState::Http || !connection.http->answers.empty()
            || connection.queueHead != NoIndex || connection.http->parser.isInsideRequest()
            || connection.shed || connection.inReadLater)
            continue;
        const std::uint32_t silentSince = connection.deadlineTick
            - TimerWheel::ticks(static_cast<std::uint64_t>(m_config.requestTimeout.count()));
        if (connection.http->firstNumber > 0
            || m_tick - silentSince
                >= TimerWheel::ticks(static_cast<std::uint64_t>(SilentTime.count())))
            close(slot, DisconnectReason::Limit);
    }
}

void Shard::sampleKernelMemory(std::uint32_t most)
{
    std::uint64_t bytes = 0;
    std::uint32_t looked = 0;
    const std::size_t count = m_streams.size();
    const std::size_t step = std::max<std::size_t>(1, count / std::max<std::uint32_t>(1, most));
    for (std::size_t i = count ? m_random() % step : 0; i < count && looked < most; i += step) {
        std::uint32_t memory[SK_MEMINFO_VARS] = {};
        socklen_t size = sizeof memory;
        if (getsockopt(
                m_connections[m_streams[i]].descriptor, SOL_SOCKET, SO_MEMINFO, memory, &size)
            < 0)
            continue;
        bytes += memory[SK_MEMINFO_RMEM_ALLOC] + memory[SK_MEMINFO_WMEM_QUEUED]
            + memory[SK_MEMINFO_FWD_ALLOC] + memory[SK_MEMINFO_OPTMEM];
        ++looked;
    }
    m_counters.sampledKernelBytes.set(bytes);
    m_counters.sampledSockets.set(looked);
}

} // namespace fanlight
