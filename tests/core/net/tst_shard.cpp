// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "net/dead_peer.h"
#include "support/room.h"

#include <numeric>
#include <thread>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

std::string numbered(int number, std::size_t size = 0)
{
    std::string text = std::to_string(number) + ' ';
    text.resize(std::max(text.size(), size), 'x');
    return text;
}

int numberOf(const SseEvent& event)
{
    return event.isNull() ? -1 : event.data.left(event.data.indexOf(' ')).toInt();
}

// Publishes until the kernel takes no more for the one client there is; returns how many.
int fillUntilBlocked(ShardRig& rig)
{
    int published = 0;
    while (rig.shard.counters().all(&TrafficCounters::slowClients) == 0) {
        rig.deliver(numbered(published++, 8 << 10), 0);
        rig.inShard([](Shard&) {}); // the next turn has sent what this one queued
    }
    return published;
}

QByteArray request(const QByteArray& method, const QByteArray& target, const QByteArray& body = {})
{
    return requestBytes(1, method, target, {}, body);
}

} // namespace

class TestShard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- streams

    void aRequestBecomesAStream()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0&types=like");
        QCOMPARE(stream.head().status, 200);
        QCOMPARE(stream.connectionId(), QByteArray("c-1"));
        QTRY_COMPARE(rig.opened.load(), 1);
        rig.inShard([&](Shard& shard) {
            int seen = 0;
            const std::uint32_t next = shard.visitStreams(0, 10, [&](const Connection& connection) {
                ++seen;
                QCOMPARE(connection.stream.channel, &rig.channels[0]);
                QCOMPARE(shard.typesOf(connection), std::string("like"));
                QCOMPARE(connection.addressText(),
                    "127.0.0.1:" + std::to_string(stream.socket().localPort()));
            });
            QCOMPARE(seen, 1);
            QCOMPARE(next, NoIndex);
        });
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::connects), 1U);
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::streams), 1U);
    }

    void anEventGoesToItsChannelAndABroadcastToAll()
    {
        ShardRig rig;
        EventStream zero = rig.subscribe("channel=0");
        EventStream alsoZero = rig.subscribe("channel=0");
        EventStream one = rig.subscribe("channel=1");
        EventStream none = rig.subscribe();
        const auto ticket = std::make_shared<TestTicket>();
        rig.deliver("to zero", 0, {}, ticket);
        rig.deliver("to nobody", 3);
        rig.deliver("to nobody yet", 1000);
        rig.shard.post(Deliver{Frame::event({{}, {}, "to both"}), monotonicNs(), 0, {0, 1}, {}});
        rig.deliver("to all");
        for (EventStream* stream : {&zero, &alsoZero}) {
            QCOMPARE(stream->next().data, QByteArray("to zero"));
            QCOMPARE(stream->next().data, QByteArray("to both"));
            QCOMPARE(stream->next().data, QByteArray("to all"));
        }
        QCOMPARE(one.next().data, QByteArray("to both"));
        QCOMPARE(one.next().data, QByteArray("to all"));
        QCOMPARE(none.next().data, QByteArray("to all"));
        QCOMPARE(ticket->completed.load(), 1);
        QCOMPARE(ticket->recipients.load(), 2U);
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::delivered), 9U);
    }

    void onlyTheTypesAskedForAreSent()
    {
        ShardRig rig;
        EventStream picky = rig.subscribe("channel=0&types=like,comment");
        EventStream all = rig.subscribe("channel=0");
        const auto ticket = std::make_shared<TestTicket>();
        rig.deliver("1", 0, "share", ticket);
        rig.deliver("2", 0, "like");
        rig.deliver("3", 0, "lik");
        rig.deliver("4", 0);
        rig.deliver("5", BroadcastIndex, "comment");
        QCOMPARE(picky.next().data, QByteArray("2"));
        QCOMPARE(picky.next().data, QByteArray("5"));
        for (const char* data : {"1", "2", "3", "4", "5"})
            QCOMPARE(all.next().data, QByteArray(data));
        QCOMPARE(ticket->recipients.load(), 1U);
    }

    void http10StreamsGoWithoutChunksToTheEnd()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0", "HTTP/1.0");
        rig.deliver("x", 0);
        QCOMPARE(stream.next().wire, QByteArray("data: x\n\n"));
        rig.inShard(
            [](Shard& shard) { QCOMPARE(shard.endStreams({1}, 7, DisconnectReason::Kicked), 1); });
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(stream.retries(), QList<qint64>({7}));
    }

    void orderHoldsUnderBursts()
    {
        constexpr int Streams = 100; // more than go out in one slice with urgent ones between
        constexpr int Events = 500;
        ShardRig rig;
        std::vector<EventStream> streams;
        for (int i = 0; i < Streams; ++i)
            streams.push_back(
                rig.subscribe("channel=" + QByteArray::number(i % int(ShardRig::Channels))));
        for (int i = 0; i < Events; ++i)
            rig.deliver(
                numbered(i), i % 3 ? BroadcastIndex : std::uint32_t(i / 3) % ShardRig::Channels);
        for (int which = 0; which < Streams; ++which) {
            for (int i = 0; i < Events; ++i) {
                if (i % 3 == 0
                    && i / 3 % int(ShardRig::Channels) != which % int(ShardRig::Channels))
                    continue;
                QCOMPARE(numberOf(streams[std::size_t(which)].next()), i);
            }
        }
    }

    void whoLeavesIsForgotten()
    {
        ShardRig rig;
        std::vector<EventStream> streams;
        for (int i = 0; i < 20; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        for (std::size_t i = 0; i < streams.size(); i += 2)
            streams[i].socket().close();
        QTRY_COMPARE(rig.closed.load(), 10);
        const auto ticket = std::make_shared<TestTicket>();
        rig.deliver("x", 0, {}, ticket);
        for (std::size_t i = 1; i < streams.size(); i += 2)
            QCOMPARE(streams[i].next().data, QByteArray("x"));
        QCOMPARE(ticket->recipients.load(), 10U);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Client));
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::streams), 10U);
        QTRY_COMPARE(rig.socketsClosed.load(), 10);
        QCOMPARE(rig.shard.counters().sockets.value(), 10U);
    }

    // So that nobody takes memory by connecting alone.
    void whoSendsNothingHasNoSession()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        rig.inShard([](Shard& shard) {
            QVERIFY(shard.find({0, 0}));
            QVERIFY(!shard.find({0, 0})->side);
            QVERIFY(!shard.arrivalOf({0, 0}).hasProxyHeader);
        });
        QCOMPARE(client.get("/now").status, 200);
        rig.inShard([](Shard& shard) {
            QVERIFY(shard.find({0, 0})->http());
            QVERIFY(shard.arrivalOf({0, 0}).peer.port != 0);
        });
        HttpClient silent = rig.connect();
        rig.inShard([](Shard& shard) { shard.closeIdleConnections(); });
        QVERIFY(client.waitForEnd());
        rig.inShard([](Shard& shard) { shard.drain([] {}); });
        QVERIFY(silent.waitForEnd());
    }

    void aResetIsTheClientsDoing()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        stream.socket().reset();
        QTRY_COMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Client));
    }

    void aStreamIsEndedWithAWordOnWhenToComeBack()
    {
        ShardRig rig;
        EventStream first = rig.subscribe("channel=0");
        EventStream second = rig.subscribe("channel=0");
        rig.inShard([](Shard& shard) {
            QCOMPARE(shard.endStreams({2, 99}, 1500, DisconnectReason::Kicked), 1);
        });
        QVERIFY(second.waitForCleanEnd());
        QCOMPARE(second.retries(), QList<qint64>({1500}));
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Kicked));
        rig.inShard(
            [](Shard& shard) { QCOMPARE(shard.endStreams({1}, -1, DisconnectReason::Kicked), 1); });
        QVERIFY(first.waitForCleanEnd());
        QVERIFY(first.retries().isEmpty());
    }

    // ---- slow clients

    void aSlowClientIsDisconnectedAtTheBacklogLimit()
    {
        ShardRig rig(withBacklog(64 << 10, false));
        EventStream slow = rig.subscribeSlowly("channel=0");
        EventStream quick = rig.subscribe("channel=1");
        fillUntilBlocked(rig);
        for (int i = 0; i < 7; ++i)
            rig.deliver(numbered(i, 8 << 10),
                0); // with what is queued already still below the limit, or just over it
        for (int i = 0; rig.closed == 0 && i < 100; ++i) {
            rig.deliver(numbered(i, 8 << 10), 0);
            rig.inShard([&](Shard&) {
                QVERIFY(rig.shard.counters().all(&TrafficCounters::backlogBytes) <= 64 << 10);
            });
        }
        QCOMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Slow));
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::slowClients), 0U);
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::droppedEvents), 0U);
        rig.deliver("still here", 1);
        QCOMPARE(quick.next().data, QByteArray("still here"));
    }

    void aSlowClientLosesTheOldestFirstWhenSoSet()
    {
        ShardRig rig(withBacklog(64 << 10, true));
        EventStream slow = rig.subscribeSlowly("channel=0");
        int published = fillUntilBlocked(rig);
        for (; published < 500; ++published)
            rig.deliver(numbered(published, 8 << 10), 0);
        rig.inShard([&](Shard&) {
            QVERIFY(rig.shard.counters().all(&TrafficCounters::backlogBytes) <= 64 << 10);
        });
        QCOMPARE(rig.closed.load(), 0);
        const auto dropped = rig.shard.counters().all(&TrafficCounters::droppedEvents);
        QVERIFY(dropped > 0);

        int last = -1;
        int received = 0;
        int jumps = 0;
        while (last < published - 1) {
            const int number = numberOf(slow.next());
            QVERIFY(number > last);
            jumps += number != last + 1;
            last = number;
            ++received;
        }
        QCOMPARE(std::uint64_t(received) + dropped, std::uint64_t(published));
        QCOMPARE(jumps, 1); // the oldest of those that waited, in one piece
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::slowClients), 0U);
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    // Right where they are missing, once for all of them in a row.
    void aClientIsToldOfTheEventsItLost_data()
    {
        QTest::addColumn<bool>("asEvents");
        QTest::newRow("as comments") << false;
        QTest::newRow("as events") << true;
    }
    void aClientIsToldOfTheEventsItLost()
    {
        QFETCH(const bool, asEvents);
        ShardRig rig(withBacklog(64 << 10, true));
        EventStream slow = rig.subscribeSlowly(asEvents ? "channel=0&gaps=1" : "channel=0");
        int published = 0;
        // some with data that a socket takes part of, some it takes whole
        const auto publish = [&] {
            const std::string id = std::to_string(published + 1) + "-0";
            rig.shard.post(
                Deliver{Frame::event({id, {}, numbered(published, published % 3 ? 8 << 10 : 100)}),
                    monotonicNs(), 0});
            ++published;
        };
        int last = -1; // that was received
        std::uint64_t told = 0;
        int notices = 0;
        const auto readTo = [&](int end) {
            qsizetype commentsBefore = slow.comments().size();
            while (last < end) {
                const SseEvent event = slow.next();
                QVERIFY(!event.isNull());
                if (event.event == "fanlight-gap") {
                    const QJsonObject gap = QJsonDocument::fromJson(event.data).object();
                    QCOMPARE(
                        gap[u"from"_qs].toString().toUtf8(), QByteArray::number(last + 1) + "-0");
                    const SseEvent next = slow.next();
                    QCOMPARE(gap[u"to"_qs].toString().toUtf8(), next.id);
                    const int lost = numberOf(next) - last - 1;
                    QCOMPARE(gap[u"reason"_qs].toString(),
                        QString::number(lost) + (lost == 1 ? u" event was"_qs : u" events were"_qs)
                            + u" dropped, since this client reads too slowly"_qs);
                    told += std::uint64_t(lost);
                    ++notices;
                    last = numberOf(next);
                    continue;
                }
                if (asEvents || numberOf(event) == last + 1)
                    QCOMPARE(numberOf(event), last + 1); // no other jump
                last = numberOf(event);
            }
            for (; !asEvents && commentsBefore < slow.comments().size(); ++commentsBefore) {
                const QByteArray comment = slow.comments().at(commentsBefore);
                QVERIFY2(comment.endsWith("dropped, since this client reads too slowly"),
                    comment.constData());
                told += comment.split(' ').first().toULongLong();
                ++notices;
            }
        };
        for (int round = 0; round < 5; ++round) {
            for (const auto before = rig.shard.counters().all(&TrafficCounters::droppedEvents);
                 rig.shard.counters().all(&TrafficCounters::droppedEvents) < before + 20;) {
                publish();
                rig.inShard([](Shard&) {});
            }
            readTo(last + 1 + round); // some of it, or nothing that lets the socket take more
        }
        readTo(published - 1);
        QVERIFY(notices > 0 && notices <= 6);
        QCOMPARE(told, rig.shard.counters().all(&TrafficCounters::droppedEvents));
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
        publish(); // and then all is as before
        QCOMPARE(numberOf(slow.next()), published - 1);
        QCOMPARE(slow.comments().size(), asEvents ? 1 : 1 + notices);
    }

    // What cannot be dropped does not pile up, either.
    void aClientThatReadsNoNoticesIsNotKeptForEver()
    {
        for (const bool drop : {false, true}) {
            ShardRig rig(withBacklog(64 << 10, drop));
            EventStream slow = rig.subscribeSlowly("channel=0");
            fillUntilBlocked(rig);
            const std::string reason(4000, 'x');
            for (int i = 0; i < 1000 && rig.closed == 0; ++i)
                rig.inShard([&](Shard& shard) { shard.tellGap({{}, {}, reason}); });
            QCOMPARE(rig.closed.load(), 1);
            QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Slow));
        }
    }

    void anEventLargerThanTheLimitStillHasRoom()
    {
        ShardRig rig(withBacklog(1 << 10, false));
        EventStream stream = rig.subscribe("channel=0");
        for (int i = 0; i < 5; ++i)
            rig.deliver(numbered(i, 100 << 10), 0);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(numberOf(stream.next()), i);
        QCOMPARE(rig.closed.load(), 0);
    }

    void theLimitDoesNotCountWhatIsReplayed()
    {
        for (const bool drop : {false, true}) {
            ShardRig rig(withBacklog(16 << 10, drop));
            constexpr int Replayed = 500;
            for (int i = 0; i < Replayed; ++i)
                rig.replay.push_back(Frame::event({{}, {}, numbered(i, 8 << 10)}));
            EventStream slow = rig.subscribeSlowly("channel=0");
            rig.deliver("live", 0);
            rig.inShard([&](Shard&) {
                QVERIFY(rig.shard.counters().all(&TrafficCounters::backlogBytes) > 1 << 20);
            });
            for (int i = 0; i < Replayed; ++i)
                QCOMPARE(numberOf(slow.next()), i);
            QCOMPARE(slow.next().data, QByteArray("live"));
            QCOMPARE(rig.closed.load(), 0);
            QCOMPARE(rig.shard.counters().all(&TrafficCounters::droppedEvents), 0U);
        }
    }

    void theLimitDoesNotCountWhatComesOutOfAGap()
    {
        for (const bool drop : {false, true}) {
            ShardRig rig(withBacklog(16 << 10, drop));
            constexpr int Events = 500;
            EventStream stream = rig.subscribe("channel=0");
            for (int i = 0; i < Events; ++i)
                rig.deliverOutOfGap(
                    Frame::event({{}, {}, numbered(i, 8 << 10)}), i % 2 ? 0 : BroadcastIndex);
            rig.deliver("live", 0);
            for (int i = 0; i < Events; ++i)
                QCOMPARE(numberOf(stream.next()), i);
            QCOMPARE(stream.next().data, QByteArray("live"));
            QCOMPARE(rig.closed.load(), 0);
            QCOMPARE(rig.shard.counters().all(&TrafficCounters::droppedEvents), 0U);
            QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
        }
    }

    // It is as slow as it was before the gap.
    void whatComesOutOfAGapIsBacklogOfAClientThatDoesNotRead()
    {
        ShardRig rig(withBacklog(64 << 10, false));
        EventStream slow = rig.subscribeSlowly("channel=0");
        fillUntilBlocked(rig);
        for (int i = 0; i < 20; ++i)
            rig.deliverOutOfGap(Frame::event({{}, {}, numbered(i, 8 << 10)}), 0);
        QTRY_COMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Slow));
    }

    void evenOutOfAGapThereIsABound()
    {
        ShardRig rig(withBacklog(64 << 10, false));
        EventStream slow = rig.subscribeSlowly("channel=0");
        const FramePtr large = Frame::event({{}, {}, std::string(1 << 20, 'x')});
        rig.inShard([&](Shard& shard) {
            for (std::uint64_t bytes = 0; bytes <= Batches::MaxExemptBytes + (8 << 20);
                 bytes += large->chunked().size()) {
                Deliver item{large, 0, 0};
                item.isOutOfGap = true;
                shard.post(std::move(item));
            }
        });
        QTRY_COMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Slow));
    }

    // ---- what the hub says itself

    void gapsAreCommentsOrEvents()
    {
        ShardRig rig;
        rig.gap = Gap{"1-0", "3-0", "history is short"};
        rig.replay = {Frame::event({"3-0", {}, "x"}, "like")};
        EventStream plain = rig.subscribe("channel=0&types=like");
        EventStream asks = rig.subscribe("channel=0&types=like&gaps=1");
        rig.inShard([](Shard& shard) { shard.tellGap({"3-0", {}, "Redis was away"}); });
        QCOMPARE(plain.next().data, QByteArray("x"));
        while (plain.comments().size() < 3 && plain.readAvailable())
            QTest::qWait(1);
        QCOMPARE(
            plain.comments().mid(1), QList<QByteArray>({"history is short", "Redis was away"}));

        const SseEvent before = asks.next();
        QCOMPARE(before.event, QByteArray("fanlight-gap"));
        QCOMPARE(before.data,
            QByteArray("{\"from\":\"1-0\",\"to\":\"3-0\",\"reason\":\"history is short\"}"));
        QVERIFY(before.id.isNull());
        QCOMPARE(asks.next().data, QByteArray("x"));
        QCOMPARE(asks.next().data,
            QByteArray("{\"from\":\"3-0\",\"to\":null,\"reason\":\"Redis was away\"}"));
        QCOMPARE(asks.lastEventId(), QByteArray("3-0"));
        QCOMPARE(asks.comments().size(), 1); // that of the opening
    }

    // A page hears no retry: field.
    void whoHearsHeartbeatsHearsWhenToComeBack()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0&heartbeat=event");
        EventStream other = rig.subscribe("channel=0");
        QCOMPARE(stream.next().data, QByteArray("{\"retry\":2000}"));
        rig.inShard([](Shard& shard) {
            std::unordered_set<std::uint64_t> all;
            shard.visitStreams(
                0, 10, [&all](const Connection& connection) { all.insert(connection.stream.id); });
            shard.endStreams(all, 2147483647, DisconnectReason::Limit);
        });
        const SseEvent last = stream.next();
        QCOMPARE(last.event, QByteArray("fanlight-heartbeat"));
        QCOMPARE(last.data, QByteArray("{\"retry\":2147483647}"));
        QVERIFY(stream.waitForCleanEnd() && other.waitForCleanEnd());
        QCOMPARE(stream.retries().last(), qint64(2147483647));
        QCOMPARE(other.retries().last(), qint64(2147483647));
        QVERIFY(other.next().data.isEmpty());
    }

    void whatTheHubSaysItselfIsNotCounted()
    {
        ShardConfig config;
        config.heartbeat = 1s;
        ShardRig rig(config);
        EventStream stream = rig.subscribe("channel=0&types=like&gaps=1&heartbeat=event");
        QCOMPARE(stream.next().event, QByteArray("fanlight-heartbeat")); // it is open
        rig.inShard([](Shard& shard) { shard.tellGap({{}, {}, "lost"}); });
        QCOMPARE(stream.next().event, QByteArray("fanlight-gap"));
        const SseEvent beat = stream.next();
        QCOMPARE(beat.wire, QByteArray("event: fanlight-heartbeat\ndata: {\"retry\":2000}\n\n"));
        QCOMPARE(stream.comments().size(), 1);
        rig.inShard([](Shard& shard) {
            shard.visitStreams(
                0, 10, [](const Connection& connection) { QCOMPARE(connection.sent.events, 0U); });
        });
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::delivered), 0U);
        rig.deliver("x", 0, "like");
        QCOMPARE(stream.next().data, QByteArray("x"));
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::delivered), 1U);
    }

    void replayedEventsHaveTheTypesAskedFor()
    {
        ShardRig rig;
        rig.replay = {Frame::event({{}, {}, "1"}, "like"), Frame::event({{}, {}, "2"}, "share"),
            Frame::event({{}, {}, "3"}, "like")};
        EventStream stream = rig.subscribe("channel=0&types=like");
        QCOMPARE(stream.next().data, QByteArray("1"));
        QCOMPARE(stream.next().data, QByteArray("3"));
    }

    // ---- time

    void aHeartbeatComesOnlyWhenNothingElseDoes()
    {
        ShardConfig config;
        config.heartbeat = 1s;
        ShardRig rig(config);
        EventStream stream = rig.subscribe("channel=0");
        const QDeadlineTimer busyFor(1500ms);
        int published = 0;
        while (!busyFor.hasExpired()) { // each event answers the one before
            rig.deliver(numbered(published), 0);
            QCOMPARE(numberOf(stream.next()), published++);
        }
        QCOMPARE(stream.comments().size(), 1); // that of the opening
        QVERIFY(stream.waitForComment());
        QVERIFY(stream.waitForComment());
        QVERIFY(stream.content().endsWith(": keep-alive\n\n"));
    }

    void aStreamKnowsHowLongItHasBeenOpen()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        const auto openFor = [&] {
            std::int64_t ms = -1;
            rig.inShard([&](Shard& shard) {
                shard.visitStreams(0, 1, [&](const Connection& one) { ms = shard.openForMs(one); });
            });
            return ms;
        };
        QVERIFY(openFor() >= 0 && openFor() < 10'000);
        QTRY_VERIFY(openFor() >= 300);
    }

    void aClientsMachineThatIsSilentHasItsTime()
    {
        QVERIFY(deadPeerTime(15s) == 45s);
        QVERIFY(deadPeerTime(1s) == 30s);
        QVERIFY(deadPeerTime(1h) == 3h);
    }

    void aStreamEndsCleanlyWithItsLifetime()
    {
        ShardConfig config;
        config.maxLifetime = 1s;
        ShardRig rig(config);
        const std::uint64_t begin = monotonicNs();
        EventStream stream = rig.subscribe("channel=0");
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY(monotonicNs() - begin >= 650'000'000); // 80 %, less two ticks of the wheel
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Lifetime));
    }

    void aStreamEndsCleanlyWhenTheProofOfItsUserExpires()
    {
        ShardRig rig;
        const std::uint64_t begin = monotonicNs();
        EventStream other = rig.subscribe("channel=0"); // it has none, in the same shard
        EventStream stream = rig.subscribe("channel=0&expires=400");
        EventStream later = rig.subscribe("channel=0&expires=600000");
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY(monotonicNs() - begin >= 300'000'000); // less two ticks of the wheel
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Expired));
        QCOMPARE(rig.closed.load(), 1);
        EventStream again = rig.subscribe("channel=0"); // in the slot of the one that went
        EventStream past = rig.subscribe("channel=0&expires=-5000"); // was good a moment ago
        QVERIFY(past.waitForCleanEnd());
        QCOMPARE(rig.closed.load(), 2);
    }

    void aNewLifetimePutsNoExpiryOff()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0&expires=800");
        rig.inShard([](Shard& shard) {
            ShardTuning tuning;
            tuning.maxLifetime = 1h;
            shard.retune(tuning);
            shard.visitStreams(0, 1, [&](const Connection& connection) {
                QVERIFY(shard.lifetimeLeftMs(connection) <= 900);
            });
            tuning.maxLifetime = 0s;
            shard.retune(tuning);
        });
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Expired));
    }

    void aRequestThatDoesNotArriveInTimeIsRefused()
    {
        ShardConfig config;
        config.requestTimeout = 100ms;
        ShardRig rig(config);
        HttpClient client = rig.connect();
        client.send("GET /now HTTP/1.1\r\nHost:");
        QCOMPARE(client.read().status, 408);
        QVERIFY(client.waitForEnd());
    }

    void anIdleConnectionIsClosedInTheEnd()
    {
        ShardConfig config;
        config.idleTimeout = 100ms;
        ShardRig rig(config);
        HttpClient client = rig.connect();
        QCOMPARE(client.get("/now").status, 200);
        QVERIFY(client.waitForEnd());
        QTRY_COMPARE(rig.socketsClosed.load(), 1);
    }

    void whoSaysNothingGoesWhenDescriptorsAreShort()
    {
        ShardRig rig;
        HttpClient silent = rig.connect();
        HttpClient begun = rig.connect();
        begun.send("GET /now HTTP/1.1\r\nHost: a\r\n");
        rig.inShard([](Shard& shard) { shard.closeIdleConnections(); });
        QTest::qWait(700);
        QCOMPARE(rig.socketsClosed.load(), 0); // it had hardly come
        rig.inShard([](Shard& shard) { shard.closeIdleConnections(); });
        QVERIFY(silent.waitForEnd());
        begun.send("\r\n");
        QCOMPARE(begun.read().status, 200);
    }

    void idleConnectionsGoWhenDescriptorsAreShort()
    {
        ShardRig rig;
        HttpClient idle = rig.connect();
        QCOMPARE(idle.get("/now").status, 200);
        HttpClient busy = rig.connect();
        busy.send(request("POST", "/later"));
        QTRY_COMPARE(rig.pendingCount.load(), 1);
        rig.inShard([](Shard& shard) { shard.closeIdleConnections(); });
        QVERIFY(idle.waitForEnd());
        rig.answerLater(0, "x");
        QCOMPARE(busy.read().body, QByteArray("x"));
    }

    // ---- requests

    void pipelinedRequestsAreAnsweredInOrderWheneverTheirAnswersCome()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(request("POST", "/later/0", "a") + request("POST", "/later/1", "b")
            + request("POST", "/now/2") + request("GET", "/later/3") + request("GET", "/now/4"));
        QTRY_COMPARE(rig.pendingCount.load(), 2); // a GET waits for those before it
        rig.answerLater(1, "1");
        rig.answerLater(0, "0");
        for (const char* body : {"0", "1", "/now/2"})
            QCOMPARE(client.read().body, QByteArray(body));
        QTRY_COMPARE(rig.pendingCount.load(), 3);
        rig.answerLater(2, "3");
        QCOMPARE(client.read().body, QByteArray("3"));
        QCOMPARE(client.read().body, QByteArray("/now/4"));
        QCOMPARE(client.get("/now/5").body, QByteArray("/now/5"));
    }

    void moreRequestsThanMayWaitAreStillAllAnswered()
    {
        constexpr int Requests = 1000;
        ShardRig rig;
        HttpClient client = rig.connect();
        QByteArray bytes;
        for (int i = 0; i < Requests; ++i)
            bytes += request("POST", "/later/" + QByteArray::number(i));
        QVERIFY(client.send(bytes));
        for (int i = 0; i < Requests; ++i) {
            QTRY_VERIFY(rig.pendingCount.load() > i);
            rig.answerLater(std::size_t(i), std::to_string(i));
            QCOMPARE(client.read().body, QByteArray::number(i));
        }
    }

    // More than fit into the answers that may wait, whenever the client begins to read.
    void allPipelinedRequestsAreAnswered_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("atOnce");
        QTest::addColumn<bool>("late"); // answered from elsewhere
        QTest::newRow("gets, read at once")
            << QByteArray("GET") << QByteArray("/now") << true << false;
        QTest::newRow("gets, read late")
            << QByteArray("GET") << QByteArray("/now") << false << false;
        QTest::newRow("posts, read late")
            << QByteArray("POST") << QByteArray("/now") << false << false;
        QTest::newRow("large answers, read late")
            << QByteArray("GET") << "/now/" + QByteArray(4000, 'x') << false << false;
        QTest::newRow("answers that come late, read late")
            << QByteArray("POST") << QByteArray("/later") << false << true;
    }
    void allPipelinedRequestsAreAnswered()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, target);
        QFETCH(const bool, atOnce);
        QFETCH(const bool, late);
        // their answers are many times what may be unsent
        const int requests = late || target.size() > 1000 ? 3000 : 10'000;
        ShardRig rig;
        HttpClient client(rig.port);
        rig.adopt(false, 4096);
        std::atomic<int> answered = 0;
        std::thread answers([&] { // also the last
            for (; late && answered < requests; std::this_thread::sleep_for(100us)) {
                for (; answered < rig.pendingCount; ++answered)
                    rig.answerLater(std::size_t(answered), "late");
            }
        });
        std::thread sends([&] {
            QByteArray bytes;
            for (int i = 0; i < requests; ++i)
                bytes += request(method, target);
            client.send(bytes);
        });
        if (!atOnce) // until nothing moves any more: neither takes another byte
            QTest::qWait(300);
        int got = 0;
        while (got < requests && client.read().status == 200)
            ++got;
        QCOMPARE(got, requests);
        sends.join();
        answers.join();
        QCOMPARE(client.get("/now/after").body, QByteArray("/now/after"));
    }

    // Who sends much gets its turn, as all others do.
    void nobodyHoldsTheOthersUp()
    {
        ShardRig rig;
        // requests of the first that were handled before that of the other
        std::atomic<int> before = 0;
        std::atomic<bool> otherCame = false;
        rig.onRequest = [&](const http::Request& request) {
            if (request.path() == "/now/other")
                otherCame = true;
            else if (!otherCame)
                ++before;
        };
        HttpClient much(rig.port);
        HttpClient other(rig.port);
        QByteArray bytes;
        for (int i = 0; i < 2000; ++i)
            bytes += request("GET", "/now");
        much.send(bytes);
        other.send(request("GET", "/now/other"));
        std::atomic<bool> adopted = false;
        rig.shard.post(Task([&](Shard&) { // both come in one turn
            while (!adopted)
                std::this_thread::yield();
        }));
        rig.adopt();
        rig.adopt();
        adopted = true;
        QCOMPARE(other.read().status, 200);
        for (int i = 0; i < 2000; ++i)
            QCOMPARE(much.read().status, 200);
        QVERIFY2(before < 1000, qPrintable(QString::number(before)));
    }

    void aStreamsClientHasNothingToSay()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        QVERIFY(stream.socket().send(QByteArray(StreamSide::MaxStreamInput / 2, 'x')));
        QVERIFY(stream.socket().send(QByteArray(StreamSide::MaxStreamInput / 2, 'x')));
        rig.inShard([](Shard&) {});
        rig.deliver("still here", 0);
        QCOMPARE(stream.next().data, QByteArray("still here"));
        QCOMPARE(rig.closed.load(), 0);
        QVERIFY(stream.socket().send("x"));
        QTRY_COMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Error));
    }

    // ---- a process that was stopped, a machine that slept

    void whatLiesInTheSocketCountsBeforeTheTimeThatIsOver()
    {
        for (const auto rest : {700ms, 1500ms}) { // a turn so late, and one that is seen to be
            ShardConfig config;
            config.requestTimeout = config.idleTimeout = 300ms;
            ShardRig rig(config);
            HttpClient idle = rig.connect();
            QCOMPARE(idle.get("/now").status, 200);
            HttpClient half = rig.connect();
            half.send("GET /now HTTP/1.1\r\nHost:");
            rig.inShard([](Shard&) {});
            std::atomic<bool> sleeps = false;
            rig.shard.post(Task([&](Shard&) {
                sleeps = true;
                std::this_thread::sleep_for(rest);
            }));
            QTRY_VERIFY(sleeps);
            idle.send(request("GET", "/now"));
            half.send(" a\r\n\r\n");
            QCOMPARE(idle.read().status, 200);
            QCOMPARE(half.read().status, 200);
        }
    }

    // What was under way when it stopped has its whole time again.
    void whoWasInTheMiddleOfARequestMayFinishIt()
    {
        ShardConfig config;
        config.requestTimeout = 500ms;
        ShardRig rig(config);
        HttpClient half = rig.connect();
        half.send("GET /now HTTP/1.1\r\nHost:");
        rig.inShard([](Shard&) {});
        rig.inShard([](Shard&) { std::this_thread::sleep_for(2s); });
        QTest::qWait(100); // its timer is over
        half.send(" a\r\n\r\n");
        QCOMPARE(half.read().status, 200);
        half.send("GET /now HTTP/1.1\r\nHost:");
        QCOMPARE(half.read().status, 408); // but no more than that
    }

    void nothingIsReadBehindTheLastRequest()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(
            requestBytes(1, "GET", "/now/1", {{"Connection", "close"}}) + request("GET", "/now/2"));
        QCOMPARE(client.read().body, QByteArray("/now/1"));
        QVERIFY(client.waitForEnd());
    }

    void aMalformedRequestIsAnsweredBehindThoseBeforeIt()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(request("POST", "/later") + "nonsense\r\n\r\n");
        QTRY_COMPARE(rig.pendingCount.load(), 1);
        rig.answerLater(0, "x");
        QCOMPARE(client.read().body, QByteArray("x"));
        QCOMPARE(client.read().status, 400);
        QVERIFY(client.waitForEnd());
    }

    void aClientThatWaitsForLeaveToSendItsBodyGetsIt()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(
            "POST /now HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QCOMPARE(client.read(true).status, 100);
        client.send("{}");
        QCOMPARE(client.read().status, 200);
    }

    void leaveToSendABodyDoesNotOvertakeEarlierAnswers()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(request("POST", "/later")
            + "POST /now HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QTRY_COMPARE(rig.pendingCount.load(), 1);
        rig.answerLater(0, "first");
        QCOMPARE(client.read().body, QByteArray("first"));
        QCOMPARE(client.read(true).status, 100);
        client.send("{}");
        QCOMPARE(client.read().status, 200);
    }

    // Request and end arrive together: nothing more will ever be told of this socket.
    void aClientThatEndsItsSideStillGetsItsAnswer()
    {
        for (const char* target : {"/now", "/later"}) {
            ShardRig rig;
            HttpClient client(rig.port);
            client.send(request("POST", target));
            ::shutdown(client.socket().descriptor(), SHUT_WR);
            rig.adopt();
            if (QByteArray(target) == "/later") {
                QTRY_COMPARE(rig.pendingCount.load(), 1);
                rig.answerLater(0, "x");
            }
            QCOMPARE(client.read().status, 200);
            QVERIFY(client.waitForEnd());
            QTRY_COMPARE(rig.socketsClosed.load(), 1);
        }
    }

    void aSubscriberThatHasEndedItsSideHasGone()
    {
        ShardRig rig;
        EventStream stream(rig.port, "channel=0");
        ::shutdown(stream.socket().descriptor(), SHUT_WR);
        rig.adopt();
        QTRY_COMPARE(rig.socketsClosed.load(), 1);
        QCOMPARE(rig.lost + rig.closed, 1);
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::streams), 0U);
    }

    void anAnswerToAConnectionThatHasGoneIsDropped()
    {
        ShardRig rig;
        {
            HttpClient client = rig.connect();
            client.send(request("POST", "/later"));
            QTRY_COMPARE(rig.pendingCount.load(), 1);
            client.socket().reset();
        }
        QTRY_COMPARE(rig.socketsClosed.load(), 1);
        HttpClient next = rig.connect(); // takes the same slot
        QCOMPARE(next.get("/now").status, 200);
        rig.answerLater(0, "for somebody else");
        QCOMPARE(next.get("/now/again").body, QByteArray("/now/again"));
    }

    void oneOverTheCapGetsOneAnswer()
    {
        ShardRig rig;
        HttpClient client = rig.connect(true);
        client.send(request("GET", "/now") + request("GET", "/now"));
        QCOMPARE(client.read().header("Connection"), QByteArray("close"));
        QVERIFY(client.waitForEnd());
    }

    // ---- latency

    void acknowledgementsOfTheClientAreMeasured()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        LatencyRecorder::Counts counts{};
        const auto measured = [&] {
            counts = {};
            rig.shard.counters().real.ack.addTo(counts);
            return std::accumulate(counts.buckets.begin(), counts.buckets.end(), std::uint64_t(0))
                > 0;
        };
        for (int i = 0; i < 1000 && !measured(); ++i) {
            rig.deliver("x", 0);
            QCOMPARE(stream.next().data, QByteArray("x"));
        }
        QTRY_VERIFY(measured());
    }

    // ---- the end

    void drainingTellsEveryStreamToComeBackAndEndsItCleanly()
    {
        ShardConfig config;
        config.retry = 500ms;
        ShardRig rig(config);
        std::vector<EventStream> streams;
        for (int i = 0; i < 20; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        HttpClient idle = rig.connect();
        QCOMPARE(idle.get("/now").status, 200);
        rig.deliver("last words", 0);
        rig.inShard([&](Shard& shard) { shard.drain([&] { rig.emptied = true; }); });
        for (EventStream& stream : streams) {
            QVERIFY(stream.waitForCleanEnd());
            QCOMPARE(stream.next().data, QByteArray("last words"));
            QCOMPARE(stream.retries().size(), 1);
            QVERIFY(stream.retries().first() >= 500 && stream.retries().first() <= 1000);
            stream.socket().close();
        }
        QVERIFY(idle.waitForEnd());
        idle.socket().close();
        QTRY_VERIFY(rig.emptied.load());
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Drain));
    }

    void drainingWaitsForTheAnswersUnderWay()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(request("POST", "/later"));
        QTRY_COMPARE(rig.pendingCount.load(), 1);
        rig.inShard([&](Shard& shard) { shard.drain([&] { rig.emptied = true; }); });
        QVERIFY(!rig.emptied);
        rig.answerLater(0, "x");
        QCOMPARE(client.read().body, QByteArray("x"));
        QVERIFY(client.waitForEnd());
        client.socket().close();
        QTRY_VERIFY(rig.emptied.load());
    }

    // A request that lies in the socket when the hub ends has an answer.
    void drainingAnswersWhatHasArrived()
    {
        for (const bool subscribes : {false, true}) {
            ShardRig rig;
            HttpClient client = rig.connect();
            QCOMPARE(client.get("/now").status, 200);
            rig.inShard([&](Shard& shard) { // it arrives while the shard is busy with this
                client.send(
                    request("GET", subscribes ? "/api/notifications?channel=0" : "/now/late")
                    + request("GET", "/now/never"));
                shard.drain([&] { rig.emptied = true; });
            });
            const HttpResponse response = client.read(subscribes);
            QCOMPARE(response.status, 200);
            if (!subscribes)
                QCOMPARE(response.header("Connection"),
                    QByteArray("close")); // so the next one was not done
            QVERIFY(client.waitForEnd());
            client.socket().close();
            QTRY_VERIFY(rig.emptied.load());
            QCOMPARE(rig.opened.load(), 0);
            QCOMPARE(rig.lost.load(), int(subscribes));
        }
    }

    void drainingWaitsAMomentForARequestThatIsOnItsWay()
    {
        ShardRig rig;
        HttpClient fresh = rig.connect();
        HttpClient half = rig.connect();
        HttpClient silent = rig.connect();
        half.send("GET /now HTTP/1.1\r\nHost:");
        rig.inShard([&](Shard& shard) { shard.drain([&] { rig.emptied = true; }); });
        rig.inShard([](Shard&) {});
        fresh.send(request("GET", "/now"));
        half.send(" a\r\n\r\n");
        for (HttpClient* client : {&fresh, &half}) {
            QCOMPARE(client->read().status, 200);
            QVERIFY(client->waitForEnd());
            client->socket().close();
        }
        QVERIFY(silent.waitForEnd());
        silent.socket().close();
        QTRY_VERIFY(rig.emptied.load());
    }

    void drainingAnswersOneMoreBehindAnswersUnderWay()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(request("POST", "/later") + request("GET", "/now/held"));
        QTRY_COMPARE(rig.pendingCount.load(), 1);
        rig.inShard([&](Shard& shard) { shard.drain([&] { rig.emptied = true; }); });
        rig.answerLater(0, "first");
        QCOMPARE(client.read().body, QByteArray("first"));
        QCOMPARE(client.read().body, QByteArray("/now/held"));
        QVERIFY(client.waitForEnd());
        client.socket().close();
        QTRY_VERIFY(rig.emptied.load());
    }

    // An answer that is queued but not sent yet must not keep the connection until it is idle for a
    // minute.
    void drainingEndsAConnectionThatWasJustAnswered()
    {
        ShardRig rig;
        HttpClient client = rig.connect();
        client.send(request("GET", "/now/drain"));
        QCOMPARE(client.read().status, 200);
        QVERIFY(client.waitForEnd());
        client.socket().close();
        QTRY_VERIFY(rig.emptied.load());
    }

    void whileDrainingNobodySubscribes()
    {
        ShardRig rig;
        HttpClient first = rig.connect();
        rig.inShard([&](Shard& shard) { shard.drain([] {}); });
        EventStream late(rig.port, "channel=0");
        rig.adopt();
        QTRY_COMPARE(rig.lost.load(), 1);
        QCOMPARE(rig.opened.load(), 0);
    }

    void stoppingSettlesTicketsAndSubscriptions()
    {
        for (int round = 0; round < 20; ++round) {
            std::vector<std::shared_ptr<TestTicket>> tickets;
            std::vector<EventStream> streams;
            ShardRig rig;
            for (int i = 0; i < 20; ++i) {
                streams.emplace_back(rig.port, "channel=0");
                rig.adopt();
                tickets.push_back(std::make_shared<TestTicket>());
                rig.deliver("x", BroadcastIndex, {}, tickets.back());
            }
            rig.shard.stop();
            for (const auto& ticket : tickets)
                QCOMPARE(ticket->completed.load(), 1);
            QCOMPARE(rig.opened.load(), rig.closed.load());
            QCOMPARE(rig.socketsClosed.load(), 20);
            QCOMPARE(rig.shard.counters().all(&TrafficCounters::streams), 0U);
            QCOMPARE(rig.shard.counters().sockets.value(), 0U);
            QCOMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
        }
    }

    // Whatever its connections are at, a shard that stops lets go of all of it; and so does one
    // that drains first.
    void stopsAtEveryStage_data()
    {
        QTest::addColumn<bool>("drains");
        QTest::addColumn<bool>("waits"); // until all are gone, else for a moment
        QTest::addColumn<bool>("drop");
        QTest::newRow("at once") << false << false << false;
        QTest::newRow("at once, with clients that lose events") << false << false << true;
        QTest::newRow("in the middle of a drain") << true << false << true;
        QTest::newRow("after a drain") << true << true << false;
    }
    void stopsAtEveryStage()
    {
        QFETCH(const bool, drains);
        QFETCH(const bool, waits);
        QFETCH(const bool, drop);
        ShardConfig config = withBacklog(64 << 10, drop);
        config.batchWindow = 10s;
        std::vector<std::shared_ptr<TestTicket>> tickets;
        std::vector<std::weak_ptr<Receipt>> receipts;
        std::vector<HttpClient> clients;
        std::vector<EventStream> streams;
        int sockets = 0;
        ShardRig rig(config);
        const auto publish
            = [&](const EventFields& fields, std::uint32_t channel, BatchWish wish = {0}) {
                  auto receipt = std::make_shared<Receipt>("t", 1);
                  receipts.push_back(receipt);
                  tickets.push_back(std::make_shared<TestTicket>());
                  EventFields all = fields;
                  all.batching = wish.batching();
                  receipt->hold();
                  rig.shard.post(Deliver{Frame::event(all), monotonicNs(), channel, {},
                      tickets.back(), wish, tickets.size(), receipt});
              };
        const auto connect = [&](const QByteArray& bytes, bool shed = false, int sendBuffer = 0) {
            clients.emplace_back(rig.port);
            rig.adopt(shed, sendBuffer);
            clients.back().send(bytes);
            ++sockets;
        };

        // requests: none, part of one, done, waiting for an answer, for those before, for the
        // client to read
        connect({});
        connect({}, true);
        connect("GET /now HTTP/1.1\r\nHost:");
        connect("POST /now HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                "100\r\n\r\nhalf");
        connect(request("GET", "/now"));
        connect(request("GET", "/later"));
        connect(request("POST", "/later") + request("GET", "/now")
            + request("POST", "/now", "half").chopped(2));
        connect(request("GET", "/now/" + QByteArray(8000, 'x')).repeated(300), false, 4096);
        connect(requestBytes(1, "GET", "/now", {{"Connection", "close"}}));
        QTRY_COMPARE(rig.pendingCount.load(), 2);

        // streams: idle, broken on purpose, with events that wait for others, behind, with history
        // to come, ended by its client
        streams.push_back(rig.subscribe("channel=3"));
        auto halfOpen = std::make_shared<StreamFault>();
        halfOpen->kind = StreamFault::Kind::HalfOpen;
        halfOpen->concerns = [](const Shard&, const Connection& one) {
            return one.stream.channel && one.stream.channel->index == 3;
        };
        halfOpen->tally = std::make_shared<StreamFaultTally>();
        rig.inShard([&](Shard& shard) {
            shard.setFaults({halfOpen});
            auto watch = std::make_unique<StreamWatch>();
            watch->mostFrames = 10;
            watch->mostBytes = 1 << 20;
            watch->ended = [](const Shard&, const Connection&, DisconnectReason) {};
            QVERIFY(shard.watch(1, std::move(watch)));
        });
        publish({"1-0", {}, "stuck"}, 3);
        streams.push_back(rig.subscribe("channel=1"));
        streams.push_back(rig.subscribe("channel=1&types=like"));
        streams.push_back(rig.subscribe("channel=1", "HTTP/1.0"));
        publish({"1-0", {}, "1", -1, true}, 1, {BatchWish::HubsWindow});
        publish({"2-0", {}, "2", -1, true}, 1, {BatchWish::HubsWindow});
        streams.push_back(rig.subscribeSlowly("channel=0"));
        fillUntilBlocked(rig);
        for (int i = 0; i < 20; ++i) // those that are over the limit are disconnected, or lose some
            publish({std::to_string(i + 1) + "-0", {}, numbered(i, 8 << 10)}, 0);
        for (int i = 0; i < 500; ++i)
            rig.replay.push_back(
                Frame::event({std::to_string(i + 1) + "-0", {}, numbered(i, 8 << 10)}));
        streams.push_back(rig.subscribeSlowly("channel=2"));
        publish({"1-1", {}, "behind its history"}, 2);
        rig.inShard([](Shard& shard) { shard.tellGap({"1-0", {}, "lost"}); });
        sockets += int(streams.size());

        // and what is on its way
        EventStream late(rig.port, "channel=2");
        rig.adopt();
        ++sockets;
        publish({"9-0", {}, "x"}, BroadcastIndex);
        rig.answerLater(0, "late");
        if (drains) {
            rig.inShard([&](Shard& shard) { shard.drain([&] { rig.emptied = true; }); });
            rig.answerLater(1, "later");
        }
        if (waits) {
            clients.clear();
            streams.clear();
            late.socket().close();
            QTRY_VERIFY(rig.emptied.load());
        }
        rig.shard.stop();
        rig.answerLater(1, "too late");

        for (const auto& ticket : tickets)
            QCOMPARE(ticket->completed.load(), 1);
        for (const auto& receipt : receipts)
            QVERIFY(receipt.expired());
        QCOMPARE(rig.opened.load(), rig.closed.load());
        QCOMPARE(rig.socketsClosed.load(), sockets);
        const ShardCounters& counters = rig.shard.counters();
        for (const Counter* level : {&counters.real.streams, &counters.sockets,
                 &counters.real.backlogBytes, &counters.real.slowClients})
            QCOMPARE(level->value(), 0U);
        for (const Channel& channel : rig.channels)
            QCOMPARE(channel.streams.load(), 0U);
        QCOMPARE(halfOpen->tally->streams.load(), 0U);
    }

    void stoppingTwiceOrWithoutAStartIsFine()
    {
        ShardRig rig;
        rig.shard.stop();
        rig.shard.stop();
        rig.shard.post(Task([](Shard&) {})); // nobody will do it
        Shard never({}, rig);
        never.stop();
    }
};

ROOM_TEST(TestShard, QCoreApplication)
#include "tst_shard.moc"
