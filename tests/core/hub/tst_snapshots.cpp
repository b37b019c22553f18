// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/snapshots.h"
#include "support/room.h"

#include <QtTest>

#include <limits>

using namespace fanlight;

class TestSnapshots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsSurviveTheirText_data()
    {
        QTest::addColumn<quint64>("id");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << quint64(0) << QStringLiteral("c-0");
        QTest::newRow("one digit") << quint64(35) << QStringLiteral("c-z");
        QTest::newRow("two digits") << quint64(36) << QStringLiteral("c-10");
        QTest::newRow("largest") << std::numeric_limits<quint64>::max()
                                 << QStringLiteral("c-3w5e11264sgsf");
    }
    void idsSurviveTheirText()
    {
        QFETCH(quint64, id);
        QFETCH(QString, text);
        QCOMPARE(connectionIdText(id), text);
        QCOMPARE(parseConnectionId(text), std::optional(id));
    }

    void whatIsNotAnIdIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "c", "c-", "c--1", "c-+1", "c- 1", "c-01", "c-Z", "C-1", "d-1",
                 "c-1 ", "c-ä", "c-3w5e11264sgsg", "1"})
            QTest::addRow("'%s'", text) << QString::fromUtf8(text);
    }
    void whatIsNotAnIdIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!parseConnectionId(text));
    }
};

ROOM_TEST(TestSnapshots, QCoreApplication)
#include "tst_snapshots.moc"
