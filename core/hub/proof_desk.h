// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_access.h"
#include "hub/options.h"
#include "hub/proof_thread.h"
#include "hub/redis_proofs.h"
#include "hub/ticket.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

class RedisBroker;
class StreamApi;
class StreamEnder;
struct AdminRequest;

// All about proofs that a request cannot settle in its shard: asks the issuer for keys and the app
// for its word, keeps tickets and denials, here and behind Redis, and tells other instances. From
// before the shards run until they have stopped, in the hub's thread but for what is marked.
//   POST /api/tickets                      makes one
//   DELETE /api/users/{id}/streams?deny=   ends all streams of a user
class ProofDesk : public QObject {
    Q_OBJECT
public:
    struct HubSide { // all outlive this
        const HubOptions& options;
        HubAccess& access;
        const StreamApi& streams;
        StreamEnder& ender;
        const QString mark; // of this process
    };
    explicit ProofDesk(HubSide hub);
    ~ProofDesk() override;

    // From now on behind Redis; it outlives this, or has been closed.
    void setRedis(RedisBroker& redis);
    // What another instance told all of them; what is not for this is passed over.
    void take(std::string_view payload);

    // The hub drains: nobody is waited for any longer.
    void giveUp() { m_thread.giveUp(); }

    // ---- any thread; answers come in some other
    void wantKey(std::string keyId, std::function<void(auth::KeyEndpoint::Outcome)> done)
    {
        m_thread.wantKey(std::move(keyId), std::move(done));
    }
    void askApp(auth::AppQuestion question, auth::Authorizer::StillThere isStillThere,
        auth::Authorizer::Done done)
    {
        m_thread.askApp(std::move(question), std::move(isStillThere), std::move(done));
    }
    // One that is kept behind Redis; `looks`: without taking it. What is taken the store of tickets
    // knows before `done` is called.
    void takeTicket(const auth::Digest& ticket, std::uint64_t stream, bool looks,
        std::function<void(const auth::TicketStore::Taking&)> done);
    void ticketEnded(const auth::Digest& ticket, std::uint64_t stream);

    // ---- the hub's thread
    void answerTicket(const AdminRequest& request);
    void answerEndUser(const AdminRequest& request);
    // `done` follows in this thread, at once or later.
    void makeTicket(const TicketWish& wish, std::function<void(const TicketMade&)> done);
    // Takes over keys and tokens of roles. What was let in by one that goes, or by none where one
    // is needed now, ends cleanly, and may come back with what proves it. Empty, or why nothing has
    // changed.
    QString exchange(const HubOptions& before, const HubOptions& after);
    // For how long what was issued before is refused; 0: it is not.
    void endUser(const QString& userId, std::chrono::milliseconds denial,
        std::function<void(const UserEnded&)> done);

    static constexpr std::chrono::milliseconds LeastDenial{1000};
    static constexpr std::chrono::milliseconds MostDenial{30LL * 24 * 3'600'000};
    // tickets that a user may make for himself in a minute
    static constexpr int OwnTicketsAMinute = 60;
    static constexpr int InstancesMs = 1500; // they have so long to answer

private:
    struct Ending;
    void takeAnswer(const QJsonObject& told);
    void tellInstances(const std::shared_ptr<Ending>& ending);
    void conclude(const std::shared_ptr<Ending>& ending);
    // The denial stands here from now on, and its streams end. False: there are too many.
    bool deny(const std::string& user, const auth::DenialList::Denial& denial);
    void redisReady();
    bool mayMakeOwn(const std::string& user);
    // `ask`: whoever ends some answers with this number; 0: nobody need.
    std::string endMessage(
        const std::string& user, const auth::DenialList::Denial* denial, quint64 ask) const;

    const HubSide m_hub;
    ProofThread m_thread;
    RedisBroker* m_broker = nullptr; // null: in memory
    std::unique_ptr<RedisProofs> m_redis; // null: likewise
    std::unordered_map<quint64, std::shared_ptr<Ending>> m_endings; // other instances were asked
    quint64 m_lastEnding = 0;
    struct Made {
        qint64 sinceMs = 0;
        int count = 0;
    };
    std::unordered_map<std::string, Made> m_made; // by users for themselves
};

} // namespace fanlight
