// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/peer.h"

#include <QObject>

#include <memory>

namespace fanlight::redis {

class RedisLink;

// Knows which server a link has to connect to where that changes: behind Sentinel, in a cluster.
// Owned by a RedisLink, in its thread.
class PrimaryResolver : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // Asks anew; found() or failed() follows, not at once. After found() it watches.
    virtual void resolve() = 0;
    // No signal follows.
    virtual void stop() = 0;
    // Redis itself has named another server: it is asked first.
    virtual void hint(const Endpoint& endpoint) = 0;
    // In sentences for a person: that the primary is another one, and that a server which was said
    // to be it is not.
    virtual QString hasSwitched(const Endpoint& to, const Endpoint& from) const = 0;
    virtual QString isNotYet(const Peer& peer) const = 0;

Q_SIGNALS:
    void found(const fanlight::redis::Endpoint& primary);
    void failed(const QString& reason); // a sentence for the user
    void switched(const fanlight::redis::Endpoint& primary); // another than was found

protected:
    // Lets go of a link that may be calling just now.
    struct Release {
        void operator()(RedisLink* link) const;
    };
    // The primary, as it is known now: found() where it was asked for, else switched() if it is
    // another. A round of questions is over.
    void learn(const Endpoint& primary);

    std::unique_ptr<RedisLink, Release> m_link; // to who is asked, then watched
    bool m_isResolving = false; // resolve() has not been answered
    bool m_isAsking = false; // a round is under way

private:
    Endpoint m_primary;
    bool m_knowsPrimary = false;
};

} // namespace fanlight::redis
