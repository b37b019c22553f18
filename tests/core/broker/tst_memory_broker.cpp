// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/memory_broker.h"

#include "core/broker/publisher_ids.h"
#include "core/net/shard_rig.h"

#include "sse/sse_parser.h"
#include "support/room.h"

#include <random>

#include <poll.h>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

// The client's end of a stream: takes events and comments apart as a browser does. Any one thread.
class SseReader {
public:
    explicit SseReader(int descriptor)
        : m_descriptor(descriptor)
    {
        m_parser.onEvent = [this](const SseParser::Event& event) { m_events.push_back(event); };
        m_parser.onComment = [this](std::string_view text) {
            isOpen = true;
            hasGap = hasGap || text.find("history does not reach back") != std::string_view::npos;
        };
    }
    ~SseReader() { ::close(m_descriptor); }
    SseReader(const SseReader&) = delete;
    SseReader& operator=(const SseReader&) = delete;

    // The next event; one without an id when the stream ended or nothing came in time.
    SseParser::Event next()
    {
        while (m_events.empty() && read()) { }
        if (m_events.empty())
            return {};
        SseParser::Event event = m_events.front();
        m_events.pop_front();
        return event;
    }
    bool waitForOpen()
    {
        while (!isOpen && read()) { }
        return isOpen;
    }
    bool isOpen = false;
    bool hasGap = false;

private:
    bool read()
    {
        pollfd wanted{m_descriptor, POLLIN, 0};
        char buffer[4096];
        if (::poll(&wanted, 1, int(Patience.count())) <= 0)
            return false;
        const ssize_t size = ::recv(m_descriptor, buffer, sizeof buffer, 0);
        // to the parser the HTTP header is unknown fields
        return size > 0 && m_parser.feed({buffer, std::size_t(size)});
    }

    int m_descriptor;
    SseParser m_parser;
    std::deque<SseParser::Event> m_events;
};

// Tells the id while the broker holds its lock.
class OrderTicket final : public PublishTicket {
public:
    explicit OrderTicket(std::function<void(const std::string&)> given)
        : m_given(std::move(given))
    {
    }
    void setId(std::string id) override { m_given(id); }

protected:
    void complete(std::uint64_t, Shard*) override { }

private:
    std::function<void(const std::string&)> m_given;
};

// Shards whose streams the broker feeds: GET /api/notifications?userId=… as the hub has it.
class BrokerRig : public ShardHandler {
public:
    explicit BrokerRig(const MemoryBroker::Limits& limits = {}, int shardCount = 2)
    {
        ShardConfig config;
        config.backlogLimit = 1 << 30;
        std::vector<Shard*> all;
        for (config.index = 0; config.index < shardCount; ++config.index) {
            shards.push_back(std::make_unique<Shard>(config, *this));
            all.push_back(shards.back().get());
        }
        broker = std::make_unique<MemoryBroker>(all, limits);
        for (const auto& shard : shards) {
            if (!shard->start().empty())
                qFatal("no descriptors to test with");
        }
    }
    ~BrokerRig() override
    {
        for (const auto& shard : shards)
            shard->stop();
    }

