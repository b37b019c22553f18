// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/message_store.h"
#include "ui/messages/messages_for_tests.h"
#include "support/room.h"

using namespace fanlight;

class TestMessageStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsByNumberOverPieces()
    {
        MessageStore store;
        QVERIFY(!store.find(1));
        store.append(piece(7, 3));
        store.append(piece(10, 2000));
        store.append(piece(2010, 1));
        QCOMPARE(store.first(), 7U);
        QCOMPARE(store.end(), 2011U);
        QVERIFY(!store.find(6));
        QVERIFY(!store.find(2011));
        for (std::uint64_t number = 7; number < 2011; ++number)
            QCOMPARE(store.at(number).userId, std::to_string(number));
    }

    void whatIsDroppedIsLetGo()
    {
        MessageStore store;
        store.append(piece(1, 3000));
        store.append(piece(3001, 10));
        store.dropBefore(1001);
        QVERIFY(!store.find(1000));
        QCOMPARE(store.first(), 1001U);
        QCOMPARE(store.at(1001).userId, std::string("1001"));
        store.dropBefore(900); // nothing
        QCOMPARE(store.first(), 1001U);
        store.dropBefore(3005);
        QCOMPARE(store.first(), 3005U);
        QCOMPARE(store.at(3010).userId, std::string("3010"));
        store.dropBefore(9000);
        QVERIFY(store.isEmpty());
        store.append(piece(20'000, 2));
        QCOMPARE(store.first(), 20'000U);
    }

    void takesOverAnother()
    {
        MessageStore store;
        MessageStore other;
        other.append(piece(5, 300));
        other.dropBefore(100);
        store.append(std::move(other));
        QCOMPARE(store.first(), 100U);
        QVERIFY(!store.find(99));
        MessageStore next;
        next.append(piece(305, 2));
        store.append(std::move(next));
        QCOMPARE(store.end(), 307U);
        store.append(MessageStore());
        QCOMPARE(store.end(), 307U);
    }

private:
    static std::vector<MessageRecord> piece(std::uint64_t first, std::uint64_t count)
    {
        std::vector<MessageRecord> messages;
        for (std::uint64_t number = first; number < first + count; ++number) {
            messages.push_back(testMessage(number));
            messages.back().number = number;
        }
        return messages;
    }
};

ROOM_TEST(TestMessageStore, QCoreApplication)
#include "tst_message_store.moc"
