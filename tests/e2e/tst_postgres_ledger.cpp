// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_client.h"
#include "support/hub_process.h"
#include "support/needed_program.h"
#include "support/postgres_client.h"
#include "support/reader_page.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QtTest>

#include <set>
#include <utility>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int PostgresMessages = 10'000;
constexpr int PostgresUsers = 4;

bool hasLibpq(const HubProcess& hub)
{
    QFile maps(u"/proc/%1/maps"_s.arg(hub.processId()));
    return maps.open(QIODevice::ReadOnly) && maps.readAll().contains("/libpq.so");
}

} // namespace

// What lies in an outbox of PostgreSQL reaches the pages once, whatever dies in between.
class TestPostgresLedger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theClientLibraryComesWithTheFirstSourceAndNotBefore()
    {
        NEEDS_POSTGRESQL();
        HubProcess plain;
        START_HUB(plain);
        QVERIFY(!hasLibpq(plain));
        QVERIFY2(plain.stop(), plain.story().constData());
        HubProcess hub;
        START_HUB(hub, {u"--source"_s, u"postgres://app:hush@127.0.0.1:1/app?table=outbox"_s});
        QTRY_VERIFY(hasLibpq(hub));
        QByteArray sources;
        QTRY_VERIFY2((sources = httpGet(hub.port(), "/api/sources").body).contains("refused"),
            sources.constData());
        QVERIFY2(!sources.contains("hush"), sources.constData());
        QTRY_VERIFY2(hub.standardError().contains("refused"), hub.story().constData());
        QVERIFY2(!hub.standardError().contains("hush"), hub.standardError().constData());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void hubAndServerDieBetweenTakingAndAcknowledging()
    {
        NEEDS_POSTGRESQL();
        NEEDS_PROGRAM("redis-server");
        RedisServer redis;
        START_REDIS(redis);
        PostgresServer postgres;
        START_POSTGRES(postgres);
        auto client = std::make_unique<PostgresClient>(postgres);
        QVERIFY2(client->makeOutbox("outbox"), client->why().constData());

        auto hub = std::make_unique<HubProcess>();
        const auto startHub = [&] {
            return hub->start({u"--broker"_s, redis.url(), u"--history"_s, u"10000/1h"_s,
                u"--backlog-limit"_s, u"64MiB"_s, u"--source"_s, postgres.url(u"table=outbox"_s)});
        };
        const auto ask = [&](const QByteArray& what) {
            return HttpClient(hub->port()).post("/api/sources/outbox/" + what, {}).status;
        };
        int published = 0;
        // All of them lie there before the first is taken; one in between cannot be published.
        const auto fillHalf = [&] {
            const QByteArray from = QByteArray::number(published + 1);
            published += PostgresMessages / 2;
            return ask("pause") == 200
                && client->run(
                    "INSERT INTO outbox (body) SELECT json_build_object('userId', 'u' || n % "
                    + QByteArray::number(PostgresUsers)
                    + ", 'data', json_build_object('n', n)) FROM generate_series(" + from + ','
                    + QByteArray::number(published)
                    + ") AS n; INSERT INTO outbox (body) VALUES ('poison')")
                && ask("resume") == 200;
        };
        QVERIFY2(startHub(), hub->story().constData());
        std::vector<ReaderPage> pages(PostgresUsers);
        for (int i = 0; i < PostgresUsers; ++i) {
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
        QVERIFY2(fillHalf(), client->why().constData());
        QVERIFY2(readUntil(PostgresMessages / 8), hub->story().constData());
        postgres.pause();
        hub->crash();
        hub->waitForEnd();
        postgres.resume();
        for (ReaderPage& page : pages)
            page.takeWhatIsThere();
        hub = std::make_unique<HubProcess>();
        QVERIFY2(startHub(), hub->story().constData());
        for (ReaderPage& page : pages)
            QVERIFY2(page.open(hub->port()), hub->story().constData());
        QVERIFY2(readUntil(PostgresMessages / 2), hub->story().constData());

        // The server dies, with acknowledgements on the way to it.
        QVERIFY2(fillHalf(), client->why().constData());
        QVERIFY2(readUntil(PostgresMessages * 5 / 8), hub->story().constData());
        postgres.pause();
        client.reset();
        postgres.kill();
        START_POSTGRES(postgres);
        QVERIFY2(readUntil(PostgresMessages), hub->story().constData());

        // Everything is acknowledged, so nothing more comes, and the poison is where it belongs.
        client = std::make_unique<PostgresClient>(postgres);
        QTRY_COMPARE(client->count("outbox"), 0);
        QCOMPARE(client->column("SELECT body || tries FROM outbox_dead"),
            (QByteArrayList{"poison5", "poison5"}));
        QVERIFY2(hub->stop(), hub->story().constData());
        for (ReaderPage& page : pages)
            page.takeWhatIsThere();
        std::set<int> all;
        for (const ReaderPage& page : pages) {
            all.insert(page.seen.begin(), page.seen.end());
            QVERIFY(page.isOrdered);
        }
        QCOMPARE(total(), PostgresMessages); // none twice
        QCOMPARE(int(all.size()), PostgresMessages); // none lost
    }
};

ROOM_TEST(TestPostgresLedger, QCoreApplication)
#include "tst_postgres_ledger.moc"
