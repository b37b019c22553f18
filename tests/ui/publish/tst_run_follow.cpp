// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/run_follow.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

PublishResult answer(quint64 receipt, quint64 recipients)
{
    PublishResult result;
    result.receipt = receipt;
    result.recipients = recipients;
    return result;
}

ReceiptSnapshot receiptOf(quint64 number, quint64 recipients, quint64 ackNs, bool settled)
{
    ReceiptSnapshot receipt;
    receipt.number = number;
    receipt.total.recipients = recipients;
    receipt.total.acknowledged = recipients;
    receipt.total.ack.record(ackNs, recipients);
    receipt.settled = settled;
    return receipt;
}

} // namespace

class TestRunFollow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_follow.begin({}, SentAs::Repeat); }

    void knowsItsOwnReceiptsUntilTheyAreSettled()
    {
        m_follow.answered(answer(5, 2));
        QVERIFY(!m_follow.take(receiptOf(4, 2, 1'000'000, true)));
        QVERIFY(m_follow.take(receiptOf(5, 2, 1'000'000, false)));
        QVERIFY(m_follow.take(receiptOf(5, 2, 1'000'000, true)));
        QVERIFY(!m_follow.take(receiptOf(5, 2, 1'000'000, true)));
    }

    void percentilesAreOverAllThatAreSettled()
    {
        for (quint64 i = 1; i <= 100; ++i)
            m_follow.answered(answer(i, 1));
        QVERIFY(!isKnown(m_follow.p99Ms()));
        for (quint64 i = 1; i <= 99; ++i)
            m_follow.take(receiptOf(i, 1, 1'000'000, true));
        QVERIFY(m_follow.p99Ms() < 1.1);
        m_follow.take(receiptOf(100, 1, 90'000'000, false)); // may change yet
        QVERIFY(m_follow.p99Ms() < 1.1);
        m_follow.take(receiptOf(100, 1, 90'000'000, true));
        QVERIFY(m_follow.p99Ms() < 1.1); // one of a hundred
        QCOMPARE(m_follow.recipients(), 100U);
    }

    void figuresGrowFromOneNotificationToTheNext()
    {
        m_follow.answered(answer(1, 1));
        m_follow.answered(answer(2, 3));
        QVERIFY(m_follow.takeChanged());
        QVERIFY(!m_follow.takeChanged());
        QCOMPARE(m_follow.figures().recipients, 4U);
        QCOMPARE(m_follow.figures().acknowledged, 0U);
        QVERIFY(!m_follow.figures().settled);
        m_follow.take(receiptOf(2, 3, 1'000'000, false)); // counts before it is settled, too
        QCOMPARE(m_follow.figures().acknowledged, 3U);
        m_follow.take(receiptOf(1, 1, 1'000'000, true));
        m_follow.take(receiptOf(2, 3, 1'000'000, true));
        QCOMPARE(m_follow.figures().acknowledged, 4U);
        QCOMPARE(m_follow.figures().ack.count(), 4U);
        QVERIFY(m_follow.figures().settled);
    }

    void whatIsForgottenKeepsItsCounts()
    {
        m_follow.answered(answer(1, 2));
        m_follow.take(receiptOf(1, 2, 1'000'000, false));
        m_follow.forgetReceipts();
        QVERIFY(!m_follow.take(receiptOf(1, 2, 1'000'000, true)));
        QCOMPARE(m_follow.figures().acknowledged, 2U);
    }

    void countsThoseOfOtherInstancesOnce()
    {
        m_follow.answered(answer(1, 2));
        ReceiptSnapshot receipt = receiptOf(1, 7, 1'000'000, false);
        receipt.parts = {{u"a"_s, true, {}}, {u"b"_s, false, {}}};
        receipt.parts[0].figures.recipients = 2;
        receipt.parts[1].figures.recipients = 5;
        m_follow.take(receipt);
        QCOMPARE(m_follow.recipients(), 2U);
        receipt.settled = true;
        m_follow.take(receipt);
        QCOMPARE(m_follow.recipients(), 7U);
        QCOMPARE(m_follow.deliveries(), 2U);
    }

private:
    RunFollow m_follow;
};

ROOM_TEST(TestRunFollow, QCoreApplication)
#include "tst_run_follow.moc"
