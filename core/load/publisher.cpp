// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publisher.h"

#include "load/load_time.h"
#include "load/publish_connection.h"
#include "load/publish_schedule.h"
#include "net/clock.h"

#include <algorithm>
#include <array>
#include <deque>
#include <thread>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

namespace fanlight {

namespace {
constexpr std::size_t MostATurn = 256; // messages, then answers are taken in
constexpr std::size_t AnswerPieceBytes = 64 << 10;
constexpr std::uint64_t LongestWait = 50 * MillisecondNs;
constexpr unsigned long TimerSlackNs = 1000;
constexpr std::uint64_t ReadAhead = MillisecondNs / 5; // before a message is due

void sleepUntil(std::uint64_t ns)
{
    const timespec time{static_cast<time_t>(ns / SecondNs), static_cast<long>(ns % SecondNs)};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr);
}

std::size_t connectionsOf(const LoadPublishing& publishing)
{
    const bool needsOne = publishing.to == PublishTo::One || publishing.to == PublishTo::All
        || !publishing.redis.isEmpty();
    return needsOne ? 1 : static_cast<std::size_t>(publishing.connections);
}
} // namespace

// The thread: its loop, which sends what is due and waits for what is next.
class Publisher::Worker {
public:
    Worker(const LoadPlan& plan, PublishTarget target, PublishBook& book, std::uint32_t runId,
        std::uint64_t startNs)
        : m_target(std::move(target))
        , m_runId(runId)
        , m_random(runId)
        , m_schedule(plan, startNs, m_random)
        , m_composer(plan, m_target, m_random)
        , m_ledger(book, figures)
        , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        const std::size_t count = connectionsOf(plan.scenario.publishing);
        for (std::size_t i = 0; i < count; ++i)
            m_connections.emplace_back(m_target, m_composer, m_ledger);
        m_thread = std::thread([this] { run(); });
    }

    ~Worker()
    {
        m_abort.store(true, std::memory_order_relaxed);
        wake();
        m_thread.join();
    }

    void stop()
    {
        m_stop.store(true, std::memory_order_relaxed);
        wake();
    }

    PublishFigures figures;
    std::atomic<bool> isOver{false};

