// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_file.h"

#include "history_rows.h"
#include "support/room.h"

#include <QDir>
#include <QFileInfo>
#include <QtSql/QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <random>

#include <unistd.h>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

constexpr qint64 Now = 1'700'000'000'000;
constexpr qint64 Day = 24 * 60 * 60 * 1000;

HistorySlice sliceOf(quint64 first, quint64 count, qint64 timeMs)
{
    HistorySlice slice;
    for (quint64 number = first; number < first + count; ++number) {
        slice.messages.push_back(historyMessage(number, timeMs + qint64(number)));
        slice.closed.push_back({number, historyClosed(number, timeMs + qint64(number))});
        LogLine line = historyLine(QStringLiteral("line %1").arg(number), timeMs + qint64(number));
        line.id = number;
        slice.log.push_back(line);
        slice.figures[0].push_back(historySample(timeMs + qint64(number), number));
    }
    return slice;
}

QString said(const HistoryFile& file)
{
    return QStringLiteral("%1 %2").arg(int(file.state().kind)).arg(file.state().problem);
}

} // namespace

class TestHistoryFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("history/local.sqlite"));
    }

    void whatWasWrittenIsReadByTheNext()
    {
        {
            HistoryFile file(m_path);
            file.open();
            QVERIFY2(file.isRecording(), qPrintable(said(file)));
            QVERIFY(file.read().messages.empty());
            HistorySlice slice = sliceOf(1, 10, Now);
            slice.markers = std::vector<ChartMarker>{
                {Now, QStringLiteral("here"), ChartMarker::Kind::Note, QStringLiteral("s")}};
            slice.figures[3].push_back(historySample(Now, 100));
            QVERIFY(file.write(slice));
            HistorySlice later;
            later.changed.push_back(historyMessage(3, Now));
            later.changed.back().figures.recipients = 99;
            QVERIFY(file.write(later));
        }
        HistoryFile file(m_path);
        file.open();
        const HistoryPast past = file.read();
        QCOMPARE(past.messages.size(), std::size_t(10));
        QCOMPARE(past.lastMessage, quint64(10));
        QCOMPARE(past.messages[2].figures.recipients, std::uint64_t(99));
        QCOMPARE(past.messages[3].figures.recipients, std::uint64_t(5));
        QCOMPARE(past.closed.size(), std::size_t(10));
        QCOMPARE(past.lastClosed, quint64(10));
        QCOMPARE(past.log.front().text, QStringLiteral("line 1"));
        QCOMPARE(past.log.back().text, QStringLiteral("line 10"));
        QCOMPARE(past.figures[0].size(), std::size_t(10));
        QCOMPARE(past.figures[3].front().delivered, quint64(100));
        QCOMPARE(past.markers.size(), std::size_t(1));
        QCOMPARE(past.markers[0].text, QStringLiteral("here"));
        QVERIFY(past.endMs > 0);
        QCOMPARE(file.state().oldestMs, Now);
        QVERIFY(file.state().putAside.isEmpty());
    }

    // Numbers begin anew where nothing was brought back; they do not overwrite.
    void runsDoNotCollide()
    {
        for (int run = 0; run < 3; ++run) {
            HistoryFile file(m_path);
            file.open();
            QVERIFY(file.write(sliceOf(1, 5, Now + run * 1000)));
        }
        HistoryFile file(m_path);
        file.open();
        const HistoryPast past = file.read();
        QCOMPARE(past.messages.size(), std::size_t(15));
        QCOMPARE(past.lastMessage, quint64(15)); // at least as many as there are
        QVERIFY(std::is_sorted(past.messages.begin(), past.messages.end(),
            [](const auto& a, const auto& b) { return a.timeMs < b.timeMs; }));
    }

    void markersOfThisRunAreReplaced()
    {
        HistorySlice slice;
        slice.markers = std::vector<ChartMarker>{{Now, QStringLiteral("old"), {}, {}}};
        {
            HistoryFile file(m_path);
            file.open();
            QVERIFY(file.write(slice));
        }
        HistoryFile file(m_path);
        file.open();
        slice.markers = std::vector<ChartMarker>{{Now + 1, QStringLiteral("a"), {}, {}}};
        QVERIFY(file.write(slice));
        slice.markers = std::vector<ChartMarker>{{Now + 2, QStringLiteral("b"), {}, {}}};
        QVERIFY(file.write(slice));
        QStringList texts;
        for (const ChartMarker& marker : file.read().markers)
            texts << marker.text;
        QCOMPARE(texts.join(QLatin1Char(' ')), QStringLiteral("old b"));
    }

    void isForItsOwnerOnly()
    {
        HistoryFile file(m_path);
        file.open();
        QVERIFY(file.write(sliceOf(1, 1, Now)));
        constexpr auto Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther | QFile::ExeGroup;
        const QDir folder = QFileInfo(m_path).dir();
        QVERIFY(!(QFile::permissions(folder.path()) & Others));
        for (const QString& name : folder.entryList({QStringLiteral("local.sqlite*")}, QDir::Files))
            if (!name.endsWith(QStringLiteral(".lock")))
                QVERIFY2(!(QFile::permissions(folder.filePath(name)) & Others), qPrintable(name));
    }

    void ofTwoOneWritesAndTheOtherReads()
    {
        HistoryFile first(m_path);
        first.open();
        QVERIFY(first.write(sliceOf(1, 4, Now)));
        {
            HistoryFile second(m_path);
            second.open();
            QCOMPARE(second.state().kind, HistoryState::Kind::Elsewhere);
            QCOMPARE(second.state().otherProcess, qint64(getpid()));
            QCOMPARE(second.read().messages.size(), std::size_t(4));
            QVERIFY(!second.write(sliceOf(5, 1, Now)));
        }
        QVERIFY(first.write(sliceOf(5, 1, Now)));
        QCOMPARE(first.read().messages.size(), std::size_t(5));
    }

    void aForeignFileIsPutAsideWhole()
    {
        write("a letter to my bank, which nobody else shall lose");
        HistoryFile file(m_path);
        file.open();
        QVERIFY2(file.isRecording(), qPrintable(said(file)));
        QCOMPARE(file.state().cause, HistoryState::Cause::Foreign);
        QVERIFY(file.write(sliceOf(1, 1, Now)));
        QFile aside(file.state().putAside);
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), QByteArray("a letter to my bank, which nobody else shall lose"));
    }

    void anotherProgramsDatabaseIsForeign()
    {
        change({QStringLiteral("CREATE TABLE t (a)")});
        HistoryFile file(m_path);
        file.open();
        QVERIFY(file.isRecording());
        QCOMPARE(file.state().cause, HistoryState::Cause::Foreign);
    }

    void aNewerFileIsPutAside()
    {
        {
            HistoryFile file(m_path);
            file.open();
            QVERIFY(file.write(sliceOf(1, 3, Now)));
        }
        change({QStringLiteral("PRAGMA user_version=%1").arg(HistoryDatabase::Schema + 1),
            QStringLiteral("CREATE TABLE of_the_future (a)")});
        HistoryFile file(m_path);
        file.open();
        QVERIFY(file.isRecording());
        QCOMPARE(file.state().cause, HistoryState::Cause::Newer);
        QVERIFY(file.read().messages.empty());
        QVERIFY(QFileInfo::exists(file.state().putAside));
    }

    void ofThosePutAsideTheNewestStay()
    {
        for (int i = 0; i < HistoryDatabase::MostAside + 3; ++i) {
            write("not a history " + QByteArray::number(i));
            HistoryFile file(m_path);
            file.open();
            QVERIFY(file.isRecording());
        }
        const QStringList aside = QFileInfo(m_path).dir().entryList(
            {QStringLiteral("local.sqlite.foreign-*")}, QDir::Files);
        QCOMPARE(aside.size(), HistoryDatabase::MostAside);
    }

    // Damage anywhere: the file is read as far as it can be, or put aside; the program goes on.
    void damageAnywhereIsSurvived()
    {
        {
            HistoryFile file(m_path);
            file.open();
            for (int i = 0; i < 10; ++i)
                QVERIFY(file.write(sliceOf(quint64(1 + i * 50), 50, Now + i * 1000)));
        }
        QFile whole(m_path);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray good = whole.readAll();
        whole.close();
        std::mt19937 random(1);
        int aside = 0;
        for (int i = 0; i < 60; ++i) {
            clearFolder();
            QByteArray bad = good;
            const int bytes = i % 3 == 0 ? 1 : 400;
            for (int n = 0; n < bytes; ++n)
                bad[qsizetype(random() % quint32(bad.size()))] = char(random());
            if (i % 5 == 0)
                bad.truncate(qsizetype(random() % quint32(bad.size())));
            write(bad);
            HistoryFile file(m_path);
            file.open();
            file.read();
            file.setBounds({HistoryBounds::LeastBytes, 30, true});
            bool isWritten = false;
            for (int attempt = 0; attempt < 3 && !isWritten; ++attempt)
                isWritten = file.write(sliceOf(1000, 50, Now + Day));
            QVERIFY2(isWritten, qPrintable(said(file)));
            file.keepBounds(Now + Day);
            QVERIFY2(file.write(sliceOf(1050, 5, Now + Day)) || file.write(sliceOf(1050, 5, Now)),
                qPrintable(said(file)));
            aside += file.state().putAside.isEmpty() ? 0 : 1;
        }
        QVERIFY(aside > 0);
    }

    void aFolderThatTakesNothingIsSaidAndTriedAgain()
    {
        if (geteuid() == 0)
            m_path = QStringLiteral("/proc/self/history/local.sqlite"); // nor does root write there
        else
            QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::ExeOwner));
        HistoryFile file(m_path);
        file.open();
        QCOMPARE(file.state().kind, HistoryState::Kind::Failing);
        QVERIFY(!file.state().problem.isEmpty());
        QVERIFY(!file.write(sliceOf(1, 1, Now)));
        QVERIFY(file.read().messages.empty());
    }

    // What SQLite says of a full disk, as it is bounded here by pages.
    void aFullDiskLosesNothingThatWasWritten()
    {
        HistoryFile file(m_path);
        file.open();
        QVERIFY(file.write(sliceOf(1, 10, Now)));
        file.limitPages(40);
        HistorySlice large = sliceOf(11, 500, Now);
        QVERIFY(!file.write(large));
        QCOMPARE(file.state().kind, HistoryState::Kind::Failing);
        QVERIFY(file.state().problem.contains(QStringLiteral("full")));
        QCOMPARE(file.read().messages.size(), std::size_t(10)); // all of a slice, or nothing
        file.limitPages(1'000'000);
        QVERIFY(file.write(large));
        QVERIFY(file.isRecording());
        QCOMPARE(file.read().messages.size(), std::size_t(510));
    }

    void whatIsTooOldGoes()
    {
        HistoryFile file(m_path);
        file.open();
        QVERIFY(file.write(sliceOf(1, 20, Now - 10 * Day)));
        QVERIFY(file.write(sliceOf(100, 20, Now)));
        file.setBounds({HistoryBounds::DefaultBytes, 7, true});
        file.keepBounds(Now);
        const HistoryPast past = file.read();
        QCOMPARE(past.messages.size(), std::size_t(20));
        QCOMPARE(past.closed.size(), std::size_t(20));
        QCOMPARE(past.log.size(), std::size_t(20));
        QVERIFY(file.state().oldestMs >= Now);
    }

    void itNeverGrowsOverItsBound()
    {
        HistoryFile file(m_path);
        file.open();
        const HistoryBounds bounds{HistoryBounds::LeastBytes, 30, true};
        file.setBounds(bounds);
        const std::string payload(20'000, 'x');
        quint64 number = 0;
        for (int i = 0; i < 120; ++i) { // 2 MB each, of 32 MiB
            HistorySlice slice;
            for (int n = 0; n < 100; ++n) {
                ++number;
                slice.messages.push_back(historyMessage(number, Now + qint64(number), payload));
            }
            QVERIFY(file.write(slice));
            file.keepBounds(Now + qint64(number));
            QVERIFY2(file.state().bytes <= bounds.bytes,
                qPrintable(QString::number(file.state().bytes)));
        }
        const HistoryPast past = file.read();
        QVERIFY(past.messages.size() >= 300);
        QCOMPARE(past.lastMessage, number); // the newest stay
        QVERIFY(file.state().bytes > bounds.bytes / 4);
    }

    void aSmallerBoundIsComeDownTo()
    {
        HistoryFile file(m_path);
        file.open();
        const std::string payload(20'000, 'x');
        for (quint64 number = 1; number <= 4000; number += 100) {
            HistorySlice slice;
            for (quint64 n = number; n < number + 100; ++n)
                slice.messages.push_back(historyMessage(n, Now + qint64(n), payload));
            QVERIFY(file.write(slice));
        }
        QVERIFY(file.state().bytes > 64 << 20);
        file.setBounds({HistoryBounds::LeastBytes, 30, true});
        for (int turn = 0; turn < 40 && file.state().bytes > HistoryBounds::LeastBytes; ++turn) {
            file.keepBounds(Now + 4000);
            QVERIFY(file.write(sliceOf(quint64(5000 + turn), 1, Now + 5000)));
        }
        QVERIFY2(file.state().bytes <= HistoryBounds::LeastBytes,
            qPrintable(QString::number(file.state().bytes)));
    }

    void aFileThatWasRemovedIsBegunAnew()
    {
        HistoryFile file(m_path);
        file.open();
        QVERIFY(file.write(sliceOf(1, 5, Now)));
        QVERIFY(QFile::remove(m_path));
        QVERIFY(file.write(sliceOf(6, 1, Now)));
        QVERIFY(QFileInfo::exists(m_path));
        QCOMPARE(file.read().messages.size(), std::size_t(1));
    }

    void whatAnotherWritesIsNotForgotten()
    {
        HistoryFile first(m_path);
        first.open();
        QVERIFY(first.write(sliceOf(1, 4, Now)));
        HistoryFile second(m_path);
        second.forget();
        QCOMPARE(second.state().kind, HistoryState::Kind::Elsewhere);
        QCOMPARE(first.read().messages.size(), std::size_t(4));
    }

    void forgettingLeavesNothing()
    {
        write("something else");
        HistoryFile file(m_path);
        file.open();
        HistorySlice slice;
        slice.messages.push_back(historyMessage(1, Now, "{\"secret\":\"xyzzy\"}"));
        QVERIFY(file.write(slice));
        file.forget();
        file.open();
        QVERIFY(file.isRecording());
        QVERIFY(file.read().messages.empty());
        QVERIFY(file.state().putAside.isEmpty());
        const QDir folder = QFileInfo(m_path).dir();
        for (const QString& name : folder.entryList(QDir::Files)) {
            QFile one(folder.filePath(name));
            QVERIFY(one.open(QIODevice::ReadOnly));
            QVERIFY2(!one.readAll().contains("xyzzy"), qPrintable(name));
        }
        QVERIFY(file.write(sliceOf(2, 1, Now)));
    }

private:
    void write(const QByteArray& bytes)
    {
        QDir().mkpath(QFileInfo(m_path).absolutePath());
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    void clearFolder() { QVERIFY(QDir(QFileInfo(m_path).absolutePath()).removeRecursively()); }

    void change(const QStringList& statements)
    {
        QDir().mkpath(QFileInfo(m_path).absolutePath());
        {
            QSqlDatabase database
                = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("change"));
            database.setDatabaseName(m_path);
            QVERIFY(database.open());
            for (const QString& statement : statements)
                QVERIFY(QSqlQuery(database).exec(statement));
            database.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("change"));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

ROOM_TEST(TestHistoryFile, QCoreApplication)
#include "tst_history_file.moc"
