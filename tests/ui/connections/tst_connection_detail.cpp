// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connections/connection_detail.h"
#include "connections/frames_view.h"
#include "messages/code_view.h"
#include "ui/connections/snapshots_for_tests.h"
#include "ui/page_fixture.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QScrollBar>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

WatchedConnection watched(quint64 id, int frames = 1)
{
    WatchedConnection watched;
    watched.id = id;
    watched.found = true;
    watched.row = testRow(id);
    watched.row.rttMs = 0.3;
    watched.takenAtMs = At + 1000;
    watched.watchedSinceMs = At;
    for (int i = 0; i < frames; ++i) {
        const std::string data = "{\"n\":" + std::to_string(i) + "}";
        EventFields fields;
        fields.id = "1700000600000-1";
        fields.data = data;
        watched.sent.push_back({At + i, Frame::event(fields), true});
    }
    return watched;
}

ReplayPreview::Event historyEvent(qint64 publishedAtMs, const QString& type)
{
    ReplayPreview::Event event;
    event.publishedAtMs = publishedAtMs;
    event.type = type;
    event.wire = "data: " + type.toUtf8() + " of history\n\n";
    return event;
}

} // namespace

class TestConnectionDetail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_detail = std::make_unique<ConnectionDetail>(m_around->theme, m_around->state);
        m_detail->resize(320, 700);
        m_detail->QWidget::show();
    }

    void cleanup()
    {
        m_detail.reset();
        m_around.reset();
    }

    void whatIsNotMeasuredIsADash()
    {
        m_detail->show(testRow(7), At);
        using Fact = ConnectionDetail::Fact;
        for (const Fact fact :
            {Fact::KernelQueue, Fact::Ack, Fact::Retransmits, Fact::Ends, Fact::Watched})
            QCOMPARE(m_detail->value(fact), u"–"_s);
        QCOMPARE(m_detail->value(ConnectionDetail::Fact::Left), QString());
    }

    void showsWhatItsSocketSays()
    {
        m_detail->show(testRow(7), At);
        WatchedConnection figures = watched(7);
        figures.kernelQueueBytes = 2048;
        figures.rttVarianceMs = 0.1;
        figures.retransmits = 3;
        figures.endsAtMs = At + 61'000;
        m_detail->showWatched(figures);
        QCOMPARE(m_detail->value(ConnectionDetail::Fact::KernelQueue), u"2 KiB"_s);
        QCOMPARE(m_detail->value(ConnectionDetail::Fact::RoundTrip), u"0.30 ms ± 0.10 ms"_s);
        QCOMPARE(m_detail->value(ConnectionDetail::Fact::Retransmits), u"3"_s);
        QVERIFY(m_detail->value(ConnectionDetail::Fact::Ends).endsWith(u", in 00:01:00"_s));
        m_detail->show(testRow(8), At);
        QCOMPARE(m_detail->value(ConnectionDetail::Fact::KernelQueue), u"–"_s);
        QCOMPARE(m_detail->frames()->text(), QString());
    }

    void figuresOfAnotherStreamArePassedOver()
    {
        m_detail->show(testRow(7), At);
        m_detail->showWatched(watched(8));
        QCOMPARE(m_detail->frames()->text(), QString());
        WatchedConnection gone = watched(7);
        gone.found = false;
        m_detail->showWatched(gone);
        QCOMPARE(m_detail->frames()->text(), QString());
    }

    // The hub looks closely at another stream for another window.
    void whoKeepsItFromBeingWatchedIsSaidUntilItIs()
    {
        using Fact = ConnectionDetail::Fact;
        const QString why = u"another window (ops) looks closely at c-5"_s;
        m_detail->show(testRow(7), At);
        QCOMPARE(m_detail->notWatched(), QString());
        m_detail->showNotWatched(8, why); // of one that was shown before
        QCOMPARE(m_detail->notWatched(), QString());
        WatchedConnection figures = watched(7);
        figures.kernelQueueBytes = 2048;
        m_detail->showWatched(figures);
        m_detail->showNotWatched(7, why);
        QVERIFY2(m_detail->notWatched().contains(why), qPrintable(m_detail->notWatched()));
        QVERIFY(m_detail->notWatched().contains(u"by itself"_s));
        // what was of its socket is not taken for what is; what it was sent stays
        QCOMPARE(m_detail->value(Fact::KernelQueue), u"–"_s);
        QCOMPARE(m_detail->value(Fact::Watched), u"–"_s);
        QVERIFY(m_detail->frames()->text().contains(u"{\"n\":0}"_s));
        m_detail->showWatched(figures);
        QCOMPARE(m_detail->notWatched(), QString());
        QCOMPARE(m_detail->value(Fact::KernelQueue), u"2 KiB"_s);
        m_detail->showNotWatched(7, why);
        m_detail->show(testRow(8), At);
        QCOMPARE(m_detail->notWatched(), QString());
    }

    void theEndOfTheWatchedStreamIsSaid()
    {
        m_detail->show(testRow(7), At);
        WatchedConnection ended = watched(7);
        ended.row.closedAtMs = At + 900;
        ended.row.reason = DisconnectReason::Lifetime;
        m_detail->showWatched(ended);
        QVERIFY(m_detail->value(ConnectionDetail::Fact::Left).startsWith(u"lifetime at "_s));
        QVERIFY(m_detail->row()->isClosed());
    }

    void framesStandAsOnTheWireNewestFirst()
    {
        m_detail->show(testRow(7), At);
        m_detail->showWatched(watched(7, 2));
        QString text = m_detail->frames()->text();
        QVERIFY(text.contains(u"id: 1700000600000-1\ndata: {\"n\":1}\n\n"_s));
        QVERIFY(text.indexOf(u"{\"n\":1}"_s) < text.indexOf(u"{\"n\":0}"_s));
        QVERIFY(!text.contains(u'␍'));
        m_detail->frames()->chunksBox()->setChecked(true);
        text = m_detail->frames()->text();
        QVERIFY2(text.contains(u"␍␊\nid: 1700000600000-1\n"_s), qPrintable(text));
    }

    void historyIsOfItsTypesAndOfTheTimeBefore()
    {
        m_detail->show(testRow(7), At); // takes likes
        m_detail->showWatched(watched(7));
        ReplayPreview history;
        history.events = {historyEvent(At - 2, u"like"_s), historyEvent(At - 1, u"comment"_s),
            historyEvent(At + 1, u"like"_s)};
        m_detail->showHistory(history);
        const QString text = m_detail->frames()->text();
        QCOMPARE(text.count(u"before it was watched:"_s), 1);
        QCOMPARE(text.count(u"like of history"_s), 1);
        QVERIFY(!text.contains(u"comment of history"_s));
    }

    void historyIsBounded()
    {
        ReplayPreview history;
        for (int i = 0; i < 30; ++i)
            history.events.push_back(historyEvent(At - 100 + i, u"like"_s));
        m_detail->show(testRow(7), At);
        m_detail->showHistory(history);
        const QString text = m_detail->frames()->text();
        QCOMPARE(std::size_t(text.count(u"like of history"_s)), FramesView::MostHistory);
        QVERIFY(text.contains(u"… and earlier ones"_s));
    }

    void whoReadsIsNotDisturbed()
    {
        m_detail->show(testRow(7), At);
        m_detail->showWatched(watched(7, 60));
        QPlainTextEdit& edit = *m_detail->frames()->view()->edit();
        edit.verticalScrollBar()->setValue(20);
        const QString before = edit.toPlainText();
        m_detail->showWatched(watched(7, 61));
        QCOMPARE(edit.toPlainText(), before);
        edit.verticalScrollBar()->setValue(0);
        QVERIFY(edit.toPlainText().contains(u"{\"n\":60}"_s));
    }

    void earlierStreamsLeaveOutTheOneThatIsShown()
    {
        QAbstractItemModelTester tester(
            &m_detail->earlier(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_detail->show(testRow(7), At);
        m_detail->showEarlier({testClosed(2, 7, At), testClosed(1, 3, At, DisconnectReason::Slow)});
        QCOMPARE(m_detail->earlier().rowCount(), 1);
        QCOMPARE(m_detail->earlier().index(0, EarlierStreams::Reason).data().toString(), u"slow"_s);
        std::vector<ClosedConnectionPtr> many;
        for (quint64 i = 100; i < 130; ++i)
            many.push_back(testClosed(i, i, At));
        m_detail->showEarlier(many);
        QCOMPARE(m_detail->earlier().rowCount(), int(EarlierStreams::Most));
        m_detail->showEarlier({});
        QVERIFY(hasLabel(*m_detail, u"No earlier streams of this user"_s));
    }

private:
    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<ConnectionDetail> m_detail;
};

ROOM_TEST(TestConnectionDetail, QApplication)
#include "tst_connection_detail.moc"
