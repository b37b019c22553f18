// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/command_line.h"
#include "load/load_command.h"
#include "load/scenario_yaml.h"
#include "support/room.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

LoadArguments parse(const QString& words)
{
    return parseLoadArguments(QProcess::splitCommand(words));
}

QString errorOf(const QString& words)
{
    return parse(words).error;
}

} // namespace

class TestLoadCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutOptionsItIsAThousandClientsOfALocalHub()
    {
        const LoadArguments arguments = parseLoadArguments({});
        QCOMPARE(arguments.error, QString());
        QVERIFY(arguments.scenario
            == simpleScenario(
                u"http://127.0.0.1:3000"_s, {}, 1000, milliseconds(5000), milliseconds(30'000)));
    }

    void readsTheSimpleForm()
    {
        const LoadArguments arguments = parse(
            u"--target http://127.0.0.1:3001 --path /s/{i} --clients 50 --ramp 2s --duration=1m --publish-rate 500"_s);
        QCOMPARE(arguments.error, QString());
        LoadScenario expected = simpleScenario(
            u"http://127.0.0.1:3001"_s, u"/s/{i}"_s, 50, milliseconds(2000), milliseconds(60'000));
        expected.publishing.rate = 500;
        QVERIFY(arguments.scenario == expected);
    }

    void readsPhases()
    {
        const LoadArguments arguments = parse(
            u"--phase \"10s,rate=10..200,max=1050,name=warm up, then\" --phase 1m --phase 2s,count=7"_s);
        QCOMPARE(arguments.error, QString());
        const std::vector<LoadPhase> expected{
            {u"warm up, then"_s, milliseconds(10'000), 10, 200, -1, 1050},
            {{}, milliseconds(60'000), 0, -1, -1, 0},
            {{}, milliseconds(2000), 0, -1, 7, 0},
        };
        QVERIFY(arguments.scenario.phases == expected);
    }

    void readsTheRest()
    {
        const LoadArguments arguments = parse(
            u"--publish-to user=7 --payload-size 200..2KiB --slow-readers 1% --slow-rate 2KiB "
            u"--drop 5%/30s --drop-away 1s"
            " --publish-token T --header \"A: b\" --users 9 --hold 4s --late-after 250ms --expect lost=0 --expect \"p99 < 50ms\" --json - --quiet"_s);
        QCOMPARE(arguments.error, QString());
        const LoadScenario& scenario = arguments.scenario;
        QVERIFY(scenario.publishing.to == PublishTo::One);
        QCOMPARE(scenario.publishing.one, 7);
        QCOMPARE(scenario.publishing.leastBytes, 200);
        QCOMPARE(scenario.publishing.mostBytes, 2048);
        QCOMPARE(scenario.slowShare, 0.01);
        QCOMPARE(scenario.slowBytesPerSecond, 2048);
        QCOMPARE(scenario.dropShare, 0.05);
        QCOMPARE(scenario.dropEvery, milliseconds(30'000));
        QCOMPARE(scenario.dropAway, milliseconds(1000));
        QCOMPARE(scenario.publishing.headers, QStringList(u"Authorization: Bearer T"_s));
        QCOMPARE(scenario.headers, QStringList(u"A: b"_s));
        QCOMPARE(scenario.users, 9);
        QCOMPARE(scenario.flows[0].steps[0].hold, milliseconds(4000));
        QCOMPARE(scenario.lateAfter, milliseconds(250));
        QCOMPARE(scenario.expectations, (std::vector<QString>{u"lost=0"_s, u"p99 < 50ms"_s}));
        QCOMPARE(arguments.json, u"-"_s);
        QVERIFY(arguments.quiet);
    }

    void optionsChangeWhatAFileSaysWhateverTheirOrder()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.yml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("config:\n  target: http://127.0.0.1:1\n  phases: [{duration: 3, arrivalCount: "
                   "2}]\n  processor: ./x.js\n"
                   "scenarios: [{flow: [{get: {url: /a}}, {think: 1}]}]\n");
        file.close();
        for (const QStringList& order :
            {QStringList{u"--target"_s, u"http://127.0.0.1:2"_s, u"--scenario"_s, file.fileName()},
                QStringList{
                    u"--scenario"_s, file.fileName(), u"--target"_s, u"http://127.0.0.1:2"_s}}) {
            const LoadArguments arguments = parseLoadArguments(order);
            QCOMPARE(arguments.error, QString());
            QCOMPARE(arguments.scenario.target, u"http://127.0.0.1:2"_s);
            QCOMPARE(arguments.scenario.phases.size(), 1U);
            QCOMPARE(arguments.scenario.phases[0].arrivalCount, 2);
            QCOMPARE(
                arguments.notes, QStringList(u"config.processor: JavaScript does not run here"_s));
        }
        const LoadArguments arguments
            = parseLoadArguments({u"--scenario"_s, file.fileName(), u"--clients"_s, u"5"_s});
        QCOMPARE(arguments.scenario.phases.size(), 2U);
        QVERIFY(parseLoadArguments({u"--scenario"_s, file.fileName(), u"--path"_s, u"/b"_s})
                    .error.startsWith("--path, --hold: "_L1));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("error");
        QTest::newRow("unknown") << u"--client 5"_s
                                 << u"--client: there is no such option; did you mean --clients?"_s;
        QTest::newRow("like nothing")
            << u"--xyzzyplugh 5"_s << u"--xyzzyplugh: there is no such option; --help lists all"_s;
        QTest::newRow("no option") << u"5"_s << u"“5” is not an option; --help lists all"_s;
        QTest::newRow("no value") << u"--clients"_s << u"--clients: needs a value, N"_s;
        QTest::newRow("a value too many") << u"--quiet=1"_s << u"--quiet: takes no value"_s;
        QTest::newRow("a number") << u"--clients 0"_s
                                  << u"--clients: “0” is not a whole number from 1 to 1000000"_s;
        QTest::newRow("a duration")
            << u"--ramp fast"_s << u"--ramp: “fast” is not a duration; use 500ms, 30s, 10m, 1h"_s;
        QTest::newRow("a share") << u"--slow-readers 5"_s
                                 << u"--slow-readers: “5” could be a part or percent; write 5%"_s;
        QTest::newRow("a rate") << u"--publish-rate -1"_s
                                << u"--publish-rate: “-1” is not a number from 0 to 1000000"_s;
        QTest::newRow("a payload")
            << u"--payload-size 10"_s
            << u"--payload-size: “10” is not a size from 96 to 262144 bytes; use 200 or 200..2KiB"_s;
        QTest::newRow("whom")
            << u"--publish-to some"_s
            << u"--publish-to: “some” is none of each, random, skewed, one, user=N, all"_s;
        QTest::newRow("a phase") << u"--phase 10s,speed=5"_s
                                 << u"--phase: “speed” is none of rate, count, max, name"_s;
        QTest::newRow("phases and clients")
            << u"--phase 10s,rate=5 --clients 5"_s
            << u"--phase: says who arrives when; leave out --clients, --ramp and --duration"_s;
        QTest::newRow("an expectation")
            << u"--expect p99=fast"_s
            << u"--expect: “p99=fast”: the bound of p99 is a time such as 50ms or 1.5s"_s;
        QTest::newRow("no file")
            << u"--scenario /nowhere.yml"_s
            << u"--scenario: cannot read /nowhere.yml: No such file or directory"_s;
        QTest::newRow("the scenario")
            << u"--target ftp://a"_s
            << u"--target: “ftp://a” is no address; write http://host:port or https://host"_s;
        QTest::newRow("how a token is sent")
            << u"--token-as header"_s << u"--token-as: is one of bearer, cookie, url"_s;
        QTest::newRow("two kinds of tokens")
            << u"--token-file a.csv --jwt-secret @b"_s
            << u"--token-file: holds the tokens of the clients, so that none are signed; leave out the jwt secret"_s;
        QTest::newRow("no tokens")
            << u"--token-as cookie"_s
            << u"--token-as: there are no tokens to be sent; give a token file or a jwt secret"_s;
        QTest::newRow("a short life")
            << u"--jwt-secret @b --jwt-ttl 10ms"_s << u"--jwt-ttl: must be from 1s to a year"_s;
        QTest::newRow("no file of who publishes")
            << u"--publish-token @/nowhere"_s
            << u"--publish-token: /nowhere cannot be read: No such file or directory"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, error);
        QCOMPARE(errorOf(words), error);
    }

    void theCommandIsReadBack_data()
    {
        QTest::addColumn<QString>("words");
        for (const QString& words :
            {u"--clients 5 --ramp 0s --duration 1s"_s,
                u"--phase '10s,rate=0.5..200,max=3,name=it''s' --phase 5s,count=0"_s,
                u"--path '/a?b={i}' --hold 3s --header 'A: it'\\''s' --publish-rate 2.5 --publish-to user=3 --payload-size 100..200"_s,
                u"--drop 7%/30s --drop-away 1s --slow-readers 29% --slow-rate 7 --think 500ms --timeout 2s --late-after 10ms"_s,
                u"--publish-via redis://127.0.0.1:6379 --publish-channel c:{i} --publish-from 1s --publish-for 2s --publish-count 9 --users 4"_s,
                u"--jwt-secret @s --jwt-ttl 90s --jwt-issuer me --jwt-audience hub --jwt-user-claim uid --token-as cookie --ca-file 'a b.pem'"_s,
                u"--token-file t.csv --tickets --insecure"_s,
                u"--publish-rate 1 --publish-body=--{payload}-- --publish-url /x --publish-header B:c --name 'a b' --expect 'p99<5ms' --clients-file 'a b.csv'"_s})
            QTest::addRow("%s", qPrintable(words.left(20))) << words;
    }

    // By a real shell, which has to take the quotes off.
    void theCommandIsReadBack()
    {
        QFETCH(const QString, words);
        QProcess shell;
        const auto wordsOf = [&shell](const QString& command) {
            shell.start(u"/bin/sh"_s,
                {u"-c"_s, u"for word in "_s + command + u"; do printf '%s\\0' \"$word\"; done"_s});
            if (!shell.waitForFinished())
                qWarning("the shell did not end");
            QStringList parts = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
            parts.removeLast();
            return parts;
        };
        const LoadArguments arguments = parseLoadArguments(wordsOf(words));
        QCOMPARE(arguments.error, QString());
        const QString command = loadCommand(arguments.scenario);
        QStringList back = wordsOf(command);
        QCOMPARE(back.value(0), u"fanlight-load"_s);
        back.removeFirst();
        QVERIFY2(parseLoadArguments(back).scenario == arguments.scenario, qPrintable(command));
    }

    void thereIsNoCommandForWhatOptionsCannotSay()
    {
        LoadScenario scenario = parseLoadArguments({}).scenario;
        QVERIFY(!loadCommand(scenario).isEmpty());
        LoadStep think;
        think.kind = LoadStep::Kind::Think;
        scenario.flows[0].steps.push_back(think);
        QCOMPARE(loadCommand(scenario), QString());
    }

    void theHelpNamesEveryOptionOfTheContract()
    {
        const QString help = loadHelp();
        for (const char* option : {"target", "path", "clients", "ramp", "duration", "publish-rate",
                 "scenario", "json", "csv", "html", "expect"})
            QVERIFY2(help.contains(u"\n  --"_s + QLatin1StringView(option) + u' '), option);
        QVERIFY(help.contains("\n  p99.9 "_L1));
    }
};

ROOM_TEST(TestLoadCommandLine, QCoreApplication)
#include "tst_load_command_line.moc"
