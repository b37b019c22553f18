// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/scenario_yaml.h"
#include "support/room.h"

#include <QRandomGenerator>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

// Makes scenarios with anything in any place.
class Maker {
public:
    explicit Maker(quint32 seed)
        : m_random(seed)
    {
    }

    LoadScenario scenario()
    {
        LoadScenario scenario;
        scenario.name = text();
        scenario.target = u"http://127.0.0.1:3001"_s;
        for (int i = 0; i < 1 + below(3); ++i)
            scenario.phases.push_back(phase());
        for (int i = 0; i < below(3); ++i)
            scenario.flows.push_back({text(), double(below(4)) / 2, steps(0)});
        scenario.publishing = publishing();
        scenario.users = below(1000);
        scenario.headers = headers();
        scenario.clientsFile = maybe() ? text() : QString();
        for (int i = 0; i < below(3); ++i)
            scenario.variables.emplace_back(u"v%1"_s.arg(i), text());
        for (int i = 0; i < below(2); ++i)
            scenario.choices.emplace_back(u"c%1"_s.arg(i), QStringList{text(), text(), text()});
        if (!scenario.clientsFile.isEmpty() && maybe()) {
            scenario.clientsFields = {u"a"_s, text()};
            scenario.clientsSkipFirst = maybe();
        }
        scenario.access = access();
        scenario.tls.trustsAnyone = maybe();
        scenario.tls.caFile = maybe() ? text() : QString();
        scenario.tls.own.certFile = maybe() ? text() : QString();
        scenario.tls.own.keyFile = maybe() ? text() : QString();
        scenario.slowShare = share();
        scenario.slowBytesPerSecond = 1 + below(5000);
        scenario.dropShare = share();
        scenario.dropEvery = time();
        scenario.dropAway = time();
        scenario.think = time();
        scenario.lateAfter = time();
        scenario.timeout = time();
        if (maybe())
            scenario.expectations = {u"p99<50ms"_s, u"events/s>=10000"_s};
        return scenario;
    }

private:
    int below(int bound) { return m_random.bounded(bound); }
    bool maybe() { return below(2) == 0; }
    LoadAccess access()
    {
        LoadAccess made;
        made.tokenFile = maybe() ? text() : QString();
        made.secret = maybe() ? u"@a/secret"_s : text();
        made.lasts = time();
        made.issuer = text();
        made.audience = text();
        made.userClaim = text();
        made.as = LoadAccess::As(below(3));
        made.tickets = maybe();
        return made;
    }
    milliseconds time() { return milliseconds(below(3) * below(100'000)); }
    double share() { return maybe() ? below(101) / 100.0 : m_random.generateDouble(); }

    QString text()
    {
        static const QStringList Texts{u""_s, u"plain"_s, u"true"_s, u"null"_s, u"~"_s, u"12"_s,
            u"- a: b"_s, u"a: b # c"_s, u" ends "_s, u"\"q'\\"_s, u"two\nlines\t"_s, u"é €😀"_s,
            u"{{ x }} {i} & *y"_s, u"{\"a\":[1]}"_s, u"<<"_s, u"\u0085\u2028\u0001"_s, u"%"_s,
            u"1:30"_s, u"0x1F"_s};
        return Texts[below(int(Texts.size()))];
    }
    QString someText()
    {
        const QString some = text();
        return some.isEmpty() ? u"x"_s : some;
    }
    QStringList headers()
    {
        static const QList<QStringList> Headers{
            {}, {u"A: 1"_s}, {u"A: 1"_s, u"A: 2"_s, u"B: {{ token }}: x"_s}};
        return Headers[below(3)];
    }
    LoadPhase phase()
    {
        LoadPhase phase;
        phase.name = text();
        phase.duration = time();
        phase.arrivalRate = maybe() ? below(100) / 3.0 : 0;
        phase.rampTo = maybe() ? below(100) / 7.0 : -1;
        phase.arrivalCount = maybe() ? below(100) : -1;
        phase.maxClients = below(3);
        return phase;
    }
    std::vector<LoadStep> steps(int depth)
    {
        std::vector<LoadStep> steps;
        for (int i = 0; i < 1 + below(3); ++i)
            steps.push_back(step(depth));
        return steps;
    }
    LoadStep step(int depth)
    {
        LoadStep step;
        step.kind = static_cast<LoadStep::Kind>(below(depth < 3 ? 4 : 3));
        using Kind = LoadStep::Check::Kind;
        if (step.kind == LoadStep::Kind::Think) {
            step.hold = time();
            step.mostHold = maybe() ? step.hold + milliseconds(1 + below(5000)) : milliseconds(0);
        } else if (step.kind == LoadStep::Kind::Loop) {
            step.count = 1 + below(5);
            step.steps = steps(depth + 1);
        } else {
            step.path = u"/a?b={{ x }}&c={i}"_s;
            step.body = text();
            step.headers = headers();
            step.expectStatuses = maybe() ? std::vector<int>{200, 204} : std::vector<int>();
            if (maybe())
                step.captures = {{u"$.a[0]"_s, u"a"_s, {}, {}}, {{}, someText(), u"X-Id"_s, {}},
                    {{}, u"c"_s, {}, someText()}, {someText(), someText(), {}, {}}};
            if (maybe())
                step.checks = {{Kind::ContentType, {}, u"json"_s},
                    {Kind::HasProperty, someText(), {}}, {Kind::PropertyEquals, someText(), text()},
                    {Kind::HeaderEquals, u"A"_s, text()}, {Kind::Equal, text(), text()},
                    {Kind::Matches, {}, someText()}, {Kind::NotHasProperty, u"$.b"_s, {}},
                    {Kind::HasHeader, u"B"_s, {}}, {Kind::NotStatus, {}, u"500"_s}};
        }
        if (step.kind == LoadStep::Kind::Post) {
            step.method = maybe() ? u"DELETE"_s : QString();
            step.reconnects = false; // which only a stream does
        } else if (step.kind == LoadStep::Kind::Get) {
            step.hold = time();
            step.events = below(3);
            step.reconnects = maybe();
        }
        return step;
    }
    LoadPublishing publishing()
    {
        LoadPublishing publishing;
        if (maybe())
            return publishing;
        publishing.rate = below(100) / 3.0;
        publishing.to = static_cast<PublishTo>(below(5));
        publishing.one = 1 + below(3);
        publishing.redis = maybe() ? u"redis://127.0.0.1:6379"_s : QString();
        publishing.url = text();
        publishing.body = text();
        publishing.headers = headers();
        publishing.channel = text();
        publishing.leastBytes = 100 + below(3);
        publishing.mostBytes = publishing.leastBytes + below(2);
        publishing.from = time();
        publishing.lasts = time();
        publishing.count = below(100);
        publishing.connections = 1 + below(4);
        return publishing;
    }

    QRandomGenerator m_random;
};

LoadScenario scenarioOf(const QByteArray& yaml)
{
    const ScenarioReading reading = readScenario(yaml, u"/folder"_s);
    if (!reading.error.isEmpty())
        qWarning("%s", qPrintable(reading.error));
    return reading.scenario;
}

LoadStep stepOf(const QByteArray& step)
{
    const LoadScenario scenario = scenarioOf("scenarios: [{flow: [" + step + "]}]");
    const bool hasOne = scenario.flows.size() == 1 && scenario.flows[0].steps.size() == 1;
    return hasOne ? scenario.flows[0].steps[0] : LoadStep();
}

// Of Artillery's own documentation in form: what a team has lying around.
const QByteArray Artillerys = "config:\n"
                              "  target: http://127.0.0.1:3000\n"
                              "  phases:\n"
                              "    - duration: 10\n"
                              "      arrivalRate: 10\n"
                              "      rampTo: 200\n"
                              "      maxVusers: 1050\n"
                              "      name: warm up\n"
                              "    - duration: 2m\n"
                              "      arrivalRate: 0.5\n"
                              "    - pause: 5\n"
                              "    - duration: '1 m'\n"
                              "      arrivalCount: 20\n"
                              "  http:\n"
                              "    timeout: 2.5\n"
                              "  defaults:\n"
                              "    headers:\n"
                              "      X-Team: a\n"
                              "  payload:\n"
                              "    path: clients.csv\n"
                              "    fields: [user, token]\n"
                              "    skipHeader: true\n"
                              "  variables:\n"
                              "    kind: like\n"
                              "  ensure:\n"
                              "    thresholds:\n"
                              "      - http.response_time.p99: 250\n"
                              "    maxErrorRate: 1\n"
                              "  processor: ./hooks.js\n"
                              "scenarios:\n"
                              "  - name: reader\n"
                              "    weight: 3\n"
                              "    flow:\n"
                              "      - get:\n"
                              "          url: /api/notifications\n"
                              "          qs:\n"
                              "            userId: '{{ user }}'\n"
                              "            types: like,comment\n"
                              "          headers: {Authorization: 'Bearer {{ token }}'}\n"
                              "          capture: {json: $.postId, as: post}\n"
                              "          expect: [{statusCode: 200}]\n"
                              "      - think: 3\n"
                              "      - loop:\n"
                              "          - post: {url: /api/publish, json: {userId: '1', data: {n: "
                              "1, on: true, text: 'x'}}}\n"
                              "        count: 5\n";

} // namespace

class TestScenarioYaml : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsBackWhatItWrites()
    {
        for (quint32 seed = 0; seed < 500; ++seed) {
            const LoadScenario scenario = Maker(seed).scenario();
            const QByteArray yaml = writeScenario(scenario);
            const ScenarioReading reading = readScenario(yaml, {});
            QVERIFY2(reading.error.isEmpty(),
                QByteArray(reading.error.toUtf8() + "\n" + yaml).constData());
            QVERIFY2(reading.scenario == scenario,
                QByteArray(yaml + "\nbecame\n" + writeScenario(reading.scenario)).constData());
            QCOMPARE(reading.ignored, QStringList());
        }
    }

    void readsHowClientsProveWhoTheyAre()
    {
        const ScenarioReading reading = readScenario(
            "config:\n"
            "  target: https://hub.example\n"
            "  phases: [{duration: 1, arrivalRate: 1}]\n"
            "  tls: {rejectUnauthorized: false, ca: own.pem, cert: me.pem, key: me.key}\n"
            "  sse:\n"
            "    access: {jwtSecret: '@secret', jwtTtl: 90s, tokenAs: cookie, tickets: false}\n",
            u"/folder"_s);
        QCOMPARE(reading.error, QString());
        QCOMPARE(reading.ignored, QStringList());
        QVERIFY(reading.scenario.tls.trustsAnyone);
        QCOMPARE(reading.scenario.tls.caFile, u"/folder/own.pem"_s);
        QCOMPARE(reading.scenario.tls.own.certFile, u"/folder/me.pem"_s);
        QCOMPARE(reading.scenario.tls.own.keyFile, u"/folder/me.key"_s);
        QCOMPARE(reading.scenario.access.secret, u"@/folder/secret"_s);
        QCOMPARE(reading.scenario.access.lasts, milliseconds(90'000));
        QVERIFY(reading.scenario.access.as == LoadAccess::As::Cookie);
    }

    void readsArtillerysForm()
    {
        const ScenarioReading reading = readScenario(Artillerys, u"/folder"_s);
        QCOMPARE(reading.error, QString());
        const LoadScenario& scenario = reading.scenario;
        QCOMPARE(scenario.check(), QString());
        QCOMPARE(scenario.phases.size(), 4U);
        QVERIFY((scenario.phases[0]
            == LoadPhase{u"warm up"_s, milliseconds(10'000), 10, 200, -1, 1050}));
        QVERIFY((scenario.phases[1] == LoadPhase{{}, milliseconds(120'000), 0.5, -1, -1, 0}));
        QVERIFY((scenario.phases[2] == LoadPhase{{}, milliseconds(5000), 0, -1, -1, 0}));
        QVERIFY((scenario.phases[3] == LoadPhase{{}, milliseconds(60'000), 0, -1, 20, 0}));
        QCOMPARE(scenario.timeout, milliseconds(2500));
        QCOMPARE(scenario.headers, QStringList(u"X-Team: a"_s));
        QCOMPARE(scenario.clientsFile, u"/folder/clients.csv"_s);
        QCOMPARE(scenario.clientsFields, (QStringList{u"user"_s, u"token"_s}));
        QVERIFY(scenario.clientsSkipFirst);
        QCOMPARE(scenario.expectations,
            (std::vector<QString>{u"firstByte.p99<250ms"_s, u"errorRate<=1%"_s}));
        QCOMPARE(scenario.flows[0].weight, 3.0);
        const std::vector<LoadStep>& steps = scenario.flows[0].steps;
        QCOMPARE(steps.size(), 3U);
        QCOMPARE(steps[0].path, u"/api/notifications?userId={{ user }}&types=like%2Ccomment"_s);
        QCOMPARE(steps[0].headers, QStringList(u"Authorization: Bearer {{ token }}"_s));
        QCOMPARE(steps[0].expectStatuses, std::vector<int>{200});
        QVERIFY(steps[0].captures
            == std::vector<LoadStep::Capture>({{u"$.postId"_s, u"post"_s, {}, {}}}));
        QVERIFY(!steps[0].reconnects);
        QCOMPARE(steps[1].hold, milliseconds(3000));
        QCOMPARE(steps[2].count, 5);
        QCOMPARE(steps[2].steps[0].body,
            u"{\"data\":{\"n\":1,\"on\":true,\"text\":\"x\"},\"userId\":\"1\"}"_s);
    }

    void namesWhatMakesNoDifference()
    {
        const ScenarioReading reading = readScenario(Artillerys, {});
        QCOMPARE(reading.ignored.size(), 1);
        QVERIFY(reading.ignored[0].startsWith("config.processor: "_L1));
    }

    void aStreamThatIsSaidToBeOneIsOpenedAgain()
    {
        QVERIFY(!stepOf("get: {url: /a}").reconnects);
        QVERIFY(stepOf("get: {url: /a, sse: {}}").reconnects);
        QVERIFY(stepOf("get: {url: /a, sse: }").reconnects);
        const LoadStep step
            = stepOf("get: {url: /a, sse: {hold: 1m, events: 3, reconnect: false}}");
        QVERIFY(!step.reconnects);
        QCOMPARE(step.hold, milliseconds(60'000));
        QCOMPARE(step.events, 3);
    }

    void readsRequests()
    {
        QCOMPARE(stepOf("delete: {url: /a}").method, u"DELETE"_s);
        const LoadStep form = stepOf("post: {url: /a, form: {a: 'b c&d', e: '{{ f }}'}}");
        QCOMPARE(form.body, u"a=b%20c%26d&e={{ f }}"_s);
        QCOMPARE(form.headers, QStringList(u"Content-Type: application/x-www-form-urlencoded"_s));
        QCOMPARE(stepOf("get: {url: '/a?b=c', qs: {d: 1}}").path, u"/a?b=c&d=1"_s);
        QCOMPARE(stepOf("get: {url: /a, auth: {user: a, pass: b}}").headers,
            QStringList(u"Authorization: Basic YTpi"_s));
        QCOMPARE(stepOf("post: {url: /a, json: 'text'}").body, u"\"text\""_s);
        QCOMPARE(stepOf("post: {url: /a, json: [1.5, '2', null, false]}").body,
            u"[1.5,\"2\",null,false]"_s);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("error");
        QTest::newRow("unknown key")
            << "config:\n  phases:\n    - duration: 1\n      arivalRate: 5\n"_ba
            << u"line 4: config.phases[0].arivalRate: unknown; did you mean arrivalRate?"_s;
        QTest::newRow("unknown section")
            << "configs: {}\n"_ba << u"line 1: configs: unknown; did you mean config?"_s;
        QTest::newRow("twice") << "config:\n  target: a\n  target: b\n"_ba
                               << u"line 3: config.target: stands there twice"_s;
        QTest::newRow("a list for a map")
            << "config: [1]\n"_ba << u"line 1: config: must be a map of keys and values"_s;
        QTest::newRow("a map for a text")
            << "config:\n  target: {a: b}\n"_ba << u"line 2: config.target: must be a text"_s;
        QTest::newRow("a number")
            << "config: {phases: [{arrivalRate: fast}]}\n"_ba
            << u"line 1: config.phases[0].arrivalRate: must be a number from 0 to 1000000"_s;
        QTest::newRow("not a number")
            << "config: {phases: [{arrivalRate: nan}]}\n"_ba
            << u"line 1: config.phases[0].arrivalRate: must be a number from 0 to 1000000"_s;
        QTest::newRow("a duration")
            << "config: {phases: [{duration: -1}]}\n"_ba
            << u"line 1: config.phases[0].duration: “-1” is no duration up to 24h; write seconds, or 500ms, 10m, 1h"_s;
        QTest::newRow("a share")
            << "config: {sse: {drop: {share: 101%}}}\n"_ba
            << u"line 1: config.sse.drop.share: must be a share such as 5% or 0.05"_s;
        QTest::newRow("scripts")
            << "scenarios: [{flow: [{loop: [], whileTrue: f}]}]\n"_ba
            << u"line 1: scenarios[0].flow[0].whileTrue: JavaScript does not run here"_s;
        QTest::newRow("an engine")
            << "scenarios: [{engine: ws}]\n"_ba
            << u"line 1: scenarios[0].engine: only http and sse are known here"_s;
        QTest::newRow("a request without url")
            << "scenarios: [{flow: [{get: {}}]}]\n"_ba
            << u"line 1: scenarios[0].flow[0].get: needs a url"_s;
        QTest::newRow("a file without header")
            << "config: {payload: {path: a.csv}}\n"_ba
            << u"line 1: config.payload: needs fields, the names of the columns; or skipHeader: true where the first row names them"_s;
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(const QByteArray, yaml);
        QFETCH(const QString, error);
        QCOMPARE(readScenario(yaml, {}).error, error);
    }

    void refusesWhatIsNoYaml()
    {
        QVERIFY(readScenario("a: [", {}).error.startsWith("line 1: "_L1));
        QVERIFY(!readScenario("just a text", {}).error.isEmpty());
    }

    void boundsWhatItReads_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::newRow("size") << QByteArray(MostScenarioBytes + 1, ' ');
        QTest::newRow("depth of the text") << QByteArray(100'000, '[');
        QTest::newRow("depth of JSON") << "scenarios: [{flow: [{post: {url: /a, json: "
                + QByteArray(100, '[') + QByteArray(100, ']') + "}}]}]";
        QTest::newRow("an alias of itself") << "scenarios: [{flow: &f [{loop: *f, count: 2}]}]"_ba;
        QByteArray bomb = "scenarios:\n- flow:\n  - post:\n      url: /a\n      json:\n        a0: "
                          "&a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 20; ++i) {
            const QByteArray alias = "*a" + QByteArray::number(i - 1);
            bomb += "        a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " ["
                + QByteArray(alias + ", ").repeated(9) + alias + "]\n";
        }
        QTest::newRow("aliases that multiply") << bomb;
    }

    void boundsWhatItReads()
    {
        QFETCH(const QByteArray, yaml);
        QVERIFY(!readScenario(yaml, {}).error.isEmpty());
    }
};

ROOM_TEST(TestScenarioYaml, QCoreApplication)
#include "tst_scenario_yaml.moc"
