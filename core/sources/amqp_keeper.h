// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/amqp_dead_place.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace fanlight {

// Looks after the dead of one queue, and counts: a thread of its own with a connection of its own,
// so that neither a slow disk nor a server short of memory holds up what is taken. Belongs to the
// source, in whose thread it is called and answers; the destructor waits, seconds at most.
class AmqpKeeper {
public:
    static constexpr std::chrono::seconds Interval{1}; // of counting, and of connecting again

    struct Burial {
        std::uint64_t epoch = 0; // of the delivery, for the source alone
        std::shared_ptr<const AmqpDelivery> delivery;
        std::string reason;
        int tries = 0;
    };
    struct Counts {
        double waiting = Unknown;
        double dead = Unknown;
    };
    using Buried = std::function<void(const std::vector<Burial>& burials, const QString& error)>;
    using Counted = std::function<void(const Counts& counts)>;
    using Listed = std::function<void(const QString& error, std::vector<DeadLetter> letters)>;
    using Removed = std::function<void(const QString& error)>;

    // `owner` is whose thread the answers come in; with it they are dropped.
    AmqpKeeper(const AmqpPlace& place, std::size_t mostBody, QObject* owner, Counted counted);
    ~AmqpKeeper();
    AmqpKeeper(const AmqpKeeper&) = delete;
    AmqpKeeper& operator=(const AmqpKeeper&) = delete;

    void bury(std::vector<Burial> burials, Buried buried); // all or, with an error, none
    void list(Listed listed);
    void remove(const std::string& handle, Removed removed);
    void requestStop(); // the destructor then waits less

private:
    // With what prevented the connection, or the place. Returns what went wrong with it.
    using Job = std::function<QString(const QString& trouble, AmqpDeadPlace* place)>;

    void give(Job job);
    void run();
    bool takeJobs(std::vector<Job>* jobs); // false: it is to end
    void work(std::vector<Job>& jobs);
    QString connect();
    void disconnect();
    void count();

    const AmqpPlace m_place;
    const std::size_t m_mostBody;
    QObject* const m_owner;
    const Counted m_counted;

    std::unique_ptr<AmqpDeadPlace> m_dead; // the thread's
    std::size_t m_attempt = 0;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Job> m_jobs; // guarded by m_mutex, as are the next
    bool m_isEnding = false;
    std::shared_ptr<AmqpLink> m_link; // replaced by the thread only
    std::thread m_thread; // last
};

} // namespace fanlight
