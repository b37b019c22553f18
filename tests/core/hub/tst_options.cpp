// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/options.h"
#include "support/room.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {
using Environment = QHash<QString, QString>;

const std::vector<OptionSpec> Extra{
    {"csv", "FILE", "write samples to a file"},
    {"quiet", "", "say less"},
};

ParsedArguments parse(const QStringList& arguments, const Environment& environment = {},
    const QSettings* settings = nullptr)
{
    return parseArguments(arguments, environment, settings, Extra);
}

std::unique_ptr<QSettings> settingsIn(const QTemporaryDir& dir, const QByteArray& text)
{
    const QString path = dir.filePath(u"fanlight.ini"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return nullptr;
    file.close();
    return std::make_unique<QSettings>(path, QSettings::IniFormat);
}
} // namespace

class TestOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: not a duration
        QTest::newRow("milliseconds") << u"100ms"_s << qint64(100);
        QTest::newRow("seconds") << u"15s"_s << qint64(15'000);
        QTest::newRow("minutes") << u"15m"_s << qint64(900'000);
        QTest::newRow("hours") << u"1h"_s << qint64(3'600'000);
        QTest::newRow("days") << u"7d"_s << qint64(7 * 86'400'000);
        QTest::newRow("bare") << u"60"_s << qint64(60'000);
        QTest::newRow("off") << u"off"_s << qint64(0);
        for (const auto& text :
            {u""_s, u"s"_s, u"fast"_s, u"-1s"_s, u"+1s"_s, u" 1s"_s, u"1 s"_s, u"1.5s"_s, u"1sec"_s,
                u"1S"_s, u"OFF"_s, u"٣s"_s, u"9223372036854775807h"_s, u"99999999999999999999"_s})
            QTest::addRow("'%s'", qPrintable(text)) << text << qint64(-1);
    }
    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto duration = parseDuration(text);
        QCOMPARE(duration ? qint64(duration->count()) : -1, ms);
    }

    void sizes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("bytes"); // -1: not a size
        QTest::newRow("bare") << u"1048576"_s << qint64(1048576);
        QTest::newRow("zero") << u"0"_s << qint64(0);
        QTest::newRow("B") << u"12B"_s << qint64(12);
        QTest::newRow("KiB") << u"256KiB"_s << qint64(256 << 10);
        QTest::newRow("MiB") << u"1MiB"_s << qint64(1 << 20);
        QTest::newRow("GiB") << u"2GiB"_s << (qint64(2) << 30);
        QTest::newRow("lower case") << u"64kib"_s << qint64(64 << 10);
        for (const auto& text : {u""_s, u"KiB"_s, u"-1"_s, u"1.5MiB"_s, u"1KB"_s, u"1 KiB"_s,
                 u"0x10"_s, u"9223372036854775807GiB"_s})
            QTest::addRow("'%s'", qPrintable(text)) << text << qint64(-1);
    }
    void sizes()
    {
        QFETCH(QString, text);
        QFETCH(qint64, bytes);
        QCOMPARE(parseByteSize(text).value_or(-1), bytes);
    }

    void textsUseTheLargestUnitThatDivides()
    {
        QCOMPARE(durationText(0ms), u"off"_s);
        QCOMPARE(durationText(100ms), u"100ms"_s);
        QCOMPARE(durationText(1500ms), u"1500ms"_s);
        QCOMPARE(durationText(90s), u"90s"_s);
        QCOMPARE(durationText(900s), u"15m"_s);
        QCOMPARE(durationText(168h), u"7d"_s);
        QCOMPARE(byteSizeText(0), u"0"_s);
        QCOMPARE(byteSizeText(1000), u"1000"_s);
        QCOMPARE(byteSizeText(256 << 10), u"256KiB"_s);
        QCOMPARE(byteSizeText(1LL << 30), u"1GiB"_s);
    }

    void defaultsSurviveTheirText()
    {
        const HubOptions defaults;
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            HubOptions options;
            QCOMPARE(setHubOption(options, name, hubOptionText(defaults, name)), QString());
            QVERIFY2(options == defaults, spec.name);
        }
    }

    void accepted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* name, const char* value) {
            QTest::addRow("%s %s", name, value)
                << QString::fromUtf8(name) << QString::fromUtf8(value);
        };
        row("listen", "localhost:0");
        row("listen", "[::1]:3000");
        row("listen", "0.0.0.0:65535");
        row("listen", "host-1.example:80");
        row("listen", "localhost:3000,[::]:4000,unix:/run/fanlight/hub.sock");
        row("listen", "unix:/run/hub.sock?mode=0600");
        row("trusted-proxy", "unix,10.0.0.0/8");
        row("broker", "memory");
        row("broker", "redis://localhost:6379/0");
        row("broker", "rediss://me:secret@localhost");
        row("broker", "redis+sentinel://a:1,b:2/master");
        row("shards", "auto");
        row("shards", "1");
        row("shards", "64");
        row("channel-prefix", "app:notifications:");
        row("history", "off");
        row("history", "1/1s");
        row("history", "100000/7d");
        row("history-bytes", "64KiB");
        row("history-bytes", "64GiB");
        row("batch", "asked");
        row("batch", "all");
        row("batch-max", "2");
        row("batch-max", "1000");
        row("batch-window", "off");
        row("batch-window", "1ms");
        row("batch-window", "10s");
        row("max-connections", "0");
        row("max-connections", "1000000");
        row("max-lifetime", "off");
        row("max-lifetime", "1s");
        row("max-lifetime", "15m");
        row("heartbeat", "1s");
        row("heartbeat", "1h");
        row("retry", "100ms");
        row("retry", "1h");
        row("backlog-limit", "4KiB");
        row("backlog-limit", "64MiB");
        row("slow-client", "disconnect");
        row("slow-client", "drop");
        row("cors-origin", "");
        row("cors-origin", "https://app.example,http://[::1]:8080");
        row("cors-header", "X-Request-ID,X-Trace");
        row("limit-streams", "20/s:100");
        row("limit-requests", "auto");
        row("limit-publishes", "1000/s");
        row("host", "");
        row("host", "hub.example.com,*.svc.example,10.0.0.5,::1");
        row("admin-token", "ops=a,b=@/run/b");
        row("monitor-token", "prometheus=x==");
        row("anonymous", "broadcasts");
        row("jwt-key", "a.pem,b.json");
        row("jwt-secret", "@/run/secret");
        row("jwt-leeway", "off");
        row("jwt-allow-no-exp", "on");
        row("publish-token", "s3cret-._~+/=");
        row("instance-name", "Zürich 1");
        row("log-level", "debug");
        row("log-level", "error");
    }
    void accepted()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        HubOptions options;
        QCOMPARE(setHubOption(options, name, value), QString());
        QCOMPARE(hubOptionText(options, name), value);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says"); // part of the line
        const auto row = [](const char* name, const char* value, const char* says) {
            QTest::addRow("%s %s", name, value)
                << QString::fromUtf8(name) << QString::fromUtf8(value) << QString::fromUtf8(says);
        };
        row("listen", "", "listens somewhere");
        row("listen", "localhost:3000,:3001", "names no host");
        row("listen", "unix:hub.sock", "is not the path of a Unix socket");
        row("listen", "unix:", "is not the path of a Unix socket");
        row("listen", "unix:@hub", "is not the path of a Unix socket");
        row("listen", "unix:/run/", "is not the path of a Unix socket");
        row("listen", "unix:/run/hub.sock?mode=9", "is not a mode");
        row("listen", "unix:/run/hub.sock?mode=1777", "is not a mode");
        row("listen", "unix:/run/hub.sock?mode=-660", "is not a mode");
        row("listen", "unix:/run/hub.sock?owner=x", "is not a mode");
        row("trusted-proxy", "proxy.example", "or unix");
        row("listen", "localhost", "has no port");
        row("listen", "3000", "has no port");
        row("listen", ":3000", "names no host");
        row("listen", "::1:3000", "without brackets");
        row("listen", "[localhost]:3000", "is not a host");
        row("listen", "[]:3000", "is not a host");
        row("listen", "a host:3000", "is not a host");
        row("listen", "localhost:", "is not a port");
        row("listen", "localhost:65536", "is not a port");
        row("listen", "localhost:-1", "is not a port");
        row("listen", "localhost:http", "is not a port");
        row("broker", "redis://", "or use memory");
        row("broker", "rediss://host:notaport", "or use memory");
        row("broker", "redis+sentinel://a:1,b:2", "or use memory");
        row("broker", "kafka", "or use memory");
        row("shards", "65", "auto or 1 to 64");
        row("shards", "two", "is not a whole number");
        row("channel-prefix", "", "1 to 64 characters");
        row("channel-prefix", "a b", "without blanks");
        row("channel-prefix", "receipt:", "keys of its own in Redis");
        row("history", "100", "is not a history");
        row("history", "/1h", "is not a history");
        row("history", "100/", "is not a history");
        row("history", "100/1h/2", "is not a history");
        row("history", "100001/1h", "out of bounds");
        row("history", "100/8d", "1s to 7d");
        row("history", "100/off", "out of bounds");
        row("history-bytes", "65535", "64KiB to 64GiB");
        row("history-bytes", "65GiB", "64KiB to 64GiB");
        row("history-bytes", "lots", "is not a size");
        row("batch-window", "11s", "off or 1ms to 10s");
        row("batch", "some", "asked or all");
        row("batch-max", "1", "2 to 1000");
        row("max-connections", "1000001", "0 to 1000000");
        row("max-connections", "-1", "is not a whole number");
        row("max-lifetime", "999ms", "off or 1s to");
        row("max-lifetime", "31d", "to 30d");
        row("max-lifetime", "fast", "“fast” is not a duration");
        row("heartbeat", "999ms", "1s to 1h");
        row("heartbeat", "61m", "1s to 1h");
        row("heartbeat", "off", "1s to 1h");
        row("retry", "99ms", "100ms to 1h");
        row("retry", "61m", "100ms to 1h");
        row("backlog-limit", "4095", "4KiB to 64MiB");
        row("backlog-limit", "65MiB", "4KiB to 64MiB");
        row("slow-client", "kick", "disconnect or drop");
        row("cors-origin", "*", "any web page");
        row("cors-origin", "https://a.example,*", "any web page");
        row("cors-origin", "app.example", "“app.example” is not an origin");
        row("cors-origin", "https://a.example/", "is not an origin");
        row("cors-origin", "https://a.example/path", "is not an origin");
        row("cors-origin", "https://user@a.example", "is not an origin");
        row("cors-origin", "https://a.example?x", "is not an origin");
        row("cors-origin", "https://", "is not an origin");
        row("cors-origin", "null", "is not an origin");
        row("cors-header", "*", "means nothing");
        row("cors-header", "X-A,X B", "is not the name of a header");
        row("cors-header", "X-A: 1", "is not the name of a header");
        row("host", "*", "any web page");
        row("host", "hub.example:3000", "without scheme and port");
        row("host", "https://hub.example", "without scheme and port");
        row("host", "*.", "is not a name");
        row("host", "a b", "is not a name");
        row("admin-token", "a,b", "name");
        row("anonymous", "some", "broadcasts");
        row("jwt-leeway", "11m", "10m");
        row("jwt-user-claim", "", "claim");
        row("publish-token", "two words", "no blanks");
        row("publish-token", "schlüssel", "ASCII");
        row("instance-name", "a\tb", "no control characters");
        row("log-level", "loud", "debug, info, warning or error");
    }
    void refused()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, says);
        HubOptions options;
        const QString error = setHubOption(options, name, value);
        QVERIFY2(error.startsWith(u"--"_s + name + u": "_s), qPrintable(error));
        QVERIFY2(error.contains(says), qPrintable(error));
        QVERIFY2(!error.contains(u'\n'), qPrintable(error));
        QVERIFY(options == HubOptions{});
    }

    void namesHaveAtMost64Characters()
    {
        HubOptions options;
        QVERIFY(setHubOption(options, u"instance-name", QString(64, u'n')).isEmpty());
        QVERIFY(
            setHubOption(options, u"instance-name", QString(65, u'n')).contains(u"at most 64"_s));
        QCOMPARE(options.instanceName.size(), 64);
    }

    void theFirstAddressOfTcpStandsInFront()
    {
        HubOptions options;
        QCOMPARE(setHubOption(options, u"listen",
                     u"unix:/run/hub.sock?mode=660, [::1]:4000,localhost:0,[::1]:4000"_s),
            QString());
        QCOMPARE(options.listenHost, u"::1"_s);
        QCOMPARE(options.listenPort, quint16(4000));
        QCOMPARE(hubOptionText(options, u"listen"), u"[::1]:4000,unix:/run/hub.sock,localhost:0"_s);
        QCOMPARE(options.listeners().size(), std::size_t(3));
        QCOMPARE(setHubOption(options, u"listen", u"unix:/run/hub.sock?mode=0600"_s), QString());
        QCOMPARE(options.listenHost, QString());
        QCOMPARE(options.listeners().front().mode, 0600);
        QVERIFY(!options.isReachable());
        QStringList many;
        for (int port = 1; port <= 17; ++port)
            many.append(u"localhost:%1"_s.arg(port));
        QVERIFY(setHubOption(options, u"listen", many.join(u',')).contains(u"at most 16"_s));
        QCOMPARE(setHubOption(options, u"listen", u"unix:/"_s + QString(106, u'a')), QString());
        QVERIFY(setHubOption(options, u"listen", u"unix:/"_s + QString(107, u'a'))
                    .contains(u"at most 107 bytes, this one has 108"_s));
    }

    void severalAddressesMayStandAnywhere()
    {
        const ParsedArguments twice
            = parse({u"--listen"_s, u"localhost:1"_s, u"--listen=unix:/run/hub.sock"_s});
        QCOMPARE(twice.error, QString());
        QCOMPARE(hubOptionText(twice.hub, u"listen"), u"localhost:1,unix:/run/hub.sock"_s);
        const ParsedArguments reachable
            = parse({u"--listen=localhost:1"_s, u"--listen=10.0.0.1:2"_s});
        QVERIFY2(
            reachable.error.contains(u"10.0.0.1:2 can be reached"_s), qPrintable(reachable.error));
    }

    void zeroMayBeWrittenAsANumber()
    {
        HubOptions options;
        QVERIFY(setHubOption(options, u"shards", u"0"_s).isEmpty());
        QCOMPARE(hubOptionText(options, u"shards"), u"auto"_s);
        QVERIFY(setHubOption(options, u"max-lifetime", u"0"_s).isEmpty());
        QCOMPARE(hubOptionText(options, u"max-lifetime"), u"off"_s);
    }

    void secretsAreNotRepeatedInErrors()
    {
        HubOptions options;
        QVERIFY(!setHubOption(options, u"broker", u"redis://:hunter2@localhost/nodb"_s)
                     .contains(u"hunter2"_s));
        QVERIFY(!setHubOption(options, u"publish-token", u"hunter2 "_s).contains(u"hunter2"_s));
    }

    void originsAreKeptAsBrowsersSendThem()
    {
        HubOptions options;
        QVERIFY(setHubOption(options, u"cors-origin",
            u"HTTPS://App.Example:443, http://localhost:80 ,http://localhost,http://a.example:8080"_s)
                    .isEmpty());
        QCOMPARE(options.corsOrigins,
            QStringList(
                {u"https://app.example"_s, u"http://localhost"_s, u"http://a.example:8080"_s}));
    }

    void listeningBeyondLoopbackNeedsAToken_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<bool>("open");
        QTest::newRow("localhost") << u"localhost:3000"_s << false;
        QTest::newRow("localhost in capitals") << u"LOCALHOST:3000"_s << false;
        QTest::newRow("127.0.0.1") << u"127.0.0.1:3000"_s << false;
        QTest::newRow("127.1.2.3") << u"127.1.2.3:3000"_s << false;
        QTest::newRow("::1") << u"[::1]:3000"_s << false;
        QTest::newRow("any") << u"0.0.0.0:3000"_s << true;
        QTest::newRow("any IPv6") << u"[::]:3000"_s << true;
        QTest::newRow("private") << u"192.168.0.2:3000"_s << true;
        QTest::newRow("a name") << u"localhost.example:3000"_s << true;
    }
    void listeningBeyondLoopbackNeedsAToken()
    {
        QFETCH(QString, listen);
        QFETCH(bool, open);
        const ParsedArguments bare = parse({u"--listen"_s, listen});
        QCOMPARE(!bare.error.isEmpty(), open);
        QCOMPARE(bare.error.contains(u"--publish-token"_s), open);
        QCOMPARE(bare.error, checkHubOptions(bare.hub));
        const QString readers = parse({u"--listen"_s, listen, u"--publish-token=t"_s}).error;
        QCOMPARE(readers.contains(u"--jwt-key"_s), open);
        QCOMPARE(readers.isEmpty(), !open);
        for (const QString& known : {u"--jwt-key=f.pem"_s, u"--jwt-secret=s"_s,
                 u"--anonymous=all"_s, u"--anonymous=broadcasts"_s, u"--anonymous=none"_s}) {
            QCOMPARE(
                parse({u"--listen"_s, listen, u"--publish-token=t"_s, known}).error, QString());
            QCOMPARE(parse({u"--listen"_s, listen, u"--admin-token=t"_s, known}).error, QString());
        }
        // by a name that a proxy passes on it can be reached, too
        QVERIFY(parse({u"--listen"_s, listen, u"--host=h"_s}).error.contains(u"--publish-token"_s));
    }

    void whoComesWithoutAProofFollowsFromThePlace()
    {
        const auto admits
            = [](const QStringList& arguments) { return parse(arguments).hub.admits(); };
        QCOMPARE(admits({}), Anonymous::All);
        QCOMPARE(admits({u"--publish-token=t"_s}), Anonymous::All);
        QCOMPARE(admits({u"--jwt-key=f"_s}), Anonymous::None);
        QCOMPARE(admits({u"--anonymous=broadcasts"_s}), Anonymous::Broadcasts);
        QCOMPARE(admits({u"--anonymous=all"_s, u"--listen=0.0.0.0:1"_s, u"--publish-token=t"_s}),
            Anonymous::All);
        QCOMPARE(admits({u"--anonymous=all"_s, u"--jwt-secret=s"_s}), Anonymous::Broadcasts);
    }

    void bothSpellingsOfAnOptionAreRead()
    {
        const ParsedArguments parsed
            = parse({u"--heartbeat"_s, u"20s"_s, u"--retry=5s"_s, u"--instance-name=a=b"_s});
        QCOMPARE(parsed.error, QString());
        QCOMPARE(parsed.hub.heartbeat, 20'000ms);
        QCOMPARE(parsed.hub.retry, 5'000ms);
        QCOMPARE(parsed.hub.instanceName, u"a=b"_s);
    }

    void listsAddUp()
    {
        const ParsedArguments parsed = parse({u"--cors-origin=http://a.example,http://b.example"_s,
            u"--cors-origin"_s, u"http://c.example"_s, u"--host"_s, u"Hub.Example."_s,
            u"--host=*.svc.example,[::1]"_s, u"--publish-token=t"_s, u"--anonymous=all"_s});
        QCOMPARE(parsed.error, QString());
        QCOMPARE(parsed.hub.corsOrigins.size(), 3);
        QCOMPARE(
            parsed.hub.hostNames, (QStringList{u"hub.example"_s, u"*.svc.example"_s, u"::1"_s}));
    }

    void theProgramsOwnOptionsAreHandedBack()
    {
        const ParsedArguments parsed = parse({u"--csv"_s, u"out.csv"_s, u"--quiet"_s});
        QCOMPARE(parsed.error, QString());
        QCOMPARE(parsed.extra.value(u"csv"_s), u"out.csv"_s);
        QVERIFY(parsed.extra.contains(u"quiet"_s));
        QVERIFY(parse({}).extra.isEmpty());
    }

    void wrongCommandLines_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("error");
        QTest::newRow("misspelt") << QStringList{u"--histroy"_s,
            u"off"_s} << u"--histroy: there is no such option; did you mean --history?"_s;
        QTest::newRow("given twice") << QStringList{u"--retry=1s"_s, u"--retry=2s"_s}
                                     << u"--retry: is given twice, and takes one value"_s;
        QTest::newRow("extra given twice") << QStringList{u"--csv=a"_s, u"--csv=b"_s}
                                           << u"--csv: is given twice, and takes one value"_s;
        QTest::newRow("misspelt extra") << QStringList{u"--cvs=x"_s}
                                        << u"--cvs: there is no such option; did you mean --csv?"_s;
        QTest::newRow("misspelt help") << QStringList{
            u"--hlep"_s} << u"--hlep: there is no such option; did you mean --help?"_s;
        QTest::newRow("shortened")
            << QStringList{u"--max-conn=1"_s}
            << u"--max-conn: there is no such option; did you mean --max-connections?"_s;
        QTest::newRow("like nothing") << QStringList{u"--zzyzx"_s, u"k"_s}
                                      << u"--zzyzx: there is no such option; --help lists all"_s;
        QTest::newRow("no value") << QStringList{u"--listen"_s}
                                  << u"--listen: needs a value, HOST:PORT|unix:/PATH[?mode=0660]"_s;
        QTest::newRow("an option for a value") << QStringList{u"--listen"_s,
            u"--quiet"_s} << u"--listen: needs a value, HOST:PORT|unix:/PATH[?mode=0660]"_s;
        QTest::newRow("a value for a flag")
            << QStringList{u"--quiet=1"_s} << u"--quiet: takes no value"_s;
        QTest::newRow("a word") << QStringList{u"start"_s}
                                << u"“start” is not an option; --help lists all"_s;
        QTest::newRow("two dashes")
            << QStringList{u"--"_s} << u"“--” is not an option; --help lists all"_s;
        QTest::newRow("out of bounds") << QStringList{u"--shards=65"_s}
                                       << u"--shards: “65” is out of bounds; use auto or 1 to 64"_s;
        QTest::newRow("second of two") << QStringList{u"--retry=1ms"_s, u"--wrong"_s}
                                       << u"--wrong: there is no such option; --help lists all"_s;
    }
    void wrongCommandLines()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, error);
        QCOMPARE(parse(arguments).error, error);
    }

    void helpAndVersionGoBeforeErrorsInValues()
    {
        QVERIFY(parse({u"--help"_s, u"--shards=65"_s}).help);
        QVERIFY(parse({u"-h"_s}).help);
        const ParsedArguments version = parse({u"--version"_s});
        QVERIFY(version.version && version.error.isEmpty());
    }

    void commandLineBeforeEnvironmentBeforeSettings()
    {
        const QTemporaryDir dir;
        const auto settings = settingsIn(dir, "[hub]\nretry=3s\nheartbeat=30s\nmax-lifetime=60s\n");
        QVERIFY(settings);
        const Environment environment{
            {u"FANLIGHT_RETRY"_s, u"4s"_s}, {u"FANLIGHT_MAX_LIFETIME"_s, u"900s"_s}};
        const ParsedArguments parsed = parse({u"--retry=5s"_s}, environment, settings.get());
        QCOMPARE(parsed.error, QString());
        QCOMPARE(parsed.hub.retry, 5'000ms);
        QCOMPARE(parsed.hub.maxLifetime, 900'000ms);
        QCOMPARE(parsed.hub.heartbeat, 30'000ms);
        QCOMPARE(parsed.hub.batchWindow, 100ms);
    }

    void aWrongValueThatIsOverriddenDoesNoHarm()
    {
        const Environment environment{{u"FANLIGHT_RETRY"_s, u"soon"_s}};
        QCOMPARE(parse({u"--retry=5s"_s}, environment).error, QString());
    }

    void errorsNameWhereTheValueStands()
    {
        const QTemporaryDir dir;
        const auto settings = settingsIn(dir, "[hub]\nretry=soon\n");
        QVERIFY(settings);
        QVERIFY(parse({}, {{u"FANLIGHT_RETRY"_s, u"soon"_s}})
                    .error.startsWith(u"FANLIGHT_RETRY: “soon”"_s));
        const QString error = parse({}, {}, settings.get()).error;
        QVERIFY2(error.startsWith(u"hub/retry in "_s + settings->fileName()), qPrintable(error));
    }

    void anEmptyVariableIsNotSet()
    {
        QVERIFY(parse({}, {{u"FANLIGHT_RETRY"_s, QString()}}).hub == HubOptions{});
    }

    void originsInASettingsFileMayBeAList()
    {
        const QTemporaryDir dir;
        const auto settings
            = settingsIn(dir, "[hub]\ncors-origin=http://a.example, http://b.example\n");
        QVERIFY(settings);
        QCOMPARE(parse({}, {}, settings.get()).hub.corsOrigins,
            QStringList({u"http://a.example"_s, u"http://b.example"_s}));
    }

    void helpListsEveryOptionWithItsDefault()
    {
        const QString help = helpText(u"fanlightd"_s, u"The hub."_s, Extra);
        for (const OptionSpec& spec : hubOptionSpecs())
            QVERIFY2(help.contains(u"--"_s + QString::fromLatin1(spec.name)), spec.name);
        QVERIFY(help.contains(u"--csv FILE"_s));
        QVERIFY(help.simplified().contains(u"default localhost:3000"_s));
        QVERIFY(help.simplified().contains(u"1s to 1h; default 15s"_s));
        QVERIFY(help.contains(u"FANLIGHT_MAX_LIFETIME"_s));
        for (const QString& line : help.split(u'\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
        QVERIFY(help.startsWith(u"Usage: fanlightd [options]\n"_s));
    }

    void everyOptionStandsOnce()
    {
        QStringList names;
        for (const OptionSpec& spec : hubOptionSpecs())
            names += QString::fromLatin1(spec.name);
        QCOMPARE(names.removeDuplicates(), 0);
    }
};

ROOM_TEST(TestOptions, QCoreApplication)
#include "tst_options.moc"
