// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/stats_reader.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject statsOf(int delivered, double uptime, int connections = 3)
{
    return {{u"instance"_s, u"eu-1"_s}, {u"broker"_s, u"memory"_s}, {u"uptimeSeconds"_s, uptime},
        {u"connections"_s, connections}, {u"delivered"_s, delivered}, {u"published"_s, 1},
        {u"disconnects"_s, QJsonObject{{u"client"_s, 2}}},
        {u"memory"_s, QJsonObject{{u"rssBytes"_s, 1000}}}};
}

} // namespace

// What an older hub tells, and what it does not.
class TestStatsReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresOfAnIntervalAreTheDifference()
    {
        StatsReader reader;
        const QUrl url(u"http://127.0.0.1:3000"_s);
        auto first = reader.read(statsOf(100, 10), url, 1'000'000);
        QVERIFY(first && !first->sample);
        QCOMPARE(first->status.state, HubState::Listening);
        QCOMPARE(first->status.url, url.toString());
        QCOMPARE(first->status.startedAtMs, 990'000);
        auto second = reader.read(statsOf(150, 11, 7), url, 1'001'000);
        QVERIFY(second && second->sample);
        QCOMPARE(second->sample->delivered, 50U);
        QCOMPARE(second->sample->connections, 7U);
        QCOMPARE(second->sample->intervalMs, 1000);
        QCOMPARE(second->sample->rssBytes, 1000.0);
        QVERIFY(!isKnown(second->sample->cpuPercent)); // it does not tell
        // started anew meanwhile
        auto third = reader.read(statsOf(5, 1), url, 1'002'000);
        QVERIFY(third && !third->sample && third->isRestarted);
        // fewer without having started anew: then it was
        QVERIFY(reader.read(statsOf(4, 2), url, 1'003'000)->isRestarted);
    }

    void whatIsNoHubIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* json : {"{}", R"({"connections":-1})", R"({"connections":"1"})",
                 R"({"connections":1,"memory":[]})", R"({"connections":1,"instance":7})",
                 R"({"connections":1,"uptimeSeconds":-1})",
                 R"({"connections":1,"disconnects":{"client":0.5}})"})
            QTest::newRow(json) << QByteArray(json);
    }
    void whatIsNoHubIsNotRead()
    {
        QFETCH(const QByteArray, json);
        StatsReader reader;
        QVERIFY(!reader.read(
            QJsonDocument::fromJson(json).object(), QUrl(u"http://127.0.0.1"_s), 1000));
    }
};

ROOM_TEST(TestStatsReader, QCoreApplication)
#include "tst_stats_reader.moc"
