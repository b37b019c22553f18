// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_keeper.h"

#include "metrics/hand_over.h"

#include <utility>

namespace fanlight {

namespace {

constexpr amqp_channel_t AmqpWaitingChannel = 4;
constexpr amqp_channel_t AmqpDeadChannel = 5;

QString buryAll(const std::vector<AmqpKeeper::Burial>& burials, AmqpDeadPlace* place)
{
    QString wrong = place->prepare();
    for (const AmqpKeeper::Burial& burial : burials) {
        if (wrong.isEmpty())
            wrong = place->begin(*burial.delivery, burial.reason, burial.tries);
        if (wrong.isEmpty())
            wrong = place->append(burial.delivery->content.body);
    }
    return wrong.isEmpty() ? place->awaitConfirms() : wrong;
}

} // namespace

AmqpKeeper::AmqpKeeper(
    const AmqpPlace& place, std::size_t mostBody, QObject* owner, Counted counted)
    : m_place(place)
    , m_mostBody(mostBody)
    , m_owner(owner)
    , m_counted(std::move(counted))
    , m_thread([this] { run(); })
{
}

AmqpKeeper::~AmqpKeeper()
{
    requestStop();
    m_thread.join();
}

void AmqpKeeper::requestStop()
{
    const std::lock_guard lock(m_mutex);
    m_isEnding = true;
    m_changed.notify_all();
    if (m_link)
        m_link->interrupt();
}

void AmqpKeeper::give(Job job)
{
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back(std::move(job));
    m_changed.notify_all();
}

void AmqpKeeper::bury(std::vector<Burial> burials, Buried buried)
{
    give([this, burials = std::move(burials), buried = std::move(buried)](
             const QString& trouble, AmqpDeadPlace* place) {
        QString wrong = place ? buryAll(burials, place) : trouble;
        handOver(m_owner, [burials, buried, wrong] { buried(burials, wrong); });
        return wrong;
    });
}

void AmqpKeeper::list(Listed listed)
{
    give([this, listed = std::move(listed)](const QString& trouble, AmqpDeadPlace* place) {
        std::vector<DeadLetter> letters;
        QString wrong = place ? place->list(&letters) : trouble;
        handOver(m_owner, [listed, wrong, letters = std::move(letters)]() mutable {
            listed(wrong, std::move(letters));
        });
        return wrong;
    });
}

void AmqpKeeper::remove(const std::string& handle, Removed removed)
{
    give(
        [this, handle, removed = std::move(removed)](const QString& trouble, AmqpDeadPlace* place) {
            QString wrong = place ? place->remove(handle) : trouble;
            handOver(m_owner, [removed, wrong] { removed(wrong); });
            return wrong;
        });
}

void AmqpKeeper::run()
{
    std::vector<Job> jobs;
    do {
        work(jobs);
        count();
    } while (takeJobs(&jobs));
    disconnect();
}

bool AmqpKeeper::takeJobs(std::vector<Job>* jobs)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, Interval, [this] { return m_isEnding || !m_jobs.empty(); });
    jobs->clear();
    jobs->swap(m_jobs);
    return !m_isEnding;
}

void AmqpKeeper::work(std::vector<Job>& jobs)
{
    for (const Job& job : jobs) {
        const QString trouble = connect();
        if (!job(trouble, m_dead.get()).isEmpty())
            disconnect();
    }
}

QString AmqpKeeper::connect()
{
    if (m_dead)
        return {};
    auto link = std::make_shared<AmqpLink>(m_place, " (its dead)");
    {
        const std::lock_guard lock(m_mutex);
        m_link = link;
        if (m_isEnding)
            link->interrupt();
    }
    if (QString wrong = link->open(m_attempt); !wrong.isEmpty()) {
        ++m_attempt;
        disconnect();
        return wrong;
    }
    m_dead = std::make_unique<AmqpDeadPlace>(m_place, *link, m_mostBody);
    return {};
}

void AmqpKeeper::disconnect()
{
    m_dead.reset();
    const std::lock_guard lock(m_mutex);
    m_link.reset();
}

void AmqpKeeper::count()
{
    Counts counts;
    if (connect().isEmpty()) {
        AmqpLink& link = *m_link;
        const AmqpLink::Count waiting = link.count(AmqpWaitingChannel, m_place.queue);
        if (waiting.error.isEmpty())
            counts.waiting = waiting.messages;
        if (!link.isLost() && !m_place.deadQueue.isEmpty()) {
            const AmqpLink::Count dead = link.count(AmqpDeadChannel, m_place.deadQueue);
            if (dead.error.isEmpty() || !dead.isThere)
                counts.dead = dead.messages; // none is there: nobody died
        }
        if (link.isLost())
            disconnect();
    }
    handOver(m_owner, [counted = m_counted, counts] { counted(counts); });
}

} // namespace fanlight
