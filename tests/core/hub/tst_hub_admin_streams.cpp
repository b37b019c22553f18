// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/closed_connections.h"
#include "hub/log_ring.h"
#include "hub_rig.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject viewOfNext(EventStream& stream, const QString& view)
{
    for (;;) {
        const SseEvent event = stream.next();
        if (event.isNull())
            return {};
        const QJsonObject views
            = QJsonDocument::fromJson(event.data).object()["views"_L1].toObject();
        if (views.contains(view))
            return views[view].toObject();
    }
}

// The next news of a view that have this member; empty: none came.
QJsonObject newsWith(EventStream& stream, const QString& view, const QString& member)
{
    for (;;) {
        const SseEvent event = stream.next();
        if (event.isNull())
            return {};
        const QJsonObject news
            = QJsonDocument::fromJson(event.data).object()["views"_L1][view].toObject();
        if (news.contains(member))
            return news;
    }
}

const QByteArray Admin = "an-admin-token-that-is-long-enough";
const QByteArray Monitor = "a-monitor-token-that-is-long-enough";

Headers bearing(const QByteArray& token)
{
    return {{"Authorization", "Bearer " + token}};
}

} // namespace

// Admin streams, where the hub itself has to be asked for something.
class TestHubAdminStreams : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenThatIsGoodNoLongerEndsItsStream()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.adminToken = QString::fromLatin1(Admin);
        options.monitorToken = QString::fromLatin1(Monitor);
        QVERIFY(rig.start(options));
        EventStream ends(rig.port(), "/api/admin/stream?views=sample", bearing(Monitor));
        EventStream stays(rig.port(), "/api/admin/stream?views=sample", bearing(Admin));
        QCOMPARE(ends.next().event, "snapshot");
        QCOMPARE(stays.next().event, "snapshot");
        const QByteArray last = ends.lastEventId();
        options.monitorToken = u"another-monitor-token-long-enough"_s;
        QString error = u"no answer"_s;
        rig.hub.changeOptions(options, [&](const QString& wrong) { error = wrong; });
        QTRY_COMPARE(error, QString());
        QVERIFY(ends.waitForCleanEnd());
        QVERIFY(!viewOfNext(stays, u"sample"_s).isEmpty());
        // and nobody else goes on with it
        EventStream other(rig.port(), "/api/admin/stream?views=sample",
            bearing(Admin) + Headers{{"Last-Event-ID", last}});
        QCOMPARE(other.next().event, "snapshot");
    }

    void theProgramsLogIsTold()
    {
        LogRing ring;
        HubRig rig;
        rig.hub.setLog(ring);
        QVERIFY(rig.start());
        LogLine line;
        line.text = u"first"_s;
        ring.append(line);
        EventStream stream(rig.port(), "/api/admin/stream?views=log");
        QCOMPARE(viewOfNext(stream, u"log"_s)["set"_L1]["1"_L1]["text"_L1].toString(), u"first"_s);
        for (int i = 0; i < 300; ++i)
            ring.append(line);
        const QJsonObject news = viewOfNext(stream, u"log"_s);
        const qsizetype lines = news["set"_L1].toObject().size();
        QVERIFY(lines <= 200);
        QVERIFY(lines == 200 || news["left"_L1].isUndefined());
    }

    void figuresOfBeforeComeAsASeries()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream clock(rig.port(), "/api/admin/stream?views=sample");
        for (int i = 0; i < 5; ++i)
            QVERIFY(!newsWith(clock, u"sample"_s, u"time"_s).isEmpty());
        EventStream late(rig.port(), "/api/admin/stream?views=sample");
        const QJsonObject sample = viewOfNext(late, u"sample"_s);
        const QJsonArray series = sample["series"_L1].toArray();
        QVERIFY(series.size() >= 3);
        qint64 before = 0;
        for (const QJsonValue one : series) {
            QVERIFY(one["time"_L1].toInteger() > before);
            before = one["time"_L1].toInteger();
        }
        QVERIFY(sample["time"_L1].toInteger() > before);
        QVERIFY(!viewOfNext(late, u"sample"_s).contains("series"_L1));
    }

    void receiptsOfWhoeverPublishedAreTold()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "/api/admin/stream?views=receipts");
        QCOMPARE(stream.next().event, "snapshot");
        EventStream client(rig.port(), "userId=42");
        QVERIFY(client.waitForOpen());
        HttpClient publisher(rig.port());
        const QJsonObject answer
            = publisher.post("/api/publish", R"({"userId":"42","data":1,"receipt":true})").json();
        const QJsonObject rows = newsWith(stream, u"receipts"_s, u"set"_s)["set"_L1].toObject();
        QCOMPARE(rows.keys(), QStringList{answer["id"_L1].toString()});
    }

    void oneStreamIsLookedAtClosely()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream client(rig.port(), "userId=42");
        QVERIFY(client.waitForOpen());
        EventStream stream(rig.port(), "/api/admin/stream?views=connection");
        QVERIFY(stream.waitForOpen());
        EventStream other(rig.port(), "/api/admin/stream?views=connection");
        QVERIFY(other.waitForOpen());
        HttpClient http(rig.port());
        const QByteArray wish = "{\"connection\":{\"id\":\"" + client.connectionId() + "\"}}";
        QCOMPARE(
            http.request("PATCH", "/api/admin/stream/" + stream.connectionId(), {}, wish).status,
            200);
        QCOMPARE(http.request("PATCH", "/api/admin/stream/" + other.connectionId(), {},
                         R"({"connection":{"id":"c-zzz"}})")
                     .status,
            409);
        QCOMPARE(newsWith(stream, u"connection"_s, u"found"_s)["found"_L1], QJsonValue(true));
        QCOMPARE(rig.publish(to({u"42"_s}, "\"hello\"")).error, QString());
        const QJsonArray sent = newsWith(stream, u"connection"_s, u"sent"_s)["sent"_L1].toArray();
        QVERIFY(!sent.isEmpty());
        QVERIFY(QByteArray::fromBase64(sent[0]["frame"_L1]["plain"_L1].toString().toLatin1())
                    .contains("hello"));
        // no tap without Redis
        QCOMPARE(http.request("PATCH", "/api/admin/stream/" + other.connectionId(), {},
                         R"({"views":["tap"],"tap":{"pattern":"x"}})")
                     .status,
            409);
    }

    void aViewIsWatchedAsLongAsOneWatchesIt()
    {
        LocalHub hub;
        QVERIFY(!hub.isWatched(HubPort::View::Redis));
        hub.watch(HubPort::View::Redis, true);
        hub.watch(HubPort::View::Redis, true);
        hub.watch(HubPort::View::Redis, false);
        QVERIFY(hub.isWatched(HubPort::View::Redis));
        hub.watch(HubPort::View::Redis, false);
        QVERIFY(!hub.isWatched(HubPort::View::Redis));
        hub.watch(HubPort::View::Redis, false); // once too often
        hub.watch(HubPort::View::Redis, true);
        QVERIFY(hub.isWatched(HubPort::View::Redis));
    }
};

ROOM_TEST(TestHubAdminStreams, QCoreApplication)
#include "tst_hub_admin_streams.moc"
