// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/virtual_clients.h"

#include "load/arrival_clock.h"
#include "load/json_probe.h"
#include "load/load_time.h"
#include "load/secrets.h"
#include "load/virtual_client.h"
#include "net/clock.h"
#include "sse/visible_text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <deque>
#include <queue>
#include <thread>

#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
// at once: above, the backlog of a listener overflows and seconds pass
constexpr std::size_t MostHandshakes = 256;
constexpr std::size_t ArrivalsATurn = 64;
constexpr std::size_t ReadSize = 256 << 10;
constexpr int EventsATurn = 1024;
constexpr std::uint32_t ClientsAnAddress = 8000;
constexpr int SlowReceiveBuffer = 4096;
constexpr std::uint64_t SlowReadsASecond = 10;
constexpr std::uint64_t AccountInterval = 50 * MillisecondNs;
constexpr std::uint64_t OwedInterval = 100 * MillisecondNs;
constexpr std::uint64_t LongestWait = 100 * MillisecondNs;
constexpr std::uint64_t WakeUpTag = ~std::uint64_t(0);
constexpr std::size_t MostIdLength = 4096;
constexpr int NoMoreStream = 204; // tells a client to stay away (WHATWG HTML §9.2.3)
constexpr int StreamStatus = 200; // alone is a stream
constexpr std::size_t MostReason = 1024; // bytes of a refusal's body that are looked at
constexpr qsizetype MostReasonShown = 160;
// before the end of a run, by a client that had answers before
constexpr std::uint64_t JustAsked = 1 * SecondNs;
// ranges of missed messages, before they become a count
constexpr std::size_t MostUnfolded = 16'384;

using Client = VirtualClient;
using Phase = VirtualClient::Phase;

enum class Timer : std::uint8_t { Answer, End, Hold, Drop, Read, GoOn };

struct Due {
    std::uint64_t ns;
    std::uint32_t client;
    std::uint32_t serial;
    Timer timer;
    bool operator>(const Due& other) const { return ns > other.ns; }
};

// Numbers of a channel that some client should have had.
struct Missed {
    std::uint32_t channel;
    SequenceCheck::Range range;
};

bool isHandshake(Phase phase)
{
    return phase == Phase::Connecting || phase == Phase::Asking;
}

// How long this thread could have run and had no core (schedstat of proc(5)); 0 where the system
// does not say.
std::uint64_t waitedNs()
{
    const Descriptor file(::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC));
    std::array<char, 128> text{};
    std::uint64_t ran = 0;
    std::uint64_t waited = 0;
    if (!file || ::read(file.get(), text.data(), text.size() - 1) <= 0
        || std::sscanf(text.data(), "%" SCNu64 " %" SCNu64, &ran, &waited) != 2)
        return 0;
    return waited;
}

// Leaves no port behind that waits for a minute.
void abandon(Descriptor& socket)
{
    const linger none{1, 0};
    setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    socket.reset();
}
} // namespace

class VirtualClients::Worker {
public:
    Worker(std::shared_ptr<const LoadPlan> plan, std::vector<LoadAddress> addresses,
        const PublishBook& book, std::uint32_t runId, std::uint64_t startNs)
        : m_plan(std::move(plan))
        , m_scenario(m_plan->scenario)
        , m_addresses(std::move(addresses))
        , m_book(book)
        , m_tag(LoadMark::tag(runId))
        , m_startNs(startNs)
        , m_random(runId)
        , m_epoll(epoll_create1(EPOLL_CLOEXEC))
        , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_arrivals(m_scenario.phases)
        , m_buffer(std::make_unique<char[]>(ReadSize))
    {
        m_lateNs = toNs(m_scenario.lateAfter);
        for (const LoadPlan::Flow& flow : m_plan->flows)
            m_weights += flow.weight;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = WakeUpTag;
        epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, m_wakeUp.get(), &event);
        m_thread = std::thread([this] { run(); });
    }

    ~Worker() { end(); }

    void end()
    {
        if (!m_thread.joinable())
            return;
        m_stop.store(true, std::memory_order_relaxed);
        wake();
        m_thread.join();
    }

    void stopArrivals()
    {
        m_noArrivals.store(true, std::memory_order_relaxed);
        wake();
    }
    void add(std::uint64_t clients)
    {
        m_added.fetch_add(clients, std::memory_order_relaxed);
        wake();
    }
    void beginDrain()
    {
        m_draining.store(true, std::memory_order_relaxed);
        wake();
    }

    Outcome outcome() const
    {
        const auto refused = m_book.refused();
        return {sumOf(m_lost, refused), sumOf(m_unread, refused)};
    }

    ClientFigures figures;
    std::atomic<bool> arrivalsOver{false};
    std::atomic<bool> flowsOver{false};
    std::atomic<std::int64_t> owed{-1};
    std::atomic<std::uint64_t> returning{0};

