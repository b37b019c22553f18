// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_gap.h"

#include "core/broker/redis_parts.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

RedisDelivery::Message messageOf(
    const FramePtr& frame, std::optional<EventId> id, const std::shared_ptr<Receipt>& receipt = {})
{
    return {nullptr, id, frame, 0, {}, {}, 0, receipt};
}

} // namespace

// What becomes of messages that come before the gap in front of them is filled.
class TstRedisGap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensOnlyWhereSomethingWasSeenBefore()
    {
        RedisParts parts;
        parts.gap.subscriberReady();
        QVERIFY(!parts.gap.isOpen());
        parts.marks.begin({100, 0});
        parts.gap.subscriberReady();
        QVERIFY(parts.gap.isOpen());
        QCOMPARE(parts.gap.newestGivenBefore(), (EventId{100, 0}));
        // Still that, though the links were lost once more and Redis has told of newer ones.
        parts.marks.given({200, 0});
        parts.gap.linksLost();
        parts.gap.subscriberReady();
        QCOMPARE(parts.gap.newestGivenBefore(), (EventId{100, 0}));
    }
    void deliversWhatWasHeldInItsOrder()
    {
        RedisParts parts;
        parts.marks.begin({100, 0});
        parts.gap.subscriberReady();
        const FramePtr frame = Frame::event({.data = "x"});
        const auto receipt = std::make_shared<Receipt>("token", 1);
        receipt->hold();
        parts.gap.hold(messageOf(frame, EventId{101, 0}, receipt));
        parts.gap.hold(messageOf(frame, std::nullopt));
        parts.gap.hold(messageOf(frame, EventId{102, 0}));
        receipt->release();
        QVERIFY(!receipt->figures().settled);
        QVERIFY(parts.marks.seen().empty());
        const auto filled = parts.gap.fill({{102, 0}, {}, false}, 1000);
        QVERIFY(filled && !filled->isHistoryLost);
        QVERIFY(!parts.gap.isOpen());
        QVERIFY(receipt->figures().settled);
        QCOMPARE(parts.marks.seen().size(), std::size_t(2));
        QCOMPARE(parts.marks.seen().front().id, (EventId{101, 0}));
        QCOMPARE(parts.marks.seen().back().id, (EventId{102, 0}));
    }
    void tellsOfAHistoryThatIsLost_data()
    {
        QTest::addColumn<bool>("isLost");
        QTest::addColumn<quint64>("newest");
        QTest::addColumn<quint64>("born");
        QTest::addColumn<bool>("wentBack");
        QTest::newRow("it stood") << false << quint64(100) << quint64(0) << false;
        QTest::newRow("older than before") << true << quint64(99) << quint64(0) << false;
        QTest::newRow("begun anew") << true << quint64(200) << quint64(150) << false;
        QTest::newRow("it says so") << true << quint64(200) << quint64(0) << true;
    }
    void tellsOfAHistoryThatIsLost()
    {
        QFETCH(bool, isLost);
        QFETCH(quint64, newest);
        QFETCH(quint64, born);
        QFETCH(bool, wentBack);
        RedisParts parts;
        parts.marks.begin({100, 0});
        parts.gap.subscriberReady();
        const auto filled = parts.gap.fill({{newest, 0}, {born, 0}, wentBack}, 1000);
        QVERIFY(filled);
        QCOMPARE(filled->isHistoryLost, isLost);
    }
    // History has it by then; its receipt waits for that.
    void readsAnewWhatItCannotHold()
    {
        RedisParts parts;
        parts.marks.begin({100, 0});
        parts.gap.subscriberReady();
        const FramePtr frame = Frame::event({.data = std::string(16 << 20, 'x')});
        const auto receipt = std::make_shared<Receipt>("token", 1);
        receipt->hold();
        for (std::size_t bytes = 0; bytes <= RedisGap::HeldBytes; bytes += 16 << 20)
            parts.gap.hold(messageOf(frame, EventId{101, bytes}, receipt));
        receipt->release();
        QVERIFY(!parts.gap.fill({{102, 0}, {}, false}, 1000));
        QVERIFY(parts.gap.isOpen());
        QVERIFY(parts.gap.isBeingFilled());
        QVERIFY(!receipt->figures().settled);
        QVERIFY(parts.gap.fill({{102, 0}, {}, false}, 1000));
        QVERIFY(parts.marks.seen().empty());
        QVERIFY(receipt->figures().settled);
    }
};

ROOM_TEST(TstRedisGap, QCoreApplication)
#include "tst_redis_gap.moc"
