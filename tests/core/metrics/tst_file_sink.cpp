// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/file_sink.h"
#include "support/room.h"

#include <QtTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace fanlight;

namespace {

constexpr char Header[] = "time,instance\r\n";

// A disk that is full beyond `bytes` of a file, for as long as it lives.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit full{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestFileSink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = {};
        m_settings.path = m_folder->filePath(u"figures.csv"_qs);
        m_settings.header = Header;
        m_settings.lineEnd = "\r\n";
        m_settings.records = "rows";
    }

    void theHeaderStandsFirstAndOnce()
    {
        for (int run = 0; run < 2; ++run) {
            FileSink sink;
            QCOMPARE(sink.open(m_settings), QString());
            QCOMPARE(sink.write("a,b\r\n", 1), QString());
        }
        QCOMPARE(content(), "time,instance\r\na,b\r\na,b\r\n");
    }

    void aFileThatWasMovedAwayIsBegunAnew_data()
    {
        QTest::addColumn<QByteArray>("what");
        for (const char* what : {"renamed", "removed", "emptied", "replaced"})
            QTest::newRow(what) << QByteArray(what);
    }
    void aFileThatWasMovedAwayIsBegunAnew()
    {
        QFETCH(QByteArray, what);
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        QCOMPARE(sink.write("1,\r\n", 1), QString());
        const QString older = m_settings.path + u".1"_qs;
        if (what == "renamed")
            QVERIFY(QFile::rename(m_settings.path, older));
        else if (what == "removed")
            QVERIFY(QFile::remove(m_settings.path));
        else if (what == "emptied")
            QCOMPARE(::truncate(QFile::encodeName(m_settings.path).constData(), 0), 0);
        else {
            QVERIFY(QFile::rename(m_settings.path, older));
            put("");
        }
        QCOMPARE(sink.write("2,\r\n", 1), QString());
        QCOMPARE(content(), "time,instance\r\n2,\r\n");
        if (QFile::exists(older))
            QCOMPARE(contentOf(older), "time,instance\r\n1,\r\n");
        QCOMPARE(sink.lost(), 0);
    }

    void reopeningMakesTheFileAtOnce()
    {
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        QVERIFY(QFile::rename(m_settings.path, m_settings.path + u".1"_qs));
        QCOMPARE(sink.reopen(), QString());
        QCOMPARE(content(), Header);
    }

    void whatSomebodyLeftUnfinishedIsEndedFirst()
    {
        put("time,instance\r\n1,\r\n2");
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        QCOMPARE(sink.write("3,\r\n", 1), QString());
        QCOMPARE(content(), "time,instance\r\n1,\r\n2\r\n3,\r\n");
    }

    void halfAHeaderIsMadeWhole()
    {
        put("time,ins");
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        QCOMPARE(sink.write("1,\r\n", 1), QString());
        QCOMPARE(content(), "time,instance\r\n1,\r\n");
    }

    void theFileOfAnotherIsRefusedAndStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("another table") << QByteArray("name,mail\r\nx,y\r\n");
        QTest::newRow("more columns") << QByteArray("time,instance,more\r\n");
        QTest::newRow("no table") << QByteArray("Dear diary");
        QTest::newRow("an empty line") << QByteArray("\n");
    }
    void theFileOfAnotherIsRefusedAndStaysAsItIs()
    {
        QFETCH(QByteArray, other);
        put(other);
        FileSink sink;
        const QString error = sink.open(m_settings);
        QVERIFY2(error.startsWith(u"cannot write "_qs) && error.contains(u"header"_qs),
            qPrintable(error));
        QVERIFY(!sink.isOpen());
        QCOMPARE(content(), other);
    }

    void aFileOfAnotherThatComesLaterIsNotTouched()
    {
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        QVERIFY(QFile::remove(m_settings.path));
        put("name,mail\r\n");
        QVERIFY(sink.write("1,\r\n", 1).contains(u"header"_qs));
        QCOMPARE(sink.write("2,\r\n", 1), QString());
        QCOMPARE(content(), "name,mail\r\n");
        QVERIFY(QFile::remove(m_settings.path));
        QVERIFY(sink.write("3,\r\n", 1).contains(u"2 rows are lost"_qs));
        QCOMPARE(content(), "time,instance\r\n3,\r\n");
    }

    void aFullDiskIsToldOnceInTheSystemsWordsAndTheLossCounted()
    {
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        {
            const FullDisk full(qint64(sizeof Header) - 1 + 6);
            QCOMPARE(sink.write("1,ab\r\n", 1), QString());
            const QString said = sink.write("2,abcd\r\n", 1);
            QVERIFY2(said.contains(u"File too large"_qs), qPrintable(said));
            QCOMPARE(sink.write("3,abcd\r\n4,\r\n", 2), QString());
        }
        QCOMPARE(sink.lost(), 3);
        const QString said = sink.write("5,\r\n", 1);
        QVERIFY2(said.contains(u"3 rows are lost"_qs), qPrintable(said));
        QCOMPARE(sink.write("6,\r\n", 1), QString());
        QCOMPARE(content(), "time,instance\r\n1,ab\r\n5,\r\n6,\r\n");
    }

    void halfARowIsTakenBack()
    {
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        {
            const FullDisk full(qint64(sizeof Header) - 1 + 3);
            QVERIFY(!sink.write("1,abcd\r\n", 1).isEmpty());
        }
        QCOMPARE(content(), Header);
    }

    void aDiskThatIsFullFromTheStartIsNoReasonNotToBegin()
    {
        {
            const FullDisk full(4);
            FileSink sink;
            QCOMPARE(sink.open(m_settings), QString());
            QVERIFY(sink.write("1,\r\n", 1).contains(u"File too large"_qs));
        }
        m_settings.path = u"/dev/full"_qs;
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        QVERIFY(sink.write("1,\r\n", 1).contains(u"No space left on device"_qs));
        QCOMPARE(sink.lost(), 1);
    }

    void aPipeNobodyReadsIsNotWaitedFor()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(m_settings.path).constData(), 0600), 0);
        const int reader = ::open(
            QFile::encodeName(m_settings.path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        QVERIFY(reader >= 0);
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        const std::string row(4096, 'x');
        for (int i = 0; i < 100 && sink.lost() == 0; ++i)
            sink.write(row + "\r\n", 1);
        QCOMPARE(sink.lost(), 1);
        ::close(reader);
    }

    void whatCannotBeOpenedIsSaid()
    {
        m_settings.path = m_folder->filePath(u"missing/figures.csv"_qs);
        FileSink sink;
        QCOMPARE(sink.open(m_settings),
            u"cannot write %1: No such file or directory"_qs.arg(m_settings.path));
    }

    void linksAreFollowedOnlyWhereThatIsWanted()
    {
        const QString target = m_folder->filePath(u"target"_qs);
        QVERIFY(QFile::link(target, m_settings.path));
        {
            FileSink sink;
            QCOMPARE(sink.open(m_settings), QString());
        }
        QVERIFY(QFile::exists(target));
        m_settings.followsLinks = false;
        FileSink sink;
        QVERIFY(sink.open(m_settings).endsWith(u"it is a symbolic link"_qs));
    }

    void aNewFileIsAsPrivateAsWanted()
    {
        m_settings.mode = 0600;
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        struct stat status { };
        QCOMPARE(::stat(QFile::encodeName(m_settings.path).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0600);
    }

    void atItsBoundItIsRotated()
    {
        m_settings.rotateAt = 30;
        m_settings.kept = 1;
        FileSink sink;
        QCOMPARE(sink.open(m_settings), QString());
        for (const char* row : {"1,abc\r\n", "2,abc\r\n", "3,abc\r\n", "4,abc\r\n", "5,abc\r\n"})
            QCOMPARE(sink.write(row, 1), QString());
        QCOMPARE(content(), "time,instance\r\n5,abc\r\n");
        QCOMPARE(contentOf(m_settings.path + u".1"_qs), "time,instance\r\n3,abc\r\n4,abc\r\n");
    }

private:
    QByteArray contentOf(const QString& path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    }
    QByteArray content() const { return contentOf(m_settings.path); }
    void put(const QByteArray& bytes) const
    {
        QFile file(m_settings.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FileSink::Settings m_settings;
};

ROOM_TEST(TestFileSink, fanlight::testing::NoApplication)
#include "tst_file_sink.moc"
