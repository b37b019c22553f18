// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest> // first: moc stumbles over <compare> otherwise

#include "sse/event_id.h"
#include "support/room.h"

using namespace fanlight;

class TestEventId : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheFormOfRedisStreams_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<quint64>("ms");
        QTest::addColumn<quint64>("sequence");
        QTest::newRow("both") << QByteArray("1732449751000-18") << quint64(1732449751000)
                              << quint64(18);
        QTest::newRow("milliseconds alone") << QByteArray("42") << quint64(42) << quint64(0);
        QTest::newRow("zero") << QByteArray("0-0") << quint64(0) << quint64(0);
        QTest::newRow("largest") << QByteArray("18446744073709551615-18446744073709551615")
                                 << ~quint64(0) << ~quint64(0);
    }
    void readsTheFormOfRedisStreams()
    {
        QFETCH(QByteArray, text);
        QFETCH(quint64, ms);
        QFETCH(quint64, sequence);
        QCOMPARE(EventId::parse(text.toStdString()), (EventId{ms, sequence}));
    }

    void anyOtherTextIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "-", "1-", "-1", "a", "1-a", "1-2-3", " 1", "1 ", "+1", "0x1",
                 "1.0", "18446744073709551616", "1-18446744073709551616"})
            QTest::addRow("“%s”", text) << QByteArray(text);
        QTest::newRow("NUL behind") << QByteArray("1-2\0", 4);
    }
    void anyOtherTextIsNone()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!EventId::parse(text.toStdString()));
    }

    void writesWhatItReads()
    {
        const EventId id{1732449751000, 18};
        QCOMPARE(id.text(), std::string("1732449751000-18"));
        QCOMPARE(EventId::parse(id.text()), id);
    }

    void millisecondsOrderBeforeSequences()
    {
        QVERIFY((EventId{1, 9} < EventId{2, 0}));
        QVERIFY((EventId{2, 0} < EventId{2, 1}));
        QVERIFY((EventId{} < EventId{0, 1}));
    }
};

ROOM_TEST(TestEventId, QCoreApplication)
#include "tst_event_id.moc"
