// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/fault.h"
#include "hub/options.h"
#include "hub/snapshots.h"

#include <functional>
#include <vector>

namespace fanlight {

class AuditLog;
struct AuditEntry;

// Writes into the audit what somebody does to the hub: whoever sits at this program, in its window,
// on its command line, by its signals; or a window elsewhere. The log outlives it; any thread.
class HandRecord {
public:
    struct Hand { // as AuditEntry has them
        QString actor;
        QString role;
        QString address;
    };
    explicit HandRecord(AuditLog& log) // of whoever sits here
        : HandRecord(log, {QStringLiteral("local"), QStringLiteral("admin"), {}})
    {
    }
    HandRecord(AuditLog& log, Hand hand)
        : m_log(log)
        , m_hand(std::move(hand))
    {
    }

    void published(const PublishRequest& request, const PublishResult& result) const;
    void disconnected(const std::vector<quint64>& ids, qint64 retryMs, int found) const;
    void faultBegun(const Fault& fault, const QString& error) const;
    void faultEnded(quint64 id) const;
    void faultsEnded(int count) const;
    // Each option that differs; a secret is named and not told.
    void optionsChanged(
        const HubOptions& before, const HubOptions& after, const QString& error) const;
    // … and in the log, those that are no secret.
    static void logChanges(const HubOptions& before, const HubOptions& after);
    void started(const HubStatus& status) const;
    void stopped() const;
    void moved(const QString& url, const QString& error) const;
    void audienceChanged(
        const std::vector<AudienceChange>& changes, const QString& error, quint64 changed) const;
    void ticketMade(const QString& user, const QString& lifetime, const QString& error) const;
    void tokenMade(const QString& user, const QString& lifetime, const QString& error) const;
    // What was done to a source, or to a message it keeps as dead.
    void sourceChanged(const char* action, const QString& target, const QString& error) const;

private:
    AuditEntry entryOf(const char* action, const QString& target, const QString& outcome) const;
    void add(const char* action, const QString& target, const QString& outcome) const;

    AuditLog& m_log;
    Hand m_hand;
};

} // namespace fanlight
