// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster_channels.h"
#include "core/qtredis/fake_node.h"
#include "net/clock.h"
#include "support/patience.h"

#include <QTest>
#include <QTimer>

namespace fanlight::testing {

class ClusterTicket final : public PublishTicket {
public:
    int completed = 0;

protected:
    void complete(std::uint64_t, Shard*) override { ++completed; }
};

// The channels of a hub, without shards, behind two nodes that say what a test wants: the first
// keeps the lower half of the slots, with that of user e; those of 42 and of everyone are at the
// second.
class ClusterRig {
public:
    static constexpr int Half = 8192;

    explicit ClusterRig(bool isSharded = false, ClusterTakeovers::AskHome askHome = {})
        : m_askHome(std::move(askHome))
    {
        sayWho(first.serverPort(), second.serverPort());
        ClusterChannels::Settings settings;
        const QString address = QStringLiteral("redis+cluster://%1").arg(first.where());
        settings.nodes.cluster = *redis::RedisUrl::parse(address, nullptr);
        settings.nodes.isSharded = settings.history.isSharded = isSharded;
        settings.nodes.clientName = "test";
        settings.history.recall
            = [](const std::string&, auto done) { done(std::string(), std::nullopt); };
        settings.publishing = {.token = "test", .messageLimit = 1 << 20, .batchAll = false};
        settings.intake.foreign
            = [this](const FramePtr&, std::optional<std::string_view> user, const auto&) {
                  const std::string_view name = user.value_or("everyone");
                  taken.append(QByteArray(name.data(), qsizetype(name.size())));
                  return std::uint64_t(0);
              };
        channels = std::make_unique<ClusterChannels>(
            RedisKeys("notifications:", RedisKeys::Layout::Cluster), settings, m_delivery, *m_once,
            ClusterChannels::Handlers{[] {},
                [this](qint64, qint64, quint64, bool) { ++gapsClosed; },
                [this] { channels->flush(); },
                [](std::vector<RedisHistory::Asked> asked,
                    const std::function<void(RedisHistory::Reading)>& done) {
                    RedisHistory::Reading nothing;
                    nothing.channels.resize(asked.size());
                    done(std::move(nothing));
                },
                m_askHome});
        QObject::connect(&m_ticker, &QTimer::timeout, [this] {
            channels->tick(monotonicNs());
            channels->flush();
        });
        m_ticker.start(10);
        ChannelTable table(1);
        for (const char* user : {"e", "42"})
            table.create<SubscribedChannel>(user).add(0);
        channels->adopt(std::move(table));
        channels->open();
    }
    ~ClusterRig() { channels->close(); }

    void sayWho(quint16 lower, quint16 upper)
    {
        for (FakeNode* node : {&first, &second})
            node->slotsAnswer = FakeNode::arrayOf(
                {FakeNode::range(0, Half - 1, {lower}), FakeNode::range(Half, 16383, {upper})});
    }
    bool waitForReady()
    {
        return QTest::qWaitFor([this] { return channels->isReady(); }, int(Patience.count()));
    }
    // Both users' channels and everyone's are listened to, and known.
    bool waitForChannels()
    {
        return QTest::qWaitFor(
            [this] {
                return first.count("EVALSHA", "last-id") + second.count("EVALSHA", "last-id") >= 3;
            },
            int(Patience.count()));
    }
    std::shared_ptr<ClusterTicket> publish(const std::string& user)
    {
        const auto ticket = std::make_shared<ClusterTicket>();
        const std::vector<std::string> users = {user};
        Notification notification;
        notification.userIds = users;
        notification.data = "x";
        auto job = channels->publishing().job(notification, ticket);
        if (!job)
            qFatal("refused for want of memory");
        channels->publishing().publish(*job);
        return ticket;
    }
    ReplayFigures preview(const std::string& user, const std::string& lastEventId)
    {
        ReplayFigures figures;
        bool isDone = false;
        channels->preview(user, lastEventId, [&](ReplayFigures found) {
            figures = std::move(found);
            isDone = true;
        });
        if (!QTest::qWaitFor([&] { return isDone; }, int(Patience.count())))
            qWarning("no answer");
        return figures;
    }
    // The answer of the script that publishes.
    static bool isPublish(const FakeNode::Command& command)
    {
        return command.value(0) == "EVALSHA" && command.value(2) == "2"
            && !FakeNode::isLook(command);
    }
    static QByteArray published(const QByteArray& id)
    {
        return FakeNode::arrayOf({FakeNode::bulk(id), FakeNode::number(0)});
    }

    FakeNode first, second;
    std::unique_ptr<ClusterChannels> channels;
    int gapsClosed = 0;
    QList<QByteArray> taken; // messages of others, by user

private:
    const ClusterTakeovers::AskHome m_askHome;
    RedisDelivery m_delivery{{}};
    std::shared_ptr<OnceTable> m_once = std::make_shared<OnceTable>();
    QTimer m_ticker;
};

} // namespace fanlight::testing