    // A stream over a socket pair, on the shards in turn.
    std::unique_ptr<SseReader> connect(
        const std::string& userId, const std::string& lastEventId = {})
    {
        int pair[2];
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
        const std::string request = "GET /api/notifications?userId=" + userId + " HTTP/1.0\r\n"
            + (lastEventId.empty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
        if (::send(pair[0], request.data(), request.size(), MSG_NOSIGNAL) < 0)
            qFatal("cannot write to a socket pair");
        shards[std::size_t(m_next++) % shards.size()]->post(Adopt{pair[1], false});
        return std::make_unique<SseReader>(pair[0]);
    }
    std::string publish(const std::vector<std::string>& userIds, const std::string& data,
        const std::string& id = {}, const std::shared_ptr<PublishTicket>& ticket = {})
    {
        const auto own = ticket ? ticket : std::make_shared<TestTicket>();
        broker->publish({.userIds = userIds,
                            .type = {},
                            .data = data,
                            .event = {},
                            .id = id,
                            .retryMs = -1,
                            .publishedNs = 0},
            own);
        return own->id();
    }

    void handleRequest(
        Shard& shard, ConnectionRef connection, std::uint32_t, http::Request& request) override
    {
        auto subscription = std::make_unique<Subscription>();
        subscription->connection = connection;
        subscription->head = "HTTP/1.0 200 OK\r\n\r\n";
        subscription->opening = ": open\n\n";
        subscription->lastEventId = request.lastEventId;
        shard.holdForStream(connection);
        broker->subscribe(shard, std::move(subscription),
            std::string(http::Query::parse(request.query())->value("userId").value_or("")));
    }
    void streamOpened(Shard&, const Connection&) override { }
    void streamClosed(Shard& shard, const Connection& connection, DisconnectReason) override
    {
        broker->unsubscribe(shard.index(), connection.stream.channel);
        ++closed;
    }
    void messagesDelivered(std::vector<MessageFigures>) override { }
    void subscriptionLost(Shard& shard, const Subscription& lost) override
    {
        broker->unsubscribe(shard.index(), lost.channel);
    }
    void socketClosed() override { }

    std::atomic<int> closed = 0;
    std::vector<std::unique_ptr<Shard>> shards;
    std::unique_ptr<MemoryBroker> broker;

private:
    std::atomic<int> m_next = 0;
};

} // namespace

