// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// A sample line of the Prometheus text format 0.0.4: name, labels, value, no time stamp.
struct MetricSample {
    QString name;
    QString labels;
    double value = 0;
};

std::optional<MetricSample> parseSample(const QString& line)
{
    static const QRegularExpression sample(
        u"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\.)*\",?)*\\})? (\\S+)$"_s);
    const QRegularExpressionMatch match = sample.match(line);
    QString number = match.captured(3);
    if (number == "+Inf"_L1)
        number = u"inf"_s;
    bool isNumber = false;
    const double value = number.toDouble(&isNumber);
    if (!match.hasMatch() || (!isNumber && number != "NaN"_L1))
        return std::nullopt;
    return MetricSample{match.captured(1), match.captured(2), value};
}

// The family a sample belongs to, by what was declared before it.
QString familyOf(const QString& name, const QHash<QString, QString>& types)
{
    if (types.contains(name))
        return name;
    for (const QLatin1StringView suffix : {"_bucket"_L1, "_sum"_L1, "_count"_L1}) {
        if (name.endsWith(suffix) && types.contains(name.chopped(suffix.size())))
            return name.chopped(suffix.size());
    }
    return {};
}

} // namespace

// What operators and the window's counterpart in a terminal ask: connections, figures, health, the
// page.
class TstAdmin : public QObject {
    Q_OBJECT

    HubProcess m_hub;

    QJsonObject connections(const QByteArray& query = {}) const
    {
        return httpGet(
            m_hub.port(), "/api/connections" + (query.isEmpty() ? QByteArray() : '?' + query))
            .json();
    }

private Q_SLOTS:
    void init() { START_HUB(m_hub); }
    void cleanup() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

    void listsWhatIsKnownOfAConnection()
    {
        EventStream stream(m_hub.port(), "userId=42&types=like,comment",
            {{"User-Agent", "tester/1.0"}, {"Last-Event-ID", "5-0"}});
        QVERIFY(stream.waitForOpen());
        HttpClient publisher(m_hub.port());
        publish(publisher, R"({"userId":"42","type":"like","data":1})");
        QCOMPARE(stream.next().data, "1");

        const QJsonObject answer = connections();
        QCOMPARE(answer.value("total"_L1).toInt(), 1);
        QVERIFY(answer.value("next"_L1).isNull());
        const QJsonObject row = answer.value("connections"_L1).toArray().first().toObject();
        const QStringList fields{u"address"_s, u"backlogBytes"_s, u"bytes"_s, u"connectedAt"_s,
            u"events"_s, u"id"_s, u"lastEventId"_s, u"rttMs"_s, u"types"_s, u"userAgent"_s,
            u"userId"_s};
        for (const QString& field : fields)
            QVERIFY2(row.contains(field), qPrintable(field));
        QCOMPARE(row.value("id"_L1).toString().toLatin1(), stream.connectionId());
        QCOMPARE(row.value("userId"_L1).toString(), u"42"_s);
        QCOMPARE(
            row.value("address"_L1).toString(), u"127.0.0.1:%1"_s.arg(stream.socket().localPort()));
        QCOMPARE(row.value("types"_L1).toArray(), (QJsonArray{u"like"_s, u"comment"_s}));
        QCOMPARE(row.value("events"_L1).toInt(), 1);
        QVERIFY(row.value("bytes"_L1).toInt() > 0);
        QCOMPARE(row.value("backlogBytes"_L1).toInt(-1), 0);
        QVERIFY(row.value("rttMs"_L1).toDouble(-1) >= 0);
        QCOMPARE(row.value("userAgent"_L1).toString(), u"tester/1.0"_s);
        QCOMPARE(row.value("lastEventId"_L1).toString(), u"5-0"_s);
    }