private:
    using Refused = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

    // What clients missed: ranges while it is not known yet which of them the hub took, else a
    // count.
    struct MissedSum {
        std::vector<Missed> ranges;
        std::uint64_t count = 0;
        std::size_t foldAt = MostUnfolded;
    };

    static std::uint64_t sumOf(const MissedSum& missed, const Refused& refused)
    {
        std::uint64_t count = missed.count;
        for (const Missed& one : missed.ranges)
            count += dueIn(one, refused);
        return count;
    }

    void miss(MissedSum& missed, const Missed& one)
    {
        missed.ranges.push_back(one);
        if (missed.ranges.size() < missed.foldAt)
            return;
        const Refused refused = m_book.refused();
        std::erase_if(missed.ranges, [&](const Missed& range) {
            const bool isSettled = range.range.end <= m_book.settled(range.channel);
            missed.count += isSettled ? dueIn(range, refused) : 0;
            return isSettled;
        });
        missed.foldAt = std::max(MostUnfolded, 2 * missed.ranges.size());
    }

    // How many of them the hub took.
    static std::uint64_t dueIn(const Missed& missed, const Refused& refused)
    {
        const auto begin = std::lower_bound(
            refused.begin(), refused.end(), std::pair(missed.channel, missed.range.begin));
        const auto end
            = std::lower_bound(begin, refused.end(), std::pair(missed.channel, missed.range.end));
        return missed.range.end - missed.range.begin - static_cast<std::uint64_t>(end - begin);
    }

    void wake() { eventfd_write(m_wakeUp.get(), 1); }

    // ---- the loop

    void run()
    {
        pthread_setname_np(pthread_self(), "load");
        std::vector<epoll_event> events(EventsATurn);
        while (!m_stop.load(std::memory_order_relaxed)) {
            const int ready = epoll_wait(m_epoll.get(), events.data(), EventsATurn, waitMs());
            const std::uint64_t began = monotonicNs();
            m_now = began;
            for (int i = 0; i < ready; ++i)
                handle(events[static_cast<std::size_t>(i)]);
            m_now = monotonicNs();
            arrive();
            fireTimers();
            figures.turnMaxNs.raise(monotonicNs() - began);
            account();
        }
        account();
        for (std::uint32_t i = 0; i < m_clients.size(); ++i) {
            if (m_clients[i].phase == Phase::Free)
                continue;
            countUnanswered(m_clients[i]);
            leave(i, true);
        }
    }

    int waitMs()
    {
        const std::uint64_t now = monotonicNs();
        std::uint64_t wait = LongestWait;
        if (m_waiting > 0 && m_handshakes < MostHandshakes)
            return 0;
        if (!arrivalsOver.load(std::memory_order_relaxed))
            wait = std::min(wait, std::max(m_arrivals.untilNextNs(now - m_startNs), MillisecondNs));
        if (!m_timers.empty())
            wait = std::min(wait, m_timers.top().ns > now ? m_timers.top().ns - now : 0);
        return static_cast<int>((wait + MillisecondNs - 1) / MillisecondNs);
    }

    void account()
    {
        if (m_now < m_accountedNs + AccountInterval && !m_stop.load(std::memory_order_relaxed))
            return;
        m_accountedNs = m_now;
        const std::uint64_t cpu = clockNs(CLOCK_THREAD_CPUTIME_ID);
        figures.cpuNs.add(cpu - figures.cpuNs.value());
        figures.waitNs.raise(waitedNs());
        if (m_draining.load(std::memory_order_relaxed) && m_now >= m_owedNs + OwedInterval) {
            m_owedNs = m_now;
            countOwed();
        }
        flowsOver.store(arrivalsOver.load(std::memory_order_relaxed) && m_waiting == 0
                && m_holders == m_present,
            std::memory_order_relaxed);
    }

    // At the end of a run: whoever still waits for an answer had none.
    void countUnanswered(Client& client)
    {
        if (client.statusWrong || !m_draining.load(std::memory_order_relaxed))
            return;
        if (client.phase == Phase::Reading)
            return count(LoadError::Unfinished);
        if (!isHandshake(client.phase)
            || (client.wasAnswered && m_now < client.startedNs + JustAsked))
            return;
        count(LoadError::Unanswered);
        figures.unanswered.add();
        countFailed(client);
    }

    void countOwed()
    {
        const auto refused = m_book.refused(); // all of them: nothing is published any more
        std::uint64_t sum = 0;
        std::uint64_t onTheirWay = 0;
        for (const Client& client : m_clients) {
            const bool returns
                = client.resumes && client.phase != Phase::Streaming && client.phase != Phase::Free;
            if (client.isSlow || (client.phase != Phase::Streaming && !returns))
                continue;
            onTheirWay += returns ? 1 : 0;
            sum += owedTo(client.own, client.user, refused) + owedTo(client.all, 0, refused);
        }
        returning.store(onTheirWay, std::memory_order_relaxed);
        owed.store(static_cast<std::int64_t>(sum), std::memory_order_relaxed);
    }

    std::uint64_t owedTo(
        const SequenceCheck& check, std::uint32_t channel, const Refused& refused) const
    {
        std::uint64_t sum = 0;
        for (const SequenceCheck::Range& range : check.lost(m_book.sent(channel), true))
            sum += dueIn({channel, range}, refused);
        return sum;
    }

    void handle(const epoll_event& event)
    {
        if (event.data.u64 == WakeUpTag) {
            eventfd_t ignored = 0;
            eventfd_read(m_wakeUp.get(), &ignored);
            return;
        }
        const auto index = static_cast<std::uint32_t>(event.data.u64);
        Client& client = m_clients[index];
        // Of a socket that has gone this turn.
        if (client.serial != static_cast<std::uint32_t>(event.data.u64 >> 32) || !client.socket)
            return;
        if (client.phase == Phase::Connecting) {
            if (!(event.events & (EPOLLOUT | EPOLLERR | EPOLLHUP)))
                return;
            if (!connected(index))
                return;
        } else if ((event.events & EPOLLOUT) && !client.request.empty() && !sendRequest(index)) {
            return;
        }
        if (client.isSlow && client.phase == Phase::Streaming)
            return; // reads by the clock
        if (event.events & (EPOLLIN | EPOLLRDHUP | EPOLLERR | EPOLLHUP))
            receive(index, event.events & (EPOLLRDHUP | EPOLLERR | EPOLLHUP));
    }

    // ---- who comes

    void arrive()
    {
        if (!arrivalsOver.load(std::memory_order_relaxed))
            offer();
        m_waiting += m_added.exchange(0, std::memory_order_relaxed);
        if (m_noArrivals.load(std::memory_order_relaxed))
            m_waiting = 0;
        std::size_t burst = ArrivalsATurn;
        while (m_waiting > 0 && m_handshakes < MostHandshakes && burst-- > 0) {
            --m_waiting;
            admit();
        }
    }

    // Takes note of who was to arrive by now.
    void offer()
    {
        if (!m_noArrivals.load(std::memory_order_relaxed)) {
            const ArrivalClock::Due due = m_arrivals.take(m_now - m_startNs, m_present + m_waiting);
            m_waiting += due.admitted;
            figures.notAdmitted.add(due.heldBack);
            if (!m_arrivals.isOver())
                return;
        }
        arrivalsOver.store(true, std::memory_order_relaxed);
    }

    void admit()
    {
        std::uint32_t index = 0;
        if (m_free.empty()) {
            index = static_cast<std::uint32_t>(m_clients.size());
            m_clients.emplace_back();
        } else {
            index = m_free.back();
            m_free.pop_back();
            const std::uint32_t serial = m_clients[index].serial;
            m_clients[index] = Client();
            m_clients[index].serial = serial;
        }
        Client& client = m_clients[index];
        client.number = figures.arrived.value() + 1;
        client.user = static_cast<std::uint32_t>((client.number - 1) % m_plan->population + 1);
        client.isSlow = isAmong(client.number, m_scenario.slowShare, 0);
        client.isDropper = isAmong(client.number, m_scenario.dropShare, 0.5);
        client.variables = m_plan->variables;
        if (!m_plan->rows.empty()) {
            const auto& row = m_plan->rows[(client.number - 1) % m_plan->rows.size()];
            std::copy(row.begin(), row.end(), client.variables.begin());
        }
        for (const auto& [place, values] : m_plan->choices)
            client.variables[place] = values[m_random() / 7 % values.size()];
        client.phase = Phase::Waiting;
        ++m_present;
        figures.arrived.add();
        beginFlow(index);
    }

    // Evenly spread over the arrivals; two shares with different offsets meet as little as they
    // can.
    static bool isAmong(std::uint64_t number, double share, double offset)
    {
        return std::floor(double(number) * share + offset)
            > std::floor(double(number - 1) * share + offset);
    }

    // ---- what it does

    void beginFlow(std::uint32_t index)
    {
        double at = std::uniform_real_distribution(0.0, m_weights)(m_random);
        const LoadPlan::Flow* flow = &m_plan->flows.back();
        for (const LoadPlan::Flow& one : m_plan->flows) {
            at -= one.weight;
            if (at < 0) {
                flow = &one;
                break;
            }
        }
        m_clients[index].places = {{&flow->steps, 0, 1}};
        nextStep(index);
    }

    void nextStep(std::uint32_t index)
    {
        Client& client = m_clients[index];
        ++client.serial;
        client.lastId.clear(); // of the stream it has left
        settle(client, false);
        for (;;) {
            if (client.places.empty())
                return flowEnded(index);
            Client::Place& place = client.places.back();
            if (place.at == place.steps->size()) {
                if (--place.roundsLeft == 0)
                    client.places.pop_back();
                else
                    place.at = 0;
                continue;
            }
            const LoadPlan::Step& step = (*place.steps)[place.at++];
            if (step.kind == LoadStep::Kind::Loop) {
                client.places.push_back({&step.steps, 0, step.count});
                continue;
            }
            client.step = &step;
            if (step.kind == LoadStep::Kind::Think)
                return wait(index,
                    step.mostHoldNs > step.holdNs
                        ? std::uniform_int_distribution(step.holdNs, step.mostHoldNs)(m_random)
                        : step.holdNs,
                    false);
            client.holdUntilNs = step.holdNs > 0 ? m_now + step.holdNs : 0;
            client.eventsLeft = step.events;
            return open(index);
        }
    }

    void flowEnded(std::uint32_t index)
    {
        Client& client = m_clients[index];
        client.step = nullptr;
        const auto think = toNs(m_scenario.think);
        if (think == 0 || (arrivalsOver.load(std::memory_order_relaxed)))
            return leave(index, false);
        wait(index, think, false);
    }

    void wait(std::uint32_t index, std::uint64_t ns, bool resumes)
    {
        Client& client = m_clients[index];
        ++client.serial;
        client.resumes = resumes;
        enter(client, Phase::Waiting);
        arm(index, ns, Timer::GoOn);
    }

    void goOn(std::uint32_t index)
    {
        Client& client = m_clients[index];
        if (client.resumes)
            return client.holdUntilNs != 0 && m_now >= client.holdUntilNs ? nextStep(index)
                                                                          : open(index);
        if (client.step)
            return nextStep(index);
        beginFlow(index);
    }

    // What it still owes to the reckoning when it leaves a stream for good.
    void settle(Client& client, bool atTheEnd)
    {
        settle(client.own, client.user, client, atTheEnd);
        settle(client.all, 0, client, atTheEnd);
    }

    void settle(SequenceCheck& check, std::uint32_t channel, const Client& client, bool atTheEnd)
    {
        if (!check.isOpen())
            return;
        for (const SequenceCheck::Range& range : check.lost(0, false))
            miss(m_lost, {channel, range});
        const std::uint64_t sent = m_book.sent(channel);
        if (check.next() < sent) {
            const bool isLost = atTheEnd && client.phase == Phase::Streaming && !client.isSlow;
            miss(isLost ? m_lost : m_unread, {channel, {check.next(), sent}});
        }
        check = SequenceCheck();
    }

    void leave(std::uint32_t index, bool atTheEnd)
    {
        Client& client = m_clients[index];
        settle(client, atTheEnd && m_draining.load(std::memory_order_relaxed));
        ++client.serial;
        hangUp(client);
        enter(client, Phase::Free);
        --m_present;
        m_free.push_back(index);
    }

    // ---- its connection

    void open(std::uint32_t index)
    {
        Client& client = m_clients[index];
        ++client.serial;
        client.reader = {};
        client.request.clear();
        client.idBuffer = client.lastId;
        client.hasNewId = client.hasMark = client.leaves = client.statusWrong = client.wantsReason
            = client.hasFirstByte = false;
        client.furtherMarks.clear();
        client.data.clear();
        client.startedNs = monotonicNs();
        const LoadAddress& address = m_addresses[client.step->origin];
        Descriptor socket(
            ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (!socket)
            return failed(index, loadErrorOf(errno));
        const int on = 1;
        setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (client.isSlow)
            setsockopt(
                socket.get(), SOL_SOCKET, SO_RCVBUF, &SlowReceiveBuffer, sizeof SlowReceiveBuffer);
        spreadSource(socket.get(), address, index);
        if (::connect(
                socket.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size)
                < 0
            && errno != EINPROGRESS)
            return failed(index, loadErrorOf(errno));
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.u64 = std::uint64_t(client.serial) << 32 | index;
        epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, socket.get(), &event);
        client.socket = std::move(socket);
        enter(client, Phase::Connecting);
        arm(index, toNs(m_scenario.timeout), Timer::Answer);
    }

    // Finding a free port takes the kernel the longer the more are taken; on loopback there are
    // other addresses to come from.
    static void spreadSource(int socket, const LoadAddress& address, std::uint32_t index)
    {
        sockaddr_in source;
        memcpy(&source, &address.storage, sizeof source);
        if (index < ClientsAnAddress || source.sin_family != AF_INET
            || ntohl(source.sin_addr.s_addr) >> 24 != IN_LOOPBACKNET)
            return;
        const int on = 1;
        setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        source.sin_port = 0;
        source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + index / ClientsAnAddress);
        bind(socket, reinterpret_cast<const sockaddr*>(&source), sizeof source);
    }

    // False: it did not come about.
    bool connected(std::uint32_t index)
    {
        Client& client = m_clients[index];
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(client.socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) {
            failed(index, loadErrorOf(error));
            return false;
        }
        figures.connect.record(monotonicNs() - client.startedNs);
        compose(client);
        enter(client, Phase::Asking);
        return sendRequest(index);
    }

    void compose(Client& client)
    {
        const LoadPlan::Step& step = *client.step;
        std::string& request = client.request;
        request = step.method + ' ';
        step.path.appendTo(request, client.user, client.variables, m_random);
        request += " HTTP/1.1\r\nHost: " + m_plan->origins[step.origin].authority + "\r\n";
        step.headers.appendTo(request, client.user, client.variables, m_random);
        if (!client.lastId.empty())
            request += "Last-Event-ID: " + client.lastId + "\r\n";
        if (step.hasBody) {
            m_body.clear();
            step.body.appendTo(m_body, client.user, client.variables, m_random);
            request += "Content-Length: " + std::to_string(m_body.size()) + "\r\n\r\n" + m_body;
        } else {
            request += "\r\n";
        }
    }

    bool sendRequest(std::uint32_t index)
    {
        Client& client = m_clients[index];
        const ssize_t sent = ::send(
            client.socket.get(), client.request.data(), client.request.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) {
            failed(index, loadErrorOf(errno));
            return false;
        }
        client.request.erase(0, static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
        if (client.request.empty())
            client.request = std::string(); // gives its memory back
        return true;
    }

    void receive(std::uint32_t index, bool closing)
    {
        Client& client = m_clients[index];
        const std::uint32_t serial = client.serial;
        for (;;) {
            const std::size_t most = client.isSlow && client.phase == Phase::Streaming
                ? std::max<std::size_t>(
                    static_cast<std::size_t>(m_scenario.slowBytesPerSecond) / SlowReadsASecond, 1)
                : ReadSize;
            const ssize_t size
                = ::recv(client.socket.get(), m_buffer.get(), std::min(most, ReadSize), 0);
            if (size < 0) {
                if (errno == EINTR)
                    continue;
                if (errno != EAGAIN)
                    ended(index, errno);
                return;
            }
            if (size == 0)
                return ended(index, 0);
            m_receivedNs = monotonicNs();
            figures.reads.add();
            figures.bytes.add(static_cast<std::uint64_t>(size));
            if (client.phase == Phase::Asking && client.reader.state() == EventReader::State::Header
                && !std::exchange(client.hasFirstByte, true))
                figures.firstByte.record(m_receivedNs - client.startedNs);
            Sink sink{*this, client};
            client.reader.read({m_buffer.get(), static_cast<std::size_t>(size)}, sink);
            if (client.hasNewEvents) {
                client.hasNewEvents = false;
                noteTimeOfEvents();
            }
            // Also of an answer that came whole.
            if (client.phase == Phase::Asking && client.reader.isAfterHeader())
                answerBegun(index);
            const bool isOpen = client.reader.state() == EventReader::State::Body
                || client.reader.state() == EventReader::State::Header;
            if (!isOpen || (client.wantsReason && hasReason(client)))
                return answerOver(index);
            if (client.serial != serial)
                return;
            const bool isSlow = client.isSlow && client.phase == Phase::Streaming;
            if (isSlow || (static_cast<std::size_t>(size) < ReadSize && !closing))
                return;
        }
    }

    void noteTimeOfEvents()
    {
        if (figures.firstEventNs.value() == 0)
            figures.firstEventNs.raise(m_receivedNs);
        figures.lastEventNs.raise(m_receivedNs);
    }

    void answerBegun(std::uint32_t index)
    {
        Client& client = m_clients[index];
        if (!m_answerIsStream) {
            enter(client, Phase::Reading);
            if (client.wantsReason || client.step->kind == LoadStep::Kind::Post)
                arm(index, toNs(m_scenario.timeout), Timer::End);
            return;
        }
        enter(client, Phase::Streaming);
        figures.mostStreaming.raise(figures.streaming.value());
        if (client.holdUntilNs != 0)
            arm(index, client.holdUntilNs > m_now ? client.holdUntilNs - m_now : 0, Timer::Hold);
        if (client.isSlow)
            arm(index, SecondNs / SlowReadsASecond, Timer::Read);
        if (client.isDropper) {
            const auto every = toNs(m_scenario.dropEvery);
            // Each at its own time: those that came together do not go together.
            const auto first = std::uniform_int_distribution<std::uint64_t>(
                every / 2, every + every / 2)(m_random);
            arm(index, first, Timer::Drop);
        }
    }

    // The answer is complete, was left, or cannot be read.
    void answerOver(std::uint32_t index)
    {
        Client& client = m_clients[index];
        if (client.statusWrong) {
            if (std::exchange(client.wantsReason, false))
                keepReason(client);
            return giveUp(index, isStreamStep(*client.step));
        }
        if (client.reader.state() == EventReader::State::Failed)
            return failed(index, LoadError::NotHttp);
        if (client.leaves)
            return stepDone(index);
        ended(index, 0);
    }

    // The connection, or the answer, is at its end.
    void ended(std::uint32_t index, int systemError)
    {
        Client& client = m_clients[index];
        if (client.statusWrong)
            return answerOver(index);
        const bool isProper = client.reader.state() == EventReader::State::Ended
            || client.reader.endsWithConnection();
        if (client.phase == Phase::Streaming) {
            figures.closedByHub.add();
            if (!isProper || systemError != 0)
                count(systemError != 0 ? loadErrorOf(systemError) : LoadError::BrokenOff);
            return client.step->reconnects ? comeBack(index) : stepDone(index);
        }
        if (systemError == 0 && isProper && client.reader.state() != EventReader::State::Header) {
            figures.requests.add();
            figures.answer.record(monotonicNs() - client.startedNs);
            lookAt(client, client.data);
            return stepDone(index);
        }
        failed(index,
            systemError != 0                                          ? loadErrorOf(systemError)
                : client.reader.state() == EventReader::State::Header ? LoadError::ClosedEarly
                                                                      : LoadError::BrokenOff);
    }

    void stepDone(std::uint32_t index)
    {
        hangUp(m_clients[index]);
        nextStep(index);
    }

    // It goes, and comes back as a browser does: with the id of the last event, after what the
    // stream asked for.
    void comeBack(std::uint32_t index)
    {
        Client& client = m_clients[index];
        hangUp(client);
        const std::int64_t ms = client.retryMs >= 0 ? client.retryMs : LoadScenario::Retry.count();
        wait(index, static_cast<std::uint64_t>(ms) * MillisecondNs, true);
    }

    void drop(std::uint32_t index)
    {
        Client& client = m_clients[index];
        figures.dropped.add();
        hangUp(client);
        if (m_scenario.dropAway.count() == 0)
            return comeBack(index);
        wait(index, toNs(m_scenario.dropAway), true);
    }

    // No answer: the next attempt follows, as a browser makes one after a network error.
    void failed(std::uint32_t index, LoadError error)
    {
        count(error);
        Client& client = m_clients[index];
        countFailed(client);
        if (client.step->kind == LoadStep::Kind::Get && client.step->reconnects)
            return comeBack(index);
        hangUp(client);
        wait(index, 0, false);
    }

    // An answer that is none of those asked for. A browser does not come back to a stream then.
    void giveUp(std::uint32_t index, bool forGood)
    {
        Client& client = m_clients[index];
        countFailed(client);
        if (forGood)
            return leave(index, false);
        hangUp(client);
        wait(index, 0, false);
    }

    void countFailed(Client& client)
    {
        if (!client.wasAnswered && !std::exchange(client.isFailed, true))
            figures.failed.add();
    }

    void count(LoadError error) { figures.errors[static_cast<std::size_t>(error)].add(); }

    void hangUp(Client& client)
    {
        if (client.socket)
            abandon(client.socket);
        client.request = std::string();
        client.reader = {};
    }

    void enter(Client& client, Phase phase)
    {
        const bool was = isHandshake(client.phase);
        const bool is = isHandshake(phase);
        if (was && !is) {
            --m_handshakes;
            figures.connecting.subtract();
        } else if (is && !was) {
            ++m_handshakes;
            figures.connecting.add();
        }
        if (client.phase == Phase::Streaming && phase != Phase::Streaming) {
            figures.streaming.subtract();
        } else if (phase == Phase::Streaming && client.phase != Phase::Streaming) {
            figures.streaming.add();
        }
        // Who stays to the end of the run is not waited for.
        const bool endless = client.step && client.step->kind == LoadStep::Kind::Get
            && client.holdUntilNs == 0 && client.step->events == 0;
        const bool holds = endless && phase != Phase::Free;
        m_holders += std::size_t(holds) - std::size_t(std::exchange(client.isHolder, holds));
        client.phase = phase;
    }

    // ---- timers

    void arm(std::uint32_t index, std::uint64_t ns, Timer timer)
    {
        m_timers.push({m_now + ns, index, m_clients[index].serial, timer});
    }

    void fireTimers()
    {
        const std::uint64_t now = m_now;
        while (!m_timers.empty() && m_timers.top().ns <= now) {
            const Due due = m_timers.top();
            m_timers.pop();
            if (m_clients[due.client].serial == due.serial)
                fire(due);
        }
    }

    void fire(const Due& due)
    {
        Client& client = m_clients[due.client];
        switch (due.timer) {
        case Timer::Answer:
            if (isHandshake(client.phase))
                failed(due.client, LoadError::NoAnswer);
            break;
        case Timer::End:
            if (client.wantsReason)
                answerOver(due.client);
            else if (client.phase == Phase::Reading)
                failed(due.client, LoadError::Unfinished);
            break;
        case Timer::Hold:
            stepDone(due.client);
            break;
        case Timer::Drop:
            if (!m_draining.load(std::memory_order_relaxed))
                drop(due.client);
            break;
        case Timer::Read:
            arm(due.client, SecondNs / SlowReadsASecond, Timer::Read);
            receive(due.client, false);
            break;
        case Timer::GoOn:
            if (m_handshakes >= MostHandshakes && (client.resumes || client.step)) {
                arm(due.client, 10 * MillisecondNs, Timer::GoOn);
                break;
            }
            goOn(due.client);
            break;
        }
    }

    // ---- what it reads

    struct Sink {
        Worker& worker;
        Client& client;

        bool answered(const AnswerHead& head) { return worker.answered(client, head); }
        void field(std::string_view name, std::string_view value)
        {
            worker.field(client, name, value);
        }
        bool dispatch(bool hasData) { return worker.dispatch(client, hasData); }
        void comment(std::string_view) { worker.figures.comments.add(); }
        void body(std::string_view bytes)
        {
            const std::size_t most = client.wantsReason ? MostReason
                : client.step->readsBody                ? EventReader::MostLine
                                                        : 0;
            client.data += bytes.substr(0, most - std::min(client.data.size(), most));
        }
    };

    static bool isStreamStep(const LoadPlan::Step& step)
    {
        return step.kind == LoadStep::Kind::Get && step.reconnects;
    }

    bool answered(Client& client, const AnswerHead& head)
    {
        const LoadPlan::Step& step = *client.step;
        if (step.method == "HEAD")
            client.reader.hasNoBody();
        m_answerIsStream = head.isEventStream && step.kind == LoadStep::Kind::Get;
        if (!m_answerIsStream)
            client.reader.readAsBody();
        // Who had its stream and is told to stay away does so; that is no error.
        if (head.status == NoMoreStream && isStreamStep(step) && step.statuses.empty()
            && client.resumes && client.openedNs > 0) {
            client.statusWrong = true;
            return false;
        }
        for (const LoadPlan::Check& check : step.checks) {
            if (!holds(check, head, client))
                unmet(check, head);
        }
        const bool isAsked = std::find(step.statuses.begin(), step.statuses.end(), head.status)
            != step.statuses.end();
        const bool isUsual = isStreamStep(step) ? head.status == StreamStatus
                                                : head.status >= 200 && head.status < 300;
        if (!isAsked && (!step.statuses.empty() || !isUsual)) {
            figures.statuses[static_cast<std::size_t>(std::clamp(head.status, 0, 599))].add();
            if (!step.statuses.empty())
                figures.failedExpects.add();
            return refused(client, head, statusKind(head.status));
        }
        if (!head.contentEncoding.empty() && (m_answerIsStream || step.readsBody)) {
            count(LoadError::Encoded);
            figures.remarks.add(kindOf(LoadError::Encoded), visible(head.contentEncoding));
            return refused(client, head, {});
        }
        if (!m_answerIsStream && isStreamStep(step) && !isAsked) {
            count(LoadError::NoStream);
            figures.remarks.add(kindOf(LoadError::NoStream),
                head.contentType.empty()
                    ? u"it has no Content-Type"_s
                    : QString(u"Content-Type: "_s + visible(head.contentType)));
            return refused(client, head, {});
        }
        const std::uint64_t missing = captureHeaders(client, head);
        figures.failedChecks.add(missing);
        answeredWell(client);
        if (!m_answerIsStream)
            return true;
        figures.opened.add();
        client.openedNs = m_receivedNs;
        const bool takesUp = !client.lastId.empty();
        if (client.resumes)
            figures.reconnects.add();
        expect(client.own, client.user, takesUp);
        expect(client.all, 0, takesUp);
        return true;
    }

    // An answer that is no good. Whether its body is read for a reason, which is so once for each
    // kind.
    bool refused(Client& client, const AnswerHead& head, const QString& kind)
    {
        m_answerIsStream = false;
        client.reader.readAsBody();
        client.statusWrong = true;
        countFailed(client);
        if (kind.isEmpty()
            || std::exchange(
                m_statusExplained[static_cast<std::size_t>(std::clamp(head.status, 0, 599))], true))
            return false;
        if (!head.location.empty()) {
            figures.remarks.add(kind, u"to "_s + visible(head.location));
            return false;
        }
        client.reasonStatus = head.status;
        client.wantsReason = head.contentEncoding.empty();
        return client.wantsReason;
    }

    static QString kindOf(LoadError error) { return QString::fromLatin1(loadErrorName(error)); }

    static QString visible(std::string_view text)
    {
        return withoutSecrets(visibleText(
            QString::fromUtf8(text.data(), qsizetype(text.size())).left(MostReasonShown)));
    }

    // The first line of the body that says something.
    static std::string_view reasonOf(std::string_view body, bool& isWhole)
    {
        constexpr std::string_view blanks = " \t\r\n";
        if (const std::size_t tag = body.find_first_not_of(blanks);
            tag != std::string_view::npos && body[tag] == '<') {
            // a page: its title says it
            const std::size_t title = body.find("<title>");
            const std::size_t last = body.find("</title>");
            isWhole = last != std::string_view::npos || body.size() >= MostReason;
            return title < last && last != std::string_view::npos
                ? body.substr(title + 7, last - title - 7)
                : std::string_view();
        }
        const std::size_t begin = std::min(body.find_first_not_of(blanks), body.size());
        const std::size_t end = body.find_first_of("\r\n", begin);
        isWhole = end != std::string_view::npos || body.size() >= MostReason;
        return body.substr(begin, end - begin);
    }
    static bool hasReason(const Client& client)
    {
        bool isWhole = false;
        reasonOf(client.data, isWhole);
        return isWhole;
    }
    void keepReason(Client& client)
    {
        bool isWhole = false;
        if (const std::string_view reason = reasonOf(client.data, isWhole); !reason.empty())
            figures.remarks.add(statusKind(client.reasonStatus), visible(reason));
        client.data.clear();
    }

    bool holds(const LoadPlan::Check& check, const AnswerHead& head, const Client& client)
    {
        using Kind = LoadStep::Check::Kind;
        std::string value;
        check.value.appendTo(value, client.user, client.variables, m_random);
        switch (check.kind) {
        case Kind::ContentType: {
            const std::string_view type
                = std::string_view(head.contentType).substr(0, head.contentType.find(';'));
            const QLatin1StringView seen(type.data(), qsizetype(type.size()));
            const QString wanted = QString::fromStdString(value);
            return wanted.contains(u'/') ? seen.compare(wanted, Qt::CaseInsensitive) == 0
                                         : seen.contains(wanted, Qt::CaseInsensitive);
        }
        case Kind::HasHeader:
            return head.has(check.name);
        case Kind::HeaderEquals:
            return head.has(check.name) && head.field(check.name) == value;
        case Kind::NotStatus:
            return std::to_string(head.status) != value;
        default:
            return true; // of the body: lookAt()
        }
    }

    void unmet(const LoadPlan::Check& check, const AnswerHead& head)
    {
        using Kind = LoadStep::Check::Kind;
        figures.failedExpects.add();
        const QString seen = check.kind == Kind::ContentType ? visible(head.contentType)
            : check.kind == Kind::NotStatus                  ? QString::number(head.status)
                                                             : visible(head.field(check.name));
        figures.remarks.add(checkKind(check), u"it was “%1”"_s.arg(seen));
    }
    static QString checkKind(const LoadPlan::Check& check)
    {
        return QString::fromLatin1(checkName(check.kind)) + u' ' + withoutSecrets(check.text);
    }

    // What is captured and checked in the body of an answer, or in an event.
    void lookAt(Client& client, std::string_view body)
    {
        const LoadPlan::Step& step = *client.step;
        if (!step.captures.empty())
            figures.failedChecks.add(m_probe.capture(body, step.captures, client.variables));
        if (step.checks.empty())
            return;
        if (const LoadPlan::Check* const check
            = m_probe.firstUnmet(body, step.checks, client.user, client.variables, m_random)) {
            figures.failedExpects.add();
            bool isWhole = false;
            figures.remarks.add(
                checkKind(*check), u"not in “%1”"_s.arg(visible(reasonOf(body, isWhole))));
        }
    }

    static std::uint64_t captureHeaders(Client& client, const AnswerHead& head)
    {
        std::uint64_t missing = 0;
        for (const LoadPlan::Capture& capture : client.step->captures) {
            if (capture.from != LoadPlan::Capture::From::Header)
                continue;
            if (!head.has(capture.what))
                ++missing;
            else if (capture.variable != LoadPlan::NoVariable)
                client.variables[capture.variable] = head.field(capture.what);
        }
        return missing;
    }

    void answeredWell(Client& client)
    {
        client.wasAnswered = true;
        if (std::exchange(client.isFailed, false))
            figures.failed.subtract();
    }

    void expect(SequenceCheck& check, std::uint32_t channel, bool takesUp)
    {
        if (check.isOpen() && takesUp)
            return;
        const std::uint64_t sent = m_book.sent(channel);
        if (check.isOpen() && sent > check.next())
            figures.missedAway.add(sent - check.next());
        check.open(sent);
    }

    void field(Client& client, std::string_view name, std::string_view value)
    {
        if (name == "data") {
            for (std::size_t at = 0; at < value.size();) {
                LoadMark mark;
                if (!mark.find(value, at, m_tag))
                    continue;
                if (!std::exchange(client.hasMark, true))
                    client.mark = mark;
                else
                    client.furtherMarks.push_back(mark);
            }
            if (client.step->readsBody
                && client.data.size() + value.size() <= EventReader::MostLine) {
                if (!client.data.empty())
                    client.data += '\n';
                client.data += value;
            }
        } else if (name == "id") {
            if (value.size() <= MostIdLength) {
                client.idBuffer = value;
                client.hasNewId = true;
            }
        } else if (name == "retry") {
            client.retryMs = EventLines::retryMs(value).value_or(client.retryMs);
        }
    }

    // False: it has had all it wanted.
    bool dispatch(Client& client, bool hasData)
    {
        if (hasData) {
            figures.events.add();
            client.hasNewEvents = true;
        }
        if (client.hasNewId) {
            if (hasData && client.idBuffer == client.lastId && !client.lastId.empty())
                figures.wrongIds.add();
            client.lastId = client.idBuffer;
            client.hasNewId = false;
        }
        if (!hasData)
            return true;
        if (client.hasMark) {
            take(client, client.mark);
            for (const LoadMark& mark : client.furtherMarks)
                take(client, mark);
            client.furtherMarks.clear();
            client.hasMark = false;
        } else {
            figures.unmarked.add();
        }
        if (client.step->readsBody || !client.step->checks.empty()) {
            lookAt(client, client.data);
            client.data.clear();
        }
        if (client.eventsLeft == 0 || --client.eventsLeft > 0)
            return true;
        client.leaves = true;
        return false;
    }

    void take(Client& client, const LoadMark& mark)
    {
        // Not of its channel: a hub that mixes up its users. Nothing is known of what else was
        // there.
        if (mark.channel != 0 && mark.channel != client.user) {
            figures.unmarked.add();
            return;
        }
        SequenceCheck& check = mark.channel == 0 ? client.all : client.own;
        const std::uint64_t before = check.missingNow();
        const SequenceCheck::Outcome outcome = check.take(mark.sequence);
        if (outcome != SequenceCheck::Outcome::InOrder) {
            if (outcome == SequenceCheck::Outcome::Twice) {
                figures.twice.add();
                return;
            }
            if (outcome == SequenceCheck::Outcome::OutOfOrder)
                figures.outOfOrder.add();
            const std::uint64_t after = check.missingNow();
            if (after > before)
                figures.gaps.add(after - before);
            else
                figures.gaps.subtract(std::min(before - after, figures.gaps.value()));
        }
        figures.received.add();
        if (mark.sentNs < client.openedNs) {
            figures.replayed.add(); // its time is that of the client's absence
            return;
        }
        if (client.isSlow || m_receivedNs < mark.sentNs)
            return;
        const std::uint64_t latency = m_receivedNs - mark.intendedNs;
        figures.latency.record(latency);
        figures.rawLatency.record(m_receivedNs - mark.sentNs);
        if (latency > m_lateNs)
            figures.late.add();
    }

    const std::shared_ptr<const LoadPlan> m_plan;
    const LoadScenario& m_scenario;
    const std::vector<LoadAddress> m_addresses; // of the plan's origins
    const PublishBook& m_book;
    const std::string m_tag;
    const std::uint64_t m_startNs;
    std::uint64_t m_lateNs = 0;
    double m_weights = 0;
    LoadText::Random m_random;
    Descriptor m_epoll;
    Descriptor m_wakeUp;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_noArrivals{false};
    std::atomic<bool> m_draining{false};
    std::atomic<std::uint64_t> m_added{0};

    std::deque<Client> m_clients; // their places do not change
    std::vector<std::uint32_t> m_free;
    std::size_t m_present = 0; // clients that are not Free
    std::size_t m_holders = 0; // of them: those in a stream without an end of its own
    std::size_t m_handshakes = 0;
    std::size_t m_waiting = 0; // arrivals that have not begun yet
    ArrivalClock m_arrivals;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_timers;
    std::uint64_t m_now = 0; // of this turn
    std::uint64_t m_receivedNs = 0; // of what is being read
    bool m_answerIsStream = false; // of the answer that just began
    std::uint64_t m_accountedNs = 0;
    std::uint64_t m_owedNs = 0;
    MissedSum m_lost;
    MissedSum m_unread;
    std::array<bool, 600> m_statusExplained{}; // a reason for it is kept, or on its way
    JsonProbe m_probe;
    std::string m_body;
    std::unique_ptr<char[]> m_buffer;
    std::thread m_thread; // last: it uses all of the above
};

