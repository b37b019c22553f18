// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_words.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;

namespace {
constexpr qint64 WordsNow = 1'700'000'000'000;
constexpr qint64 WordsMinuteMs = 60'000;

HistoryState recording(qint64 bytes, qint64 spanMs)
{
    HistoryState state;
    state.kind = HistoryState::Kind::Recording;
    state.bytes = bytes;
    state.oldestMs = WordsNow - spanMs;
    return state;
}
} // namespace

class TestHistoryWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysHowMuchThereIsAndOfHowLong()
    {
        QCOMPARE(history_words::line({}, WordsNow), QString());
        QCOMPARE(history_words::line(recording(4 << 20, 0), WordsNow),
            QStringLiteral("Recording: 4 MiB of 1 GiB"));
        QVERIFY(history_words::line(recording(4 << 20, 5 * WordsMinuteMs), WordsNow)
                    .startsWith(QStringLiteral("Recording: 4 MiB of 1 GiB, 5 minute")));
        QVERIFY(history_words::line(recording(4 << 20, 26 * 60 * WordsMinuteMs), WordsNow)
                    .contains(QStringLiteral(", 1 day")));
    }

    void saysWhatWasLost()
    {
        HistoryState state = recording(4 << 20, WordsMinuteMs);
        state.lost = 1204;
        QVERIFY(history_words::line(state, WordsNow).contains(QStringLiteral("1,204 row")));
        QVERIFY(history_words::isProblem(state));
        QVERIFY(history_words::note(state).contains(QStringLiteral("1,204")));
    }

    void saysWhyNothingIsWrittenAndWhatToDo()
    {
        HistoryState state;
        state.kind = HistoryState::Kind::Failing;
        state.problem = QStringLiteral("database or disk is full");
        QVERIFY(history_words::line(state, WordsNow).contains(state.problem));
        QVERIFY(history_words::note(state).contains(QStringLiteral("Make room")));
        state.kind = HistoryState::Kind::Elsewhere;
        state.otherProcess = 4711;
        QVERIFY(!history_words::isProblem(state));
        QVERIFY(history_words::note(state).contains(QStringLiteral("4711")));
    }

    void saysWhereAFileWent()
    {
        HistoryState state = recording(0, 0);
        QCOMPARE(history_words::putAside(state), QString());
        state.putAside = QStringLiteral("/x/local.sqlite.newer-1");
        state.cause = HistoryState::Cause::Newer;
        QVERIFY(history_words::putAside(state).contains(state.putAside));
        QVERIFY(history_words::note(state).contains(QStringLiteral("newer version")));
    }
};

ROOM_TEST(TestHistoryWords, QCoreApplication)
#include "tst_history_words.moc"
