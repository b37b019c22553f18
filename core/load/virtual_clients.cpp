// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/virtual_clients.h"

#include "load/client_flow.h"
#include "load/load_time.h"
#include "net/clock.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <pthread.h>

namespace fanlight {

namespace {
constexpr std::size_t ArrivalsATurn = 64;
constexpr std::uint64_t AccountInterval = 50 * MillisecondNs;
constexpr std::uint64_t OwedInterval = 100 * MillisecondNs;
constexpr std::uint64_t LongestSleep = 100 * MillisecondNs;

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
} // namespace

// The thread: its loop, what other threads tell it and may ask of it. What the clients do is
// ClientFlow's business.
class VirtualClients::Worker {
public:
    Worker(std::shared_ptr<const LoadPlan> plan, std::vector<LoadAddress> addresses,
        const PublishBook& book, std::uint32_t runId, std::uint64_t startNs)
        : m_plan(std::move(plan))
        , m_random(runId)
        , m_crowd(figures)
        , m_arrivals(*m_plan, startNs, m_random, figures)
        , m_owed(book, toNs(m_plan->scenario.lateAfter), figures)
        , m_flow(*m_plan, std::move(addresses), runId,
              {m_poller, m_timers, m_crowd, m_arrivals, m_owed, m_random, figures})
    {
        m_thread = std::thread([this] { run(); });
    }

    ~Worker() { end(); }

    void end()
    {
        if (!m_thread.joinable())
            return;
        tell(m_stop);
        m_thread.join();
    }

    void stopArrivals() { tell(m_noArrivals); }
    void beginDrain() { tell(m_drain); }
    void stopReturns() { tell(m_noReturns); }
    void add(std::uint64_t clients)
    {
        m_added.fetch_add(clients, std::memory_order_relaxed);
        m_poller.wake();
    }

    void moveTo(std::vector<LoadAddress> addresses)
    {
        {
            const std::lock_guard lock(m_addressesMutex);
            m_addresses = std::move(addresses);
        }
        tell(m_moved);
    }

    Outcome outcome() const { return {m_owed.lost(), m_owed.unread()}; }

    ClientFigures figures;
    std::atomic<bool> arrivalsOver{false};
    std::atomic<bool> flowsOver{false};
    std::atomic<std::int64_t> owed{-1};
    std::atomic<std::uint64_t> returning{0};

private:
    void tell(std::atomic<bool>& what)
    {
        what.store(true, std::memory_order_relaxed);
        m_poller.wake();
    }

    void run()
    {
        pthread_setname_np(pthread_self(), "load");
        while (!m_stop.load(std::memory_order_relaxed)) {
            const auto ready = m_poller.wait(waitMs());
            const std::uint64_t began = monotonicNs();
            m_timers.setNow(began);
            readInbox();
            for (const ClientPoller::Ready& one : ready)
                m_flow.handle(one);
            m_timers.setNow(monotonicNs());
            arrive();
            while (const auto due = m_timers.take())
                m_flow.fire(*due);
            figures.turnMaxNs.raise(monotonicNs() - began);
            if (m_timers.now() >= m_accountedNs + AccountInterval)
                account();
        }
        readInbox();
        account();
        m_flow.end();
    }

    int waitMs() const
    {
        if (m_arrivals.waiting() > 0 && m_crowd.hasRoomForHandshake())
            return 0;
        const std::uint64_t now = monotonicNs();
        const std::uint64_t wait
            = m_timers.untilNextNs(now, m_arrivals.untilNextNs(now, LongestSleep));
        return static_cast<int>((wait + MillisecondNs - 1) / MillisecondNs);
    }

    void readInbox()
    {
        if (m_noArrivals.load(std::memory_order_relaxed))
            m_arrivals.stop();
        if (const std::uint64_t added = m_added.exchange(0, std::memory_order_relaxed))
            m_arrivals.add(added);
        if (m_moved.exchange(false, std::memory_order_relaxed)) {
            const std::lock_guard lock(m_addressesMutex);
            m_flow.setAddresses(std::exchange(m_addresses, {}));
        }
        if (!m_flow.isDraining() && m_drain.load(std::memory_order_relaxed))
            m_flow.beginDrain();
        if (m_noReturns.load(std::memory_order_relaxed))
            m_flow.stopReturns();
    }

    void arrive()
    {
        m_arrivals.offer(m_timers.now(), m_crowd.present());
        if (m_arrivals.isOver())
            arrivalsOver.store(true, std::memory_order_relaxed);
        std::size_t burst = ArrivalsATurn;
        while (m_arrivals.waiting() > 0 && m_crowd.hasRoomForHandshake() && burst-- > 0)
            m_flow.begin(m_arrivals.next());
    }

    // What other threads may ask.
    void account()
    {
        const std::uint64_t now = m_timers.now();
        m_accountedNs = now;
        const std::uint64_t cpu = clockNs(CLOCK_THREAD_CPUTIME_ID);
        figures.cpuNs.add(cpu - figures.cpuNs.value());
        figures.waitNs.raise(waitedNs());
        if (m_flow.isDraining() && now >= m_owedNs + OwedInterval) {
            m_owedNs = now;
            const ClientFlow::Outstanding outstanding = m_flow.outstanding();
            returning.store(outstanding.returning, std::memory_order_relaxed);
            owed.store(static_cast<std::int64_t>(outstanding.owed), std::memory_order_relaxed);
        }
        flowsOver.store(m_arrivals.isOver() && m_arrivals.waiting() == 0 && m_crowd.onlyHolds(),
            std::memory_order_relaxed);
    }

    const std::shared_ptr<const LoadPlan> m_plan;
    // the inbox
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_noArrivals{false};
    std::atomic<bool> m_drain{false};
    std::atomic<bool> m_noReturns{false};
    std::atomic<std::uint64_t> m_added{0};
    std::atomic<bool> m_moved{false};
    std::mutex m_addressesMutex;
    std::vector<LoadAddress> m_addresses; // guarded by it

    LoadText::Random m_random;
    ClientPoller m_poller;
    ClientTimers m_timers;
    ClientCrowd m_crowd;
    Arrivals m_arrivals;
    Owed m_owed;
    ClientFlow m_flow;
    std::uint64_t m_accountedNs = 0;
    std::uint64_t m_owedNs = 0;
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
void VirtualClients::moveTo(std::vector<LoadAddress> addresses)
{
    m_worker->moveTo(std::move(addresses));
}
void VirtualClients::beginDrain()
{
    m_worker->beginDrain();
}
void VirtualClients::stopReturns()
{
    m_worker->stopReturns();
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