    void pagesThroughAllByCursor()
    {
        std::vector<EventStream> streams;
        QSet<QString> expected;
        for (int i = 0; i < 50; ++i) {
            streams.emplace_back(m_hub.port(), "userId=" + QByteArray::number(i));
            QVERIFY(streams.back().waitForOpen());
            expected.insert(QString::fromLatin1(streams.back().connectionId()));
        }
        QSet<QString> seen;
        QByteArray cursor;
        do {
            const QJsonObject page
                = connections("limit=7" + (cursor.isEmpty() ? QByteArray() : "&cursor=" + cursor));
            QCOMPARE(page.value("total"_L1).toInt(), 50);
            const QJsonArray rows = page.value("connections"_L1).toArray();
            QVERIFY(!rows.isEmpty() && rows.size() <= 7);
            for (const QJsonValue& row : rows) {
                const QString id = row[u"id"].toString();
                QVERIFY2(!seen.contains(id), "a page must not repeat a connection");
                seen.insert(id);
            }
            cursor = page.value("next"_L1).toVariant().toString().toUtf8().toPercentEncoding();
        } while (!cursor.isEmpty());
        QCOMPARE(seen, expected);
    }

    void filtersConnections_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QStringList>("users");
        QTest::newRow("by user") << QByteArray("user:1*") << QStringList{u"1"_s, u"10"_s};
        QTest::newRow("turned round") << QByteArray("!user:1*") << QStringList{u"2"_s};
        QTest::newRow("by type") << QByteArray("type:like") << QStringList{u"10"_s};
        QTest::newRow("two terms") << QByteArray("user:1* events>=1") << QStringList{u"1"_s};
        QTest::newRow("by age") << QByteArray("age>10m") << QStringList{};
    }
    void filtersConnections()
    {
        QFETCH(const QByteArray, filter);
        EventStream streams[]{{m_hub.port(), "userId=1"}, {m_hub.port(), "userId=2"},
            {m_hub.port(), "userId=10&types=like"}};
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("1", "1"));
        QCOMPARE(streams[0].next().data, "1");

        QStringList users;
        const QJsonArray rows
            = connections("filter=" + filter.toPercentEncoding()).value("connections"_L1).toArray();
        for (const QJsonValue& row : rows)
            users.append(row[u"userId"].toString());
        users.sort();
        QTEST(users, "users");
    }

    void wrongQuestionsAre400_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("named");
        QTest::newRow("filter") << QByteArray("filter=colour%3Ered") << u"colour"_s;
        QTest::newRow("limit is no number") << QByteArray("limit=many") << u"limit"_s;
        QTest::newRow("limit is negative") << QByteArray("limit=-1") << u"limit"_s;
        QTest::newRow("cursor") << QByteArray("cursor=%21%21") << u"cursor"_s;
    }
    void wrongQuestionsAre400()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QString, named);
        const HttpResponse response = httpGet(m_hub.port(), "/api/connections?" + query);
        QCOMPARE(response.status, 400);
        QVERIFY2(response.error().contains(named), response.body.constData());
    }

    void deleteEndsOneStreamCleanly()
    {
        EventStream gone(m_hub.port(), "userId=1");
        EventStream stays(m_hub.port(), "userId=1");
        QVERIFY(gone.waitForOpen() && stays.waitForOpen());
        QCOMPARE(
            httpDelete(m_hub.port(), "/api/connections/" + gone.connectionId()).status / 100, 2);
        QVERIFY(gone.waitForCleanEnd());
        QTRY_COMPARE_WITH_TIMEOUT(connectionCount(m_hub.port()), 1, int(Patience.count()));
        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("1", "1"));
        QCOMPARE(stays.next().data, "1");
    }

    void deleteWithRetryOffTellsTheClientToStayAway()
    {
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(
            httpDelete(m_hub.port(), "/api/connections/" + stream.connectionId() + "?retry=off")
                    .status
                / 100,
            2);
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY2(stream.retries().last() >= 86'400'000,
            "retry must put off the return by a day at least");
    }

    void deleteOfNobodyIs404()
    {
        QCOMPARE(httpDelete(m_hub.port(), "/api/connections/c-zzzzzz").status, 404);
        QCOMPARE(httpDelete(m_hub.port(), "/api/connections/nonsense").status, 404);
    }

    void statsCountConnections()
    {
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        const HttpResponse response = httpGet(m_hub.port(), "/api/stats");
        QCOMPARE(response.status, 200);
        QVERIFY(response.header("Content-Type").startsWith("application/json"));
        QCOMPARE(response.header("Cache-Control"), "no-store");
        const auto counted = [this] {
            return httpGet(m_hub.port(), "/api/stats").json().value("connections"_L1).toInt(-1);
        };
        QTRY_COMPARE_WITH_TIMEOUT(counted(), 1, int(Patience.count()));
    }

    void metricsCountAnswersAndRefusedPublishes()
    {
        const auto figure = [this](const QByteArray& series) {
            for (const QByteArray& line : httpGet(m_hub.port(), "/metrics").body.split('\n')) {
                if (line.startsWith(QByteArray(series + ' ')))
                    return line.mid(series.size() + 1).toDouble();
            }
            return -1.0;
        };
        const double refused = figure("fanlight_publishes_refused_total{reason=\"invalid\"}");
        const double bad = figure("fanlight_http_responses_total{code=\"4xx\"}");
        const double good = figure("fanlight_http_responses_total{code=\"2xx\"}");
        QVERIFY(refused >= 0 && bad >= 0 && good >= 0);
        HttpClient client(m_hub.port());
        QCOMPARE(client.post("/api/publish", "{}").status, 400);
        QCOMPARE(httpGet(m_hub.port(), "/nothing").status, 404);
        QCOMPARE(figure("fanlight_publishes_refused_total{reason=\"invalid\"}"), refused + 1);
        QCOMPARE(figure("fanlight_http_responses_total{code=\"4xx\"}"), bad + 2);
        QVERIFY(figure("fanlight_http_responses_total{code=\"2xx\"}") > good);
        QVERIFY(figure("fanlight_connections_limit") > 0);
        QVERIFY(figure("process_cpu_seconds_total") > 0);
        QCOMPARE(figure("fanlight_redis_up"), -1.0); // there is none
    }

    void metricsAreInTheFormatOfPrometheus()
    {
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("1", "1"));
        QCOMPARE(stream.next().data, "1");

        const HttpResponse response = httpGet(m_hub.port(), "/metrics");
        QCOMPARE(response.status, 200);
        QVERIFY(response.header("Content-Type").startsWith("text/plain; version=0.0.4"));
        QVERIFY(response.body.endsWith('\n'));

        QHash<QString, QString> types;
        QSet<QString> finished;
        QSet<QString> seenSamples;
        QHash<QString, double> lastBucket; // of a family: buckets only grow
        QString current;
        const QStringList lines = QString::fromUtf8(response.body).split(u'\n', Qt::SkipEmptyParts);
        for (const QString& line : lines) {
            const QString name = line.section(u' ', 2, 2);
            if (line.startsWith("# TYPE "_L1)) {
                QVERIFY2(!types.contains(name), qPrintable(line));
                types.insert(name, line.section(u' ', 3, 3));
                continue;
            }
            if (line.startsWith(u'#'))
                continue;
            const auto sample = parseSample(line);
            QVERIFY2(sample, qPrintable(line));
            const QString family = familyOf(sample->name, types);
            QVERIFY2(!family.isEmpty(), qPrintable(line));
            if (family != current) {
                QVERIFY2(!finished.contains(family), "the samples of a family must stand together");
                finished.insert(current);
                current = family;
            }
            QVERIFY2(!seenSamples.contains(sample->name + sample->labels), qPrintable(line));
            seenSamples.insert(sample->name + sample->labels);
            if (types.value(family) == "counter"_L1)
                QVERIFY2(sample->value >= 0, qPrintable(line));
            if (types.value(family) != "histogram"_L1 || !sample->name.endsWith("_bucket"_L1))
                continue;
            QVERIFY2(sample->value >= lastBucket.value(family), qPrintable(line));
            lastBucket[family] = sample->labels.contains("+Inf"_L1) ? 0 : sample->value;
        }
        QVERIFY(!types.isEmpty());
    }

    void isHealthyAndReady()
    {
        QCOMPARE(httpGet(m_hub.port(), "/healthz").status, 200);
        QCOMPARE(httpGet(m_hub.port(), "/readyz").status, 200);
    }

    void servesThePageToTryItIn()
    {
        const HttpResponse response = httpGet(m_hub.port(), "/");
        QCOMPARE(response.status, 200);
        QVERIFY(response.header("Content-Type").startsWith("text/html"));
        QVERIFY(response.body.contains("EventSource"));
        QVERIFY(response.body.contains("</html>"));
    }
};

ROOM_TEST(TstAdmin, QCoreApplication)
#include "tst_admin.moc"
