// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QElapsedTimer>
#include <QTest>

#include <unistd.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject dataOf(const SseEvent& event)
{
    return QJsonDocument::fromJson(event.data).object();
}

QJsonObject viewIn(const QJsonObject& data, const QString& view)
{
    return data["views"_L1][view].toObject();
}

// The next news of a view that have this member; empty: none came.
QJsonObject nextWith(EventStream& stream, const QString& view, const QString& member)
{
    for (;;) {
        const SseEvent event = stream.next();
        if (event.isNull())
            return {};
        const QJsonObject news = viewIn(dataOf(event), view);
        if (news.contains(member))
            return news;
    }
}

// The same of one row: what else of it has changed may come before, or on its own.
QJsonObject nextWithField(EventStream& stream, const QString& key, const QString& field)
{
    for (;;) {
        const QJsonObject news = nextWith(stream, u"connections"_s, u"set"_s);
        if (news.isEmpty() || news["set"_L1][key].toObject().contains(field))
            return news;
    }
}

HttpResponse patch(
    quint16 port, const QByteArray& id, const QByteArray& body, const Headers& headers = {})
{
    HttpClient client(port);
    return client.request("PATCH", "/api/admin/stream/" + id,
        Headers{{"Content-Type", "application/json"}} + headers, body);
}

QJsonValue memberOf(const QJsonObject& rows, const QString& user, const QString& member)
{
    for (const QJsonValue row : rows) {
        if (row["user"_L1].toString() == user)
            return row[member];
    }
    return {};
}

// Processor time of the thread of that name, in ticks of the clock; -1: there is none.
qint64 ticksOf(qint64 process, const QByteArray& name)
{
    const QString tasks = u"/proc/%1/task"_s.arg(process);
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + task + u"/stat"_s);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll();
        const qsizetype end = stat.lastIndexOf(')');
        if (stat.mid(stat.indexOf('(') + 1, end - stat.indexOf('(') - 1) != name)
            continue;
        const QList<QByteArray> fields = stat.mid(end + 2).split(' ');
        return fields[11].toLongLong() + fields[12].toLongLong();
    }
    return -1;
}

constexpr auto AdminTarget = "/api/admin/stream?views=";

} // namespace

// What a window elsewhere is told, from outside.
class TstAdminStream : public QObject {
    Q_OBJECT

    HubProcess m_hub;

    EventStream open(const QByteArray& views, const Headers& headers = {}) const
    {
        return {m_hub.port(), AdminTarget + views, headers};
    }

private Q_SLOTS:
    void cleanup() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

    void beginsWithAllThereIsAndGoesOnWithWhatIsNew()
    {
        START_HUB(m_hub);
        EventStream stream = open("sample,log,connections,faults");
        QVERIFY(stream.waitForOpen());
        const SseEvent first = stream.next();
        QCOMPARE(first.event, "snapshot");
        const QJsonObject data = dataOf(first);
        QCOMPARE(data["stream"_L1].toString().toLatin1(), stream.connectionId());
        QCOMPARE(data["rid"_L1].toInt(), 1);
        QCOMPARE(first.id, data["epoch"_L1].toString().toLatin1() + "-1");
        QCOMPARE(data["hub"_L1]["state"_L1].toString(), u"listening"_s);
        QCOMPARE(data["hub"_L1]["role"_L1].toString(), u"admin"_s);
        QVERIFY(data["hub"_L1]["features"_L1].toArray().contains("admin-stream"_L1));
        QVERIFY(!viewIn(data, u"log"_s)["set"_L1].toObject().isEmpty()); // it listens
        QVERIFY(viewIn(data, u"faults"_s).isEmpty());
        qint64 before = 0;
        for (int i = 0; i < 4; ++i) {
            const QJsonObject sample = nextWith(stream, u"sample"_s, u"time"_s);
            QVERIFY(sample["time"_L1].toInteger() > before);
            before = sample["time"_L1].toInteger();
        }
    }

