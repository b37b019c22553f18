// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_client.h"
#include "support/hub_process.h"
#include "support/needed_program.h"
#include "support/rabbit_client.h"
#include "support/reader_page.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QtTest>

#include <set>
#include <utility>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int AmqpMessages = 10'000;
constexpr int AmqpUsers = 4;

} // namespace

// What lies in a queue of RabbitMQ reaches the pages once, whatever dies in between.
class TestAmqpLedger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hubAndServerDieBetweenTakingAndAcknowledging()
    {
        NEEDS_RABBITMQ();
        NEEDS_PROGRAM("redis-server");
        RedisServer redis;
        START_REDIS(redis);
        RabbitServer rabbit;
        START_RABBIT(rabbit);
        auto client = std::make_unique<RabbitClient>(rabbit);
        QVERIFY(client->declare("outbox"));

        auto hub = std::make_unique<HubProcess>();
        const auto startHub = [&] {
            return hub->start({u"--broker"_s, redis.url(), u"--history"_s, u"10000/1h"_s,
                u"--backlog-limit"_s, u"64MiB"_s, u"--source"_s, rabbit.url(u"queue=outbox"_s)});
        };
        const auto ask = [&](const QByteArray& what) {
            return HttpClient(hub->port()).post("/api/sources/outbox/" + what, {}).status;
        };
        int published = 0;
        // All of them lie there before the first is taken.
        const auto fillHalf = [&] {
            QList<RabbitClient::Message> messages;
            for (int i = 0; i < AmqpMessages / 2; ++i) {
                const QByteArray number = QByteArray::number(++published);
                messages.append({R"({"userId":"u)" + QByteArray::number(published % AmqpUsers)
                        + R"(","data":{"n":)" + number + "}}",
                    "m-" + number, {}, {}});
            }
            return ask("pause") == 200 && client->publishAll("outbox", messages)
                && ask("resume") == 200;
        };
        QVERIFY2(startHub(), hub->story().constData());
        std::vector<ReaderPage> pages(AmqpUsers);
        for (int i = 0; i < AmqpUsers; ++i) {
            pages[std::size_t(i)].user = "u" + QByteArray::number(i);
            QVERIFY2(pages[std::size_t(i)].open(hub->port()), hub->story().constData());
        }

        const auto total = [&] {
            std::size_t sum = 0;
            for (const ReaderPage& page : pages)
                sum += page.seen.size();
            return int(sum);
        };
        // Patience ends where nothing more comes, not where it comes slowly.
        const auto readUntil = [&](int count) {
            QDeadlineTimer deadline(Patience);
            for (int before = total(); before < count && !deadline.hasExpired();) {
                std::vector<const Socket*> sockets;
                for (const ReaderPage& page : pages)
                    sockets.push_back(&page.stream.socket());
                waitForAny(sockets, deadline);
                for (ReaderPage& page : pages)
                    page.takeWhatIsThere();
                const int now = total();
                if (std::exchange(before, now) != now)
                    deadline = QDeadlineTimer(Patience);
            }
            return total() >= count;
        };
        // The hub dies, with messages that are published and not acknowledged: the server, which
        // hangs, does not hear of it before.
        QVERIFY(fillHalf());
        QVERIFY2(readUntil(AmqpMessages / 8), hub->story().constData());
        rabbit.pause();
        hub->crash();
        hub->waitForEnd();
        rabbit.resume();
        for (ReaderPage& page : pages)
            page.takeWhatIsThere();
        hub = std::make_unique<HubProcess>();
        QVERIFY2(startHub(), hub->story().constData());
        for (ReaderPage& page : pages)
            QVERIFY2(page.open(hub->port()), hub->story().constData());
        QVERIFY2(readUntil(AmqpMessages / 2), hub->story().constData());

        // The server dies, with acknowledgements on the way to it.
        QVERIFY(fillHalf());
        QVERIFY2(readUntil(AmqpMessages * 5 / 8), hub->story().constData());
        rabbit.pause();
        client.reset();
        rabbit.kill();
        START_RABBIT(rabbit);
        QVERIFY2(readUntil(AmqpMessages), hub->story().constData());

        // Everything is acknowledged, so nothing more comes.
        client = std::make_unique<RabbitClient>(rabbit);
        QTRY_COMPARE(client->count("outbox"), 0);
        QVERIFY2(hub->stop(), hub->story().constData());
        QCOMPARE(client->count("outbox"), 0);
        QCOMPARE(client->count("outbox.dead"), -1);
        for (ReaderPage& page : pages)
            page.takeWhatIsThere();
        std::set<int> all;
        for (const ReaderPage& page : pages) {
            all.insert(page.seen.begin(), page.seen.end());
            QVERIFY(page.isOrdered);
        }
        QCOMPARE(total(), AmqpMessages); // none twice
        QCOMPARE(int(all.size()), AmqpMessages); // none lost
    }
};

ROOM_TEST(TestAmqpLedger, QCoreApplication)
#include "tst_amqp_ledger.moc"
