// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"

#include <QJsonArray>
#include <QTest>

#include <sys/resource.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// The receipt of an answer to a publish, as it is now.
QJsonObject receipt(quint16 port, const QJsonObject& answer)
{
    return httpGet(port, answer["receipt"_L1].toString().toUtf8()).json();
}

int count(const QJsonObject& receipt, const char* name) { return receipt[QLatin1StringView(name)].toInt(-1); }

QByteArray withReceipt(const QByteArray& members) { return '{' + members + ",\"receipt\":true}"; }

void raiseFileLimit()
{
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

// Who has received what was published, without a word from the clients: GET /api/receipts/{id}.
class TstReceipts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { raiseFileLimit(); }

    void onlyWhatAskedForOneHasOne()
    {
        HubProcess hub;
        START_HUB(hub);
        HttpClient client(hub.port());
        const QJsonObject without = publish(client, toUser("42", "1"));
        QVERIFY(!without.contains("receipt"_L1));
        const HttpResponse none = client.get("/api/receipts/" + without["id"_L1].toString().toUtf8());
        QCOMPARE(none.status, 404);
        QVERIFY(none.error().contains(u"\"receipt\":true"_s));
        const QJsonObject nobody = publish(client, withReceipt(R"("userId":"42","data":1)"));
        QTRY_VERIFY(receipt(hub.port(), nobody)["settled"_L1].toBool());
        QCOMPARE(count(receipt(hub.port(), nobody), "recipients"), 0);
        QVERIFY(receipt(hub.port(), nobody)["ack"_L1].toObject()["p99Ms"_L1].isNull());
        QCOMPARE(client.post("/api/receipts/1-0", "{}").status, 405);
        QCOMPARE(client.post("/api/publish", R"({"userId":"42","data":1,"receipt":"yes"})").status, 400);
        // one chosen by the publisher may hold anything
        const QJsonObject chosen = publish(client, withReceipt(R"("userId":"42","data":1,"id":"a/b c?")"));
        QCOMPARE(receipt(hub.port(), chosen)["id"_L1].toString(), u"a/b c?"_s);
    }

    void theLastThousandAreKept()
    {
        HubProcess hub;
        START_HUB(hub);
        HttpClient client(hub.port());
        std::vector<QJsonObject> answers;
        for (int i = 0; i < 1001; ++i)
            answers.push_back(publish(client, withReceipt(R"("userId":"42","data":1)")));
        QVERIFY(receipt(hub.port(), answers.front()).contains("error"_L1));
        QVERIFY(!receipt(hub.port(), answers[1]).contains("error"_L1));
    }

    // 10,000 clients: 9,800 read, 100 do not, 100 are killed when half of the others have read. Of those killed, 50 have read
    // before and 50 cannot have. What the receipt says is what the clients themselves say.
    void itsCountsAreWhatTheClientsSay()
    {
        constexpr std::size_t Readers = 9800;
        constexpr std::size_t Stuck = 100;
        HubProcess hub;
        START_HUB(hub, {u"--backlog-limit"_s, u"16MiB"_s});
        HttpClient client(hub.port());
        std::vector<EventStream> readers, killed, stuck;
        const auto subscribe = [&](std::vector<EventStream>& to, std::size_t number, const QByteArray& query, int receiveBuffer) {
            for (std::size_t i = 0; i < number; ++i)
                to.emplace_back(hub.port(), query, Headers(), "HTTP/1.1", receiveBuffer);
            return std::all_of(to.begin(), to.end(), [](EventStream& one) { return one.waitForOpen(); });
        };
        QVERIFY(subscribe(readers, Readers, {}, 0));
        QVERIFY(subscribe(killed, 50, {}, 0));
        QVERIFY(subscribe(killed, 50, "userId=stuck", 4096));
        QVERIFY(subscribe(stuck, Stuck, "userId=stuck", 4096));
        QCOMPARE(publish(client, toUser("stuck", jsonText(200'000)))["recipients"_L1].toInt(), 150); // fills what they can take in

        const QJsonObject answer = publish(client, withReceipt(R"("broadcast":true,"data":"the one")"));
        QCOMPARE(answer["recipients"_L1].toInt(), 10'000);
        int read = 0;
        const auto readOn = [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                read += readers[i].next().data == "the one";
        };
        readOn(0, Readers / 2);
        for (EventStream& one : killed) {
            if (&one - killed.data() < 50)
                read += one.next().data == "the one";
            one.socket().reset();
        }
        readOn(Readers / 2, Readers);
        QCOMPARE(read, int(Readers) + 50);
        QTRY_COMPARE_WITH_TIMEOUT(count(receipt(hub.port(), answer), "acknowledged"), read, int(Patience.count()));
        QTRY_COMPARE(count(receipt(hub.port(), answer), "gone"), 50);
        QJsonObject now = receipt(hub.port(), answer);
        QCOMPARE(count(now, "recipients"), 10'000);
        QCOMPARE(count(now, "unacknowledged"), int(Stuck));
        QCOMPARE(now["settled"_L1].toBool(true), false);
        int inHistogram = 0;
        for (const QJsonValue& bucket : now["histogram"_L1].toArray())
            inHistogram += bucket.toArray()[1].toInt();
        const QJsonObject ack = now["ack"_L1].toObject();
        QVERIFY2(count(ack, "measured") >= 100 && count(ack, "measured") < 1000, QByteArray::number(count(ack, "measured")).constData()); // evenly spread, they stand for all
        QVERIFY2(std::abs(inHistogram - read) < read / 5, QByteArray::number(inHistogram).constData());
        QVERIFY(ack["firstMs"_L1].toDouble() > 0 && ack["firstMs"_L1].toDouble() <= ack["p50Ms"_L1].toDouble());
        QVERIFY(ack["p50Ms"_L1].toDouble() <= ack["p99Ms"_L1].toDouble() && ack["p99Ms"_L1].toDouble() <= ack["lastMs"_L1].toDouble());

        for (EventStream& one : stuck) {
            QCOMPARE(one.next().data.size(), 200'000);
            read += one.next().data == "the one";
        }
        QTRY_VERIFY(receipt(hub.port(), answer)["settled"_L1].toBool());
        now = receipt(hub.port(), answer);
        QCOMPARE(count(now, "acknowledged"), read);
        QCOMPARE(count(now, "gone"), 50);
        QCOMPARE(count(now, "unacknowledged"), 0);
    }

    void behindRedisEveryInstanceCountsItsOwn()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hubs[3];
        for (int i = 0; i < 3; ++i) {
            START_HUB(hubs[i], {u"--broker"_s, redis.url(), u"--instance-name"_s, u"i%1"_s.arg(i)});
            QTRY_COMPARE(httpGet(hubs[i].port(), "/readyz").status, 200);
        }
        std::vector<EventStream> streams;
        QByteArrayList followers;
        for (int i = 0; i < 300; ++i) { // more users than one slice of a publish
            streams.emplace_back(hubs[i % 3].port(), "userId=u" + QByteArray::number(i / 2));
            followers.append("\"u" + QByteArray::number(i / 2) + '"');
        }
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        HttpClient client(hubs[0].port());
        QCOMPARE(client.request("PUT", "/api/users/7/followers", {}, '[' + followers.join(',') + ']').json()["added"_L1].toInt(), 150);
        for (const QByteArray& how : {QByteArray("fanout"), QByteArray("publish")}) {
            const QByteArray body = how == "fanout" ? withReceipt(R"("authorId":"7","type":"new-post","data":{})") : withReceipt(R"("broadcast":true,"data":{})");
            const QJsonObject answer = client.post("/api/" + how, body).json();
            for (EventStream& stream : streams)
                QCOMPARE(stream.next().data, how == "fanout" ? QByteArray("{\"type\":\"new-post\"}") : QByteArray("{}"));
            for (const HubProcess& asked : hubs) { // whichever is asked
                QTRY_COMPARE(count(receipt(asked.port(), answer), "acknowledged"), 300);
                QTRY_VERIFY(receipt(asked.port(), answer)["settled"_L1].toBool());
                const QJsonObject now = receipt(asked.port(), answer);
                QCOMPARE(count(now, "recipients"), 300);
                QCOMPARE(count(now, "gone"), 0);
                const QJsonArray parts = now["instances"_L1].toArray();
                QCOMPARE(parts.size(), 3);
                for (int i = 0; i < 3; ++i) {
                    QCOMPARE(parts[i].toObject()["instance"_L1].toString(), u"i%1"_s.arg(i));
                    QCOMPARE(count(parts[i].toObject(), "acknowledged"), 100);
                    QVERIFY(count(parts[i].toObject()["ack"_L1].toObject(), "measured") >= 90);
                }
            }
        }
        QCOMPARE(httpGet(hubs[1].port(), "/api/receipts/1-0").status, 404);
        redis.stop();
        QTRY_COMPARE(httpGet(hubs[1].port(), "/api/receipts/1-0").status, 503);
    }
};

QTEST_GUILESS_MAIN(TstReceipts)
#include "tst_receipts.moc"
