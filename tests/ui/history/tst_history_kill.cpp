// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_recorder.h"

#include "history/history_file.h"
#include "history_rows.h"
#include "hub/local_hub.h"
#include "marker_log.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <random>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

// Set: this is the program to be killed, and there it keeps its data.
constexpr auto VictimWord = "FANLIGHT_HISTORY_VICTIM";
constexpr auto KillsWord = "FANLIGHT_HISTORY_KILLS"; // how many, for the long version: 100
constexpr int FewKills = 10;
constexpr qint64 MostLostMs = 2000;

} // namespace

// A program that records is killed at any moment: its file opens again, and what is missing is no
// more than its last two seconds.
class TestHistoryKill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void victim()
    {
        if (!qEnvironmentVariableIsSet(VictimWord))
            return;
        qputenv("XDG_DATA_HOME", qgetenv(VictimWord));
        LocalHub hub;
        LogRing log;
        TimeSeries series;
        HistoryRecorder history(hub, QStringLiteral("local"), &log);
        history.open({});
        MarkerLog markers(hub);
        history.follow(series, markers);
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            const qint64 now = QDateTime::currentMSecsSinceEpoch();
            for (int i = 0; i < 5; ++i)
                hub.recordMessages().append(historyMessage(0, now, std::string(500, 'x')));
            hub.recordClosed().append(historyClosed(1, now));
            log.append(historyLine(QStringLiteral("a line"), now));
            series.append(historySample(now));
            printf("%lld\n", static_cast<long long>(now));
            fflush(stdout);
        });
        timer.start(10);
        QEventLoop().exec();
    }

    void killedAtAnyMomentItLosesTwoSecondsAtMost()
    {
        if (qEnvironmentVariableIsSet(VictimWord))
            return;
        const QTemporaryDir folder;
        qputenv("XDG_DATA_HOME", QFile::encodeName(folder.path()));
        bool isNumber = false;
        const int asked = qEnvironmentVariableIntValue(KillsWord, &isNumber);
        const int kills = isNumber ? asked : FewKills;
        std::mt19937 random(18);
        std::size_t messagesBefore = 0;
        qint64 worstMs = 0;
        for (int kill = 0; kill < kills; ++kill) {
            const Told told = runAndKill(int(random() % 2500));
            HistoryFile file(HistoryRecorder::pathFor(QStringLiteral("local")));
            file.open();
            QVERIFY2(file.isRecording(), qPrintable(file.state().problem));
            QVERIFY2(file.state().putAside.isEmpty(), qPrintable(file.state().putAside));
            const HistoryPast past = file.read();
            QVERIFY(past.messages.size() >= std::min(messagesBefore, HistoryPast::MostMessages));
            messagesBefore = past.messages.size();
            if (past.messages.empty())
                continue; // killed before two seconds were over
            // Against what it says it had taken: a machine that holds all up loses nothing by it.
            // What lies before is of the one that was killed before.
            const auto lostMs
                = [&told](qint64 lastMs) { return told.lastMs - std::max(lastMs, told.firstMs); };
            const qint64 lost = lostMs(past.messages.back().timeMs);
            worstMs = std::max(worstMs, lost);
            QVERIFY2(lost <= MostLostMs, qPrintable(QString::number(lost)));
            QVERIFY(lostMs(past.log.back().timeMs) <= MostLostMs);
            QVERIFY(lostMs(past.closed.back().closedAtMs) <= MostLostMs);
            QVERIFY(lostMs(past.figures[0].back().timeMs) <= MostLostMs);
        }
        QVERIFY(messagesBefore > 0);
        qInfo("%d kills, at most %lld ms lost", kills, static_cast<long long>(worstMs));
    }

private:
    struct Told { // the times of what it says it has taken
        qint64 firstMs = 0;
        qint64 lastMs = 0;
    };
    // Lets it record for at least so long.
    static Told runAndKill(int afterMs)
    {
        QProcess victim;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(
            QString::fromLatin1(VictimWord), QFile::decodeName(qgetenv("XDG_DATA_HOME")));
        victim.setProcessEnvironment(environment);
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("tst_history_kill"), QStringLiteral("victim")});
        QByteArray said;
        Told told;
        QElapsedTimer clock;
        const auto take = [&] {
            said += victim.readAllStandardOutput();
            const QList<QByteArray> lines = said.split('\n');
            for (const QByteArray& line : lines.mid(0, lines.size() - 1)) {
                const qint64 timeMs = line.toLongLong(); // 0: one of Qt Test's own
                if (told.firstMs == 0 && timeMs > 0) {
                    told.firstMs = timeMs;
                    clock.start();
                }
                told.lastMs = timeMs > 0 ? timeMs : told.lastMs;
            }
            said = lines.constLast();
        };
        while (victim.waitForReadyRead(int(Patience.count()))) {
            take();
            if (told.firstMs > 0 && clock.elapsed() >= afterMs)
                break;
        }
        victim.kill(); // SIGKILL
        victim.waitForFinished(int(Patience.count()));
        take();
        return told;
    }
};

ROOM_TEST(TestHistoryKill, QCoreApplication)
#include "tst_history_kill.moc"
