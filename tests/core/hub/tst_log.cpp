// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/log.h"

#include "hub/options.h"
#include "support/room.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QtTest>

#include <csignal>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace fanlight;

namespace {

// Sends stderr into a file for as long as it lives.
class CapturedStderr {
public:
    CapturedStderr()
        : m_before(::dup(STDERR_FILENO))
    {
        if (m_file.open())
            ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~CapturedStderr() { restore(); }
    QByteArray text()
    {
        restore();
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    void restore()
    {
        if (m_before < 0)
            return;
        ::dup2(m_before, STDERR_FILENO);
        ::close(std::exchange(m_before, -1));
    }
    int m_before;
    QTemporaryFile m_file;
};

// Makes stderr a pipe for as long as it lives.
class Pipe {
public:
    explicit Pipe(int flags = 0)
        : m_before(::dup(STDERR_FILENO))
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) == 0) {
            ::fcntl(ends[1], F_SETFL, flags);
            ::dup2(ends[1], STDERR_FILENO);
            ::close(ends[1]);
            m_reader = ends[0];
        }
    }
    ~Pipe()
    {
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
        closeReader();
    }
    void closeReader()
    {
        if (m_reader >= 0)
            ::close(std::exchange(m_reader, -1));
    }
    void read(qsizetype lines)
    {
        char buffer[4096];
        for (ssize_t size;
             text.count('\n') < lines && (size = ::read(m_reader, buffer, sizeof buffer)) > 0;)
            text.append(buffer, size);
    }

    QByteArray text;

private:
    const int m_before;
    int m_reader = -1;
};

QStringList textsOf(LogSink& sink)
{
    QStringList texts;
    for (const LogLine& line : sink.ring().since(0))
        texts += line.text;
    return texts;
}

void logOnEveryLevel()
{
    qCDebug(hubLog, "d");
    qCInfo(hubLog, "i");
    qCWarning(hubLog, "w");
    qCCritical(hubLog, "e");
}

} // namespace

class TestLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesStandInTheRingAndOnStderr()
    {
        CapturedStderr stderrFile;
        QStringList texts;
        QtMsgType level{};
        QString category;
        {
            LogSink sink(u"info"_qs);
            qCInfo(streamLog, "c-1 connected: user 42 from 127.0.0.1:40120");
            qCWarning(hubLog, "é");
            texts = textsOf(sink);
            level = sink.ring().since(0).at(1).level;
            category = sink.ring().since(0).at(1).category;
        }
        QCOMPARE(texts, QStringList({u"c-1 connected: user 42 from 127.0.0.1:40120"_qs, u"é"_qs}));
        QCOMPARE(level, QtWarningMsg);
        QCOMPARE(category, u"fanlight.hub"_qs);
        const QRegularExpression lines(
            u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z info fanlight\\.stream: c-1 connected: user 42 from 127\\.0\\.0\\.1:40120\n\\S+ warning fanlight\\.hub: é\n$"_qs);
        const QString written = QString::fromUtf8(stderrFile.text());
        QVERIFY2(lines.match(written).hasMatch(), qPrintable(written));
    }

    void theLevelDecidesWhatIsLogged_data()
    {
        QTest::addColumn<QString>("level");
        QTest::addColumn<QStringList>("logged");
        QTest::newRow("debug") << u"debug"_qs << QStringList({u"d"_qs, u"i"_qs, u"w"_qs, u"e"_qs});
        QTest::newRow("info") << u"info"_qs << QStringList({u"i"_qs, u"w"_qs, u"e"_qs});
        QTest::newRow("warning") << u"warning"_qs << QStringList({u"w"_qs, u"e"_qs});
        QTest::newRow("error") << u"error"_qs << QStringList({u"e"_qs});
    }
    void theLevelDecidesWhatIsLogged()
    {
        QFETCH(QString, level);
        QFETCH(QStringList, logged);
        CapturedStderr stderrFile;
        QStringList atOnce, changed;
        {
            LogSink sink(level);
            logOnEveryLevel();
            atOnce = textsOf(sink);
        }
        {
            LogSink sink(u"error"_qs);
            LogSink::setLevel(level);
            logOnEveryLevel();
            changed = textsOf(sink);
        }
        {
            LogSink sink(u"error"_qs);
            HubOptions before, after;
            before.logLevel = u"none"_qs;
            after.logLevel = level;
            QCOMPARE(LogSink::follow(before, after), QString());
            logOnEveryLevel();
            QCOMPARE(textsOf(sink), logged);
        }
        QCOMPARE(atOnce, logged);
        QCOMPARE(changed, logged);
    }

    void everyThreadMayLogAndNoLineIsTorn()
    {
        constexpr int Threads = 4, Each = 500;
        CapturedStderr stderrFile;
        {
            LogSink sink(u"info"_qs);
            std::vector<std::thread> threads;
            for (int i = 0; i < Threads; ++i)
                threads.emplace_back([i] {
                    for (int line = 0; line < Each; ++line)
                        qCInfo(publishLog, "%d/%d", i, line);
                });
            for (std::thread& thread : threads)
                thread.join();
        }
        const QList<QByteArray> lines = stderrFile.text().split('\n');
        QCOMPARE(lines.size(), Threads * Each + 1);
        QList<int> next(Threads, 0);
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            const QList<QByteArray> numbers
                = lines[i].mid(lines[i].lastIndexOf(' ') + 1).split('/');
            QCOMPARE(numbers.size(), 2);
            QCOMPARE(numbers[1].toInt(), next[numbers[0].toInt()]++);
        }
    }

    // Nobody reads: the lines beyond the bound are counted, and whoever logs does not wait.
    void aStuckTerminalStopsNobody()
    {
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        const int before = ::dup(STDERR_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
        const std::string text(200, 'x');
        // more than wait and are being written together
        constexpr std::size_t Lines = 2 * LogSink::MaxWaiting + 2000;
        QByteArray written;
        std::atomic<bool> hasTold = false; // that lines were left out
        auto sink = std::make_unique<LogSink>(u"info"_qs);
        for (std::size_t i = 0; i < Lines; ++i)
            qCInfo(hubLog, "%s", text.c_str());
        std::thread reader([&] {
            char buffer[64 << 10];
            for (ssize_t size; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;)
                hasTold = written.append(buffer, size).contains("lines came faster");
        });
        QTRY_VERIFY(hasTold); // at its end it waits for a terminal only so long
        sink.reset();
        ::dup2(before, STDERR_FILENO);
        ::close(before);
        ::close(ends[1]);
        reader.join();
        ::close(ends[0]);

        qsizetype told = 0;
        qsizetype leftOut = 0;
        for (const QByteArray& line : written.split('\n')) {
            if (line.contains("lines came faster"))
                leftOut += line.mid(qstrlen("… ")).split(' ').first().toLongLong();
            else if (!line.isEmpty())
                ++told;
        }
        QVERIFY(leftOut > 0);
        QCOMPARE(told + leftOut, qsizetype(Lines));
    }

    void itsPredecessorTakesOverAgain()
    {
        static QStringList caught;
        caught.clear();
        const QtMessageHandler before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext&, const QString& text) { caught += text; });
        {
            CapturedStderr stderrFile;
            LogSink sink(u"info"_qs);
            qCInfo(hubLog, "inside");
        }
        qCInfo(hubLog, "outside");
        qInstallMessageHandler(before);
        QCOMPARE(caught, QStringList({u"outside"_qs}));
    }

    // ---- the log file

    void aFileHoldsWhatStderrDoes()
    {
        const CapturedStderr captured;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.log"_qs);
        for (int run = 0; run < 2; ++run) { // the second writes behind the first
            LogSink sink(u"info"_qs);
            QCOMPARE(sink.setFile(path, 1 << 20, 3), QString());
            qCInfo(hubLog, "run %d", run);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("info fanlight.hub: run 0\n"));
        QVERIFY(text.endsWith("info fanlight.hub: run 1\n"));
    }

    void aFileIsRotatedAndOldOnesGo()
    {
        const CapturedStderr captured;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.log"_qs);
        constexpr int Lines = 400;
        for (int i = 0; i < Lines; ++i) { // a sink a line: each is written by itself
            LogSink sink(u"info"_qs);
            QCOMPARE(sink.setFile(path, 4096, 2), QString());
            qCInfo(hubLog, "line %d", i);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
            QStringList({u"hub.log"_qs, u"hub.log.1"_qs, u"hub.log.2"_qs}));
        QByteArray all;
        for (const QString& name : {u"hub.log.2"_qs, u"hub.log.1"_qs, u"hub.log"_qs}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.size() <= 4096);
            all += file.readAll();
        }
        // nothing is missing from the first line that is kept on
        int next = -1;
        for (const QByteArray& line : all.trimmed().split('\n')) {
            const int number = line.mid(line.lastIndexOf(' ') + 1).toInt();
            QVERIFY(next < 0 || number == next);
            next = number + 1;
        }
        QCOMPARE(next, Lines);
    }

    void aFileIsForItsOwnerAndNoLinkIsFollowed()
    {
        const CapturedStderr captured;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.log"_qs);
        LogSink sink(u"info"_qs);
        QCOMPARE(sink.setFile(path, 1 << 20, 3), QString());
        QCOMPARE(QFile::permissions(path)
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
        const QString link = folder.filePath(u"link.log"_qs);
        QVERIFY(QFile::link(path, link));
        QVERIFY(!sink.setFile(link, 1 << 20, 3).isEmpty());
    }

    void aRenamedFileIsOpenedAnewWhenAskedTo()
    {
        const CapturedStderr captured;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.log"_qs);
        LogSink sink(u"info"_qs);
        QCOMPARE(sink.setFile(path, 1 << 20, 3), QString());
        QVERIFY(QFile::rename(path, path + u".1"_qs));
        sink.reopen();
        QTRY_VERIFY(QFile::exists(path));
    }

    void aFullDiskUnderTheFileIsLoggedInTheSystemsWords()
    {
        CapturedStderr captured;
        {
            LogSink sink(u"info"_qs);
            QCOMPARE(sink.setFile(u"/dev/full"_qs, 1 << 20, 3), QString());
            for (int i = 0; i < 3; ++i)
                qCInfo(hubLog, "line %d", i);
            QTRY_VERIFY(sink.lostInFile() >= 3);
            QCOMPARE(sink.lostOnStderr(), 0);
        }
        const QByteArray said = captured.text();
        QVERIFY2(said.contains("No space left on device"), said.constData());
        QCOMPARE(said.count("cannot write"), 1);
    }

    // ---- a stderr that takes nothing

    void aFullPipeHoldsUpNeitherTheFileNorTheEnd()
    {
        Pipe pipe;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.log"_qs);
        const std::string text(200, 'x');
        constexpr int Lines = 2000; // some 500 KB, more than a pipe holds
        QElapsedTimer clock;
        {
            LogSink sink(u"info"_qs);
            QCOMPARE(sink.setFile(path, 1 << 26, 1), QString());
            for (int i = 0; i < Lines; ++i)
                qCInfo(hubLog, "%d %s", i, text.c_str());
            clock.start();
        }
        QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), Lines + 2);
        QVERIFY2(lines.at(Lines).contains("lines are not on stderr"), lines.at(Lines).constData());
    }

    void aPipeThatIsNonBlockingLosesNothing()
    {
        Pipe pipe(O_NONBLOCK);
        const std::string text(200, 'x');
        constexpr int Lines = 3000;
        std::thread reader;
        {
            LogSink sink(u"info"_qs);
            for (int i = 0; i < Lines; ++i)
                qCInfo(hubLog, "%s", text.c_str());
            reader = std::thread([&] { pipe.read(Lines); });
        }
        reader.join();
        QCOMPARE(pipe.text.count('\n'), Lines);
        QVERIFY(!pipe.text.contains("left out"));
    }

    void aPipeWhoseReaderHasGoneIsCountedAsLost()
    {
        ::signal(SIGPIPE, SIG_IGN);
        Pipe pipe;
        pipe.closeReader();
        LogSink sink(u"info"_qs);
        qCInfo(hubLog, "to nobody");
        QTRY_COMPARE(sink.lostOnStderr(), 1);
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        QTemporaryDir folder;
        LogSink sink(u"info"_qs);
        const QString error = sink.setFile(folder.filePath(u"missing/hub.log"_qs), 4096, 2);
        QVERIFY2(error.startsWith(u"cannot write "), qPrintable(error));
    }
};

// The tests' own rules would silence what is tested here.
static int runLog(int argc, char** argv)
{
    qunsetenv("QT_LOGGING_RULES");
    return fanlight::testing::runTest<TestLog, QCoreApplication>(argc, argv);
}

ROOM_TEST_BY(runLog)
#include "tst_log.moc"
