// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/primary_resolver.h"
#include "qtredis/redis_link.h"

#include <QStringList>

#include <string>

namespace fanlight::redis {

// Knows who is the primary, from the sentinels (Redis' "Guidelines for Redis clients with support
// for Redis Sentinel"): asks them in turn, beginning with the one that answered last, and stays
// subscribed to +switch-master at one of them, so that a fail-over is noticed although the old
// primary only hangs. Owned by a RedisLink, in its thread.
class SentinelResolver final : public PrimaryResolver {
    Q_OBJECT
public:
    struct Settings {
        RedisUrl sentinels; // one endpoint at least; with their own password, over TLS or not
        QString masterName;
        QByteArray clientName;
        std::chrono::milliseconds timeout{500}; // for each sentinel, to connect and to answer
    };
    explicit SentinelResolver(Settings settings, QObject* parent = nullptr);
    ~SentinelResolver() override;

    void resolve() override;
    void stop() override;
    void hint(const Endpoint&) override { }
    QString hasSwitched(const Endpoint& to, const Endpoint& from) const override;
    QString isNotYet(const Peer& peer) const override;

private:
    void askAll();
    void askNext();
    void ask();
    void answered(const Reply& reply);
    void sentinelLost(const QString& reason);
    void giveUp();

    const Settings m_settings;
    const std::string m_masterName;
    qsizetype m_current = 0; // which of the sentinels
    qsizetype m_left = 0; // not asked yet in this round
    QStringList m_problems; // of this round
    QTimer m_watchAgain;
};

} // namespace fanlight::redis
