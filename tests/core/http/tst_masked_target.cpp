// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/masked_target.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::http;

class TestMaskedTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secretsAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* target, const char* shown) {
            QTest::newRow(target) << QByteArray(target) << QByteArray(shown);
        };
        row("/api/stats", "/api/stats");
        row("/a?userId=42&types=x", "/a?userId=42&types=x");
        row("/a?token=HUSH", "/a?token=…");
        row("/a?userId=42&access_Token=HUSH&x=1", "/a?userId=42&access_Token=…&x=1");
        row("/a?%74oken=HUSH", "/a?%74oken=…");
        row("/a?ticket=HUSH=HUSH&&", "/a?ticket=…&&");
        row("/a?%7oken=x", "/a?%7oken=x");
        row("/a?%zztoken=HUSH", "/a?%zztoken=…");
        row("/a?token", "/a?token");
        row("/a?", "/a?");
        row("", "");
    }
    void secretsAreLeftOut()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(maskedTarget(target.toStdString())), shown);
    }
};

ROOM_TEST(TestMaskedTarget, QCoreApplication)
#include "tst_masked_target.moc"
