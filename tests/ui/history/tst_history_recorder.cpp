// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_recorder.h"

#include "history/history_file.h"
#include "history_rows.h"
#include "hub/local_hub.h"
#include "marker_log.h"
#include "support/room.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// A program with a hub that does not listen: what it would have recorded is put into it.
struct Program {
    explicit Program(const HistoryChoice& choice = {})
        : history(hub, QStringLiteral("local"), &log)
        , markers(hub)
    {
        history.open(choice);
        history.follow(series, markers);
    }
    ~Program() { history.leave(); }

    void publish(int count = 1)
    {
        for (int i = 0; i < count; ++i)
            hub.recordMessages().append(historyMessage(0, nowMs()));
    }
    void sample(qint64 timeMs) { series.append(historySample(timeMs)); }

    LocalHub hub;
    LogRing log;
    TimeSeries series;
    HistoryRecorder history;
    MarkerLog markers;
};

QStringList textsOf(const LogRing& ring)
{
    QStringList texts;
    for (const LogLine& line : ring.since(0))
        texts << line.text;
    return texts;
}

} // namespace

class TestHistoryRecorder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_dir->path()));
    }

    void keysBecomeNamesOfFiles()
    {
        QVERIFY(HistoryRecorder::pathFor(QStringLiteral("local"))
                    .endsWith(QStringLiteral("/fanlight/history/local.sqlite")));
        const QString odd = HistoryRecorder::pathFor(QStringLiteral("../a/b.c~"));
        QVERIFY2(!odd.mid(odd.indexOf(QStringLiteral("history/")) + 8).contains(QLatin1Char('/')),
            qPrintable(odd));
        QVERIFY(!odd.contains(QStringLiteral("..")));
    }

    void whatWasComesBack()
    {
        const qint64 start = nowMs() - 60'000;
        {
            Program before;
            for (int i = 1; i <= 40; ++i)
                before.sample(start + i * 500);
            before.publish(3);
            before.hub.recordClosed().append(historyClosed(5, start));
            before.log.append(historyLine(QStringLiteral("earlier"), start));
            before.markers.addNote(start + 700, QStringLiteral("my note"));
        }
        Program after;
        QVERIFY(after.history.earlierUntilMs() > 0);
        QCOMPARE(after.series.all().size(), std::size_t(40));
        MessageLog& messages = after.hub.recordMessages();
        QCOMPARE(messages.pull().added.size(), std::size_t(3));
        after.publish();
        const auto next = messages.pull().added;
        QCOMPARE(next.size(), std::size_t(1));
        QCOMPARE(next.front().number, std::uint64_t(4)); // no number is used twice
        QCOMPARE(after.hub.recordClosed().ofUser(QStringLiteral("user-5"), 9).size(), 1U);
        QCOMPARE(textsOf(after.log).front(), QStringLiteral("earlier"));
        QVERIFY(textsOf(after.log).back().contains(QStringLiteral("before this start")));
        QStringList markers;
        for (const ChartMarker& marker : after.markers.markers())
            markers << marker.text;
        QCOMPARE(markers,
            QStringList({QStringLiteral("my note"), QStringLiteral("Fanlight started again")}));
    }

    // A window that shows another hub for a while, and then this one again.
    void whoFollowsAnewFindsWhatWasFollowedBefore()
    {
        LocalHub hub;
        HistoryRecorder history(hub, QStringLiteral("local"), nullptr);
        history.open({});
        const qint64 start = nowMs() - 60'000;
        {
            TimeSeries series;
            MarkerLog markers(hub);
            history.follow(series, markers);
            for (int i = 1; i <= 10; ++i)
                series.append(historySample(start + i * 500));
            markers.addNote(start, QStringLiteral("one"));
            history.leave();
        }
        TimeSeries series;
        MarkerLog markers(hub);
        history.follow(series, markers);
        series.append(historySample(nowMs()));
        QTRY_COMPARE(series.all().size(), std::size_t(11));
        QCOMPARE(markers.markers().size(), std::size_t(1)); // it was not started again
        markers.addNote(start + 1, QStringLiteral("two"));
        history.leave();
        QStringList kept;
        QTRY_VERIFY((kept = markersInFile()).size() == 2);
        QCOMPARE(kept, QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    }

    void nothingIsWrittenTwice()
    {
        for (int run = 0; run < 3; ++run) {
            Program program;
            program.publish(2);
            program.log.append(historyLine(QStringLiteral("a line"), nowMs()));
            program.hub.recordClosed().append(historyClosed(1, nowMs()));
            program.markers.add(QStringLiteral("mark %1").arg(run));
            program.sample(nowMs());
        }
        HistoryFile file(HistoryRecorder::pathFor(QStringLiteral("local")));
        file.open();
        const HistoryPast past = file.read();
        QCOMPARE(past.messages.size(), std::size_t(6));
        QCOMPARE(past.lastMessage, quint64(6));
        QCOMPARE(past.closed.size(), std::size_t(3));
        QCOMPARE(past.figures[0].size(), std::size_t(3));
        const auto lines = std::count_if(past.log.begin(), past.log.end(),
            [](const LogLine& line) { return line.text == QStringLiteral("a line"); });
        QCOMPARE(lines, 3);
        QCOMPARE(past.markers.size(), std::size_t(5)); // three of ours, two of starting again
    }

    void whatIsLaterKnownOfAMessageIsKept()
    {
        {
            Program program;
            program.publish();
            QTRY_VERIFY(program.history.state().bytes > 0 && messagesInFile() == 1);
            MessageFigures figures;
            figures.number = 1;
            figures.recipients = 1000;
            figures.isKnown = true;
            program.hub.recordMessages().add({figures});
        }
        Program after;
        QCOMPARE(after.hub.recordMessages().find(1)->figures.recipients, std::uint64_t(1005));
    }

    void itIsWrittenWhileTheProgramRuns()
    {
        Program program;
        program.publish(10);
        program.sample(nowMs());
        QTRY_COMPARE(messagesInFile(), std::size_t(10));
        QTRY_VERIFY(program.history.state().oldestMs > 0 || program.history.state().bytes > 0);
        QCOMPARE(program.history.state().kind, HistoryState::Kind::Recording);
        QCOMPARE(program.history.state().lost, quint64(0));
    }

    void offIsOff()
    {
        HistoryChoice off;
        off.isOn = false;
        Program program(off);
        program.publish();
        QCOMPARE(program.history.state().kind, HistoryState::Kind::Off);
        QVERIFY(!QFileInfo::exists(program.history.path()));
    }

    void itCanBeSwitchedOffAndOn()
    {
        Program program;
        program.publish(2);
        QTRY_COMPARE(messagesInFile(), std::size_t(2));
        HistoryChoice choice;
        choice.isOn = false;
        program.history.setChoice(choice);
        QCOMPARE(program.history.state().kind, HistoryState::Kind::Off);
        program.publish(5); // of a time for which nothing should be kept
        choice.isOn = true;
        program.history.setChoice(choice);
        program.publish(1);
        QTRY_COMPARE(messagesInFile(), std::size_t(3));
        QCOMPARE(program.history.state().kind, HistoryState::Kind::Recording);
    }

    void payloadsCanBeLeftOut()
    {
        HistoryChoice choice;
        choice.bounds.withPayloads = false;
        {
            Program program(choice);
            program.publish();
        }
        Program after;
        const MessageRecord message = after.hub.recordMessages().find(1).value();
        QVERIFY(message.bytesElsewhere);
        QCOMPARE(message.dataBytes(), std::uint64_t(7));
    }

    void whatIsForgottenDoesNotComeBack()
    {
        {
            Program program;
            program.publish(4);
            program.sample(nowMs() - 1000);
            program.markers.add(QStringLiteral("a mark"));
            QTRY_COMPARE(messagesInFile(), std::size_t(4));
            bool done = false;
            program.history.forget([&done] { done = true; });
            QTRY_VERIFY(done);
            QCOMPARE(messagesInFile(), std::size_t(0));
            program.publish(1);
            program.sample(nowMs());
        }
        HistoryFile file(HistoryRecorder::pathFor(QStringLiteral("local")));
        file.open();
        const HistoryPast past = file.read();
        QCOMPARE(past.messages.size(), std::size_t(1));
        QCOMPARE(past.figures[0].size(), std::size_t(1));
        QVERIFY(past.markers.empty());
    }

    void aSecondWindowWaitsForTheFirst()
    {
        auto first = std::make_unique<Program>();
        first->publish(2);
        QTRY_COMPARE(messagesInFile(), std::size_t(2));
        Program second;
        QTRY_COMPARE(second.history.state().kind, HistoryState::Kind::Elsewhere);
        QCOMPARE(second.hub.recordMessages().pull().added.size(), std::size_t(2));
        second.publish(1);
        first.reset();
        QTRY_COMPARE(second.history.state().kind, HistoryState::Kind::Recording);
        QTRY_COMPARE(messagesInFile(), std::size_t(3));
    }

    void aDamagedFileIsPutAsideWithAWord()
    {
        const QString path = HistoryRecorder::pathFor(QStringLiteral("local"));
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("SQLite format 3" + QByteArray(5000, 'x'));
        file.close();
        Program program;
        QSignalSpy told(&program.history, &HistoryRecorder::told);
        QTRY_COMPARE(program.history.state().kind, HistoryState::Kind::Recording);
        QCOMPARE(told.size(), 1);
        QCOMPARE(program.history.state().cause, HistoryState::Cause::Damaged);
        program.publish();
        QTRY_COMPARE(messagesInFile(), std::size_t(1));
    }

    void moreThanTheRecordsHoldIsCounted()
    {
        HistoryChoice off;
        off.isOn = false;
        Program program(off);
        program.publish(int(MessageLog::MostMessages) + 100);
        program.history.open({});
        QTRY_VERIFY(program.history.state().lost >= 100);
    }

private:
    // Read as another program does.
    static std::size_t messagesInFile()
    {
        HistoryFile file(HistoryRecorder::pathFor(QStringLiteral("local")));
        file.open();
        return file.read().messages.size();
    }

    static QStringList markersInFile()
    {
        HistoryFile file(HistoryRecorder::pathFor(QStringLiteral("local")));
        file.open();
        QStringList texts;
        for (const ChartMarker& marker : file.read().markers)
            texts << marker.text;
        return texts;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

ROOM_TEST(TestHistoryRecorder, QCoreApplication)
#include "tst_history_recorder.moc"
