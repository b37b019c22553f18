// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QJsonDocument>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// What the hub says on a stream itself: gaps and heartbeats, as comments or, where a client asked,
// as events.
class TstGaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGapIsAnEventForWhoAsks()
    {
        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"2/1h"_s});
        HttpClient client(hub.port());
        const QByteArray first = publish(client, toUser("1", "0"))["id"_L1].toString().toUtf8();
        QByteArray fifth;
        for (int i = 1; i <= 6; ++i) {
            const QByteArray id
                = publish(client, toUser("1", QByteArray::number(i)))["id"_L1].toString().toUtf8();
            if (i == 5)
                fifth = id;
        }
        // whatever the types
        EventStream asks(hub.port(), "userId=1&gaps=1&types=none", {{"Last-Event-ID", first}});
        QVERIFY(asks.waitForOpen());
        const SseEvent gap = asks.next();
        QCOMPARE(gap.event, QByteArray("fanlight-gap"));
        QVERIFY(gap.id.isNull());
        const QJsonObject told = QJsonDocument::fromJson(gap.data).object();
        QCOMPARE(told["from"_L1].toString().toUtf8(), first);
        QCOMPARE(told["to"_L1].toString().toUtf8(), fifth);
        QVERIFY(!told["reason"_L1].toString().isEmpty());

        EventStream plain(hub.port(), "userId=1", {{"Last-Event-ID", first}});
        QVERIFY(plain.waitForOpen());
        QCOMPARE(plain.next().data, QByteArray("5"));
        QCOMPARE(plain.comments().size(), 2);
    }

    void heartbeatsAreEventsForWhoAsksAndCountedNowhere()
    {
        HubProcess hub;
        START_HUB(hub, {u"--heartbeat"_s, u"1s"_s});
        EventStream stream(hub.port(), "userId=1&heartbeat=event");
        QVERIFY(stream.waitForOpen());
        for (int i = 0; i < 2; ++i)
            QCOMPARE(stream.next().wire,
                QByteArray("event: fanlight-heartbeat\ndata: {\"retry\":2000}\n\n"));
        const QJsonObject row = httpGet(hub.port(), "/api/connections")
                                    .json()["connections"_L1]
                                    .toArray()
                                    .first()
                                    .toObject();
        QCOMPARE(row["events"_L1].toInt(-1), 0);
    }

    void aWrongWishIsRefused()
    {
        HubProcess hub;
        START_HUB(hub);
        QVERIFY(
            httpGet(hub.port(), "/api/notifications?gaps=perhaps").error().startsWith(u"gaps: "_s));
        QVERIFY(httpGet(hub.port(), "/api/notifications?heartbeat=2s")
                    .error()
                    .startsWith(u"heartbeat: "_s));
    }
};

ROOM_TEST(TstGaps, QCoreApplication)
#include "tst_gaps.moc"
