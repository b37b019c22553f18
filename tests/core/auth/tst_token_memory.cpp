// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token_memory.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::auth;

class TestTokenMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsATokenUntilItExpires()
    {
        TokenMemory memory;
        const Digest token = sha256("token");
        QVERIFY(!memory.find(token, 0));
        memory.remember(token, {"42", 1000, 7});
        QCOMPARE(memory.find(token, 999)->user, std::string("42"));
        QCOMPARE(memory.find(token, 999)->issuedAtMs, std::int64_t(7));
        QVERIFY(!memory.find(sha256("tokens"), 999));
        QVERIFY(!memory.find(token, 1000));
        QCOMPARE(memory.size(), std::size_t(0));
        memory.remember(token, {"42", 0, 0});
        QVERIFY(memory.find(token, INT64_MAX));
    }
    void theOldestGoWhereThereAreTooMany()
    {
        TokenMemory memory;
        const auto token = [](std::size_t i) { return sha256(std::to_string(i)); };
        constexpr std::size_t Many = TokenMemory::MaxTokens * 5 / 4;
        for (std::size_t i = 0; i < Many; ++i)
            memory.remember(token(i), {"u", 0, 0});
        QVERIFY(memory.size() <= TokenMemory::MaxTokens);
        QVERIFY(memory.size() > TokenMemory::MaxTokens * 9 / 10);
        QVERIFY(!memory.find(token(0), 1));
        QVERIFY(memory.find(token(Many - 1), 1));
        memory.remember(token(Many - 1), {"u", 0, 0}); // again
        QVERIFY(memory.size() <= TokenMemory::MaxTokens);
    }
};

ROOM_TEST(TestTokenMemory, QCoreApplication)
#include "tst_token_memory.moc"
