// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <thread>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray withKey(QByteArray body, const QByteArray& key)
{
    body.chop(1);
    return body + ",\"once\":\"" + key + "\"}";
}

// A hub, or two behind one Redis, which forgets nothing over a crash.
struct OnceWorld {
    RedisServer redis;
    std::vector<std::unique_ptr<HubProcess>> hubs;
    bool isBehindRedis = false;

    bool startRedis() { return redis.start({u"--appendonly"_s, u"yes"_s}); }
    bool startHub(std::size_t i)
    {
        QStringList options{u"--instance-name"_s, u"hub%1"_s.arg(i), u"--shards"_s, u"2"_s};
        options += {u"--history"_s, u"10000/1h"_s};
        if (isBehindRedis)
            options += {u"--broker"_s, redis.url()};
        if (hubs[i]->port() != 0)
            options += {u"--listen"_s, u"127.0.0.1:%1"_s.arg(hubs[i]->port())};
        return hubs[i]->start(options);
    }
    bool start(bool behindRedis)
    {
        isBehindRedis = behindRedis;
        if (isBehindRedis && !startRedis())
            return false;
        for (int i = 0; i < (isBehindRedis ? 2 : 1); ++i) {
            hubs.push_back(std::make_unique<HubProcess>());
            if (!startHub(std::size_t(i)) || !waitUntilReady(std::size_t(i)))
                return false;
        }
        return true;
    }
    bool waitUntilReady(std::size_t i) const
    {
        return QTest::qWaitFor(
            [&] { return httpGet(port(int(i)), "/readyz").status == 200; }, int(Patience.count()));
    }
    // of a hub, counted round
    quint16 port(int i) const { return hubs[std::size_t(i) % hubs.size()]->port(); }
    HttpResponse post(
        int hub, const QByteArray& body, const QByteArray& path = "/api/publish") const
    {
        return httpPost(port(hub), path, body);
    }
    QByteArray log(int hub) const { return hubs[std::size_t(hub) % hubs.size()]->standardError(); }
    QByteArray story() const
    {
        QByteArray all = redis.story();
        for (const auto& hub : hubs)
            all += hub->story();
        return all;
    }
};

#define START_WORLD(world, behindRedis)                                                            \
    QVERIFY2((world).start(behindRedis), (world).story().constData())

double onceFigure(quint16 port, const QByteArray& name)
{
    const QList<QByteArray> lines = httpGet(port, "/metrics").body.split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(QByteArray(name + ' ')))
            return line.mid(name.size() + 1).toDouble();
    }
    return -1;
}

} // namespace

// A publish with a key is published once, whoever asks for it again, and wherever.
class TstOnce : public QObject {
    Q_OBJECT

    static void brokers()
    {
        QTest::addColumn<bool>("behindRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("two behind Redis") << true;
    }

private Q_SLOTS:
    void isAnsweredWithTheFirstResult_data() { brokers(); }
    void isAnsweredWithTheFirstResult()
    {
        QFETCH(const bool, behindRedis);
        OnceWorld world;
        START_WORLD(world, behindRedis);
        EventStream streams[]{{world.port(0), "userId=42"}, {world.port(0), "userId=42"}};
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        const QByteArray body = withKey(toUser("42", "1"), "k");
        const HttpResponse first = world.post(0, body);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.json()["recipients"_L1].toInt(), 2);
        QVERIFY(!first.json().contains("repeated"_L1));
        for (int i = 0; i < 3; ++i) {
            // What the other one answers is told by Redis, once the first has told it.
            HttpResponse again;
            QTRY_COMPARE_WITH_TIMEOUT((again = world.post(i, body)).json()["recipients"_L1].toInt(),
                2, int(Patience.count()));
            QCOMPARE(again.status, 200);
            QJsonObject answer = again.json();
            QVERIFY2(answer.take("repeated"_L1).toBool(), again.body.constData());
            QCOMPARE(answer, first.json());
        }
        QCOMPARE(world.post(1, toUser("42", "\"end\"")).status, 200);
        for (EventStream& stream : streams) {
            QCOMPARE(stream.next().data, "1");
            QCOMPARE(stream.next().data, "end");
        }
        QVERIFY(onceFigure(world.port(0), "fanlight_publishes_repeated_total") >= 2);
        QCOMPARE(onceFigure(world.port(0), "fanlight_published_total"), behindRedis ? 1. : 2.);
    }

