// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/stream_query.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

class TestStreamQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsRead()
    {
        const StreamQuery asked = StreamQuery::read(
            "userId=4%202&types=like,comment&lastEventId=1-0&gaps=1&heartbeat=event");
        QCOMPARE(asked.error, std::string());
        QCOMPARE(asked.userId, std::optional<std::string>("4 2"));
        QCOMPARE(asked.types, std::string("like,comment"));
        QCOMPARE(asked.lastEventId, std::string("1-0"));
        QVERIFY(asked.wantsGaps && asked.wantsHeartbeats);
        const StreamQuery nothing = StreamQuery::read("");
        QVERIFY(nothing.error.empty() && !nothing.userId && nothing.types.empty()
            && !nothing.wantsGaps && !nothing.wantsHeartbeats);
    }

    void typesMayBeWrittenInManyWays_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("types");
        const auto row = [](const char* query, const char* types) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(types);
        };
        row("types=like,comment", "like,comment");
        row("types=like&types=comment", "like,comment");
        row("types=like,%20comment", "like,comment");
        row("types=%20like%20,+comment+", "like,comment");
        row("types%5B%5D=like&types%5B%5D=comment", "like,comment");
        row("types[]=like&types[]=comment", "like,comment");
        row("types[0]=like&types[1]=comment", "like,comment");
        row("types=like%2Ccomment", "like,comment");
        row("types=like,comment,like&types=comment", "like,comment");
        row("types=,like,,comment,", "like,comment");
        // words of a type, or types: both are taken
        row("types=like+comment", "like comment,like,comment");
        row("types=", "");
        row("types=n%C3%A9w", "n\xC3\xA9w");
    }
    void typesMayBeWrittenInManyWays()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, types);
        const StreamQuery asked = StreamQuery::read(query.toStdString());
        QCOMPARE(asked.error, std::string());
        QCOMPARE(QByteArray::fromStdString(asked.types), types);
    }

    void whatASilentStreamWouldComeOfIsRefused_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("error"); // what it begins with
        const auto row = [](const char* query, const char* error) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(error);
        };
        for (const char* name : {"userid", "user", "user_id", "uid", "userID", "UserId",
                 "userId%5B%5D", "user-id", "usreId", "userIds"})
            QTest::newRow(name) << QByteArray(name) + "=42"
                                << QUrl::fromPercentEncoding(name).toUtf8()
                    + ": is not a parameter of a stream; did you mean userId?";
        for (const char* name : {"type", "Types", "typs", "event"})
            QTest::newRow(name) << QByteArray(name) + "=like"
                                << QByteArray(name)
                    + ": is not a parameter of a stream; did you mean types?";
        for (const char* name : {"lastEventID", "last_event_id", "lasteventid", "Last-Event-ID",
                 "last-event-id", "lastId", "since"})
            QTest::newRow(name) << QByteArray(name) + "=5"
                                << QByteArray(name)
                    + ": is not a parameter of a stream; did you mean lastEventId?";
        row("gap=1", "gap: is not a parameter of a stream; did you mean gaps?");
        row("channel=x",
            "channel: is not a parameter of a stream; known are userId, types, lastEventId, gaps, "
            "heartbeat");
        row("userId=1&userId=2", "userId: is given twice");
        row("lastEventId=1&lastEventId=2", "lastEventId: is given twice");
        row("userId=", "userId: must not be empty");
        row("userId=a%0Ab", "userId: must not contain CR, LF or NUL");
        row("userId=%ff", "userId: must be UTF-8");
        row("userId=%4", "the query holds an escape");
        row("types=a%0Db", "types: must not contain CR, LF or NUL");
        row("types=%ff", "types: must be UTF-8");
        row("gaps=maybe", "gaps: must be 1");
        row("heartbeat=loud", "heartbeat: must be event or comment");
    }
    void whatASilentStreamWouldComeOfIsRefused()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, error);
        const StreamQuery asked = StreamQuery::read(query.toStdString());
        QVERIFY2(asked.error.starts_with(error.toStdString()), asked.error.c_str());
    }

    void whatIsAddedAgainstCachesIsTolerated()
    {
        for (const char* query :
            {"userId=1&_=1732449751", "t=1", "ts=1", "cb=1", "v=2", "userId=1&userId=1"})
            QCOMPARE(StreamQuery::read(query).error, std::string());
    }

    void typesAreBounded()
    {
        const auto types = [](std::size_t count, std::size_t length) {
            std::string query = "types=";
            for (std::size_t i = 0; i < count; ++i)
                query
                    += (i > 0 ? "," : "") + std::to_string(100 + i) + std::string(length - 3, 'x');
            return StreamQuery::read(query).error;
        };
        QCOMPARE(types(StreamQuery::MaxTypes, 5), std::string());
        QVERIFY(types(StreamQuery::MaxTypes + 1, 5)
                    .starts_with("types: must not name more than 64 types"));
        QVERIFY(types(10, 250).starts_with("types: must not name more than"));
    }
};

ROOM_TEST(TestStreamQuery, QCoreApplication)
#include "tst_stream_query.moc"
