// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/test_clients.h"

#include "load/own_traffic.h"
#include "load/virtual_clients.h"
#include "metrics/process_stats.h"
#include "net/clock.h"

#include <algorithm>
#include <chrono>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::chrono::milliseconds ProgressInterval{500};
constexpr std::int64_t Users = 20'000; // from the beginning again after that

// A client and the hub's side of it live in the same process.
constexpr int DescriptorsAClient = 2;
constexpr int SpareDescriptors = 64;

LoadScenario scenarioFor(quint16 port)
{
    LoadScenario scenario = simpleScenario(u"http://localhost:%1"_s.arg(port), {}, 0, {}, {});
    scenario.users = Users;
    scenario.headers = {u"User-Agent: "_s + own_traffic::TestClient};
    return scenario;
}

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

struct TestClients::Running {
    Running(std::shared_ptr<const LoadPlan> plan, const LoadAddress& address)
        : book(plan->population)
        , clients(std::move(plan), std::vector{address}, book, 0, monotonicNs())
    {
    }

    int connected() const { return static_cast<int>(clients.figures().streaming.value()); }
    quint64 events() const { return clients.figures().events.value(); }

    PublishBook book; // nothing is published
    VirtualClients clients;
};

TestClients::TestClients(QObject* parent)
    : QObject(parent)
{
    m_progressTimer.setInterval(ProgressInterval);
    connect(&m_progressTimer, &QTimer::timeout, this,
        [this] { Q_EMIT progress(m_wanted, m_running->connected(), m_running->events()); });
}

TestClients::~TestClients() = default;

QString TestClients::add(int count, quint16 port)
{
    if (count < 1)
        return u"The number of test clients must be at least 1."_s;
    const qint64 fitting = clientsThatFit(m_running ? m_wanted - m_running->connected() : 0);
    if (count > fitting)
        return u"%L1 test clients take %L2 file descriptors; what is left is enough for %L3 clients."_s
            .arg(count)
            .arg(qint64(count) * DescriptorsAClient)
            .arg(fitting);
    if (!m_running) {
        if (const QString error = start(port); !error.isEmpty())
            return error;
    }
    m_wanted += count;
    m_running->clients.add(static_cast<std::uint64_t>(count));
    m_progressTimer.start();
    return {};
}

QString TestClients::start(quint16 port)
{
    QString error;
    auto plan = LoadPlan::make(scenarioFor(port), error);
    const auto address = plan ? findAddress(plan->origins.front().host, port, error) : std::nullopt;
    if (!address)
        return error;
    m_running = std::make_unique<Running>(std::move(plan), *address);
    return {};
}

QString TestClients::follow(quint16 port)
{
    if (!m_running)
        return {};
    QString error;
    if (const auto address = findAddress("localhost", port, error))
        m_running->clients.moveTo({*address});
    return error;
}

void TestClients::removeAll()
{
    if (!m_running)
        return;
    m_progressTimer.stop();
    const quint64 events = m_running->events();
    m_running.reset();
    m_wanted = 0;
    Q_EMIT progress(0, 0, events);
}

} // namespace fanlight
