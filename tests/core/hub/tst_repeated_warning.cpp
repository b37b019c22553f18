// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/repeated_warning.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestRepeatedWarning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isToldOnceThenSummed()
    {
        RepeatedWarning warning;
        QCOMPARE(warning.take(u"port in use"_s, 0), u"port in use"_s);
        qint64 now = 0;
        for (int i = 0; i < 299; ++i)
            QCOMPARE(warning.take(u"port in use"_s, now += 2000), QString());
        QCOMPARE(warning.take(u"port in use"_s, 600'000), u"port in use (300 times more)"_s);
        QCOMPARE(warning.take(u"port in use"_s, 602'000), QString());
        QCOMPARE(warning.over(), u"after 302 attempts no longer: port in use"_s);
        QCOMPARE(warning.over(), QString());
    }

    void anotherOneIsToldAtOnce()
    {
        RepeatedWarning warning;
        warning.take(u"port 1 in use"_s, 0);
        QCOMPARE(warning.take(u"port 2 in use"_s, 1), u"port 2 in use"_s);
        QCOMPARE(warning.over(), QString()); // it came once
    }

    void comesAgainAfterItWasOver()
    {
        RepeatedWarning warning;
        warning.take(u"port in use"_s, 0);
        warning.over();
        QCOMPARE(warning.take(u"port in use"_s, 1), u"port in use"_s);
    }
};

ROOM_TEST(TestRepeatedWarning, QCoreApplication)
#include "tst_repeated_warning.moc"
