// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_link.h"
#include "sources/redis_dead_stream.h"
#include "sources/redis_stream_entry.h"
#include "sources/redis_stream_kind.h"

#include <QTimer>

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace fanlight {

// Takes a stream of Redis as a consumer of its group (Redis 6.2 and newer): XREADGROUP over a link
// of its own, which waits there, and XACK once a message is published. What this consumer had taken
// and not acknowledged before the link was lost, or what is left by one that is gone (idle for
// `idle`), is claimed and published, too; what is in hand is claimed anew meanwhile, so that no
// other takes it. How often an entry was handed out is kept by Redis. One that was refused too
// often is added to the dead before it is acknowledged, so that it is in one of the two at any
// time. The hub's thread, no more than `prefetch` entries at a time but what it had before.
class RedisStreamSource final : public Source {
    Q_OBJECT
public:
    explicit RedisStreamSource(RedisStreamPlace place, QObject* parent = nullptr);
    ~RedisStreamSource() override;

    void open(Publish publish) override;
    void close() override;
    void setPaused(bool paused) override;
    void setWaiting(bool waiting) override;
    SourceFigures figures() const override;
    void listDead(
        std::function<void(const QString& error, std::vector<DeadLetter> letters)> done) override;
    void removeDead(
        const std::string& handle, std::function<void(const QString& error)> done) override;

    static constexpr std::chrono::milliseconds BlockTime{2000}; // of one XREADGROUP
    static constexpr std::chrono::milliseconds FiguresEvery{1000};

private:
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::milliseconds;
    struct InHand {
        RedisStreamEntry entry;
        int tries = 1;
        bool isHeld = false; // NotNow was said of it
        bool isBuried = false;
        // Redis gave it out once more, since it forgot (a crash) that it was given out: it is
        // acknowledged once more, too.
        bool isGivenAgain = false;
        Clock::time_point due = Clock::time_point::max(); // when it is tried again
    };
    // What XPENDING says of one.
    struct Pending {
        std::string id;
        int tries;
    };

    redis::RedisLink::Settings linkSettings(const char* what) const;
    void prepare(); // the group, and what this consumer had before
    void prepareLater(const QString& problem);
    void claimOwn(const std::string& from);
    void claimLeft();
    void claim(std::vector<Pending> pending, Milliseconds idle, std::function<void()> then);
    void read();
    void readAnswered(const redis::Reply& reply);
    void take(RedisStreamEntry entry, int tries);
    void publish(InHand& one);
    void verdictOf(const std::string& id, const SourceVerdict& verdict);
    void tryAgain(); // what is due
    void bury(InHand& one, const std::string& reason);
    void acknowledge(const std::string& id);
    void sendAcknowledgements();
    void keepInHand(Milliseconds idle);
    void askFigures();
    void setProblem(const QString& problem);
    int room() const;
    std::vector<std::string_view> command(
        std::initializer_list<std::string_view> words, std::span<const std::string> ids) const;

    const RedisStreamPlace m_place;
    const std::string m_key;
    const std::string m_group;
    const std::string m_consumer;
    redis::RedisLink m_link; // all but reading
    redis::RedisLink m_reader;
    RedisDeadStream m_dead;
    Publish m_publish;
    bool m_isOpen = false;
    bool m_isPrepared = false;
    bool m_isReading = false;
    bool m_isPaused = false;
    bool m_isWaiting = false;
    std::uint64_t m_run = 0; // verdicts of an earlier one come too late
    std::unordered_map<std::string, InHand> m_inHand; // by id
    std::vector<std::string> m_toAcknowledge; // of those
    // Acknowledged when Redis had forgotten (a crash) that it gave them out: what of these it gives
    // out anew is acknowledged once more, and not published. At most MostForgotten.
    std::unordered_set<std::string> m_forgotten;
    bool m_isSendQueued = false;
    QTimer m_prepareTimer; // after what went wrong
    Milliseconds m_pause{0}; // of that
    QTimer m_tryTimer;
    QTimer m_claimTimer;
    QTimer m_figuresTimer;
    QString m_problem; // why it does not take
    QString m_lastError;
    SourceFigures m_figures;
};

} // namespace fanlight
