// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/kept_name.h"
#include "support/room.h"

#include <QtTest>

#include <string>

using namespace fanlight;

class TestKeptName : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWhatItWasSetTo()
    {
        KeptName name;
        QVERIFY(name.view().empty());
        // from long to short and back, so that what was elsewhere goes with the next one
        for (const std::size_t size : {1UL, 15UL, 16UL, 256UL, 15UL, 17UL, 70'000UL, 0UL, 300UL}) {
            std::string text(size, 'a');
            for (std::size_t i = 0; i < size; ++i)
                text[i] = static_cast<char>(i * 7 + size);
            name = text;
            QCOMPARE(name.text(), text);
            QVERIFY(name == text);
            QCOMPARE(name.bytesElsewhere(), size <= 15 ? 0 : size);
        }
    }

    void anyByteMayBeInIt()
    {
        KeptName name;
        for (int byte = 0; byte < 256; ++byte) {
            const std::string text(15, static_cast<char>(byte));
            name = text;
            QCOMPARE(name.text(), text);
        }
    }
};

ROOM_TEST(TestKeptName, QCoreApplication)
#include "tst_kept_name.moc"
