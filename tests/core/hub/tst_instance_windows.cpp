// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"
#include "hub/window_exchange.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

ConnectionWish ofAllBy(ConnectionColumn column, int first = 0, int count = 100)
{
    ConnectionWish wish;
    wish.scope = ConnectionWish::Scope::All;
    wish.sort.column = column;
    wish.first = first;
    wish.count = count;
    return wish;
}

ConnectionWindow frontWith(
    const ConnectionWish& wish, std::vector<ConnectionRow> rows, const QString& instance = {})
{
    ConnectionWindow window;
    window.wish = wish;
    window.takenAtMs = At;
    window.instance = u"own"_s;
    window.total = window.matching = rows.size();
    for (ConnectionRow& row : rows)
        row.instance = instance;
    window.rows = std::move(rows);
    return window;
}

QStringList usersIn(const ConnectionWindow& window)
{
    QStringList users;
    for (const ConnectionRow& row : window.rows)
        users += row.userId;
    return users;
}

HubOptions behind(const RedisServer& redis, const QString& name)
{
    HubOptions options = onAnyPort();
    options.broker = redis.url();
    options.instanceName = name;
    return options;
}

// The last window a hub told.
struct Watching {
    explicit Watching(HubPort& hub)
    {
        QObject::connect(&hub, &HubPort::connectionsChanged, &context,
            [this](const ConnectionWindowPtr& told) { window = told; });
    }
    QObject context;
    ConnectionWindowPtr window = std::make_shared<ConnectionWindow>();
};

} // namespace

