// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/codec.h"
#include "hub/views/connection_codec.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <random>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject throughText(const QJsonObject& object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson(QJsonDocument::Compact)).object();
}

QStringList textsOf(const ConnectionWindow& window)
{
    QStringList texts;
    for (const ConnectionRow& row : window.rows)
        texts += QString::fromUtf8(QJsonDocument(views::toJson(row)).toJson());
    for (const UserRow& row : window.users)
        texts += QString::fromUtf8(QJsonDocument(views::toJson(row)).toJson());
    return texts;
}

ConnectionRow rowWith(quint64 id, std::mt19937_64& random, qint64 nowMs)
{
    ConnectionRow row;
    row.id = id;
    row.userId = QString::number(id % 7);
    row.address = u"127.0.0.1:%1"_s.arg(id);
    row.connectedAtMs = 1000 + qint64(id);
    row.openMs = nowMs - row.connectedAtMs;
    row.events = random() % 3;
    row.bytes = random() % 1000;
    if (random() % 5 == 0)
        row.rttMs = 0.5;
    return row;
}

ConnectionWindow windowAt(qint64 nowMs, std::mt19937_64& random)
{
    ConnectionWindow window;
    window.takenAtMs = nowMs;
    window.total = 100;
    for (int i = 0; i < 30; ++i) {
        if (random() % 4 != 0)
            window.rows.push_back(rowWith(1 + random() % 40, random, nowMs));
    }
    std::sort(window.rows.begin(), window.rows.end(),
        [](const ConnectionRow& a, const ConnectionRow& b) { return a.id < b.id; });
    window.rows.erase(
        std::unique(window.rows.begin(), window.rows.end(),
            [](const ConnectionRow& a, const ConnectionRow& b) { return a.id == b.id; }),
        window.rows.end());
    window.matching = window.rows.size();
    if (!window.rows.empty() && random() % 2 == 0)
        window.lookedAt = window.rows.front();
    return window;
}

} // namespace

class TestConnectionCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Whatever windows follow one another, the other end has the last of them.
    void theOtherEndHasTheWindow()
    {
        std::mt19937_64 random(5);
        views::ConnectionTold told;
        views::ConnectionReader reader;
        for (int i = 0; i < 300; ++i) {
            const ConnectionWindow window = windowAt(100'000 + i * 500, random);
            QVERIFY(reader.take(throughText(told.next(window, 4, 1))));
            const ConnectionWindow there = reader.window();
            QCOMPARE(textsOf(there), textsOf(window));
            QCOMPARE(there.matching, window.matching);
            QCOMPARE(there.lookedAt.has_value(), window.lookedAt.has_value());
            if (window.lookedAt)
                QCOMPARE(views::toJson(*there.lookedAt), views::toJson(*window.lookedAt));
            QCOMPARE(reader.tag(), 4U);
        }
    }

    void usersHaveTheirRows()
    {
        views::ConnectionTold told;
        views::ConnectionReader reader;
        ConnectionWindow window;
        window.wish.group = ConnectionWish::Group::Users;
        for (const QString& user : {u"42"_s, QString(), u"7"_s}) {
            UserRow row;
            row.userId = user;
            row.streams = 2;
            row.agents = QStringList{u"a"_s};
            window.users.push_back(row);
        }
        QVERIFY(reader.take(throughText(told.next(window, 0, 1))));
        QCOMPARE(textsOf(reader.window()), textsOf(window));
        // and give way to those of streams
        std::mt19937_64 random(1);
        const ConnectionWindow streams = windowAt(5000, random);
        QVERIFY(reader.take(throughText(told.next(streams, 0, 1))));
        QCOMPARE(textsOf(reader.window()), textsOf(streams));
        QVERIFY(reader.window().users.empty());
    }

    void whatIsNotLookedAtIsNotTold()
    {
        std::mt19937_64 random(2);
        views::ConnectionTold told;
        ConnectionWindow window = windowAt(1000, random);
        window.lookedAt.reset();
        window.wish.columns = ConnectionWish::bit(ConnectionColumn::User);
        const QByteArray text = QJsonDocument(told.next(window, 0, 1)).toJson();
        QVERIFY(!text.contains("\"events\"") && !text.contains("\"bytes\"")
            && !text.contains("address"));
        QVERIFY(text.contains("\"user\""));
        window.takenAtMs += 500;
        for (ConnectionRow& row : window.rows)
            row.bytes += 4;
        QVERIFY(told.next(window, 0, 1).isEmpty());
    }

    void wishComesBackAsItWas()
    {
        ConnectionWish wish;
        wish.columns = ConnectionWish::bit(ConnectionColumn::Events)
            | ConnectionWish::bit(ConnectionColumn::RoundTrip);
        wish.sort = {ConnectionColumn::Events, Qt::DescendingOrder};
        wish.userSort = {UserColumn::Events, Qt::DescendingOrder}; // one for both
        wish.filter = u"user:4*"_s;
        wish.traffic = Traffic::Real;
        wish.first = 7;
        wish.count = 9;
        wish.withRoundTrip = wish.withClosed = true;
        wish.lookedAt = {17, 4, u"hub-2"_s};
        wish.valuesOf = u"user"_s;
        wish.valuesLike = u"4"_s;
        ConnectionWish read;
        quint64 tag = 0;
        QCOMPARE(views::readWish(throughText(views::toJson(wish, 12)), read, tag), QString());
        QCOMPARE(read, wish);
        QCOMPARE(tag, 12U);
    }

    void wrongWishIsSaidAndNothingChanges_data()
    {
        QTest::addColumn<QByteArray>("json");
        int n = 0;
        for (const char* json :
            {R"({"count":500})", R"({"count":"5"})", R"({"first":-1})", R"({"sort":"beauty"})",
                R"({"columns":"user"})", R"({"filter":"age>>4"})", R"({"instances":"some"})",
                R"({"descending":1})", R"({"lookedAt":{"id":4}})", R"({"traffic":null})",
                R"({"tag":-1})", R"({"rows":4})", R"({"instances":"all","group":"users"})"})
            QTest::addRow("%d", ++n) << QByteArray(json);
    }
    void wrongWishIsSaidAndNothingChanges()
    {
        QFETCH(QByteArray, json);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        QVERIFY(!object.isEmpty());
        ConnectionWish wish;
        quint64 tag = 3;
        QVERIFY(views::readWish(object, wish, tag).startsWith("connections."_L1));
        QCOMPARE(wish, ConnectionWish());
        QCOMPARE(tag, 3U);
    }

    void hostileNewsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        int n = 0;
        for (const char* json : {R"({"order":["c-1.1"]})",
                 R"({"set":{"c-1.1":4},"order":["c-1.1"]})", R"({"set":{"c-1.1":{"id":"c-1"}}})",
                 R"({"set":{"c-1.1":{"id":"c-1"}},"order":["c-1.1","c-1.1"]})",
                 R"({"set":{"c-1.1":{"events":-1}},"order":["c-1.1"]})", R"({"total":"many"})",
                 R"({"takenAt":{}})", R"({"lookedAt":{"id":4}})", R"({"tag":"x"})"})
            QTest::addRow("%d", ++n) << QByteArray(json);
    }
    void hostileNewsAreRefused()
    {
        QFETCH(QByteArray, json);
        views::ConnectionReader reader;
        QVERIFY(!reader.take(QJsonDocument::fromJson(json).object()));
        QVERIFY(reader.window().rows.empty());
        QVERIFY(reader.take({}));
    }
};

ROOM_TEST(TestConnectionCodec, NoApplication)
#include "tst_connection_codec.moc"