class TestMemoryBroker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsAscendAlsoWhileTheClockStands()
    {
        BrokerRig rig;
        EventId last;
        for (int i = 0; i < 10'000; ++i) { // many a millisecond
            const auto id = EventId::parse(rig.publish(
                i % 2 ? std::vector<std::string>{"a"} : std::vector<std::string>{}, "x"));
            QVERIFY(id && last < *id);
            last = *id;
        }
        QCOMPARE(rig.publish({"a"}, "x", "chosen"), std::string("chosen"));
        QVERIFY(last < *EventId::parse(rig.publish({"a"}, "x")));
        QCOMPARE(rig.broker->figures().published, 10'002U);
    }

    void theTicketCountsTheConnectionsOfAllShards()
    {
        BrokerRig rig;
        const auto first = rig.connect("a"), second = rig.connect("a"), third = rig.connect("b"),
                   nobody = rig.connect("");
        for (SseReader* reader : {first.get(), second.get(), third.get(), nobody.get()})
            QVERIFY(reader->waitForOpen());
        const auto recipients = [&](const std::vector<std::string>& userIds) {
            const auto ticket = std::make_shared<TestTicket>();
            rig.publish(userIds, "x", {}, ticket);
            while (!ticket->completed)
                std::this_thread::yield();
            return ticket->recipients.load();
        };
        QCOMPARE(recipients({"a", "b", "c"}), 3U);
        QCOMPARE(recipients({"b"}), 1U);
        QCOMPARE(recipients({"c"}), 0U);
        QCOMPARE(recipients({}), 4U);
    }

    void moreShardsThanAFewWorkTheSame()
    {
        BrokerRig rig({}, 11);
        std::vector<std::unique_ptr<SseReader>> readers;
        for (int i = 0; i < 22; ++i) {
            readers.push_back(rig.connect(i < 11 ? "a" : "b"));
            QVERIFY(readers.back()->waitForOpen());
        }
        const std::string id = rig.publish({"a", "b"}, "x");
        for (const auto& reader : readers)
            QCOMPARE(reader->next().lastEventId, id);
    }

    void resumesBehindAnIdOfTheHub()
    {
        BrokerRig rig;
        const std::string start = rig.publish({}, "start");
        const std::vector<std::string> ids = {rig.publish({"a"}, "1"), rig.publish({}, "2"),
            rig.publish({"b"}, "not mine"), rig.publish({"a", "b"}, "3"), rig.publish({}, "4")};
        const auto reader = rig.connect("a", start);
        for (const char* data : {"1", "2", "3", "4"})
            QCOMPARE(reader->next().data, std::string(data));
        QVERIFY(!reader->hasGap);
        const auto later = rig.connect("a", ids[1]);
        QCOMPARE(later->next().lastEventId, ids[3]);
        QVERIFY(!later->hasGap);
        const auto broadcastsOnly = rig.connect("", start);
        QCOMPARE(broadcastsOnly->next().lastEventId, ids[1]);
        QCOMPARE(broadcastsOnly->next().lastEventId, ids[4]);
    }

    // as a hub behind a Redis Cluster gives it
    void resumesBehindAnIdThatTellsOfBothChannels()
    {
        BrokerRig rig;
        const std::vector<std::string> ids = {rig.publish({"a"}, "1"), rig.publish({}, "2"),
            rig.publish({"a"}, "3"), rig.publish({}, "4"), rig.publish({"a"}, "5")};
        const auto reader = rig.connect("a", ids[0] + '.' + ids[3]);
        for (const char* data : {"3", "5"})
            QCOMPARE(reader->next().data, std::string(data));
        QVERIFY(!reader->hasGap);
        // of a channel that is another's: what it had is not sent again
        const auto other = rig.connect("a", ids[1] + '.' + ids[2]);
        QCOMPARE(other->next().data, std::string("3"));
        QVERIFY(other->hasGap);
    }

    void resumesBehindAnIdThePublisherChose()
    {
        BrokerRig rig;
        rig.publish({"a"}, "1", "order-1");
        rig.publish({"a"}, "2", "order-2");
        rig.publish({}, "3");
        rig.publish({"a"}, "4", "order-1"); // used again: the later one counts
        rig.publish({"a"}, "5");
        const auto second = rig.connect("a", "order-2");
        for (const char* data : {"3", "4", "5"})
            QCOMPARE(second->next().data, std::string(data));
        QVERIFY(!second->hasGap);
        const auto first = rig.connect("a", "order-1");
        QCOMPARE(first->next().data, std::string("5"));
        QVERIFY(!first->hasGap);
    }

    void resumesBehindAnIdThePublisherChoseWhateverItLooksLike_data() { addPublisherIds(); }
    void resumesBehindAnIdThePublisherChoseWhateverItLooksLike()
    {
        QFETCH(const QByteArrayList, ids);
        QFETCH(const QByteArray, sentBack);
        BrokerRig rig;
        for (int i = 0; i < 3; ++i)
            rig.publish({"a", "b"}, std::to_string(i), ids[i].toStdString());
        for (const char* user : {"a", "b"}) {
            const auto reader = rig.connect(user, sentBack.toStdString());
            QCOMPARE(reader->next().data, std::string("2"));
            QVERIFY(!reader->hasGap);
        }
    }

    void anIdNobodyKnowsGetsAllThereIsAndAWordThatSomethingMayBeMissing()
    {
        BrokerRig rig;
        rig.publish({"a"}, "1");
        rig.publish({"a"}, "2");
        // 18 digits and more are the ids of many databases; as milliseconds they are far in the
        // future
        for (const char* unknown :
            {"order-9", "1541815603606036480", "99999999999999-0", "0-1", "-"}) {
            const auto reader = rig.connect("a", unknown);
            QCOMPARE(reader->next().data, std::string("1"));
            QCOMPARE(reader->next().data, std::string("2"));
            QVERIFY2(reader->hasGap, unknown);
        }
    }

    void theGapIsToldExactlyWhenHistoryDoesNotReachBack()
    {
        MemoryBroker::Limits limits;
        limits.historyCount = 3;
        BrokerRig rig(limits);
        const std::string start = rig.publish({}, "start");
        std::vector<std::string> ids;
        for (int i = 0; i < 5; ++i)
            ids.push_back(rig.publish({"a"}, std::to_string(i)));
        const auto replayOf = [&](const std::string& lastEventId, std::size_t count) {
            const auto reader = rig.connect("a", lastEventId);
            for (std::size_t i = ids.size() - count; i < ids.size(); ++i) {
                if (reader->next().lastEventId != ids[i])
                    return -1;
            }
            return reader->waitForOpen() ? int(reader->hasGap) : -1;
        };
        QCOMPARE(replayOf(start, 3), 1);
        QCOMPARE(replayOf(ids[0], 3), 1);
        QCOMPARE(replayOf(ids[1], 3), 0); // what it had itself is no loss
        QCOMPARE(replayOf(ids[2], 2), 0);
        QCOMPARE(replayOf(ids[4], 0), 0);
        QCOMPARE(rig.broker->figures().historyEvents, 4U);
    }

    void withoutHistoryEveryMissedEventIsAGap()
    {
        MemoryBroker::Limits limits;
        limits.historyCount = 0;
        BrokerRig rig(limits);
        const auto listening = rig.connect("a");
        QVERIFY(listening->waitForOpen());
        const std::string last = rig.publish({"a"}, "1");
        QCOMPARE(listening->next().lastEventId, last);
        const auto upToDate = rig.connect("a", last);
        QVERIFY(upToDate->waitForOpen() && !upToDate->hasGap);
        rig.publish({"a"}, "2");
        const auto late = rig.connect("a", last);
        QVERIFY(late->waitForOpen() && late->hasGap);
        QCOMPARE(rig.broker->figures().historyBytes, 0U);
    }

    void aChannelThatWasForgottenWholeStillTellsItsGap()
    {
        MemoryBroker::Limits limits;
        limits.historyAge = 0ms;
        BrokerRig rig(limits);
        const std::string first = rig.publish({"a"}, "1");
        rig.publish({"a"}, "2");
        QTRY_VERIFY((rig.broker->expire(), rig.broker->figures().channels == 0));
        const auto reader = rig.connect("a", first);
        QVERIFY(reader->waitForOpen() && reader->hasGap);
    }

    void historyIsBoundedByAge()
    {
        BrokerRig lasting;
        lasting.publish({"a"}, "x");
        lasting.broker->expire();
        QCOMPARE(lasting.broker->figures().historyEvents, 1U);

        MemoryBroker::Limits limits;
        limits.historyAge = 0ms;
        BrokerRig rig(limits);
        for (int i = 0; i < 100; ++i)
            rig.publish(i % 3 ? std::vector<std::string>{std::to_string(i % 7)}
                              : std::vector<std::string>{},
                "x");
        QTRY_VERIFY((rig.broker->expire(), rig.broker->figures().historyEvents == 0));
        // what was added has been taken away again
        QCOMPARE(rig.broker->figures().historyBytes, 0U);
        QCOMPARE(rig.broker->figures().channels, 0U);
    }

    void historyIsBoundedByBytesOverAllChannels()
    {
        MemoryBroker::Limits limits;
        limits.historyBytes = 64 << 10;
        BrokerRig rig(limits);
        for (int i = 0; i < 1000; ++i) {
            rig.publish({std::to_string(i % 50)}, std::string(1000, 'x'));
            QVERIFY(rig.broker->figures().historyBytes <= limits.historyBytes);
        }
        QVERIFY(rig.broker->figures().historyEvents > 30);
        // alone it may be larger
        const std::string large = rig.publish({"a"}, std::string(100 << 10, 'x'));
        QCOMPARE(rig.broker->figures().historyEvents, 1U);
        const auto reader = rig.connect("a", "0-1");
        QCOMPARE(reader->next().lastEventId, large);
    }

    void theIndexOfAChannelThatHasGoneServesTheNext()
    {
        MemoryBroker::Limits limits;
        limits.historyCount = 0;
        BrokerRig rig(limits, 1);
        for (int round = 0; round < 50; ++round) {
            const std::string userId = "user" + std::to_string(round);
            auto reader = rig.connect(userId);
            QVERIFY(reader->waitForOpen());
            QCOMPARE(rig.broker->figures().channels, 1U);
            rig.publish({"user" + std::to_string(round - 1)}, "for one who has gone");
            const std::string mine = rig.publish({userId}, "x");
            QCOMPARE(reader->next().lastEventId, mine);
            std::promise<std::uint32_t> index;
            rig.shards[0]->post(Task([&](Shard& shard) {
                shard.visitStreams(0, 1, [&](const Connection& connection) {
                    index.set_value(connection.stream.channel->index);
                });
            }));
            QCOMPARE(index.get_future().get(), 0U);
            reader.reset();
            QTRY_COMPARE(rig.closed.load(), round + 1);
            QTRY_COMPARE(rig.broker->figures().channels, 0U);
        }
    }

    // Publishers on several threads, subscribers that come and go: each sees its events once, all,
    // and in order.
    void nothingIsLostAndNothingComesTwiceAcrossReconnects()
    {
        constexpr int Users = 3;
        constexpr int Publishers = 3;
        constexpr int EventsEach = 1500;
        constexpr int Clients = 6;
        MemoryBroker::Limits limits;
        limits.historyCount = Publishers * EventsEach;
        BrokerRig rig(limits);
        struct Published {
            std::string id;
            std::string userId; // empty: a broadcast
        };
        std::vector<Published> order; // filled under the broker's own lock
        const auto publish = [&](const std::string& userId, const std::string& chosenId) {
            const std::vector<std::string> users(userId.empty() ? 0 : 1, userId);
            rig.broker->publish({.userIds = users,
                                    .type = {},
                                    .data = "x",
                                    .event = {},
                                    .id = chosenId,
                                    .retryMs = -1,
                                    .publishedNs = 0},
                std::make_shared<OrderTicket>([&order, userId](const std::string& id) {
                    order.push_back({id, userId});
                }));
        };
        publish({}, {});
        const std::string start = order.front().id;

        std::vector<std::thread> threads;
        std::array<std::vector<std::string>, Clients> received;
        for (int which = 0; which < Clients; ++which) {
            threads.emplace_back([&, which] {
                std::mt19937 random(static_cast<unsigned>(which));
                std::vector<std::string>& mine = received[std::size_t(which)];
                std::string last = start;
                while (last != "end" && !last.empty()) {
                    const auto reader = rig.connect(std::to_string(which % Users), last);
                    for (auto left = random() % 200; left > 0 && last != "end" && !last.empty();
                         --left) {
                        last = reader->next().lastEventId;
                        mine.push_back(last);
                    }
                    if (reader->hasGap)
                        mine.push_back("gap");
                }
            });
        }
        std::vector<std::thread> publishers;
        for (int which = 0; which < Publishers; ++which) {
            publishers.emplace_back([&, which] {
                std::mt19937 random(100 + static_cast<unsigned>(which));
                for (int i = 0; i < EventsEach; ++i)
                    publish(random() % 4 ? std::to_string(random() % Users) : std::string(),
                        random() % 5 ? std::string()
                                     : "p" + std::to_string(which) + '-' + std::to_string(i));
            });
        }
        for (std::thread& thread : publishers)
            thread.join();
        publish({}, "end");
        for (std::thread& thread : threads)
            thread.join();
        for (int which = 0; which < Clients; ++which) {
            std::vector<std::string> expected;
            for (std::size_t i = 1; i < order.size(); ++i) {
                if (order[i].userId.empty() || order[i].userId == std::to_string(which % Users))
                    expected.push_back(order[i].id);
            }
            QCOMPARE(received[std::size_t(which)].size(), expected.size());
            QVERIFY(received[std::size_t(which)] == expected);
        }
    }
};

ROOM_TEST(TestMemoryBroker, QCoreApplication)
#include "tst_memory_broker.moc"
