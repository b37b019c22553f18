// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redis_page.h"

#include "format.h"
#include "redis/buffer_bar.h"
#include "redis/tap_panel.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/pill.h"
#include "widgets/row_table.h"
#include "widgets/tile.h"
#include "support/room.h"

#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MiB = 1024.0 * 1024.0;
constexpr qint64 Now = 1'700'000'000'000;

RedisSnapshot healthy()
{
    RedisSnapshot redis;
    redis.takenAtMs = Now;
    redis.endpoint = u"127.0.0.1:6379"_s;
    redis.version = u"7.0.15"_s;
    redis.mode = u"standalone"_s;
    redis.role = u"master"_s;
    redis.uptimeSeconds = 3725;
    redis.roundTripMs = 0.21;
    for (int i = 1; i <= 100; ++i)
        redis.lag.record(std::uint64_t(i) * 10'000);
    redis.channels = 10'214;
    redis.allChannels = 19'400;
    redis.usedMemoryBytes = 38.4 * MiB;
    redis.maxMemoryBytes = 512 * MiB;
    redis.evictionPolicy = u"noeviction"_s;
    redis.connectedClients = 7;
    redis.commandsPerSecond = 5200;
    redis.receivedPerSecond = 1204;
    redis.outputBufferBytes = 0;
    redis.outputBufferHardLimit = 32 * MiB;
    redis.outputBufferSoftLimit = 8 * MiB;
    redis.outputBufferSoftSeconds = 60;
    redis.reconnects = 3;
    return redis;
}

} // namespace

class TestRedisPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        makePage();
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    void aClustersNodesAreListed()
    {
        tell(u"redis"_s);
        feed(healthy());
        QCOMPARE(m_page->nodesText(), QString());
        RedisSnapshot redis = healthy();
        redis.mode = u"cluster"_s;
        redis.nodes = {{u"10.0.0.1:7000"_s, u"master"_s, 5461, true, false},
            {u"10.0.0.2:7000"_s, u"master"_s, 1, false, true},
            {u"10.0.0.3:7000"_s, u"slave"_s, 0, false, false}};
        feed(redis);
        QCOMPARE(m_page->nodesText(),
            u"10.0.0.1:7000, master, slots: 5,461, keeps what is of this app  ·  "
            "10.0.0.2:7000, master, slots: 1, away  ·  10.0.0.3:7000, slave"_s);
    }

    void teachesInMemoryMode()
    {
        tell(u"memory"_s);
        QVERIFY(m_page->emptyState()->isVisible());
        QCOMPARE(m_page->emptyState()->commands().size(), 2);
        QSignalSpy asked(m_page.get(), &RedisPage::brokerSettingRequested);
        m_page->emptyState()->actionButton()->click();
        QCOMPARE(asked.size(), 1);
    }

    void showsDashesBeforeRedisWasAsked()
    {
        tell(u"redis"_s);
        for (int i = 0; i < RedisPage::TileCount; ++i) {
            QCOMPARE(m_page->tile(RedisPage::TileIndex(i))->value(), format::Dash);
            QCOMPARE(m_page->tile(RedisPage::TileIndex(i))->detail(), QString());
        }
        QCOMPARE(m_page->bufferBar()->text(), format::Dash);
    }

    void showsWhatRedisSays()
    {
        tell(u"redis"_s);
        feed(healthy());
        QCOMPARE(m_page->serverText(),
            u"127.0.0.1:6379, Redis 7.0.15, standalone, master, up 01:02:05"_s);
        QCOMPARE(tile(RedisPage::RoundTrip), u"0.21 | of a loop-back message"_s);
        QCOMPARE(tile(RedisPage::Lag), u"1.0 | published to received"_s);
        QCOMPARE(m_page->tile(RedisPage::Lag)->name(), u"Pub/sub lag p99"_s);
        QCOMPARE(tile(RedisPage::Channels), u"10,214 | of 19,400 on the server"_s);
        QCOMPARE(tile(RedisPage::Received), u"1,204 | "_s);
        QCOMPARE(tile(RedisPage::Memory), u"38.4 MiB | of 512 MiB, noeviction"_s);
        QCOMPARE(tile(RedisPage::Clients), u"7 | "_s);
        QCOMPARE(tile(RedisPage::Commands), u"5,200 | of the whole server"_s);
        QCOMPARE(tile(RedisPage::Reconnects), u"3 | since the hub started"_s);
        QCOMPARE(m_page->bufferBar()->text(),
            u"0 B; cut off at 8 MiB held for 60 s or 32 MiB at once"_s);
        QCOMPARE(m_page->bufferBar()->warning(), QString());
    }

    void warnsFromHalfOfTheSoftLimitOn()
    {
        tell(u"redis"_s);
        RedisSnapshot redis = healthy();
        redis.outputBufferBytes = 3.9 * MiB;
        feed(redis);
        QCOMPARE(m_page->bufferBar()->warning(), QString());
        redis.outputBufferBytes = 4 * MiB;
        feed(redis);
        const QString warning = m_page->bufferBar()->warning();
        QVERIFY2(warning.startsWith(
                     u"Redis cuts this hub off at 8 MiB held for 60 s or 32 MiB at once"_s),
            qPrintable(warning));
        QVERIFY(warning.contains(u"client-output-buffer-limit"_s));
    }

    void warnsByTheHardLimitWhereThereIsNoOther()
    {
        BufferBar bar(m_around->theme);
        RedisSnapshot redis = healthy();
        redis.outputBufferSoftLimit = Unknown;
        redis.outputBufferBytes = 16 * MiB;
        bar.set(redis);
        QVERIFY(!bar.warning().isEmpty());
        redis.outputBufferHardLimit = Unknown;
        bar.set(redis);
        QCOMPARE(bar.warning(), QString());
        QCOMPARE(bar.text(), u"16 MiB, no limit known"_s);
    }

    void saysSinceWhenRedisIsAwayAndWhy()
    {
        tell(u"redis"_s);
        feed(healthy());
        QCOMPARE(m_page->statePill()->text(), u"Ready"_s);
        QCOMPARE(m_page->statePill()->tone(), Pill::Tone::Good);
        BrokerStatus away;
        away.kind = u"redis"_s;
        away.ready = false;
        away.awaySinceMs = Now;
        away.problem = u"Connection refused."_s;
        tell(away);
        QCOMPARE(
            m_page->statePill()->text(), QString(u"Away since "_s + format::clock(Now, false)));
        QCOMPARE(m_page->statePill()->tone(), Pill::Tone::Bad);
        QCOMPARE(m_page->problemText(), u"Connection refused."_s);
        QCOMPARE(m_page->tile(RedisPage::RoundTrip)->value(), format::Dash); // not the last it had
        tell(u"redis"_s);
        feed(healthy());
        QCOMPARE(m_page->problemText(), QString());
    }

    void watchesRedisOnlyWhileItIsSeen()
    {
        tell(u"redis"_s);
        QVERIFY(m_page->isWatching());
        feed(healthy());
        m_page->hide();
        QVERIFY(!m_page->isWatching());
        RedisSnapshot late = healthy();
        late.connectedClients = 99;
        feed(late);
        m_page->show();
        QVERIFY(m_page->isWatching());
        QCOMPARE(m_page->tile(RedisPage::Clients)->value(), format::Dash); // until it is told anew
    }

    void theTapIsOffUntilItIsStarted()
    {
        tell(u"redis"_s);
        QVERIFY(!tap().isTapping());
        QVERIFY2(tap().stateText().startsWith(u"Off."_s), qPrintable(tap().stateText()));
        QCOMPARE( // broadcasts, too
            findField(*m_page, u"Channel pattern"_s)->text(), u"notifications notifications:*"_s);
        message(u"a"_s, "1");
        QCOMPARE(tap().countText(), u"kept 0, evicted 0, not shown 0, left out 0"_s);
        findButton(*m_page, u"Start"_s)->click();
        QVERIFY(tap().isTapping());
        QVERIFY(tap().stateText().contains(u"until you stop it or the hub stops"_s));
        message(u"a"_s, "1", 4);
        QTRY_COMPARE(tap().model()->rowCount(), 1);
        QCOMPARE(tap().countText(), u"kept 1, evicted 0, not shown 0, left out 4"_s);
        findButton(*m_page, u"Stop"_s)->click();
        QVERIFY(!tap().isTapping());
        QCOMPARE(tap().model()->rowCount(), 1);
    }

    void theTapBeginsWithThePrefixThatIsSet_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("with a colon") << u"shop:"_s << u"shop shop:*"_s;
        QTest::newRow("without") << u"shop"_s << u"shop*"_s;
        QTest::newRow("with signs of a pattern") << u"a[1]:"_s << u"a\\[1\\] a\\[1\\]:*"_s;
    }

    void theTapBeginsWithThePrefixThatIsSet()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, pattern);
        QCOMPARE(TapPanel::patternOf(prefix), pattern);
    }

    void theTapRecordsWhileThePageIsHidden()
    {
        startTap();
        m_page->hide();
        message(u"a"_s, "1");
        QCOMPARE(tap().model()->rowCount(), 0);
        m_page->show();
        QCOMPARE(tap().model()->rowCount(), 1);
        QVERIFY(tap().isTapping());
    }

    void pauseHoldsTheRowsAndKeepsRecording()
    {
        startTap();
        message(u"a"_s, "1");
        QTRY_COMPARE(tap().model()->rowCount(), 1);
        findButton(*m_page, u"Pause"_s)->click();
        message(u"a"_s, "2");
        QTRY_COMPARE(tap().countText(), u"kept 2, evicted 0, not shown 1, left out 0"_s);
        QCOMPARE(tap().model()->rowCount(), 1);
        findButton(*m_page, u"Resume"_s)->click();
        QCOMPARE(tap().model()->rowCount(), 2);
    }

    void sticksToTheEndUnlessScrolledAwayFromIt()
    {
        startTap();
        QScrollBar& bar = *tap().table()->verticalScrollBar();
        for (int i = 0; i < 100; ++i)
            message(u"a"_s, "x");
        QTRY_COMPARE(tap().model()->rowCount(), 100);
        QVERIFY(bar.maximum() > 0);
        QCOMPARE(bar.value(), bar.maximum());
        tap().table()->setTopRow(10);
        message(u"a"_s, "x");
        QTRY_COMPARE(tap().model()->rowCount(), 101);
        QCOMPARE(tap().table()->topRow(), 10);
    }

    void theDetailLaysJsonOut()
    {
        startTap();
        message(u"a"_s, "{\"b\":1}");
        message(u"a"_s, "no json");
        QTRY_COMPARE(tap().model()->rowCount(), 2);
        tap().table()->selectRow(0);
        QCOMPARE(tap().detailText(), u"{\n  \"b\": 1\n}"_s);
        tap().table()->selectRow(1);
        QCOMPARE(tap().detailText(), u"no json"_s);
    }

    void aPayloadThatWasCutIsNotCalledJson()
    {
        startTap();
        TapBatch batch;
        batch.messages.push_back({Now, u"a"_s, "12", 9000});
        Q_EMIT m_around->hub.tapped(batch);
        QTRY_COMPARE(tap().model()->rowCount(), 1);
        tap().table()->selectRow(0);
        QVERIFY(hasLabel(*m_page, u"a, the first 2 B of 8.8 KiB"_s));
    }

    void clearReallyClears()
    {
        startTap();
        message(u"a"_s, "1", 2);
        QTRY_COMPARE(tap().model()->rowCount(), 1);
        findButton(*m_page, u"Clear"_s)->click();
        QCOMPARE(tap().model()->rowCount(), 0);
        QCOMPARE(tap().countText(), u"kept 0, evicted 0, not shown 0, left out 0"_s);
        message(u"a"_s, "2");
        QTRY_COMPARE(tap().model()->rowCount(), 1);
    }

    void aTapThatCannotBeSaysWhy()
    {
        startTap();
        Q_EMIT m_around->hub.tapFailed(u"Redis does not allow PSUBSCRIBE."_s);
        QVERIFY(!tap().isTapping());
        QCOMPARE(tap().stateText(), u"Redis does not allow PSUBSCRIBE."_s);
    }

    void theTapEndsWithTheHub()
    {
        startTap();
        tell(u"redis"_s, HubState::Stopped);
        QVERIFY(!tap().isTapping());
    }

    void patternAndFilterAreRemembered()
    {
        tell(u"redis"_s);
        findField(*m_page, u"Channel pattern"_s)->setText(u"notifications:4*"_s);
        findField(*m_page, u"Filter messages"_s)->setText(u"like"_s);
        makePage();
        QCOMPARE(findField(*m_page, u"Channel pattern"_s)->text(), u"notifications:4*"_s);
        QCOMPARE(findField(*m_page, u"Filter messages"_s)->text(), u"like"_s);
    }