private:
    void wake() { eventfd_write(m_wakeUp.get(), 1); }

    void run()
    {
        pthread_setname_np(pthread_self(), "load-publish");
        prctl(PR_SET_TIMERSLACK, TimerSlackNs);
        for (PublishConnection& connection : m_connections)
            connection.connect();
        while (!m_abort.load(std::memory_order_relaxed)) {
            const bool sending = publishDue();
            for (PublishConnection& connection : m_connections)
                connection.flush();
            if (!sending
                && (isOwedNothing() || monotonicNs() > m_overNs + AnswerPatienceMs * MillisecondNs))
                break;
            wait(sending);
        }
        for (PublishConnection& connection : m_connections)
            connection.lose(LoadError::NoAnswer);
        isOver.store(true, std::memory_order_relaxed);
    }

    // False: all was sent.
    bool publishDue()
    {
        for (std::size_t burst = 0; burst < MostATurn; ++burst) {
            const std::uint64_t now = monotonicNs();
            if (m_stop.load(std::memory_order_relaxed) || m_schedule.isOver(now)) {
                if (m_overNs == 0)
                    m_overNs = now;
                return false;
            }
            const std::uint64_t due = m_schedule.dueNs();
            if (due > now)
                return true;
            const std::uint32_t channel = m_schedule.choose();
            PublishConnection& connection = connectionOf(channel);
            if (!connection.hasRoom())
                return true; // keeps the order: what is behind it waits as well, and is late
            const PublishLedger::Sent sent = m_ledger.send(channel, due, now);
            connection.add(sent, {m_runId, channel, sent.number, due, now});
            m_schedule.sent();
        }
        return true;
    }

    PublishConnection& connectionOf(std::uint32_t channel)
    {
        return m_connections[channel % m_connections.size()];
    }

    bool isOwedNothing() const
    {
        return std::none_of(m_connections.begin(), m_connections.end(),
            [](const PublishConnection& connection) { return connection.isOwed(); });
    }
    bool allUp() const
    {
        return std::all_of(
            m_connections.begin(), m_connections.end(), [](const PublishConnection& connection) {
                return connection.isUp() && connection.isFlushed();
            });
    }

    // Until the next message is due, or something can be read or written.
    void wait(bool sending)
    {
        const std::uint64_t now = monotonicNs();
        for (PublishConnection& connection : m_connections)
            connection.reconnect(now);
        std::uint64_t left = LongestWait;
        if (sending) {
            const auto channel = m_schedule.chosen();
            const std::uint64_t due = m_schedule.dueNs();
            if (!channel || connectionOf(*channel).hasRoom())
                left = due > now ? std::min(left, due - now) : 0;
            if (left < MillisecondNs && allUp())
                return sleepUntilDue(now + left);
        }
        countCpu();
        poll(left);
    }

    void poll(std::uint64_t waitNs)
    {
        std::array<pollfd, LoadPublishing::MostConnections + 1> waiting{};
        std::size_t count = 0;
        waiting[count++] = {m_wakeUp.get(), POLLIN, 0};
        for (const PublishConnection& connection : m_connections) {
            const bool writes
                = connection.isUp() ? !connection.isFlushed() : connection.waitsToWrite();
            waiting[count++] = {
                connection.descriptor(), static_cast<short>(writes ? POLLIN | POLLOUT : POLLIN), 0};
        }
        const timespec timeout{
            static_cast<time_t>(waitNs / SecondNs), static_cast<long>(waitNs % SecondNs)};
        if (ppoll(waiting.data(), count, &timeout, nullptr) <= 0)
            return;
        eventfd_t ignored = 0;
        if (waiting[0].revents != 0)
            eventfd_read(m_wakeUp.get(), &ignored);
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            PublishConnection& connection = m_connections[i];
            const short ready = waiting[i + 1].revents;
            if (connection.isConnecting() && ready != 0)
                connection.connected();
            else if (connection.isUp() && (ready & (POLLIN | POLLERR | POLLHUP)))
                connection.receive(m_buffer);
        }
    }

    // The next message is due soon. What is done right after one has gone is in the way of the hub
    // and of those that receive it, where cores are few; so answers are read shortly before the
    // next goes. When they came the kernel knows.
    void sleepUntilDue(std::uint64_t due)
    {
        if (const std::uint64_t now = monotonicNs(); now + 2 * ReadAhead < due)
            sleepUntil(due - ReadAhead);
        for (PublishConnection& connection : m_connections) {
            if (connection.isUp() && connection.isOwed())
                connection.receive(m_buffer);
        }
        countCpu();
        sleepUntil(due);
    }

    void countCpu() { figures.cpuNs.add(clockNs(CLOCK_THREAD_CPUTIME_ID) - figures.cpuNs.value()); }

    const PublishTarget m_target;
    const std::uint32_t m_runId;
    LoadText::Random m_random;
    PublishSchedule m_schedule;
    PublishComposer m_composer;
    PublishLedger m_ledger;
    std::deque<PublishConnection> m_connections;
    Descriptor m_wakeUp;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_abort{false};
    std::uint64_t m_overNs = 0; // when the last was sent
    std::array<char, AnswerPieceBytes> m_buffer{}; // what was read last
    std::thread m_thread; // last: it uses all of the above
};

Publisher::Publisher(const LoadPlan& plan, PublishTarget target, PublishBook& book,
    std::uint32_t run, std::uint64_t startNs)
    : m_worker(std::make_unique<Worker>(plan, std::move(target), book, run, startNs))
{
}

Publisher::~Publisher() = default;

PublishFigures& Publisher::figures()
{
    return m_worker->figures;
}
void Publisher::stop()
{
    m_worker->stop();
}
bool Publisher::isOver() const
{
    return m_worker->isOver.load(std::memory_order_relaxed);
}

} // namespace fanlight
