// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// fanlightd as a program: what it prints, what it exits with, how it ends.
class TstProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereItListens()
    {
        HubProcess hub;
        START_HUB(hub);
        QCOMPARE(hub.readyLine(),
            "Fanlight listening on http://127.0.0.1:" + QByteArray::number(hub.port())
                + " (memory)\n");
        QCOMPARE(httpGet(hub.port(), "/healthz").status, 200);
        QVERIFY2(hub.stop(), hub.story().constData());
        QCOMPARE(hub.standardOutput(), QByteArray()); // one line is all there is on stdout
    }

    void localhostIsBothAddressFamilies()
    {
        HubProcess hub;
        START_HUB(hub, {u"--listen"_s, u"localhost:0"_s});
        QCOMPARE(httpGet(hub.port(), "/healthz").status, 200);
        HttpClient overIpv6(hub.port(), true);
        if (!overIpv6.isConnected() && !QFile::exists(u"/proc/net/if_inet6"_s))
            QSKIP("this machine has no IPv6");
        QCOMPARE(overIpv6.get("/healthz").status, 200);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void optionsComeFromTheEnvironmentToo()
    {
        HubProcess hub;
        hub.setEnvironment(u"FANLIGHT_RETRY"_s, u"7s"_s);
        START_HUB(hub);
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.retries(), QList<qint64>{7000});
    }

    void theCommandLineWinsOverTheEnvironment()
    {
        HubProcess hub;
        hub.setEnvironment(u"FANLIGHT_RETRY"_s, u"7s"_s);
        START_HUB(hub, {u"--retry"_s, u"3s"_s});
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.retries(), QList<qint64>{3000});
    }

    void drainsOnSigterm()
    {
        HubProcess hub;
        START_HUB(hub);
        std::vector<EventStream> streams;
        for (int i = 0; i < 20; ++i) {
            streams.emplace_back(hub.port(), "userId=" + QByteArray::number(i));
            QVERIFY(streams.back().waitForOpen());
        }
        EventStream http10(hub.port(), "userId=old", {}, "HTTP/1.0");
        QVERIFY(http10.waitForOpen());

        hub.askToStop();
        for (EventStream& stream : streams) {
            QVERIFY2(stream.waitForCleanEnd(), "a drained stream must end with the last chunk");
            QVERIFY2(
                stream.retries().size() >= 2, "a drained client must get a retry before the end");
        }
        QVERIFY(http10.waitForCleanEnd());
        QVERIFY2(hub.waitForEnd(), hub.story().constData());
        QCOMPARE(hub.exitCode(), 0);
    }

    void drainsPastAClientThatNeverReads()
    {
        HubProcess hub;
        START_HUB(hub, {u"--backlog-limit"_s, u"16MiB"_s});
        EventStream stuck(hub.port(), "userId=42", {}, "HTTP/1.1", 4096);
        HttpClient publisher(hub.port());
        const QByteArray body = toEveryone(jsonText(200'000));
        for (int i = 0; i < 40; ++i)
            QVERIFY(!publish(publisher, body).isEmpty());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void answersWhatWasAskedForBeforeTheDrain()
    {
        HubProcess hub;
        START_HUB(hub);
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient publisher(hub.port());
        QVERIFY(!publish(publisher, toUser("42", "\"last words\"")).isEmpty());
        hub.askToStop();
        QCOMPARE(stream.next().data, "last words");
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY2(hub.waitForEnd(), hub.story().constData());
    }

    void aPortInUseIsSaidInOneLine()
    {
        HubProcess first;
        START_HUB(first);
        HubProcess second;
        QVERIFY2(second.runToEnd({u"--listen"_s, u"127.0.0.1:%1"_s.arg(first.port())}),
            second.story().constData());
        QCOMPARE(second.exitCode(), 1);
        QCOMPARE(second.standardOutput(), QByteArray());
        const QByteArray said = second.standardError();
        QCOMPARE(said.count('\n'), 1);
        QVERIFY2(said.contains(QByteArray::number(first.port())), said.constData());
    }

    void aWrongOptionIsSaidInOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown option")
            << QStringList{u"--colour"_s, u"red"_s} << QByteArray("--colour");
        QTest::newRow("not a duration")
            << QStringList{u"--max-lifetime"_s, u"fast"_s} << QByteArray("--max-lifetime");
        QTest::newRow("with an equals sign")
            << QStringList{u"--heartbeat=never ever"_s} << QByteArray("--heartbeat");
        QTest::newRow("not a number")
            << QStringList{u"--shards"_s, u"two"_s} << QByteArray("--shards");
        QTest::newRow("not a size")
            << QStringList{u"--backlog-limit"_s, u"big"_s} << QByteArray("--backlog-limit");
        QTest::newRow("not a policy")
            << QStringList{u"--slow-client"_s, u"wait"_s} << QByteArray("--slow-client");
        QTest::newRow("not a port")
            << QStringList{u"--listen"_s, u"localhost:70000"_s} << QByteArray("--listen");
        QTest::newRow("without its value") << QStringList{u"--retry"_s} << QByteArray("--retry");
        QTest::newRow("broker nobody knows")
            << QStringList{u"--broker"_s, u"kafka://h"_s} << QByteArray("--broker");
    }
    void aWrongOptionIsSaidInOneLine()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, named);
        HubProcess hub;
        QVERIFY2(hub.runToEnd(arguments), hub.story().constData());
        QCOMPARE(hub.exitCode(), 2);
        QCOMPARE(hub.standardOutput(), QByteArray());
        const QByteArray said = hub.standardError();
        QCOMPARE(said.count('\n'), 1);
        QVERIFY2(said.contains(named), said.constData());
    }

    void listeningBeyondLoopbackNeedsAPublishToken()
    {
        HubProcess open;
        QVERIFY2(open.runToEnd({u"--listen"_s, u"0.0.0.0:0"_s}), open.story().constData());
        QCOMPARE(open.exitCode(), 2);
        const QByteArray said = open.standardError();
        QCOMPARE(said.count('\n'), 1);
        QVERIFY2(said.contains("--publish-token"), said.constData());
    }

    void helpNamesEveryOption()
    {
        HubProcess hub;
        QVERIFY(hub.runToEnd({u"--help"_s}));
        QCOMPARE(hub.exitCode(), 0);
        const QByteArray help = hub.standardOutput();
        for (const char* option :
            {"--listen", "--broker", "--shards", "--channel-prefix", "--history", "--batch-window",
                "--max-connections", "--max-lifetime", "--heartbeat", "--retry", "--backlog-limit",
                "--slow-client", "--cors-origin", "--host", "--type-as", "--publish-token",
                "--instance-name", "--log-level", "--csv", "--csv-interval"})
            QVERIFY2(help.contains(option), option);
    }

    void writesCsvRowsWhileItRuns()
    {
        HubProcess hub;
        const QString file = hub.folder() + u"/figures.csv"_s;
        START_HUB(hub,
            {u"--csv"_s, file, u"--csv-interval"_s, u"500ms"_s, u"--instance-name"_s, u"a,b"_s});
        const auto rows = [&file] {
            QFile csv(file);
            return csv.open(QIODevice::ReadOnly) ? csv.readAll().count("\r\n") : 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rows() >= 3, int(Patience.count()));
        QVERIFY2(hub.stop(), hub.story().constData());

        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArrayList lines = csv.readAll().split('\n');
        QCOMPARE(lines.first(),
            "time,instance,connections,connects_per_s,disconnects_per_s,published_per_s,delivered_"
            "per_s,bytes_per_s,"
            "redis_received_per_s,write_p50_ms,write_p95_ms,write_p99_ms,ack_p50_ms,ack_p95_ms,ack_"
            "p99_ms,"
            "redis_lag_p99_ms,rss_bytes,bytes_per_connection,kernel_socket_bytes,backlog_bytes,"
            "slow_clients,"
            "dropped_events,open_files,file_limit\r");
        QCOMPARE(lines.last(), QByteArray()); // the last row is whole, too
        const qsizetype columns = lines.first().count(',');
        const QRegularExpression row(
            u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z,\"a,b\",0,"_s);
        for (const QByteArray& line : lines.mid(1, lines.size() - 2)) {
            QVERIFY2(row.match(QString::fromUtf8(line)).hasMatch(), line.constData());
            QCOMPARE(line.count(','), columns + 1); // one comma more, in the quoted name
        }
    }

    void aHangUpOpensTheFilesAnewAndEndsNothing()
    {
        HubProcess hub;
        const QString csv = hub.folder() + u"/figures.csv"_s;
        const QString log = hub.folder() + u"/hub.log"_s;
        const QString audit = hub.folder() + u"/audit.jsonl"_s;
        START_HUB(hub,
            {u"--csv"_s, csv, u"--csv-interval"_s, u"500ms"_s, u"--log-file"_s, log,
                u"--audit-file"_s, audit});
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        for (const QString& file : {csv, log, audit}) {
            QTRY_VERIFY(QFile::exists(file));
            QVERIFY(QFile::rename(file, file + u".1"_s));
        }
        hub.hangUp();
        for (const QString& file : {csv, log, audit})
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), int(Patience.count()));
        HttpClient publisher(hub.port());
        QVERIFY(!publish(publisher, toUser("42", "\"still here\"")).isEmpty());
        QCOMPARE(stream.next().data, "still here");
        QTRY_VERIFY_WITH_TIMEOUT(linesOf(csv).size() >= 2, int(Patience.count()));
        QVERIFY(linesOf(csv).first().startsWith("time,instance,"));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void whoReadsFiguresAllTheTimeHoldsUpNoRow()
    {
        HubProcess hub;
        const QString csv = hub.folder() + u"/figures.csv"_s;
        START_HUB(hub, {u"--csv"_s, csv, u"--csv-interval"_s, u"500ms"_s});
        HttpClient reader(hub.port());
        QElapsedTimer clock;
        clock.start();
        int answers = 0;
        while (clock.elapsed() < 2500) {
            QCOMPARE(reader.get(answers % 2 == 0 ? "/metrics" : "/api/stats").status, 200);
            ++answers;
        }
        QVERIFY2(answers > 20, qPrintable(QString::number(answers)));
        // the header and three rows
        QTRY_VERIFY_WITH_TIMEOUT(linesOf(csv).size() >= 4, int(Patience.count()));
        const QByteArrayList rows = linesOf(csv).mid(1, 3);
        QDateTime before;
        for (const QByteArray& row : rows) {
            const QDateTime time = QDateTime::fromString(
                QString::fromLatin1(row.split(',').first()), Qt::ISODateWithMs);
            QVERIFY2(time.isValid(), row.constData());
            // none is an interval of nothing
            QVERIFY2(!before.isValid() || before.msecsTo(time) >= 400, row.constData());
            before = time;
        }
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aTableOfSomebodyElseIsNotWrittenInto()
    {
        HubProcess hub;
        const QString csv = hub.folder() + u"/mine.csv"_s;
        QFile file(csv);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name,mail\n");
        file.close();
        QVERIFY2(hub.runToEnd({u"--listen"_s, u"127.0.0.1:0"_s, u"--csv"_s, csv}),
            hub.story().constData());
        QCOMPARE(hub.exitCode(), 2);
        QCOMPARE(hub.standardError().count('\n'), 1);
        QVERIFY2(hub.standardError().contains("--csv: cannot write"), hub.story().constData());
        QCOMPARE(linesOf(csv), QByteArrayList({"name,mail"}));
    }

    void aFullDiskEndsNothing()
    {
        HubProcess hub;
        START_HUB(hub,
            {u"--csv"_s, u"/dev/full"_s, u"--csv-interval"_s, u"500ms"_s, u"--log-file"_s,
                u"/dev/full"_s});
        QTRY_VERIFY_WITH_TIMEOUT(
            hub.standardError().count("No space left on device") >= 2, int(Patience.count()));
        QCOMPARE(httpGet(hub.port(), "/healthz").status, 200);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void closedDescriptorsStayTheProgramsOwnBusiness()
    {
        QTemporaryDir folder;
        const QString log = folder.filePath(u"hub.log"_s);
        QProcess hub;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"QT_LOGGING_RULES"_s);
        environment.insert(u"XDG_CONFIG_HOME"_s, folder.path());
        hub.setProcessEnvironment(environment);
        hub.start(u"/bin/sh"_s,
            {u"-c"_s, u"exec \"$0\" \"$@\" <&- >&- 2>&-"_s, HubProcess::program(), u"--listen"_s,
                u"127.0.0.1:0"_s, u"--log-file"_s, log});
        QVERIFY(hub.waitForStarted());
        const auto written = [&] { return QString::fromUtf8(linesOf(log).join('\n')); };
        static const QRegularExpression url(u"http://127\\.0\\.0\\.1:(\\d+)"_s);
        QTRY_VERIFY_WITH_TIMEOUT(url.match(written()).hasMatch(), int(Patience.count()));
        const quint16 port = url.match(written()).captured(1).toUShort();
        QCOMPARE(httpGet(port, "/healthz").status, 200);
        EventStream stream(port, "userId=42");
        QVERIFY(stream.waitForOpen());
        hub.terminate();
        QVERIFY(hub.waitForFinished(int(Patience.count())));
        QCOMPARE(hub.exitCode(), 0);
        const QByteArrayList lines = linesOf(log);
        // no line twice
        QCOMPARE(QSet<QByteArray>(lines.begin(), lines.end()).size(), lines.size());
        for (const QByteArray& line : lines)
            QVERIFY2(
                line.startsWith("20"), line.constData()); // what goes to stdout is not in there
    }

    void endsThoughNobodyReadsWhatItSays_data()
    {
        QTest::addColumn<bool>("blocking");
        QTest::newRow("a pipe") << true;
        QTest::newRow("a pipe that is non-blocking") << false;
    }
    void endsThoughNobodyReadsWhatItSays()
    {
        QFETCH(bool, blocking);
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
        const QByteArray dots(4096, '.');
        while (::write(ends[1], dots.constData(), std::size_t(dots.size())) > 0) { }
        ::fcntl(ends[1], F_SETFL, blocking ? 0 : O_NONBLOCK);
        QProcess hub;
        hub.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        hub.setChildProcessModifier([&ends] { ::dup2(ends[1], STDERR_FILENO); });
        hub.start(HubProcess::program(), {u"--listen"_s, u"127.0.0.1:0"_s});
        QVERIFY(hub.waitForReadyRead(int(Patience.count())));
        QVERIFY(hub.readLine().startsWith("Fanlight listening on "));
        hub.terminate();
        QVERIFY(hub.waitForFinished(int(Patience.count())));
        QCOMPARE(hub.exitStatus(), QProcess::NormalExit);
        QCOMPARE(hub.exitCode(), 0);
        ::close(ends[0]);
        ::close(ends[1]);
    }

private:
    static QByteArrayList linesOf(const QString& path)
    {
        QFile file(path);
        QByteArrayList lines
            = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
        lines.removeAll(QByteArray());
        for (QByteArray& line : lines)
            line = line.trimmed();
        return lines;
    }
};

ROOM_TEST(TstProgram, QCoreApplication)
#include "tst_program.moc"