class TestInstanceWindows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWishArrivesAsFarAsOthersNeedIt()
    {
        ConnectionWish wish = ofAllBy(ConnectionColumn::Events, 300, 50);
        wish.sort.order = Qt::DescendingOrder;
        wish.filter = u"user:1*"_s;
        wish.traffic = Traffic::Real;
        wish.withClosed = true;
        wish.withRoundTrip = true;
        wish.lookedAt = {7, At, u"hub-2"_s};
        const auto read = window_exchange::wishFrom(window_exchange::wishJson(wish));
        QVERIFY(read);
        QCOMPARE(read->first + read->count, 350);
        QCOMPARE(read->sort, wish.sort);
        QCOMPARE(read->filter, wish.filter);
        QCOMPARE(read->traffic, wish.traffic);
        QVERIFY(read->withClosed && read->withRoundTrip);
        QCOMPARE(read->lookedAt, wish.lookedAt);
    }

    void aWishThatIsNoneIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << "{}"_ba;
        QTest::newRow("no such column") << R"({"sort":"shoe","traffic":0,"count":5})"_ba;
        QTest::newRow("no such traffic") << R"({"sort":"id","traffic":9,"count":5})"_ba;
        QTest::newRow("too many rows") << R"({"sort":"id","traffic":0,"count":1001})"_ba;
        QTest::newRow("below nothing") << R"({"sort":"id","traffic":0,"count":-1})"_ba;
        QTest::newRow("a filter that is none")
            << R"({"sort":"id","traffic":0,"count":5,"filter":"rtt>much"})"_ba;
    }

    void aWishThatIsNoneIsNotTaken()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!window_exchange::wishFrom(QJsonDocument::fromJson(json).object()));
    }

    void anAnswerArrivesWhole()
    {
        const ConnectionWish wish = ofAllBy(ConnectionColumn::Id);
        ConnectionRow closed = testRow(12);
        closed.closedAtMs = At - 5;
        closed.reason = DisconnectReason::Slow;
        closed.replayed = 3;
        closed.lastEventId = u"17-0"_s;
        ConnectionWindow front = frontWith(wish, {testRow(10), testRow(11), closed});
        front.closed = 1;
        front.matchingClosed = 1;
        front.lookedAt = testRow(11);
        const auto read = window_exchange::answerFrom(window_exchange::answerOf(front), wish);
        QVERIFY(read);
        QCOMPARE(read->matching, 3U);
        QCOMPARE(read->matchingClosed, 1U);
        QCOMPARE(read->closed, 1U);
        QCOMPARE(read->lookedAt->id, 11U);
        QCOMPARE(read->rows.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            const ConnectionRow& sent = front.rows[i];
            const ConnectionRow& came = read->rows[i];
            QCOMPARE(came.id, sent.id);
            QCOMPARE(came.userId, sent.userId);
            QCOMPARE(came.address, sent.address);
            QCOMPARE(came.types, sent.types);
            QCOMPARE(came.connectedAtMs, sent.connectedAtMs);
            QCOMPARE(came.openMs, sent.openForMs(At));
            QCOMPARE(came.events, sent.events);
            QCOMPARE(came.bytes, sent.bytes);
            QCOMPARE(came.dropped, sent.dropped);
            QCOMPARE(came.backlogBytes, sent.backlogBytes);
            QCOMPARE(isKnown(came.rttMs), isKnown(sent.rttMs));
            QCOMPARE(came.userAgent, sent.userAgent);
            QCOMPARE(came.lastEventId, sent.lastEventId);
            QCOMPARE(came.replayed, sent.replayed);
            QCOMPARE(came.closedAtMs, sent.closedAtMs);
            QCOMPARE(came.reason, sent.reason);
        }
    }

    void whatIsNoAnswerIsNotTaken()
    {
        const ConnectionWish wish = ofAllBy(ConnectionColumn::Id, 0, 2);
        const QJsonObject good = QJsonDocument::fromJson(
            window_exchange::answerOf(frontWith(wish, {testRow(1), testRow(2)})))
                                     .object();
        const auto reads = [&](const QJsonObject& json) {
            return window_exchange::answerFrom(QJsonDocument(json).toJson(), wish).has_value();
        };
        QVERIFY(reads(good));
        QJsonObject bad = good;
        bad[u"total"_s] = -1;
        QVERIFY(!reads(bad));
        bad = good;
        bad.remove(u"matching"_s);
        QVERIFY(!reads(bad));
        bad = good;
        bad[u"matching"_s] = 1; // fewer than it shows
        QVERIFY(!reads(bad));
        const QJsonArray row = good[u"rows"_s].toArray()[0].toArray();
        bad = good;
        bad[u"matching"_s] = 9;
        bad[u"rows"_s] = QJsonArray{row, row, row}; // more than was asked for
        QVERIFY(!reads(bad));
        for (qsizetype i = 0; i < row.size(); ++i) { // each value of a row
            const QJsonArray wrongs{
                QJsonObject(), -1, QString(window_exchange::MaxText + 1, u'x'), 1e300};
            for (const QJsonValue& wrong : wrongs) {
                QJsonArray other = row;
                other[i] = wrong;
                bad = good;
                bad[u"rows"_s] = QJsonArray{other};
                if (i == 3 && !wrong.isArray())
                    continue; // types that are none are no types
                if (i == 10 && wrong == QJsonValue(1e300))
                    continue; // a figure
                QVERIFY2(!reads(bad), qPrintable(QString::number(i)));
            }
        }
        QVERIFY(!window_exchange::answerFrom("[", wish));
        QVERIFY(!window_exchange::answerFrom(QByteArray(window_exchange::MaxBytes + 1, ' '), wish));
    }

    void rowsOfAllStandInOneOrder()
    {
        ConnectionRow a = testRow(5);
        a.userId = u"a"_s;
        ConnectionRow b = testRow(3);
        b.userId = u"b"_s;
        ConnectionRow c = testRow(4);
        c.userId = u"c"_s;
        ConnectionRow d = testRow(9);
        d.userId = u"d"_s;
        const ConnectionWish wish = ofAllBy(ConnectionColumn::User, 1, 2);
        const auto joined
            = window_exchange::join(frontWith(wish, {b, d}), {frontWith(wish, {a, c}, u"other"_s)});
        QCOMPARE(usersIn(*joined), (QStringList{u"b"_s, u"c"_s}));
        QCOMPARE(joined->matching, 4U);
        QCOMPARE(joined->first, 1);
        QCOMPARE(joined->rows[0].instance, QString());
        QCOMPARE(joined->rows[1].instance, u"other"_s);
        const ConnectionWish far = ofAllBy(ConnectionColumn::Instance, 500, 3);
        const auto last
            = window_exchange::join(frontWith(far, {b, d}), {frontWith(far, {a, c}, u"other"_s)});
        QCOMPARE(last->first, 1);
        QCOMPARE(usersIn(*last), (QStringList{u"a"_s, u"b"_s, u"d"_s})); // “other”, then “own”
    }

    void streamsOfTwoHubsStandInOneWindow()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig one;
        HubRig two;
        QVERIFY(one.start(behind(redis, u"hub-a"_s)));
        QVERIFY(two.start(behind(redis, u"hub-b"_s)));
        EventStream a(one.port(), "userId=a");
        EventStream b(two.port(), "userId=b");
        EventStream c(one.port(), "userId=c");
        QVERIFY(a.waitForOpen() && b.waitForOpen() && c.waitForOpen());
        Watching watching(one.hub);
        one.hub.watchConnections(ofAllBy(ConnectionColumn::User));
        const auto shows = [&](const QStringList& users) {
            return watching.window->instances == 2 && usersIn(*watching.window) == users;
        };
        QTRY_VERIFY(shows({u"a"_s, u"b"_s, u"c"_s}));
        QVERIFY(watching.window->silent.isEmpty());
        QCOMPARE(watching.window->total, 3U);
        QCOMPARE(watching.window->rows[0].instance, QString());
        QCOMPARE(watching.window->rows[1].instance, u"hub-b"_s);
        ConnectionWish wish = ofAllBy(ConnectionColumn::User);
        wish.filter = u"user:b"_s;
        wish.lookedAt = keyOf(watching.window->rows[1]);
        one.hub.watchConnections(wish);
        QTRY_VERIFY(shows({u"b"_s}));
        QVERIFY(watching.window->lookedAt);
        QCOMPARE(watching.window->lookedAt->userId, u"b"_s);
        QCOMPARE(redis.command({"KEYS", "fanlight:window:*"}).toList().size() <= 1, true);
        two.hub.stop(); // it takes its leave
        QTRY_COMPARE(watching.window->instances, 1);
        one.hub.watchConnections(std::nullopt);
    }

    void oneThatDoesNotAnswerIsSaid()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start(behind(redis, u"hub-a"_s)));
        EventStream a(rig.port(), "userId=a");
        QVERIFY(a.waitForOpen());
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const QByteArray heartbeat = QByteArray::number(now + 30'000); // not soon stale
        redis.command({"HSET", "fanlight:instance:ghost", "mark", "abcdefgh", "heartbeat_ms",
            heartbeat, "name", "ghost"});
        redis.command({"ZADD", "fanlight:instances", heartbeat, "ghost"});
        Watching watching(rig.hub);
        rig.hub.watchConnections(ofAllBy(ConnectionColumn::User));
        QTRY_COMPARE(watching.window->silent, QStringList{u"ghost"_s});
        QCOMPARE(watching.window->instances, 2);
        QCOMPARE(usersIn(*watching.window), QStringList{u"a"_s});
        rig.hub.watchConnections(std::nullopt);
    }
};

ROOM_TEST(TestInstanceWindows, QCoreApplication)
#include "tst_instance_windows.moc"