VirtualClients::VirtualClients(std::shared_ptr<const LoadPlan> plan,
    std::vector<LoadAddress> addresses, const PublishBook& book, std::uint32_t run,
    std::uint64_t startNs)
    : m_worker(std::make_unique<Worker>(std::move(plan), std::move(addresses), book, run, startNs))
{
}

VirtualClients::~VirtualClients() = default;

const ClientFigures& VirtualClients::figures() const
{
    return m_worker->figures;
}
ClientFigures& VirtualClients::figures()
{
    return m_worker->figures;
}
bool VirtualClients::arrivalsOver() const
{
    return m_worker->arrivalsOver.load(std::memory_order_relaxed);
}
bool VirtualClients::flowsOver() const
{
    return m_worker->flowsOver.load(std::memory_order_relaxed);
}
void VirtualClients::stopArrivals()
{
    m_worker->stopArrivals();
}
void VirtualClients::add(std::uint64_t clients)
{
    m_worker->add(clients);
}
void VirtualClients::beginDrain()
{
    m_worker->beginDrain();
}

std::uint64_t VirtualClients::returning() const
{
    return m_worker->returning.load(std::memory_order_relaxed);
}

std::optional<std::uint64_t> VirtualClients::owed() const
{
    const std::int64_t owed = m_worker->owed.load(std::memory_order_relaxed);
    return owed < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(owed));
}

VirtualClients::Outcome VirtualClients::finish()
{
    m_worker->end();
    return m_worker->outcome();
}

} // namespace fanlight