private:
    void makePage()
    {
        m_page = std::make_unique<RedisPage>(m_around->hub, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }

    void tell(const QString& kind, HubState state = HubState::Listening)
    {
        BrokerStatus broker;
        broker.kind = kind;
        tell(broker, state);
    }
    void tell(const BrokerStatus& broker, HubState state = HubState::Listening)
    {
        HubStatus status;
        status.state = state;
        status.broker = broker;
        status.startedAtMs = 1;
        Q_EMIT m_around->hub.statusChanged(status);
    }
    void feed(const RedisSnapshot& redis) { Q_EMIT m_around->hub.redisSampled(redis); }
    void startTap()
    {
        tell(u"redis"_s);
        tap().start();
        QVERIFY(tap().isTapping());
    }
    void message(const QString& channel, const QByteArray& payload, quint64 left = 0)
    {
        TapBatch batch;
        batch.messages.push_back({Now, channel, payload, payload.size()});
        batch.left = left;
        Q_EMIT m_around->hub.tapped(batch);
    }

    QString tile(RedisPage::TileIndex index) const
    {
        return m_page->tile(index)->value() + u" | "_s + m_page->tile(index)->detail();
    }
    TapPanel& tap() { return *m_page->tap(); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<RedisPage> m_page;
};

ROOM_TEST(TestRedisPage, QApplication)
#include "tst_redis_page.moc"
