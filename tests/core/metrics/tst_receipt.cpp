// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/receipt.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

namespace {
constexpr std::uint64_t Ms = 1'000'000;

// `recipients` written a millisecond apart, of which each tenth was timed and acknowledged a tenth
// of a millisecond later.
ReceiptFigures timedTenth(std::uint64_t recipients)
{
    ReceiptFigures figures;
    figures.recipients = recipients;
    for (std::uint64_t i = 1; i <= recipients; ++i) {
        figures.write.record(i * Ms);
        if (i % 10 == 0) {
            figures.lastAckNs = i * Ms + Ms / 10;
            figures.ack.record(figures.lastAckNs, 10);
            ++figures.measured;
        }
    }
    figures.acknowledged = recipients;
    return figures;
}
} // namespace

class TestReceipt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAcknowledgedAfterTheLast_data()
    {
        QTest::addColumn<std::uint64_t>("recipients");
        QTest::newRow("known one by one") << std::uint64_t(60);
        QTest::newRow("known by buckets") << std::uint64_t(1000);
        QTest::newRow("the last ones are not in the sample") << std::uint64_t(1009);
    }
    void nothingIsAcknowledgedAfterTheLast()
    {
        QFETCH(const std::uint64_t, recipients);
        const ReceiptFigures figures = timedTenth(recipients);
        double before = 0;
        for (const double percent : {0.0, 1.0, 50.0, 90.0, 99.0, 99.9, 100.0}) {
            QVERIFY(figures.ackMs(percent) >= before);
            QVERIFY(figures.ackMs(percent) >= figures.write.percentileMs(percent));
            before = figures.ackMs(percent);
        }
        QVERIFY(figures.lastAckMs() >= before);
        // the last one that was written was acknowledged, too
        QVERIFY(figures.lastAckMs() >= double(recipients));
    }

    // What is written and not yet acknowledged makes nobody's acknowledgement later.
    void whatNobodyHasAcknowledgedSaysNothing()
    {
        ReceiptFigures figures = timedTenth(50);
        const double lastMs = figures.lastAckMs();
        figures.recipients += 100;
        for (int i = 0; i < 100; ++i)
            figures.write.record(5'000 * Ms);
        QCOMPARE(figures.lastAckMs(), lastMs);
        QCOMPARE(figures.ackMs(99), lastMs);
        QVERIFY(figures.write.percentileMs(99) > lastMs);
    }

    void withoutATimedOneNothingIsKnown()
    {
        ReceiptFigures figures;
        figures.recipients = figures.acknowledged = 1;
        figures.write.record(Ms);
        QVERIFY(!isKnown(figures.lastAckMs()));
        QVERIFY(!isKnown(figures.ackMs(50)));
    }
};

ROOM_TEST(TestReceipt, QCoreApplication)
#include "tst_receipt.moc"
