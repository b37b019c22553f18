// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_recorder.h"

#include "history/history_file.h"
#include "history_rows.h"
#include "hub/local_hub.h"
#include "marker_log.h"
#include "support/room.h"
#include "support/thread_time.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <thread>
#include <utility>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

// For the long version: so many seconds.
constexpr auto SecondsWord = "FANLIGHT_HISTORY_SECONDS";
constexpr int ASecond = 5000;
constexpr int FewSeconds = 2;
constexpr qint64 MostStallMs = 50;

} // namespace

class TestHistoryLoad : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fiveThousandMessagesASecondAreKeptBesideTheMainThread()
    {
        const QTemporaryDir folder;
        qputenv("XDG_DATA_HOME", QFile::encodeName(folder.path()));
        bool isLong = false;
        const int asked = qEnvironmentVariableIntValue(SecondsWord, &isLong);
        const int seconds = isLong ? asked : FewSeconds;
        LocalHub hub;
        LogRing log;
        TimeSeries series;
        qint64 longestMs = 0;
        {
            HistoryRecorder history(hub, QStringLiteral("local"), &log);
            history.open({});
            MarkerLog markers(hub);
            history.follow(series, markers);
            MessageLog& messages = hub.recordMessages();
            std::atomic<bool> isOver{false};
            std::thread publisher([&messages, &isOver, seconds] {
                const std::string payload(200, 'x');
                QElapsedTimer clock;
                clock.start();
                for (int sent = 0; sent < seconds * ASecond;) {
                    const qint64 due = std::min<qint64>(
                        clock.elapsed() * ASecond / 1000, qint64(seconds) * ASecond);
                    for (; sent < due; ++sent)
                        messages.append(
                            historyMessage(0, QDateTime::currentMSecsSinceEpoch(), payload));
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                isOver = true;
            });
            // What others have of the machine meanwhile is no fault of the recording.
            qint64 workedMs = threadMs();
            QTimer beat;
            connect(&beat, &QTimer::timeout, this, [&] {
                const qint64 nowWorkedMs = threadMs();
                longestMs = std::max(longestMs, nowWorkedMs - std::exchange(workedMs, nowWorkedMs));
                series.append(historySample(QDateTime::currentMSecsSinceEpoch()));
            });
            beat.start(5);
            QTRY_VERIFY(isOver); // the loop turns meanwhile
            publisher.join();
            QTRY_COMPARE(history.state().lost, quint64(0));
            history.leave();
        }
        HistoryFile file(HistoryRecorder::pathFor(QStringLiteral("local")));
        file.open();
        const HistoryPast past = file.read();
        QCOMPARE(past.lastMessage, quint64(seconds * ASecond));
        qInfo("%d s, %d messages, %lld bytes on disk, at most %lld ms of the main thread in a turn",
            seconds, seconds * ASecond, static_cast<long long>(file.state().bytes),
            static_cast<long long>(longestMs));
        QVERIFY2(longestMs <= MostStallMs, qPrintable(QString::number(longestMs)));
    }
};

ROOM_TEST(TestHistoryLoad, QCoreApplication)
#include "tst_history_load.moc"