    void nothingComesWhereNothingChanges()
    {
        START_HUB(m_hub);
        EventStream quiet = open("faults,audit");
        QCOMPARE(quiet.next().event, "snapshot");
        EventStream clock = open("sample");
        for (int i = 0; i < 6; ++i)
            QVERIFY(!nextWith(clock, u"sample"_s, u"time"_s).isEmpty());
        QVERIFY(quiet.readAvailable());
        QVERIFY(quiet.next(QDeadlineTimer(0)).isNull());
    }

    void rowsComeByKeyWithWhatHasChanged()
    {
        START_HUB(m_hub);
        EventStream stream = open("connections");
        QVERIFY(stream.waitForOpen());
        EventStream client(m_hub.port(), "userId=42", {{"User-Agent", "tester/1.0"}});
        QVERIFY(client.waitForOpen());
        QJsonObject news = nextWith(stream, u"connections"_s, u"set"_s);
        QCOMPARE(
            memberOf(news["set"_L1].toObject(), u"42"_s, u"agent"_s).toString(), u"tester/1.0"_s);
        const QString key = news["set"_L1].toObject().keys().first();
        QCOMPARE(news["order"_L1].toArray(), QJsonArray{key});
        QCOMPARE(news["total"_L1].toInt(), 1);

        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("42", "1"));
        news = nextWithField(stream, key, u"events"_s);
        const QJsonObject row = news["set"_L1][key].toObject();
        QCOMPARE(row["events"_L1].toInt(), 1);
        QVERIFY(!row.contains("user"_L1) && !row.contains("agent"_L1));
        QVERIFY(!news.contains("order"_L1) && !news.contains("total"_L1));

