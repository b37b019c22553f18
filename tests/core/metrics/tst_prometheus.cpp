// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/prometheus.h"
#include "support/room.h"

#include <QtTest>

#include <cmath>

using namespace fanlight;

namespace {
prometheus_text::Totals totals()
{
    prometheus_text::Totals t;
    t.instance = QStringLiteral("node \"1\"");
    t.startedAtSeconds = 1'795'507'200.5;
    t.sum.connections = 5;
    t.sum.connects = 12;
    t.sum.delivered = 1'000'000;
    t.sum.disconnectsByReason[std::size_t(DisconnectReason::Lifetime)] = 7;
    t.sum.rssBytes = 4096;
    return t;
}

QList<QByteArray> linesOf(const prometheus_text::Totals& t)
{
    return prometheus_text::render(t).split('\n');
}

double valueOf(const QList<QByteArray>& lines, const QByteArray& series)
{
    for (const QByteArray& line : lines) {
        if (line.startsWith(QByteArray(series + ' ')))
            return line.mid(series.size() + 1).toDouble();
    }
    return Unknown;
}
} // namespace

class TestPrometheus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countersAndGaugesCarryTheFigures()
    {
        const auto lines = linesOf(totals());
        QCOMPARE(valueOf(lines, "fanlight_connections"), 5.0);
        QCOMPARE(valueOf(lines, "fanlight_connects_total"), 12.0);
        QCOMPARE(valueOf(lines, "fanlight_delivered_total"), 1e6);
        QCOMPARE(valueOf(lines, "fanlight_disconnects_total{reason=\"lifetime\"}"), 7.0);
        QCOMPARE(valueOf(lines, "fanlight_disconnects_total{reason=\"client\"}"), 0.0);
        QCOMPARE(valueOf(lines, "process_resident_memory_bytes"), 4096.0);
        QCOMPARE(valueOf(lines, "process_start_time_seconds"), 1'795'507'200.5);
        QVERIFY(lines.contains("# TYPE fanlight_connects_total counter"));
        QVERIFY(lines.contains("# TYPE fanlight_connections gauge"));
        QVERIFY(lines.contains("# TYPE fanlight_write_latency_seconds histogram"));
    }

    void whatDashboardsAskForIsThereFromTheFirstScrape()
    {
        prometheus_text::Totals t;
        t.connectionsLimit = 0;
        t.cpuSeconds = 0;
        t.redis.emplace();
        const auto lines = linesOf(t);
        for (const char* series : {"fanlight_connections_limit", "process_cpu_seconds_total",
                 "fanlight_gaps_told_total", "fanlight_faults", "fanlight_csv_rows_lost_total",
                 "fanlight_audit_lines_lost_total",
                 "fanlight_log_lines_lost_total{output=\"stderr\"}",
                 "fanlight_log_lines_lost_total{output=\"file\"}",
                 "fanlight_http_responses_total{code=\"2xx\"}",
                 "fanlight_http_responses_total{code=\"3xx\"}",
                 "fanlight_http_responses_total{code=\"4xx\"}",
                 "fanlight_http_responses_total{code=\"5xx\"}",
                 "fanlight_publishes_refused_total{reason=\"invalid\"}",
                 "fanlight_publishes_refused_total{reason=\"too_large\"}",
                 "fanlight_publishes_refused_total{reason=\"forbidden\"}",
                 "fanlight_publishes_refused_total{reason=\"unavailable\"}",
                 "fanlight_publishes_refused_total{reason=\"limited\"}",
                 "fanlight_publishes_repeated_total", "fanlight_once_keys",
                 "fanlight_once_forgotten_total", "fanlight_limited_total{limit=\"streams\"}",
                 "fanlight_limited_total{limit=\"wrong_tokens\"}", "fanlight_redis_up",
                 "fanlight_redis_reconnects_total",
                 "fanlight_redis_refused_total{reason=\"too_large\"}",
                 "fanlight_redis_refused_total{reason=\"not_utf8\"}",
                 "fanlight_redis_lag_seconds_count"})
            QVERIFY2(valueOf(lines, series) == 0, series);
        for (const char* type : {"fanlight_redis_up gauge", "fanlight_connections_limit gauge",
                 "process_cpu_seconds_total counter", "fanlight_http_responses_total counter"})
            QVERIFY2(lines.contains(QByteArray("# TYPE ") + type), type);
    }

    void eachPrimaryOfAClusterHasItsFigures()
    {
        prometheus_text::Totals some = totals();
        some.redis.emplace();
        QVERIFY(!prometheus_text::render(some).contains("fanlight_redis_node_"));
        some.redis->nodes = {{"10.0.0.1:7000", true, 5, 7}, {"10.0.0.2:7000", false, 0, 3}};
        const QList<QByteArray> lines = prometheus_text::render(some).split('\n');
        QCOMPARE(valueOf(lines, "fanlight_redis_node_up{node=\"10.0.0.1:7000\"}"), 1.0);
        QCOMPARE(valueOf(lines, "fanlight_redis_node_up{node=\"10.0.0.2:7000\"}"), 0.0);
        QCOMPARE(valueOf(lines, "fanlight_redis_node_channels{node=\"10.0.0.1:7000\"}"), 5.0);
        QCOMPARE(
            valueOf(lines, "fanlight_redis_node_published_total{node=\"10.0.0.2:7000\"}"), 3.0);
    }

    void whatIsSpokenOverTlsIsThereWithTls()
    {
        prometheus_text::Totals some = totals();
        QVERIFY(!prometheus_text::render(some).contains("fanlight_tls_"));
        some.tls = {.certificateExpiresAtSeconds = 1.8e9,
            .handshakes = 7,
            .resumed = 3,
            .failed = {{"version", 2}, {"other", 0}}};
        const QList<QByteArray> lines = prometheus_text::render(some).split('\n');
        QCOMPARE(valueOf(lines, "fanlight_tls_certificate_expiry_timestamp_seconds"), 1.8e9);
        QCOMPARE(valueOf(lines, "fanlight_tls_handshakes_total{kind=\"full\"}"), 7.0);
        QCOMPARE(valueOf(lines, "fanlight_tls_handshakes_total{kind=\"resumed\"}"), 3.0);
        QCOMPARE(valueOf(lines, "fanlight_tls_handshakes_failed_total{reason=\"version\"}"), 2.0);
        QCOMPARE(valueOf(lines, "fanlight_tls_handshakes_failed_total{reason=\"other\"}"), 0.0);
    }

    void unknownFiguresAreLeftOut()
    {
        const QByteArray text = prometheus_text::render({});
        for (const char* name :
            {"process_resident_memory_bytes", "process_open_fds", "process_max_fds",
                "process_start_time_seconds", "process_threads", "process_virtual_memory_bytes",
                "fanlight_memory_available_bytes", "fanlight_redis_received_total",
                "fanlight_redis_lag_seconds", "fanlight_redis_up"})
            QVERIFY2(!text.contains(name), name);
    }

    // so that whoever asks about a series finds it, before and after
    void whatIsMeasuredLaterIsThereBefore()
    {
        prometheus_text::Totals t;
        t.redis.emplace();
        const auto lines = linesOf(t);
        for (const char* name : {"fanlight_bytes_per_connection", "fanlight_kernel_socket_bytes",
                 "fanlight_redis_round_trip_seconds"})
            QVERIFY2(lines.contains(QByteArray(name) + " Nan"), name);
        t.sum.bytesPerConnection = 421;
        t.sum.kernelSocketBytes = 9;
        QCOMPARE(valueOf(linesOf(t), "fanlight_bytes_per_connection"), 421.0);
        QCOMPARE(valueOf(linesOf(t), "fanlight_kernel_socket_bytes"), 9.0);
    }

    void whoIsTurnedAwayIsCountedByTheAnswer()
    {
        using namespace prometheus_text;
        QCOMPARE(turnAwayOf(401), TurnAway::Unauthorized);
        QCOMPARE(turnAwayOf(403), TurnAway::Forbidden);
        QCOMPARE(turnAwayOf(429), TurnAway::Limited);
        QCOMPARE(turnAwayOf(503), TurnAway::Full);
        QVERIFY(!turnAwayOf(400));
        prometheus_text::Totals t;
        t.turnedAway = {4, 3, 2, 1};
        const auto lines = linesOf(t);
        const QByteArray series = "fanlight_turned_away_total{reason=\"";
        QCOMPARE(valueOf(lines, series + "unauthorized\"}"), 4.0);
        QCOMPARE(valueOf(lines, series + "full\"}"), 1.0);
    }

    void everyFamilyIsHelpedAndTypedOnce()
    {
        const QByteArray text = prometheus_text::render(totals());
        QCOMPARE(text.count("# HELP "), text.count("# TYPE "));
        QStringList names;
        for (const QByteArray& line : text.split('\n')) {
            if (line.startsWith("# TYPE "))
                names += QString::fromLatin1(line.split(' ').at(2));
        }
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(text.endsWith('\n'));
    }

    void histogramBucketsAreCumulative()
    {
        auto t = totals();
        t.sum.write.record(50'000); // 50 µs
        t.sum.write.record(3'000'000, 2); // 3 ms
        t.sum.write.record(20'000'000'000); // 20 s, above all bounds
        const auto lines = linesOf(t);
        const QByteArray bucket = "fanlight_write_latency_seconds_bucket{le=\"";
        QCOMPARE(valueOf(lines, bucket + "0.0001\"}"), 1.0);
        QCOMPARE(valueOf(lines, bucket + "0.0025\"}"), 1.0);
        QCOMPARE(valueOf(lines, bucket + "0.005\"}"), 3.0);
        QCOMPARE(valueOf(lines, bucket + "10\"}"), 3.0);
        QCOMPARE(valueOf(lines, bucket + "+Inf\"}"), 4.0);
        QCOMPARE(valueOf(lines, "fanlight_write_latency_seconds_count"), 4.0);
        const double sum = valueOf(lines, "fanlight_write_latency_seconds_sum");
        QVERIFY(std::abs(sum - 20.00605) < 0.016 * 20.00605);
    }

    void theBuildSaysItsVersion()
    {
        const QByteArray text = prometheus_text::render(totals());
        QVERIFY(text.contains("fanlight_build_info{version=\"" FANLIGHT_VERSION
                              "\",instance_name=\"node \\\"1\\\"\"} 1"));
    }
};

ROOM_TEST(TestPrometheus, QCoreApplication)
#include "tst_prometheus.moc"
