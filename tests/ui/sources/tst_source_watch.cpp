// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_watch.h"

#include "support/room.h"
#include "ui/sources/sources_for_tests.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSourceWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_watch = std::make_unique<SourceWatch>([this](const QString& name, bool paused) {
            m_asked << (paused ? u"pause "_s : u"go on "_s) + name;
        });
        m_told.clear();
        connect(m_watch.get(), &SourceWatch::told, this,
            [this](const QString& text) { m_told << text; });
    }

    void tellsWhenOneGoesAwayAndComesBack()
    {
        m_watch->take(testSources({testSource(u"a"_s), testSource(u"b"_s)}));
        m_watch->take(testSources({testSource(u"a"_s), awaySource(u"b"_s, u"Refused."_s)}, 1000));
        QCOMPARE(m_told, QStringList{u"source b is away: Refused."_s});
        QCOMPARE(m_watch->away(), 1);
        m_watch->take(testSources({testSource(u"a"_s), awaySource(u"b"_s, u"Refused."_s)}, 2000));
        QCOMPARE(m_told.size(), 1); // once
        m_watch->take(testSources({testSource(u"a"_s), testSource(u"b"_s)}, 3000));
        QCOMPARE(m_told.last(), u"source b is back"_s);
        QCOMPARE(m_watch->away(), 0);
    }

    void whatIsWorthAMarkIsMarked()
    {
        QSignalSpy marked(m_watch.get(), &SourceWatch::marked);
        m_watch->take(testSources({testSource(u"a"_s)}));
        m_watch->take(testSources({awaySource(u"a"_s, u"Refused."_s)}, 1000));
        m_watch->take(testSources({testSource(u"a"_s)}, 2000));
        m_watch->togglePause(u"a"_s);
        QStringList subjects;
        for (const QList<QVariant>& mark : marked)
            subjects << mark.at(1).toString();
        QCOMPARE(
            subjects, (QStringList{u"sources away"_s, u"sources back"_s, u"sources paused"_s}));
    }

    void tellsHowManyWereRefusedForGood()
    {
        SourceRow row = testSource(u"a"_s);
        row.figures.buried = 2; // long ago
        m_watch->take(testSources({row}));
        QVERIFY(m_told.isEmpty());
        row.figures.buried = 1005;
        m_watch->take(testSources({row}, 1000));
        QCOMPARE(m_told, QStringList{u"source a: 1,003 messages refused for good"_s});
    }

    void theSamePressedAgainUndoesAPause()
    {
        m_watch->take(testSources({testSource(u"a"_s)}));
        m_watch->togglePause(u"a"_s);
        QVERIFY(m_watch->isPaused(u"a"_s)); // though the hub has not said so yet
        m_watch->togglePause(u"a"_s);
        QCOMPARE(m_asked, (QStringList{u"pause a"_s, u"go on a"_s}));
        m_watch->togglePause(u"a"_s);
        m_watch->take(testSources({testSource(u"a"_s, SourceFigures::State::Paused)}, 1000));
        QVERIFY(m_watch->isPaused(u"a"_s));
        m_watch->take(testSources({testSource(u"a"_s)}, 2000)); // by somebody else
        QVERIFY(!m_watch->isPaused(u"a"_s));
        m_watch->togglePause(u"nobody"_s);
        QCOMPARE(m_asked.size(), 3);
    }

    void aPauseThatIsNotTakenIsNotShownForLong()
    {
        m_watch->take(testSources({testSource(u"a"_s)}));
        m_watch->togglePause(u"a"_s);
        m_watch->take(testSources({testSource(u"a"_s)}, 500)); // was on its way
        QVERIFY(m_watch->isPaused(u"a"_s));
        for (int i = 2; i < 6; ++i)
            m_watch->take(testSources({testSource(u"a"_s)}, i * 500));
        QVERIFY(!m_watch->isPaused(u"a"_s));
    }

    void keepsAnHourOfThoseThatAreThere()
    {
        for (qint64 second = 0; second <= 4000; ++second)
            m_watch->take(testSources({testSource(u"a"_s)}, second * 1000));
        const SourceWatch::History& history = m_watch->history(u"a"_s);
        QCOMPARE(history.size(), 3601U);
        QCOMPARE(history.back().timeMs - history.front().timeMs, 3'600'000);
        QCOMPARE(history.back().lag, 12.0);
        m_watch->take(testSources({testSource(u"b"_s)}, 4'001'000));
        QVERIFY(m_watch->history(u"a"_s).empty());
        QCOMPARE(m_watch->history(u"b"_s).size(), 1U);
    }

    void whatIsToldBetweenTwoSecondsAddsNoMoment()
    {
        for (const qint64 ms : {0, 1000, 1100, 1200, 2000})
            m_watch->take(testSources({testSource(u"a"_s)}, ms));
        QCOMPARE(m_watch->history(u"a"_s).size(), 3U);
        QCOMPARE(m_watch->history(u"a"_s).back().timeMs, SourcesTakenAt + 2000);
    }

    void aClockThatWasSetBackKeepsTheTimesAscending()
    {
        m_watch->take(testSources({testSource(u"a"_s)}, 5000));
        m_watch->take(testSources({testSource(u"a"_s)}, 1000));
        m_watch->take(testSources({testSource(u"a"_s)}, 2000));
        const SourceWatch::History& history = m_watch->history(u"a"_s);
        QVERIFY(std::is_sorted(history.begin(), history.end(),
            [](const auto& a, const auto& b) { return a.timeMs < b.timeMs; }));
        QCOMPARE(history.back().timeMs, SourcesTakenAt + 2000);
    }

private:
    std::unique_ptr<SourceWatch> m_watch;
    QStringList m_asked;
    QStringList m_told;
};

ROOM_TEST(TestSourceWatch, QCoreApplication)
#include "tst_source_watch.moc"
