// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/scenario.h"
#include "support/room.h"

#include <limits>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Change = std::function<void(LoadScenario&)>;
Q_DECLARE_METATYPE(Change)

class TestScenario : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSimpleOneIsARampAndAHold()
    {
        const LoadScenario scenario = simpleScenario(u"http://127.0.0.1:3000"_s, {}, 1000, 5s, 30s);
        QCOMPARE(scenario.check(), QString());
        QCOMPARE(scenario.duration(), std::chrono::milliseconds(35s));
        QCOMPARE(scenario.arrivals(), 1000.0);
        QCOMPARE(scenario.population(), 1000);
        QCOMPARE(scenario.arrivalsAt(2500ms), 500.0);
        QCOMPARE(scenario.arrivalsAt(20s), 1000.0);
        QCOMPARE(scenario.flows.front().steps.front().path, FanlightStreamPath);
    }

    void arrivalsFollowThePhases()
    {
        LoadPhase ramp;
        ramp.duration = 10s;
        ramp.arrivalRate = 10;
        ramp.rampTo = 30;
        QCOMPARE(ramp.arrivals(), 200.0);
        QCOMPARE(ramp.arrivals(5s), 75.0);
        QCOMPARE(ramp.arrivals(-1s), 0.0);
        QCOMPARE(ramp.arrivals(1h), 200.0);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const Change& change, const QString& says) {
            QTest::newRow(name) << change << says;
        };
        row(
            "another scheme", [](LoadScenario& s) { s.target = u"ftp://x"_s; }, u"target: "_s);
        row(
            "no tokens to send", [](LoadScenario& s) { s.access.as = LoadAccess::As::Cookie; },
            u"token as: "_s);
        row(
            "no phases", [](LoadScenario& s) { s.phases.clear(); }, u"phases: "_s);
        row(
            "a rate without time",
            [](LoadScenario& s) {
                s.phases[0].arrivalCount = -1;
                s.phases[0].arrivalRate = 5;
                s.phases[0].duration = 0s;
            },
            u"phases[0].duration"_s);
        row(
            "a rate that is none",
            [](LoadScenario& s) {
                s.phases[0].arrivalRate = std::numeric_limits<double>::quiet_NaN();
            },
            u"phases[0]"_s);
        row(
            "too many",
            [](LoadScenario& s) {
                s.phases[0].arrivalCount = LoadScenario::MostClients;
                s.phases.push_back(s.phases[0]);
            },
            u"at most"_s);
        row(
            "too long", [](LoadScenario& s) { s.phases[1].duration = 25h; },
            u"phases[1].duration"_s);
        row(
            "a path that is none", [](LoadScenario& s) { s.flows[0].steps[0].path = u"stream"_s; },
            u"flow[0].url"_s);
        row(
            "a header that is none", [](LoadScenario& s) { s.headers = {u"no colon"_s}; },
            u"headers"_s);
        row(
            "a header with a line end", [](LoadScenario& s) { s.headers = {u"X: a\r\nEvil: 1"_s}; },
            u"headers"_s);
        row(
            "a share above all", [](LoadScenario& s) { s.slowShare = 1.5; }, u"slow readers"_s);
        row(
            "drops too often",
            [](LoadScenario& s) {
                s.dropShare = 0.1;
                s.dropEvery = 1ms;
            },
            u"drop"_s);
        row(
            "a payload too small for the mark",
            [](LoadScenario& s) {
                s.publishing.rate = 1;
                s.publishing.leastBytes = 10;
            },
            u"payload size"_s);
        row(
            "sizes the wrong way round",
            [](LoadScenario& s) {
                s.publishing.rate = 1;
                s.publishing.leastBytes = 500;
            },
            u"payload size"_s);
        row(
            "a body without the payload",
            [](LoadScenario& s) {
                s.publishing.rate = 1;
                s.publishing.body = u"{}"_s;
            },
            u"{payload}"_s);
        row(
            "a Redis that is none",
            [](LoadScenario& s) {
                s.publishing.rate = 1;
                s.publishing.redis = u"http://x"_s;
            },
            u"publish via"_s);
        row(
            "too many connections",
            [](LoadScenario& s) {
                s.publishing.rate = 1;
                s.publishing.connections = 65;
            },
            u"publish connections"_s);
        row(
            "a flow without weight", [](LoadScenario& s) { s.flows[0].weight = 0; }, u"weight"_s);
        row(
            "a flow without steps", [](LoadScenario& s) { s.flows[0].steps.clear(); }, u"flow"_s);
        row(
            "loops in loops",
            [](LoadScenario& s) {
                for (int i = 0; i < 6; ++i) {
                    LoadStep loop;
                    loop.kind = LoadStep::Kind::Loop;
                    loop.steps = s.flows[0].steps;
                    s.flows[0].steps = {loop};
                }
            },
            u"nested"_s);
    }
    void saysWhatIsWrong()
    {
        QFETCH(Change, change);
        QFETCH(QString, says);
        LoadScenario scenario = simpleScenario(u"http://127.0.0.1:3000"_s, {}, 10, 1s, 1s);
        change(scenario);
        const QString error = scenario.check();
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    void audiencesHaveNames()
    {
        for (const auto to : {PublishTo::Each, PublishTo::Random, PublishTo::Skewed, PublishTo::One,
                 PublishTo::All}) {
            PublishTo read = PublishTo::Each;
            QVERIFY(parsePublishTo(QString::fromLatin1(publishToName(to)), read));
            QCOMPARE(read, to);
        }
        PublishTo unchanged = PublishTo::All;
        QVERIFY(!parsePublishTo(u"some"_s, unchanged));
        QCOMPARE(unchanged, PublishTo::All);
    }
};

ROOM_TEST(TestScenario, QCoreApplication)
#include "tst_scenario.moc"
