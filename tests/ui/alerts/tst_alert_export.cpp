// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "alerts/alert_book.h"
#include "alerts/alert_export.h"

#include "support/needed_program.h"
#include "support/patience.h"
#include "support/room.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int StepSeconds = 5; // between two scrapes, and two evaluations

std::pair<int, QByteArray> promtool(const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"promtool"_s, arguments);
    if (!process.waitForFinished(int(testing::Patience.count())))
        return {-1, "promtool does not end"};
    return {process.exitCode(), process.readAll()};
}

AlertRule rule(const QString& text, AlertSeverity severity = AlertSeverity::Warning)
{
    AlertRule made = *AlertRule::parse(text).rule;
    made.severity = severity;
    return made;
}

// What a hub did, a step after the other: the same figures for the window and for Prometheus.
struct Story {
    std::vector<MetricsSample> samples; // of StepSeconds each
    QStringList series; // as promtool writes them: name and values
};

QString values(const std::vector<double>& figures)
{
    QStringList texts;
    for (const double one : figures)
        texts << QString::number(one, 'g', 15);
    return texts.join(u' ');
}

// How a rule stands at each step, as the window has it.
std::vector<bool> firingInTheWindow(const AlertRule& wanted, const std::vector<MetricsSample>& all)
{
    const QTemporaryDir directory;
    AlertBook book(directory.filePath(u"alerts.json"_s));
    book.save(wanted);
    const QString id = book.rules().front().id;
    std::vector<bool> firing;
    for (std::size_t i = 0; i < all.size(); ++i) {
        AlertReading reading;
        reading.timeMs = all[i].timeMs;
        reading.isMeasured = true;
        reading.newest = all[i];
        const std::size_t steps = AlertReading::WindowMs / 1000 / StepSeconds;
        reading.minute = all[i + 1 > steps ? i + 1 - steps : 0];
        for (std::size_t j = i + 1 > steps ? i + 2 - steps : 1; j <= i; ++j)
            reading.minute.merge(all[j]);
        book.take({}, reading);
        firing.push_back(book.state(id).phase == AlertState::Phase::Firing);
    }
    return firing;
}

} // namespace

class TestAlertExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFigureIsARuleOfPrometheus()
    {
        NEEDS_PROGRAM("promtool");
        std::vector<AlertRule> rules;
        for (const AlertFigure& figure : AlertFigure::all()) {
            AlertRule one;
            one.figure = &figure;
            one.value = 50;
            one.lasts = std::chrono::seconds(30);
            rules.push_back(one);
        }
        const auto [code, said] = check(rules);
        QVERIFY2(code == 0, said.constData());
        const QString found = u"%1 rules found"_s.arg(rules.size());
        QVERIFY2(said.contains(found.toLatin1()), said.constData());
    }

    void whateverANameHoldsTheFileIsGood()
    {
        NEEDS_PROGRAM("promtool");
        std::vector<AlertRule> rules{rule(u"redis away"_s), rule(u"redis away"_s)};
        for (const QString& name : {u"a \"quoted\": {{ $value | nonsense }} \\ \n\t# name"_s,
                 u"späte Ereignisse"_s, u"日本"_s, u"- [x] &*!|>%@`"_s}) {
            AlertRule one = rule(u"slow_clients > 0"_s);
            one.name = name;
            one.hub = name;
            rules.push_back(one);
        }
        const auto [code, said] = check(rules);
        QVERIFY2(code == 0, said.constData());
        const QStringList names = prometheusRuleNames(rules);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QCOMPARE(names.mid(0, 2), (QStringList{u"FanlightRedisAway"_s, u"FanlightRedisAwayN2"_s}));
    }

    void whatIsOffIsLeftOut()
    {
        AlertRule off = rule(u"redis away"_s);
        off.isOn = false;
        QVERIFY(!prometheusRules({off}).contains("fanlight_redis_up"));
        NEEDS_PROGRAM("promtool");
        const auto [code, said] = check({off});
        QVERIFY2(said.contains("0 rules found"), said.constData());
        Q_UNUSED(code)
    }

    void isInPrometheusUnits()
    {
        const QByteArray text
            = prometheusRules({rule(u"ack_p99 > 50 ms for 30 s"_s, AlertSeverity::Critical)});
        QVERIFY(text.contains("> 0.05\""));
        QVERIFY(text.contains("        for: 30s\n"));
        QVERIFY(text.contains("keep_firing_for: 30s"));
        QVERIFY(text.contains("severity: critical"));
        QVERIFY(text.contains("FanlightAckP99Above50Ms"));
        QVERIFY(prometheusRules({rule(u"backlog > 1 MiB"_s)}).contains("> 1048576\""));
    }

    // The same series for both: a rule fires in the window when, and only when, the one that is
    // exported does.
    void theExportedRuleFiresWhenTheWindowsDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("level") << u"slow_clients > 10 for 30 s"_s;
        QTest::newRow("at once") << u"slow_clients >= 40"_s;
        QTest::newRow("below") << u"connections < 100 for 10 s"_s;
        QTest::newRow("share") << u"descriptors > 80 % for 20 s"_s;
        QTest::newRow("rate") << u"delivered > 500/s for 15 s"_s;
        QTest::newRow("bytes") << u"sent > 100 KiB/s"_s;
        QTest::newRow("percentile") << u"write_p99 > 50 ms for 10 s"_s;
    }
    void theExportedRuleFiresWhenTheWindowsDoes()
    {
        NEEDS_PROGRAM("promtool");
        QFETCH(const QString, text);
        const AlertRule one = rule(text);
        const Story story = tell();
        const std::vector<bool> firing = firingInTheWindow(one, story.samples);
        QVERIFY(std::count(firing.begin(), firing.end(), true) > 3);
        QVERIFY(std::count(firing.begin(), firing.end(), false) > 3);
        QVERIFY(write(u"rules.yml"_s, prometheusRules({one})));
        QVERIFY(write(u"test.yml"_s, testOf(one, story, firing)));
        const auto [code, said] = promtool({u"test"_s, u"rules"_s, path(u"test.yml"_s)});
        QVERIFY2(code == 0, said.constData());
    }

