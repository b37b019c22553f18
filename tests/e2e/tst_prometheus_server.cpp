// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/event_stream.h"
#include "support/hub_process.h"
#include "support/load_process.h"
#include "support/redis_cluster.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QString contribFile(const QString& path)
{
    return QStringLiteral(FANLIGHT_CONTRIB) + u'/' + path;
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Its exit code, and all that it has to say.
constexpr int PromtoolPatienceMs = 240'000; // each rule's test is hours of samples

std::pair<int, QByteArray> promtool(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"promtool"_s, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(PromtoolPatienceMs))
        return {-1, "promtool does not end"};
    return {process.exitCode(), process.readAll()};
}

// Names and types of families, in their order.
QStringList familiesIn(const QByteArray& metrics)
{
    QStringList families;
    for (const QByteArray& line : metrics.split('\n')) {
        if (line.startsWith("# TYPE "))
            families.append(QString::fromUtf8(line.mid(7)));
    }
    return families;
}

// … and of series, without their values.
QStringList seriesIn(const QByteArray& metrics)
{
    QStringList series;
    for (const QByteArray& line : metrics.split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            series.append(QString::fromUtf8(line.left(line.lastIndexOf(' '))));
    }
    return series;
}

// A Prometheus of its own on a free port, which scrapes hubs over TLS every 250 ms with the rules
// of contrib/prometheus.
class PrometheusServer {
public:
    ~PrometheusServer()
    {
        m_process.terminate();
        if (!m_process.waitForFinished())
            m_process.kill();
    }
    bool start(std::initializer_list<quint16> hubs)
    {
        QByteArrayList targets;
        for (const quint16 hub : hubs)
            targets += "\"localhost:" + QByteArray::number(hub) + '"';
        QFile config(m_folder.filePath(u"prometheus.yml"_s));
        if (!config.open(QIODevice::WriteOnly))
            return false;
        config.write("global: {scrape_interval: 250ms, evaluation_interval: 250ms}\nrule_files: ["
            + contribFile(u"prometheus/fanlight.rules.yml"_s).toUtf8()
            + "]\nscrape_configs: [{job_name: fanlight, scheme: https, tls_config: "
              "{insecure_skip_verify: true}, static_configs: [{targets: ["
            + targets.join(", ") + "]}]}]\n");
        config.close();
        m_process.setWorkingDirectory(m_folder.path());
        m_process.setStandardErrorFile(m_folder.filePath(u"stderr"_s));
        m_process.start(u"prometheus"_s,
            {u"--config.file="_s + config.fileName(), u"--web.listen-address=127.0.0.1:0"_s,
                u"--storage.tsdb.path="_s + m_folder.filePath(u"data"_s)});
        return m_process.waitForStarted() && findPort();
    }
    QJsonValue ask(const QString& path) const
    {
        const HttpUnwatched another;
        return httpGet(m_port, path.toLatin1()).json()["data"_L1];
    }
    QJsonArray query(const QString& expression) const
    {
        const QByteArray escaped = QUrl::toPercentEncoding(expression);
        return ask(u"/api/v1/query?query="_s + QString::fromLatin1(escaped))["result"_L1].toArray();
    }
    QByteArray log() const { return bytesOf(m_folder.filePath(u"stderr"_s)); }

private:
    bool findPort()
    {
        static const QRegularExpression listening(
            u"Listening on\"? address=127\\.0\\.0\\.1:([1-9]\\d*)"_s);
        return QTest::qWaitFor(
            [&] {
                const HttpUnwatched another;
                const auto match = listening.match(QString::fromUtf8(log()));
                m_port = quint16(match.captured(1).toUInt());
                return m_port != 0 && httpGet(m_port, "/-/ready").status == 200;
            },
            int(Patience.count()));
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

// Every expression of the dashboard, with its variables filled in as Grafana does.
QStringList dashboardExpressions()
{
    QStringList expressions;
    const QJsonObject dashboard
        = QJsonDocument::fromJson(bytesOf(contribFile(u"grafana/fanlight.json"_s))).object();
    for (const QJsonValue panel : dashboard["panels"_L1].toArray()) {
        for (const QJsonValue target : panel["targets"_L1].toArray())
            expressions.append(target["expr"_L1].toString());
    }
    for (QString& one : expressions)
        one.replace(u"$job"_s, u"fanlight"_s)
            .replace(u"$instance"_s, u".*"_s)
            .replace(u"$__rate_interval"_s, u"2s"_s);
    return expressions;
}

} // namespace

// What is scraped of a hub, as Prometheus itself takes it, with the rules and the dashboard of
// contrib.
class TstPrometheusServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"promtool"_s).isEmpty()
            || QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
            QSKIP("Prometheus is not installed");
    }

    void eachRuleFiresWhereItShouldAndNoneAtRest()
    {
        const QString rules = contribFile(u"prometheus/fanlight.rules.yml"_s);
        const QString tests = contribFile(u"prometheus/fanlight.rules.test.yml"_s);
        auto [checked, why] = promtool({u"check"_s, u"rules"_s, u"--lint-fatal"_s, rules});
        QVERIFY2(checked == 0, why.constData());
        const auto [tested, failed] = promtool({u"test"_s, u"rules"_s, tests});
        QVERIFY2(tested == 0, failed.constData());
        const auto [valid, wrong] = promtool(
            {u"check"_s, u"config"_s, contribFile(u"prometheus/prometheus.example.yml"_s)});
        QVERIFY2(valid == 0, wrong.constData());
        // each has a test in which it fires, and one of a hub at rest in which it does not
        static const QRegularExpression alert(u"- alert: (\\w+)"_s);
        const QByteArray text = bytesOf(tests);
        auto all = alert.globalMatch(QString::fromUtf8(bytesOf(rules)));
        int count = 0;
        for (; all.hasNext(); ++count) {
            const QByteArray name = all.next().captured(1).toLatin1();
            QVERIFY2(text.contains(QByteArray("alertname: " + name + "\n        exp_alerts:")),
                name.constData());
            QVERIFY2(text.contains(QByteArray("alertname: " + name + " }")), name.constData());
        }
        QVERIFY(count >= 20);
    }

    void theFamiliesAreThereFromTheStartAndStay_data()
    {
        QTest::addColumn<bool>("isBehindRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    void theFamiliesAreThereFromTheStartAndStay()
    {
        QFETCH(bool, isBehindRedis);
        RedisServer redis;
        HubProcess hub;
        QStringList options{u"--allow-faults"_s, u"--publish-token"_s, u"publisher"_s,
            u"--monitor-token"_s, u"monitor"_s, u"--anonymous"_s, u"all"_s};
        if (isBehindRedis) {
            QVERIFY(redis.start());
            options += {u"--broker"_s, redis.url()};
        }
        QVERIFY2(hub.start(options), hub.story().constData());
        const Headers monitor{{"Authorization", "Bearer monitor"}};
        const auto metrics = [&] { return httpGet(hub.port(), "/metrics", monitor).body; };
        const QByteArray before = metrics();
        QVERIFY(QTest::qWaitFor([&] { return httpGet(hub.port(), "/readyz").status == 200; }));

        EventStream stream(hub.port(), "userId=42&gaps=1&lastEventId=17-0");
        QVERIFY(stream.waitForOpen());
        const Headers publisher{{"Authorization", "Bearer publisher"}};
        for (const char* body :
            {"{\"userId\":\"42\",\"data\":1}", "{\"userId\":\"42\",\"data\":2,\"batch\":true}",
                "{\"broadcast\":true,\"data\":3}", "{nothing"})
            httpPost(hub.port(), "/api/publish", body, publisher);
        httpPost(hub.port(), "/api/publish", "{}"); // nobody's
        QVERIFY(!stream.next().isNull());
        QTRY_VERIFY(metrics().contains("\nfanlight_published_total 3"));
        const QByteArray after = metrics();
        QCOMPARE(familiesIn(after), familiesIn(before));
        QCOMPARE(seriesIn(after), seriesIn(before));
        QVERIFY(familiesIn(after).size() > 40);
        for (const char* name : {"process_cpu_seconds_total counter", "process_open_fds gauge",
                 "process_max_fds gauge", "process_virtual_memory_bytes gauge",
                 "process_virtual_memory_max_bytes gauge", "process_threads gauge",
                 "process_resident_memory_bytes gauge", "process_start_time_seconds gauge"})
            QVERIFY2(familiesIn(after).contains(QString::fromLatin1(name)), name);
        for (const QString& family : familiesIn(after))
            QVERIFY2(!family.endsWith(u" counter") || family.endsWith(u"_total counter"),
                qPrintable(family));
        for (const QByteArray& text : {before, after}) {
            const auto [code, said] = promtool({u"check"_s, u"metrics"_s}, text);
            QVERIFY2(code == 0 && said.isEmpty(), said.constData());
        }
        QVERIFY(after.contains("fanlight_turned_away_total{reason=\"unauthorized\"} 1"));
        const double startedAt = QString::fromUtf8(after)
                                     .section(u"\nprocess_start_time_seconds "_s, 1)
                                     .section(u'\n', 0, 0)
                                     .toDouble();
        const auto now = double(QDateTime::currentSecsSinceEpoch());
        QVERIFY2(startedAt > now - 300 && startedAt <= now + 2,
            QByteArray::number(startedAt).constData());
    }

    // A hub behind Redis with TLS and a source, and one behind a Redis Cluster, have all there is
    // to be seen.
    void eachExpressionOfTheDashboardReturnsDataOfAHubUnderLoadAndNoRuleFires()
    {
        RedisServer redis;
        QVERIFY(redis.start());
        CertificateAuthority authority;
        QVERIFY(authority.make());
        QVERIFY(authority.sign(u"server"_s, u"localhost"_s, u"DNS:localhost"_s, 90));
        RedisCluster cluster;
        QVERIFY(cluster.start(false));
        const QStringList tls{u"--tls-cert"_s, authority.file(u"server.pem"_s), u"--tls-key"_s,
            authority.file(u"server.key"_s)};
        HubProcess hub;
        QVERIFY2(hub.start(tls
                     + QStringList{u"--broker"_s, redis.url(), u"--source"_s,
                         u"redis-stream://127.0.0.1:%1/0?key=outbox"_s.arg(redis.port())}),
            hub.story().constData());
        HubProcess clustered;
        QVERIFY2(clustered.start(tls + QStringList{u"--broker"_s, cluster.url()}),
            clustered.story().constData());
        PrometheusServer prometheus;
        QVERIFY2(prometheus.start({hub.port(), clustered.port()}), prometheus.log().constData());
        LoadProcess load;
        QVERIFY(load.start({u"--target"_s, u"https://localhost:%1"_s.arg(hub.port()),
            u"--insecure"_s, u"--clients"_s, u"20"_s, u"--ramp"_s, u"200ms"_s, u"--duration"_s,
            u"60s"_s, u"--publish-rate"_s, u"200"_s}));

        const QStringList expressions = dashboardExpressions();
        QVERIFY(expressions.size() > 50);
        for (const QString& one : expressions) {
            QJsonArray result;
            QVERIFY2(QTest::qWaitFor(
                         [&] {
                             result = prometheus.query(one);
                             return !result.isEmpty();
                         },
                         int(Patience.count())),
                qPrintable(one));
        }
        for (const QString& one : {u"rate(fanlight_delivered_total[2s]) > 50"_s,
                 u"instance:fanlight_write_latency_seconds:p99_5m >= 0"_s})
            QVERIFY2(QTest::qWaitFor(
                         [&] { return !prometheus.query(one).isEmpty(); }, int(Patience.count())),
                qPrintable(one));

        // nothing that is measured is left out, but for what has no limit nearly everywhere
        const QByteArray dashboard = bytesOf(contribFile(u"grafana/fanlight.json"_s));
        const QJsonArray names
            = prometheus.ask(u"/api/v1/label/__name__/values?match[]=%7Bjob%3D%22fanlight%22%7D"_s)
                  .toArray();
        QVERIFY(names.size() > 50);
        for (const QJsonValue name : names) {
            static const QRegularExpression ofHistogram(u"_(count|sum|bucket)$"_s);
            const QString family = name.toString().remove(ofHistogram);
            const bool isOfTheHub
                = family.startsWith(u"fanlight_") || family.startsWith(u"process_");
            if (isOfTheHub && family != u"process_virtual_memory_max_bytes")
                QVERIFY2(dashboard.contains(family.toUtf8()), qPrintable(family));
        }

        int rules = 0;
        for (const QJsonValue group : prometheus.ask(u"/api/v1/rules"_s)["groups"_L1].toArray()) {
            for (const QJsonValue rule : group["rules"_L1].toArray()) {
                const QByteArray name = rule["name"_L1].toString().toUtf8();
                ++rules;
                QCOMPARE(rule["health"_L1].toString(), u"ok"_s);
                QVERIFY2(rule["state"_L1] != "firing"_L1, name.constData());
            }
        }
        QVERIFY(rules > 30);
        load.interrupt();
        QVERIFY(load.waitForEnd());
    }
};

ROOM_TEST(TstPrometheusServer, QCoreApplication)
#include "tst_prometheus_server.moc"
