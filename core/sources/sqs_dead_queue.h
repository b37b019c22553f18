// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sqs_client.h"
#include "sources/sqs_message.h"

#include <deque>
#include <functional>
#include <memory>
#include <set>

namespace fanlight {

// Where an SQS source keeps what was refused too often: the queue its redrive policy names, else
// QUEUE-dead. To look at it is to take all of it for a moment, so looks follow one another; two
// hubs that look at once see a part each. In its source's thread; its source's.
class SqsDeadQueue : public QObject {
    Q_OBJECT
public:
    SqsDeadQueue(const SqsPlace& place, SqsClient& client, QObject* parent = nullptr);

    using Done = std::function<void(const QString& error)>;
    // Which it is, and whether it is there; `policy`: the queue's RedrivePolicy as it is now.
    // Without an error it may still be that there is none.
    void find(const QString& policy, Done done);
    bool isKnown() const { return !m_url.isEmpty(); }
    QString name() const { return m_name; } // that it would have
    void bury(const SqsMessage& message, const QString& reason, int tries, Done done);
    void count(std::function<void(double waiting)> done); // Unknown: it does not say

    using Listed = std::function<void(const QString& error, std::vector<DeadLetter> letters)>;
    void list(Listed done); // the newest first
    void remove(const QString& id, Done done);

private:
    struct Look { // a walk through all of it
        std::function<bool(const SqsMessage&)> isWanted; // and the walk ends
        std::vector<SqsMessage> found;
        std::set<QString> ids;
        int calls = 0;
        std::function<void(const QString& error, Look& look)> done;
    };
    using LookPtr = std::shared_ptr<Look>;
    void begin(LookPtr look);
    void next(const LookPtr& look);
    // What was taken is to be seen again, but for one.
    void release(
        const LookPtr& look, const QString& but, std::size_t from, std::function<void()> done);
    void end();

    const SqsPlace m_place;
    SqsClient& m_client;
    QString m_name;
    QString m_url; // empty: there is none, as far as is known
    std::deque<LookPtr> m_looks; // the first is under way
};

} // namespace fanlight