        client = EventStream();
        news = nextWith(stream, u"connections"_s, u"gone"_s);
        QCOMPARE(news["gone"_L1].toArray(), QJsonArray{key});
        QCOMPARE(news["order"_L1].toArray(), QJsonArray());
    }

    void aPatchChangesWhatIsTold()
    {
        START_HUB(m_hub);
        std::vector<EventStream> clients;
        for (int i = 0; i < 20; ++i) {
            clients.emplace_back(m_hub.port(), "userId=" + QByteArray::number(i));
            QVERIFY(clients.back().waitForOpen());
        }
        EventStream stream = open("sample");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.next().event, "snapshot");
        const HttpResponse answer = patch(m_hub.port(), stream.connectionId(),
            R"({"views":["connections"],"connections":{"columns":["user"],"sort":"user",
                "descending":true,"filter":"user:1*","first":2,"count":3,"tag":7}})");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["views"_L1].toArray(), QJsonArray{u"connections"_s});
        const QJsonObject news = nextWith(stream, u"connections"_s, u"tag"_s);
        QCOMPARE(news["tag"_L1].toInt(), 7);
        QCOMPARE(news["matching"_L1].toInt(), 11);
        QCOMPARE(news["total"_L1].toInt(), 20);
        QStringList users;
        for (const QJsonValue key : news["order"_L1].toArray())
            users += news["set"_L1][key.toString()]["user"_L1].toString();
        QCOMPARE(users, QStringList({u"17"_s, u"16"_s, u"15"_s}));
        QVERIFY(!news["set"_L1].toObject().begin()->toObject().contains("events"_L1));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const QByteArray& body, const QString& error) {
            QTest::newRow(name) << body << error;
        };
        row("no object", "[]", u"the body must be a JSON object"_s);
        row("no such view", R"({"views":["weather"]})", u"views: there is no “weather”"_s);
        row("no such member", R"({"colour":1})", u"colour: there is no such member"_s);
        row("a wrong filter", R"({"connections":{"filter":"age>>3"}})", u"connections.filter"_s);
        row("too many rows", R"({"connections":{"count":201}})", u"connections.count"_s);
        row("no such column", R"({"connections":{"columns":["x"]}})", u"connections.columns"_s);
        row("too many messages", R"({"messages":{"count":101}})", u"messages.count"_s);
        row("before the beginning", R"({"since":{"log":-1}})", u"since.log"_s);
        row("no stream", R"({"connection":{"id":"42"}})", u"connection.id"_s);
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, error);
        START_HUB(m_hub);
        EventStream stream = open("sample");
        QVERIFY(stream.waitForOpen());
        const HttpResponse answer = patch(m_hub.port(), stream.connectionId(), body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.error().contains(error), qPrintable(answer.error()));
        QCOMPARE(patch(m_hub.port(), "a-00000000", "{}").status, 404);
        QCOMPARE(httpGet(m_hub.port(), AdminTarget + QByteArray("sample,weather")).status, 400);
        QCOMPARE(httpGet(m_hub.port(), "/api/admin/stream").status, 400);
    }

    void goesOnWhereItsReaderWas()
    {
        START_HUB(m_hub);
        EventStream stream = open("faults,log");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.next().event, "snapshot");
        const QByteArray id = stream.connectionId();
        const QByteArray last = stream.lastEventId();
        stream = EventStream();
        EventStream meanwhile(m_hub.port(), "userId=late"); // a line of the log
        QVERIFY(meanwhile.waitForOpen());

        EventStream again = open("faults,log", {{"Last-Event-ID", last}});
        QVERIFY(again.waitForOpen());
        QCOMPARE(again.connectionId(), id);
        // what was on its way comes first, where there was anything
        SseEvent event;
        do {
            event = again.next();
            QVERIFY(!event.isNull());
            QCOMPARE(event.event, "delta");
            QVERIFY(!event.data.contains("listening on"));
        } while (!event.data.contains("user late"));
        // one that nobody was told
        EventStream other = open("faults,log", {{"Last-Event-ID", last + "000"}});
        QCOMPARE(other.next().event, "snapshot");
    }

    void aHubThatWasStartedAgainHasAnotherEpoch()
    {
        START_HUB(m_hub);
        EventStream stream = open("sample");
        const QJsonObject before = dataOf(stream.next());
        const QByteArray last = stream.lastEventId();
        QVERIFY(m_hub.stop());
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(stream.retries().size(), 2); // the second says when to come back
        START_HUB(m_hub);
        EventStream again = open("sample", {{"Last-Event-ID", last}});
        const SseEvent event = again.next();
        QCOMPARE(event.event, "snapshot");
        QVERIFY(dataOf(event)["epoch"_L1] != before["epoch"_L1]);
    }

    void isNobodysRecipientAndInNoRow()
    {
        START_HUB(m_hub);
        EventStream stream = open("messages");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.next().event, "snapshot");
        HttpClient client(m_hub.port());
        QCOMPARE(publish(client, toEveryone("\"secret\""))["recipients"_L1].toInt(), 0);
        QCOMPARE(client.get("/api/connections").json()["total"_L1].toInt(-1), 0);
        QCOMPARE(client.get("/api/stats").json()["connections"_L1].toInt(-1), 0);
        const QJsonObject rows = nextWith(stream, u"messages"_s, u"set"_s)["set"_L1].toObject();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.begin()->toObject()["bytes"_L1].toInt(), 6);
        QVERIFY(!stream.content().contains("secret"));
        const HttpResponse whole
            = client.get("/api/admin/messages/" + rows.begin().key().toLatin1());
        QCOMPARE(whole.status, 200);
        QVERIFY(QByteArray::fromBase64(whole.json()["frame"_L1]["plain"_L1].toString().toLatin1())
                    .contains("data: secret"));
        QCOMPARE(client.get("/api/admin/messages/77").status, 404);
        QCOMPARE(client.get("/api/admin/messages/x").status, 404);
    }

    void onlyWhoMayWatchIsTold()
    {
        START_HUB(m_hub,
            {u"--admin-token"_s, u"the-admin-token-0123456789"_s, u"--monitor-token"_s,
                u"the-monitor-token-0123456"_s});
        const Headers monitor{{"Authorization", "Bearer the-monitor-token-0123456"}};
        const Headers admin{{"Authorization", "Bearer the-admin-token-0123456789"}};
        QCOMPARE(httpGet(m_hub.port(), AdminTarget + QByteArray("sample")).status, 401);
        EventStream stream = open("sample", monitor);
        QCOMPARE(dataOf(stream.next())["hub"_L1]["role"_L1].toString(), u"monitor"_s);
        QCOMPARE(httpGet(m_hub.port(), AdminTarget + QByteArray("tap"), monitor).status, 403);
        // somebody else's stream is not there
        QCOMPARE(patch(m_hub.port(), stream.connectionId(), "{}", admin).status, 404);
        QCOMPARE(patch(m_hub.port(), stream.connectionId(), "{}", monitor).status, 200);
        QCOMPARE(patch(m_hub.port(), stream.connectionId(), R"({"views":["tap"]})", monitor).status,
            403);
    }

    void thereAreSixteenAtMost()
    {
        START_HUB(m_hub);
        std::vector<EventStream> streams;
        for (int i = 0; i < 16; ++i) {
            streams.push_back(open("faults"));
            QVERIFY(streams.back().waitForOpen());
        }
        const HttpResponse refused = httpGet(m_hub.port(), AdminTarget + QByteArray("faults"));
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.hasHeader("Retry-After"));
        streams.pop_back(); // gives way, once the hub has noticed
        bool isOpen = false;
        QTRY_VERIFY(isOpen || (isOpen = open("faults").waitForOpen()));
    }

    void aReaderThatIsBehindGetsWhatThereIsThenAndNoQueue()
    {
        START_HUB(m_hub);
        // long rows, and a window over them that is turned round again and again
        const Headers agent{{"User-Agent", QByteArray(200, 'x')}};
        std::vector<EventStream> clients;
        for (int i = 0; i < 400; ++i) {
            clients.emplace_back(m_hub.port(), "userId=" + QByteArray::number(1000 + i), agent);
            QVERIFY(clients.back().waitForOpen());
        }
        EventStream slow(
            m_hub.port(), AdminTarget + QByteArray("connections"), {}, "HTTP/1.1", 4096);
        QVERIFY(slow.waitForOpen());
        EventStream clock = open("sample");
        QVERIFY(clock.waitForOpen());
        int last = 0;
        // as much as would fill the sockets between them, and many turns more
        for (int turn = 0; turn < 60; ++turn) {
            const QByteArray body = R"({"connections":{"sort":"user","count":200,"descending":)"
                + QByteArray(turn % 2 == 0 ? "true" : "false") + R"(,"tag":)"
                + QByteArray::number(++last) + "}}";
            QCOMPARE(patch(m_hub.port(), slow.connectionId(), body).status, 200);
            QVERIFY(!nextWith(clock, u"sample"_s, u"time"_s).isEmpty());
        }
        qint64 bytes = 0;
        qint64 largest = 0;
        int snapshots = 0;
        int tag = 0;
        while (tag < last) {
            const SseEvent event = slow.next();
            QVERIFY(!event.isNull());
            bytes += event.wire.size();
            largest = std::max(largest, qint64(event.wire.size()));
            snapshots += event.event == "snapshot";
            tag = std::max(tag, viewIn(dataOf(event), u"connections"_s)["tag"_L1].toInt());
        }
        const QByteArray figures = QByteArray::number(bytes) + " bytes, the largest "
            + QByteArray::number(largest) + ", " + QByteArray::number(snapshots) + " snapshots";
        // at its beginning, and after it was behind; on a busy machine it may be so once more
        QVERIFY2(snapshots >= 2, figures.constData());
        QVERIFY2(largest > 40'000 && largest < 300 << 10, figures.constData());
        QVERIFY2(bytes < largest * last / 2, figures.constData());
    }

    // Only the rows of a window are told, and collecting them is no work of the hub's thread.
    void manyRowsCostWhatFewDo()
    {
        START_HUB(m_hub);
        std::vector<EventStream> clients;
        const auto openUpTo = [&](std::size_t count) {
            while (clients.size() < count) {
                clients.emplace_back(m_hub.port(), "userId=" + QByteArray::number(clients.size()));
                if (!clients.back().waitForOpen())
                    return false;
            }
            return true;
        };
        // Bytes of a window whose rows have changed, and ticks of a second: however long it takes.
        const auto cost = [&](double& ticks) {
            EventStream stream = open("connections,sample");
            if (!stream.waitForOpen())
                return -1.0;
            patch(m_hub.port(), stream.connectionId(), R"({"connections":{"count":60}})");
            for (int i = 0; i < 4; ++i)
                nextWith(stream, u"sample"_s, u"time"_s);
            const qint64 before = ticksOf(m_hub.processId(), "hub");
            QElapsedTimer clock;
            clock.start();
            HttpClient publisher(m_hub.port());
            qint64 bytes = 0;
            for (int i = 0; i < 8; ++i) {
                publish(publisher, toEveryone("1"));
                const QJsonObject news = nextWith(stream, u"connections"_s, u"set"_s);
                if (news.isEmpty())
                    return -1.0;
                bytes += QJsonDocument(news).toJson(QJsonDocument::Compact).size();
            }
            ticks = double(ticksOf(m_hub.processId(), "hub") - before) * 1000
                / double(std::max<qint64>(1, clock.elapsed()));
            return double(bytes) / 8;
        };
        QVERIFY(openUpTo(200));
        double fewTicks = 0;
        const double few = cost(fewTicks);
        QVERIFY(openUpTo(4000));
        double manyTicks = 0;
        const double many = cost(manyTicks);
        QVERIFY(few > 0 && many > 0);
        const QByteArray figures = QByteArray::number(few) + " and " + QByteArray::number(many)
            + " bytes, " + QByteArray::number(fewTicks) + " and " + QByteArray::number(manyTicks)
            + " ticks a second";
        qInfo("%s", figures.constData());
        QVERIFY2(many < 2 * few, figures.constData());
        QVERIFY2(manyTicks < 2 * fewTicks + 5, figures.constData());
    }

    void faultsMeetItWhereTheyNameIt()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        EventStream stream = open("sample,faults");
        QVERIFY(stream.waitForOpen());
        HttpClient client(m_hub.port());
        QCOMPARE(client.post("/api/faults", R"({"kind":"half-open"})").status, 200);
        QVERIFY(!nextWith(stream, u"faults"_s, u"set"_s).isEmpty()); // it is told all the same
        QCOMPARE(client.request("DELETE", "/api/faults").status, 200);
        QVERIFY(!nextWith(stream, u"faults"_s, u"gone"_s).isEmpty());
        QCOMPARE(
            client.post("/api/faults", R"({"kind":"cut","bytes":1,"filter":"type:admin-stream"})")
                .status,
            200);
        while (!stream.next().isNull()) { }
        QVERIFY(stream.hasEnded() && !stream.endedCleanly());
    }

    // … a share of them, where they are dropped; others, and streams of users, stay.
    void aShareOfThemIsDroppedWhereAFilterNamesThem()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        EventStream user(m_hub.port(), "userId=42");
        EventStream one = open("sample");
        EventStream other = open("sample");
        QVERIFY(user.waitForOpen() && one.waitForOpen() && other.waitForOpen());
        HttpClient client(m_hub.port());
        const QByteArray all = R"({"kind":"drop","share":1})";
        QCOMPARE(client.post("/api/faults", all).json()["hits"_L1], QJsonValue(1)); // the user's
        while (!user.next().isNull()) { }
        const QByteArray half = R"({"kind":"drop","share":0.5,"filter":"type:admin-stream"})";
        QCOMPARE(client.post("/api/faults", half).json()["hits"_L1], QJsonValue(1));
        QTRY_VERIFY(
            (one.readAvailable(), other.readAvailable(), one.hasEnded()) || other.hasEnded());
        EventStream& left = one.hasEnded() ? other : one;
        QVERIFY(!(one.hasEnded() ? one : other).endedCleanly());
        QVERIFY(!nextWith(left, u"sample"_s, u"time"_s).isEmpty());
        QVERIFY(!left.hasEnded());
        QCOMPARE(client.post("/api/faults", half).json()["hits"_L1], QJsonValue(1)); // at least one
        QCOMPARE(client.post("/api/faults", half).json()["hits"_L1], QJsonValue(0));
    }
};

ROOM_TEST(TstAdminStream, QCoreApplication)
#include "tst_admin_stream.moc"
