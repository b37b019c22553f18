// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "alerts/alert_rule.h"

#include "support/room.h"

#include <QSet>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestAlertRule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheLinesOfTheContract()
    {
        const AlertRule ack = *AlertRule::parse(u"ack_p99 > 50 ms for 30 s"_s).rule;
        QCOMPARE(ack.figure->name, u"ack_p99"_s);
        QCOMPARE(ack.op, AlertOperator::Above);
        QCOMPARE(ack.value, 50.0);
        QCOMPARE(ack.lasts, 30'000ms);
        const AlertRule slow = *AlertRule::parse(u"slow_clients > 0"_s).rule;
        QCOMPARE(slow.figure->name, u"slow_clients"_s);
        QCOMPARE(slow.value, 0.0);
        QCOMPARE(slow.lasts, 0ms);
        const AlertRule redis = *AlertRule::parse(u"redis away"_s).rule;
        QVERIFY(redis.figure->isState());
    }

    void whatIsReadIsWrittenTheSame_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("written");
        const auto row = [](const char* line, const char* written = nullptr) {
            QTest::newRow(line) << QString::fromUtf8(line)
                                << QString::fromUtf8(written ? written : line);
        };
        row("ack_p99 > 50 ms for 30 s");
        row("slow_clients > 0");
        row("redis away");
        row("hub away for 10 s");
        row("write_p99.9 >= 2 s for 5 m");
        row("backlog > 100 MiB");
        row("sent < 1 KiB/s for 1 h");
        row("descriptors >= 85 %");
        row("published <= 0.5/s");
        row("  ACK_P99>50ms   for  30s ", "ack_p99 > 50 ms for 30 s");
        row("ack_p50 > 1500 ms", "ack_p50 > 1500 ms");
        row("ack_p50 > 0.25 s", "ack_p50 > 250 ms");
        row("backlog > 1024 KiB", "backlog > 1 MiB");
        row("backlog > 0", "backlog > 0 B");
        row("cpu > 150", "cpu > 150 %");
        row("dropped > 3", "dropped > 3/s");
        row("connections < 10 for 90", "connections < 10 for 90 s");
        row("redis AWAY for 1 min", "redis away for 1 m");
    }
    void whatIsReadIsWrittenTheSame()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, written);
        const AlertRule::Parsed first = AlertRule::parse(line);
        QVERIFY2(first.rule, qPrintable(first.error));
        QCOMPARE(first.rule->text(), written);
        const AlertRule::Parsed again = AlertRule::parse(written);
        QVERIFY2(again.rule, qPrintable(again.error));
        QVERIFY(again.rule->sameCondition(*first.rule));
        QCOMPARE(again.rule->value, first.rule->value);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says"); // a part of it
        QTest::addColumn<QString>("where"); // what is marked
        const auto row = [](const char* line, const char* says, const char* where) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(says)
                                << QString::fromUtf8(where);
        };
        row("", "begins with a figure", "");
        row("> 5", "begins with a figure", "");
        row("ack_p98 > 5 ms", "do you mean ack_p9", "ack_p98");
        row("slow_client > 5", "do you mean slow_clients?", "slow_client");
        row("xyzzy > 5", "There is no figure “xyzzy”", "xyzzy");
        row("ack_p99", "After ack_p99 comes one of", "");
        row("ack_p99 = 5 ms", "comes one of > >= < <=", "");
        row("ack_p99 >", "a number is missing", "");
        row("ack_p99 > fast", "a number is missing", "");
        row("ack_p99 > -5 ms", "no number from 0 on", "-5");
        row("ack_p99 > 1,5 ms", "no number from 0 on", "1,5");
        row("ack_p99 > 1.2.3 ms", "no number from 0 on", "1.2.3");
        row("ack_p99 > 50", "Say the unit: one of ms, s", "");
        row("ack_p99 > 50 for 30 s", "Say the unit", "");
        row("ack_p99 > 50 MiB", "is in ms, s, not in “MiB”", "MiB");
        row("slow_clients > 5 ms", "plain number", "ms");
        row("backlog > 5000000000 GiB", "may be up to", "5000000000 GiB");
        row("slow_clients > 0 always", "plain number", "always");
        row("backlog > 1 MiB always", "like “for 30 s”", "always");
        row("slow_clients > 0 for", "comes a time up to", "");
        row("slow_clients > 0 for ever", "comes a time up to", "ever");
        row("slow_clients > 0 for 2d", "comes a time up to", "2d");
        row("slow_clients > 0 for off", "comes a time up to", "off");
        row("redis gone", "Write “redis away”", "gone");
        row("redis > 0", "Write “redis away”", "");
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, says);
        QFETCH(const QString, where);
        const AlertRule::Parsed parsed = AlertRule::parse(line);
        QVERIFY(!parsed.rule);
        QVERIFY2(parsed.error.contains(says), qPrintable(parsed.error));
        QCOMPARE(line.mid(parsed.at, parsed.length), where);
    }

    void aLineOfAMegabyteIsRefused()
    {
        const QString line = u"slow_clients > 0 for 1s"_s + QString(1 << 20, u' ');
        QVERIFY(AlertRule::parse(line).error.contains(u"200 characters"_s));
    }

    void everyFigureCanBeWatchedAndSaysWhatItIs()
    {
        QSet<QString> names;
        for (const AlertFigure& figure : AlertFigure::all()) {
            QVERIFY(!names.contains(figure.name));
            names << figure.name;
            QVERIFY(!figure.description().isEmpty());
            QVERIFY(figure.expression.contains(u"{job=\"fanlight\""_s));
            QCOMPARE(AlertFigure::find(figure.name), &figure);
            AlertRule rule;
            rule.figure = &figure;
            rule.value = 12;
            rule.lasts = 30s;
            const AlertRule::Parsed parsed = AlertRule::parse(rule.text());
            QVERIFY2(parsed.rule, qPrintable(rule.text() + u": " + parsed.error));
            QCOMPARE(parsed.rule->text(), rule.text());
            QVERIFY(!isKnown(figure.of(AlertReading{}))); // nothing was measured
        }
    }

    void unknownIsNeitherTrueNorFalse()
    {
        const AlertRule rule = *AlertRule::parse(u"memory > 1 B"_s).rule;
        AlertReading reading;
        QCOMPARE(rule.holds(reading), std::nullopt);
        reading.isMeasured = true;
        QCOMPARE(rule.holds(reading), std::nullopt); // resident memory is not known yet
        reading.newest.rssBytes = 1;
        QCOMPARE(rule.holds(reading), std::optional(false));
        reading.newest.rssBytes = 2;
        QCOMPARE(rule.holds(reading), std::optional(true));
    }

    void comparesAsItsSignSays()
    {
        AlertReading reading;
        reading.isMeasured = true;
        reading.newest.slowClients = 5;
        const auto holds = [&reading](const QString& line) {
            return *AlertRule::parse(line).rule->holds(reading);
        };
        QVERIFY(!holds(u"slow_clients > 5"_s));
        QVERIFY(holds(u"slow_clients >= 5"_s));
        QVERIFY(!holds(u"slow_clients < 5"_s));
        QVERIFY(holds(u"slow_clients <= 5"_s));
    }

    void isKeptAsJson()
    {
        AlertRule rule = *AlertRule::parse(u"ack_p99 > 50 ms for 30 s"_s).rule;
        rule.id = u"one"_s;
        rule.name = u"late “events”"_s;
        rule.severity = AlertSeverity::Critical;
        rule.hub = u"https://eu-1.example.com"_s;
        rule.isOn = false;
        rule.notifies = false;
        const auto back = AlertRule::fromJson(rule.toJson());
        QVERIFY(back);
        QCOMPARE(back->toJson(), rule.toJson());
        QVERIFY(back->sameCondition(rule));
    }

    void whatIsNoRuleIsNotTaken()
    {
        AlertRule rule = *AlertRule::parse(u"slow_clients > 0"_s).rule;
        rule.id = u"one"_s;
        const auto with = [&rule](const QString& key, const QJsonValue& value) {
            QJsonObject object = rule.toJson();
            object.insert(key, value);
            return AlertRule::fromJson(object);
        };
        QVERIFY(with(u"name"_s, QString(80, u'x')));
        QVERIFY(!with(u"name"_s, QString(81, u'x')));
        QVERIFY(!with(u"hub"_s, QString(401, u'x')));
        QVERIFY(!with(u"id"_s, QString(65, u'x')));
        QVERIFY(!with(u"id"_s, QString()));
        QVERIFY(!with(u"rule"_s, u"slow_clients"_s));
        QVERIFY(!with(u"rule"_s, 17));
        QVERIFY(with(u"tomorrow"_s, u"unknown fields are ignored"_s));
        QVERIFY(!AlertRule::fromJson({}));
    }
};

ROOM_TEST(TestAlertRule, QCoreApplication)
#include "tst_alert_rule.moc"