    void followersAndInterestsToo_data()
    {
        QTest::addColumn<bool>("behindRedis");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("set");
        for (const bool behindRedis : {false, true}) {
            const char* const where = behindRedis ? "Redis" : "memory";
            QTest::addRow("fan-out, %s", where) << behindRedis << "/api/fanout"_ba
                                                << R"({"authorId":"ada","data":1})"_ba
                                                << "/api/users/ada/followers"_ba;
            QTest::addRow("selective, %s", where) << behindRedis << "/api/selective"_ba
                                                  << R"({"type":"like","data":1})"_ba
                                                  << ""_ba;
        }
    }
    // Who came since gets what is published since, and nothing that was.
    void followersAndInterestsToo()
    {
        QFETCH(const bool, behindRedis);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, set);
        OnceWorld world;
        START_WORLD(world, behindRedis);
        EventStream stream(world.port(0), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(world.port(0));
        const auto join = [&](const QByteArray& user) {
            return set.isEmpty()
                ? client.request("PUT", "/api/users/" + user + "/interests/like").status
                : client.request("PUT", set + '/' + user).status;
        };
        const HttpResponse nobody = world.post(0, withKey(body, "nobody"), path);
        QCOMPARE(nobody.status, 200);
        QVERIFY2(nobody.json()["id"_L1].isNull(), nobody.body.constData());
        QVERIFY(join("42") < 300);
        const HttpResponse first = world.post(0, withKey(body, "k"), path);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.json()["recipients"_L1].toInt(), 1);
        QVERIFY(join("43") < 300);
        for (int i = 0; i < 2; ++i) {
            HttpResponse again = world.post(i, withKey(body, "k"), path);
            QJsonObject answer = again.json();
            QVERIFY2(answer.take("repeated"_L1).toBool(), again.body.constData());
            QCOMPARE(answer["id"_L1], first.json()["id"_L1]);
            QCOMPARE(answer[set.isEmpty() ? "interested"_L1 : "followers"_L1].toInt(), 1);
            // What went to nobody is not sent to those who came since.
            QTRY_VERIFY_WITH_TIMEOUT((again = world.post(i, withKey(body, "nobody"), path))
                                         .json()["repeated"_L1]
                                         .toBool(),
                int(Patience.count()));
            QVERIFY2(again.json()["id"_L1].isNull(), again.body.constData());
        }
        QCOMPARE(world.post(0, toUser("42", "\"end\"")).status, 200);
        QCOMPARE(stream.next().data, "1");
        QCOMPARE(stream.next().data, "end");
    }

    void whatWasRefusedIsTakenNextTime()
    {
        OnceWorld world;
        START_WORLD(world, false);
        QCOMPARE(world.post(0, R"({"userId":"42","once":"k"})").status, 400);
        const HttpResponse taken = world.post(0, withKey(toUser("42", "1"), "k"));
        QCOMPARE(taken.status, 200);
        QVERIFY(!taken.json().contains("repeated"_L1));
        for (const QByteArray& wrong : QByteArrayList{R"("")"_ba, R"("a\nb")"_ba, R"("a\tb")"_ba,
                 R"({})"_ba, "true"_ba, '"' + QByteArray(257, 'k') + '"'}) {
            const HttpResponse response
                = world.post(0, R"({"userId":"42","data":1,"once":)" + wrong + '}');
            QCOMPARE(response.status, 400);
            QVERIFY2(response.error().startsWith(u"once: "_s), response.body.constData());
        }
        QCOMPARE(world.post(0, R"({"userId":"42","data":1,"once":1004})").status, 200);
        QVERIFY(world.post(0, R"({"userId":"42","data":1,"once":"1004"})")
                    .json()["repeated"_L1]
                    .toBool());
    }

    void anotherWithTheKeyIsToldThatItWasNotPublished_data() { brokers(); }
    void anotherWithTheKeyIsToldThatItWasNotPublished()
    {
        QFETCH(const bool, behindRedis);
        OnceWorld world;
        START_WORLD(world, behindRedis);
        EventStream stream(world.port(0), "userId=42");
        QVERIFY(stream.waitForOpen());
        const HttpResponse first = world.post(0, withKey(toUser("42", "1"), "k"));
        for (int i = 0; i < 2; ++i) {
            const HttpResponse other = world.post(i, withKey(toUser("42", "2"), "k"));
            QCOMPARE(other.status, 200);
            QVERIFY(other.json()["repeated"_L1].toBool());
            QCOMPARE(other.json()["id"_L1], first.json()["id"_L1]);
            QTRY_VERIFY2(
                world.log(i).contains("the key “k” (once) came again with another publish"),
                world.log(i).constData());
            QVERIFY2(other.json()["warning"_L1].toString().startsWith(u"once: "_s),
                other.body.constData());
        }
        QCOMPARE(world.post(0, toUser("42", "\"end\"")).status, 200);
        QCOMPARE(stream.next().data, "1");
        QCOMPARE(stream.next().data, "end");
    }

    // At once, on all instances.
    void ofManyAtOnceOneIsPublished_data() { brokers(); }
    void ofManyAtOnceOneIsPublished()
    {
        QFETCH(const bool, behindRedis);
        OnceWorld world;
        START_WORLD(world, behindRedis);
        EventStream stream(world.port(0), "userId=42");
        QVERIFY(stream.waitForOpen());
        constexpr int Keys = 50;
        constexpr int Publishers = 6;
        std::vector<std::thread> threads;
        std::vector<std::vector<QByteArray>> ids(Publishers);
        std::atomic<int> firsts = 0;
        for (int p = 0; p < Publishers; ++p) {
            threads.emplace_back([&, p] {
                HttpClient client(world.port(p));
                for (int i = 0; i < Keys; ++i) {
                    const QJsonObject answer = client
                                                   .post("/api/publish",
                                                       withKey(toUser("42", QByteArray::number(i)),
                                                           'k' + QByteArray::number(i)))
                                                   .json();
                    ids[std::size_t(p)].push_back(answer["id"_L1].toString().toUtf8());
                    firsts += !answer["repeated"_L1].toBool();
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(firsts.load(), Keys);
        for (const auto& of : ids)
            QCOMPARE(of, ids.front());
        QCOMPARE(world.post(0, toUser("42", "\"end\"")).status, 200);
        QSet<QByteArray> got;
        for (QByteArray data = stream.next().data; data != "end"; data = stream.next().data) {
            QVERIFY2(!data.isEmpty() && !got.contains(data), data.constData());
            got.insert(data);
        }
        QCOMPARE(got.size(), Keys);
    }

    // Of many users, whose slices Redis is given one after the other.
    void aLargeOneReachesEachOnce()
    {
        OnceWorld world;
        START_WORLD(world, true);
        QByteArrayList names;
        for (int i = 0; i < 500; ++i)
            names << "\"u" + QByteArray::number(i) + '"';
        const QByteArray body
            = withKey("{\"userIds\":[" + names.join(',') + "],\"data\":1}", "many");
        world.redis.command({"SET", "fanlight:log:u77", "no stream"});
        const HttpResponse first = world.post(0, body);
        QCOMPARE(first.json()["failedCount"_L1].toInt(), 1);
        world.redis.command({"DEL", "fanlight:log:u77"});
        const HttpResponse second = world.post(1, body);
        QCOMPARE(second.status, 200);
        QVERIFY(!second.json().contains("failedCount"_L1));
        QVERIFY(!second.json().contains("repeated"_L1)); // one was published
        QCOMPARE(second.json()["id"_L1], first.json()["id"_L1]);
        HttpResponse third;
        QTRY_VERIFY_WITH_TIMEOUT(
            (third = world.post(0, body)).json()["repeated"_L1].toBool(), int(Patience.count()));
        QCOMPARE(third.json()["channels"_L1].toInt(), 500);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(world.redis.command({"XLEN", "fanlight:log:u" + QByteArray::number(i)})
                         .toLongLong(),
                1);
        QTRY_COMPARE_WITH_TIMEOUT(
            world.redis.command({"EXISTS", "fanlight:once-part:many"}).toLongLong(), 0,
            int(Patience.count()));
    }

    // The receipt is the first one's.
    void tellsTheReceiptOfTheFirst()
    {
        OnceWorld world;
        START_WORLD(world, true);
        EventStream stream(world.port(0), "userId=42");
        QVERIFY(stream.waitForOpen());
        const QByteArray body
            = R"({"userId":"42","data":1,"id":"order-17","receipt":true,"once":"k"})";
        const HttpResponse first = world.post(0, body);
        const QByteArray path = first.json()["receipt"_L1].toString().toUtf8();
        QCOMPARE(path, "/api/receipts/order-17");
        for (int i = 0; i < 2; ++i) {
            const HttpResponse again = world.post(i, body);
            QVERIFY(again.json()["repeated"_L1].toBool());
            QCOMPARE(again.json()["receipt"_L1].toString().toUtf8(), path);
        }
        QCOMPARE(httpGet(world.port(0), path).json()["recipients"_L1].toInt(), 1);
    }

    // Publishers that ask again until they are told, at whichever hub, while hubs and Redis are
    // killed: each event is there once, whatever they were answered before.
    void whoAsksUntilToldPublishesOnceWhateverIsKilled()
    {
        OnceWorld world;
        START_WORLD(world, true);
        constexpr int Publishers = 4;
        constexpr int Each = 500;
        const quint16 ports[] = {world.port(0), world.port(1)};
        std::atomic<int> told = 0;
        std::atomic<int> unknown = 0; // answered otherwise, or not at all
        std::atomic<bool> isStopped = false;
        std::vector<std::thread> publishers;
        for (int p = 0; p < Publishers; ++p) {
            publishers.emplace_back([&, p] {
                int hub = p;
                std::unique_ptr<HttpClient> client;
                for (int i = 0; i < Each && !isStopped; ++i) {
                    const QByteArray name = QByteArray::number(p) + '-' + QByteArray::number(i);
                    const QByteArray body
                        = withKey(toUser("u" + QByteArray::number(p), '"' + name + '"'), name);
                    for (int status = 0; status != 200 && !isStopped;) {
                        if (!client || !client->isConnected())
                            client = std::make_unique<HttpClient>(ports[++hub % 2]);
                        status = client->post("/api/publish", body).status;
                        if (status == 200) {
                            ++told;
                            break;
                        }
                        ++unknown;
                        client.reset(); // the other one may know
                        std::this_thread::sleep_for(20ms);
                    }
                }
            });
        }
        QString trouble;
        for (int round = 1; trouble.isEmpty() && told < Publishers * Each; ++round) {
            const int before = told;
            if (!QTest::qWaitFor([&] { return told >= std::min(before + 150, Publishers * Each); },
                    int(Patience.count()))) {
                trouble = u"only %1 were told"_s.arg(told.load());
            } else if (told < Publishers * Each) {
                if (round % 3 == 0) {
                    world.redis.kill();
                    trouble = world.startRedis() ? QString() : u"no Redis"_s;
                } else {
                    HubProcess& hub = *world.hubs[std::size_t(round % 2)];
                    hub.crash();
                    hub.waitForEnd();
                    trouble = world.startHub(std::size_t(round % 2)) ? QString() : u"no hub"_s;
                }
            }
        }
        isStopped = !trouble.isEmpty();
        for (std::thread& publisher : publishers)
            publisher.join();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble + QString::fromUtf8(world.story())));
        QVERIFY(unknown > 0); // else nothing was shown
        qInfo("%d asked again", unknown.load());
        QVERIFY(world.waitUntilReady(0));
        for (int p = 0; p < Publishers; ++p) {
            const QVariantList kept
                = world.redis
                      .command({"XRANGE", "fanlight:log:u" + QByteArray::number(p), "-", "+"})
                      .toList();
            QByteArrayList got;
            for (const QVariant& event : kept) {
                const QByteArray payload = event.toList().value(1).toList().value(1).toByteArray();
                const qsizetype at
                    = payload.lastIndexOf(QByteArray('"' + QByteArray::number(p) + '-')) + 1;
                got << payload.mid(at, payload.indexOf('"', at) - at);
            }
            QCOMPARE(got.size(), Each);
            for (int i = 0; i < got.size(); ++i)
                QCOMPARE(got[i], QByteArray::number(p) + '-' + QByteArray::number(i));
        }
    }
};

ROOM_TEST(TstOnce, QCoreApplication)
#include "tst_once.moc"