private:
    QString path(const QString& name) const { return m_directory.filePath(name); }
    bool write(const QString& name, const QByteArray& content)
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    std::pair<int, QByteArray> check(const std::vector<AlertRule>& rules)
    {
        if (!write(u"rules.yml"_s, prometheusRules(rules)))
            return {-1, "not written"};
        return promtool({u"check"_s, u"rules"_s, u"--lint-fatal"_s, path(u"rules.yml"_s)});
    }

    // Ten minutes: quiet, then busy and slow with a short breath within, then quiet again.
    static Story tell()
    {
        Story story;
        std::vector<double> slow, connections, files, delivered{0}, bytes{0};
        std::vector<double> late{0}, all{0};
        const auto step = [&](double level) {
            MetricsSample sample;
            sample.timeMs = 1'700'000'000'000 + qint64(slow.size()) * StepSeconds * 1000;
            sample.intervalMs = StepSeconds * 1000;
            sample.slowClients = quint64(40 * level);
            sample.connections = quint64(200 - 150 * level);
            sample.openFiles = 1000 * (0.5 + 0.4 * level);
            sample.fileLimit = 1000;
            sample.delivered = quint64(StepSeconds * 1000 * level);
            sample.bytes = quint64(StepSeconds * 300'000 * level);
            // 200 ms are far from both of the bounds of /metrics beside them, as is 1 ms
            sample.write.record(1'000'000, 100);
            const auto lateOnes = std::uint64_t(10 * level);
            if (lateOnes > 0)
                sample.write.record(200'000'000, lateOnes);
            slow.push_back(double(sample.slowClients));
            connections.push_back(double(sample.connections));
            files.push_back(sample.openFiles);
            delivered.push_back(delivered.back() + double(sample.delivered));
            bytes.push_back(bytes.back() + double(sample.bytes));
            late.push_back(late.back() + double(lateOnes));
            all.push_back(all.back() + 100 + double(lateOnes));
            story.samples.push_back(sample);
        };
        for (int i = 0; i < 30; ++i)
            step(0);
        for (int i = 0; i < 30; ++i)
            step(1);
        step(0); // a breath
        for (int i = 0; i < 9; ++i)
            step(1);
        for (int i = 0; i < 50; ++i)
            step(0);
        const auto counter = [](std::vector<double> totals) { // as they stand after each step
            totals.erase(totals.begin());
            return values(totals);
        };
        std::vector<double> early;
        for (std::size_t i = 0; i < all.size(); ++i)
            early.push_back(all[i] - late[i]);
        const QString job = u"{job=\"fanlight\",instance=\"hub\"%1}"_s;
        const auto add = [&](const QString& name, const QString& label, const QString& figures) {
            story.series << u"      - series: '%1%2'\n        values: '%3'\n"_s.arg(
                name, job.arg(label), figures);
        };
        add(u"fanlight_slow_clients"_s, {}, values(slow));
        add(u"fanlight_connections"_s, {}, values(connections));
        add(u"process_open_fds"_s, {}, values(files));
        add(u"process_max_fds"_s, {}, u"1000x%1"_s.arg(slow.size()));
        add(u"fanlight_delivered_total"_s, {}, counter(delivered));
        add(u"fanlight_sent_bytes_total"_s, {}, counter(bytes));
        const QString bucket = u"fanlight_write_latency_seconds_bucket"_s;
        add(bucket, u",le=\"0.0025\""_s, counter(early));
        add(bucket, u",le=\"0.1\""_s, counter(early));
        add(bucket, u",le=\"0.25\""_s, counter(all));
        add(bucket, u",le=\"+Inf\""_s, counter(all));
        return story;
    }

    // That it fires, or not, at each moment but those where the two clocks of counting differ: a
    // rate of Prometheus' is told by the scrapes of the minute, the window's by its samples.
    static QByteArray testOf(
        const AlertRule& one, const Story& story, const std::vector<bool>& firing)
    {
        const QString name = prometheusRuleNames({one}).constFirst();
        const bool isOfAMinute = one.figure->expression.contains(u"rate("_s);
        const int slack = isOfAMinute ? 4 : 0; // steps around a change
        QString text
            = u"rule_files: [rules.yml]\nevaluation_interval: %1s\ntests:\n"
              "  - interval: %1s\n    input_series:\n%2    alert_rule_test:\n"_s.arg(StepSeconds)
                  .arg(story.series.join(QString()));
        for (int i = 13; i < int(firing.size()); ++i) { // from the first whole minute on
            bool changes = false;
            for (int j = std::max(1, i - slack); slack > 0 && j <= i + slack; ++j)
                changes = changes
                    || (j < int(firing.size())
                        && firing[std::size_t(j)] != firing[std::size_t(j - 1)]);
            if (changes)
                continue;
            text += u"      - eval_time: %1s\n        alertname: %2\n"_s.arg(i * StepSeconds)
                        .arg(name);
            if (!firing[std::size_t(i)]) {
                text += u"        exp_alerts: []\n"_s;
                continue;
            }
            const QString rules = QString::fromUtf8(prometheusRules({one}));
            const auto line = [&rules](const QString& key) {
                return rules.section(key + u": "_s, 1).section(u'\n', 0, 0);
            };
            text += u"        exp_alerts:\n"
                    "          - exp_labels: { severity: warning, job: fanlight, instance: hub }\n"
                    "            exp_annotations:\n"
                    "              summary: %1\n              description: %2\n"_s.arg(
                        line(u"summary"_s).replace(u"{{ $labels.instance }}"_s, u"hub"_s),
                        line(u"description"_s));
        }
        return text.toUtf8();
    }

    QTemporaryDir m_directory;
};

ROOM_TEST(TestAlertExport, QCoreApplication)
#include "tst_alert_export.moc"
