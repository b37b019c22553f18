// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/load_mark.h"
#include "support/room.h"

using namespace fanlight;

class TestLoadMark : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isFoundAgain_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("alone") << QByteArray() << QByteArray();
        QTest::newRow("in JSON") << QByteArray("{\"load\":\"")
                                 << QByteArray("\",\"text\":\"xxx\"}");
        QTest::newRow("in a string within JSON")
            << QByteArray("{\"data\":\"{\\\"load\\\":\\\"") << QByteArray("\\\"}\"}");
        QTest::newRow("behind something like it")
            << QByteArray("fl1.1.fl1. fl1.2a.7.") << QByteArray("9");
    }
    void isFoundAgain()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const LoadMark mark{
            0x2a, 1'000'000, 123'456'789'012, 9'999'999'999'999'999, 10'000'000'000'000'001};
        std::string text = before.toStdString();
        mark.appendTo(text);
        text += after.toStdString();
        LoadMark found;
        std::size_t at = 0;
        bool ok = false;
        while (at < text.size() && !ok)
            ok = found.find(text, at, LoadMark::tag(0x2a));
        QVERIFY(ok);
        QCOMPARE(found.channel, mark.channel);
        QCOMPARE(found.sequence, mark.sequence);
        QCOMPARE(found.intendedNs, mark.intendedNs);
        QCOMPARE(found.sentNs, mark.sentNs);
    }

    void ofAnotherRunIsNotFound()
    {
        std::string text;
        LoadMark{1, 2, 3, 4, 5}.appendTo(text);
        LoadMark found;
        std::size_t at = 0;
        QVERIFY(!found.find(text, at, LoadMark::tag(2)));
        QCOMPARE(at, text.size());
    }

    void fitsTheLeastPayload()
    {
        std::string text;
        LoadMark{0xffffffff, 1'000'000, 9'999'999'999, 9'999'999'999'999'999,
            9'999'999'999'999'999 + 99'999'999'999}
            .appendTo(text);
        QVERIFY2(text.size() <= LoadMark::MostLength, text.c_str());
    }

    void isNothingWhenCutOff()
    {
        std::string text;
        LoadMark{1, 2, 3, 4, 5}.appendTo(text);
        for (std::size_t size = 0; size < text.size(); ++size) {
            LoadMark found;
            std::size_t at = 0;
            QVERIFY(!found.find(std::string_view(text).substr(0, size), at, LoadMark::tag(1)));
        }
    }
};

ROOM_TEST(TestLoadMark, QCoreApplication)
#include "tst_load_mark.moc"
