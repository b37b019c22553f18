// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/denial_list.h"
#include "auth/ticket_store.h"
#include "broker/redis_keys.h"
#include "qtredis/link_user.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Tickets and denials as all instances behind one Redis know them. A ticket is a hash
// fanlight:ticket:{SHA-256} that expires; which stream of which process holds it stands in it, and
// fanlight:ticket-holder:{process} tells that this process lives, so that what a dead one held can
// be taken over. Denials are the sorted set fanlight:denied of “{since} {user}” by when they end.
// The hub's thread; answers that come after its end are forgotten.
class RedisProofs : public QObject {
    Q_OBJECT
public:
    // `mark`: of this process, InstanceBoard::newMark().
    RedisProofs(redis::RedisLink& link, const RedisKeys& keys, const QString& mark);

    // `error`: empty, or why that is not known to be there.
    using Put = std::function<void(const std::string& error)>;
    void putTicket(
        const auth::Digest& ticket, const auth::TicketGrant& grant, std::int64_t ttlMs, Put done);
    // `looks`: without taking it.
    void takeTicket(const auth::Digest& ticket, std::uint64_t stream, bool looks,
        std::function<void(auth::TicketStore::Taking)> done);
    void ticketEnded(const auth::Digest& ticket, std::uint64_t stream);

    void putDenial(const std::string& user, const auth::DenialList::Denial& denial, Put done);
    struct Denied {
        std::string user;
        auth::DenialList::Denial denial;
    };
    // Those that have not ended; nothing where Redis does not answer.
    void readDenials(std::function<void(std::vector<Denied>)> done);
    // To all instances. `heard`: how many there are, with this one; 0: it could not be told.
    void tell(const std::string& payload, std::function<void(std::int64_t heard)> done);

    static constexpr int BeatMs = 2000;
    // a process that was not heard of for so long is dead, and its streams are
    static constexpr int HolderDeadMs = 6000;
    static constexpr std::int64_t OpenTicketMs = 24 * 3600 * 1000LL; // … then it is told again
    static constexpr std::size_t MostDenials = 100'000; // that are read

private:
    void beat();
    void startBeating();
    void sendEnd(std::uint64_t stream, const std::string& key);

    redis::LinkUser m_link;
    const RedisKeys m_keys;
    const std::string m_mark;
    // tickets that streams of this process hold, by stream: the key in Redis, when it ends there
    struct Open {
        std::string key;
        std::int64_t untilMs = 0; // of the ticket; 0: none
    };
    std::unordered_map<std::uint64_t, Open> m_open;
    // keys of those that are no longer held, until Redis has heard it
    std::unordered_map<std::uint64_t, std::string> m_ending;
    QTimer m_beat;
    int m_beatsToRenewal = 0;
};

} // namespace fanlight
