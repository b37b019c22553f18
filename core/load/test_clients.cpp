// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/test_clients.h"

#include "load/own_traffic.h"
#include "load/virtual_clients.h"
#include "metrics/process_stats.h"
#include "net/clock.h"

#include <QUrl>

#include <algorithm>
#include <chrono>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::chrono::milliseconds ProgressInterval{500};
constexpr std::int64_t SlowBytesPerSecond = 64; // less than a heartbeat and a message take

// A client and the hub's side of it live in the same process.
constexpr int DescriptorsAClient = 2;
constexpr int SpareDescriptors = 64;

LoadScenario scenarioFor(
    quint16 port, const TestClientKind& kind, const QString& token, const QString& certificate)
{
    QString path;
    if (!kind.types.isEmpty())
        path = FanlightStreamPath + u"&types="_s
            + QString::fromLatin1(QUrl::toPercentEncoding(kind.types.join(u',')));
    const QString scheme = certificate.isEmpty() ? u"http"_s : u"https"_s;
    LoadScenario scenario
        = simpleScenario(scheme + u"://localhost:%1"_s.arg(port), path, 0, {}, {});
    scenario.tls.pinnedFile = certificate;
    scenario.users = kind.users;
    scenario.headers = {u"User-Agent: "_s + own_traffic::TestClient};
    if (!token.isEmpty())
        scenario.headers << u"Authorization: Bearer "_s + token;
    scenario.slowShare = kind.slowShare;
    scenario.slowBytesPerSecond = SlowBytesPerSecond;
    scenario.dropShare = kind.dropShare;
    scenario.dropEvery = kind.dropEvery;
    scenario.dropAway = kind.dropAway;
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

QString TestClientKind::check() const
{
    if (users < 1)
        return u"The number of users must be at least 1."_s;
    for (const double share : {slowShare, dropShare}) {
        if (!(share >= 0 && share <= 1))
            return u"A share must be from 0 to 100 %."_s;
    }
    if (dropEvery.count() < 1)
        return u"Test clients lose their connection once a second at most."_s;
    return {};
}

struct TestClients::Running {
    Running(
        const TestClientKind& as, std::shared_ptr<const LoadPlan> plan, const LoadAddress& address)
        : kind(as)
        , book(plan->population)
        , clients(std::move(plan), std::vector{address}, book, 0, monotonicNs())
    {
    }

    int connected() const { return static_cast<int>(clients.figures().streaming.value()); }
    quint64 events() const { return clients.figures().events.value(); }

    const TestClientKind kind;
    int wanted = 0;
    PublishBook book; // nothing is published
    VirtualClients clients;
};

TestClients::TestClients(QObject* parent)
    : QObject(parent)
{
    m_progressTimer.setInterval(ProgressInterval);
    connect(&m_progressTimer, &QTimer::timeout, this, [this] {
        quint64 events = m_eventsOfRemoved;
        for (const auto& running : m_running)
            events += running->events();
        Q_EMIT progress(m_wanted, connected(), events);
    });
}

TestClients::~TestClients() = default;

int TestClients::connected() const
{
    int sum = 0;
    for (const auto& running : m_running)
        sum += running->connected();
    return sum;
}

QString TestClients::add(int count, quint16 port, const TestClientKind& kind)
{
    if (count < 1)
        return u"The number of test clients must be at least 1."_s;
    if (QString error = kind.check(); !error.isEmpty())
        return error;
    const qint64 fitting = clientsThatFit(m_wanted - connected());
    if (count > fitting)
        return u"%L1 test clients take %L2 file descriptors; what is left is enough for %L3 clients."_s
            .arg(count)
            .arg(qint64(count) * DescriptorsAClient)
            .arg(fitting);
    const auto alike = [&kind](const auto& running) { return running->kind == kind; };
    auto group = std::find_if(m_running.begin(), m_running.end(), alike);
    if (group == m_running.end()) {
        if (m_running.empty())
            m_port = port;
        if (QString error = start(m_port, kind); !error.isEmpty())
            return error;
        group = m_running.end() - 1;
    }
    m_wanted += count;
    (*group)->wanted += count;
    (*group)->clients.add(static_cast<std::uint64_t>(count));
    m_progressTimer.start();
    return {};
}

QString TestClients::start(quint16 port, const TestClientKind& kind)
{
    QString error;
    auto plan = LoadPlan::make(scenarioFor(port, kind, m_token, m_certificate), error);
    const auto address = plan ? place(port, error) : std::nullopt;
    if (!address)
        return error;
    m_running.push_back(std::make_unique<Running>(kind, std::move(plan), *address));
    return {};
}

std::optional<LoadAddress> TestClients::place(quint16 port, QString& error) const
{
    std::shared_ptr<const TlsClient> tls;
    if (!m_certificate.isEmpty()) {
        LoadTls trust;
        trust.pinnedFile = m_certificate;
        tls = TlsClient::make(trust, error);
        if (!tls)
            return std::nullopt;
    }
    return findAddress("localhost", port, tls, error);
}

QString TestClients::follow(quint16 port)
{
    if (m_running.empty())
        return {};
    QString error;
    if (const auto address = place(port, error)) {
        for (const auto& running : m_running)
            running->clients.moveTo({*address});
    }
    return error;
}

std::vector<TestClients::Group> TestClients::groups() const
{
    std::vector<Group> groups;
    for (const auto& running : m_running)
        groups.push_back({running->kind, running->wanted, running->connected(), running->events()});
    return groups;
}

void TestClients::remove(int group)
{
    if (group < 0 || group >= static_cast<int>(m_running.size()))
        return;
    const auto at = m_running.begin() + group;
    m_wanted -= (*at)->wanted;
    m_eventsOfRemoved += (*at)->events();
    m_running.erase(at);
    if (!m_running.empty())
        return;
    m_progressTimer.stop();
    Q_EMIT progress(0, 0, std::exchange(m_eventsOfRemoved, 0));
}

void TestClients::removeAll()
{
    while (!m_running.empty())
        remove(0);
}

} // namespace fanlight
