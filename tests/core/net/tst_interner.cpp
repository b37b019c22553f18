// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/interner.h"
#include "support/room.h"

#include <QtTest>

#include <random>

using namespace fanlight;

class TestInterner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEmptyTextIsZeroAndNeedsNoRelease()
    {
        Interner texts;
        QCOMPARE(texts.intern(""), 0U);
        texts.release(0);
        texts.release(0);
        QVERIFY(texts.text(0).empty());
        QVERIFY(texts.isEmpty());
    }

    void equalTextsShareAnIndex()
    {
        Interner texts;
        const std::uint32_t like = texts.intern("like");
        const std::uint32_t comment = texts.intern("comment");
        QCOMPARE(texts.intern("like"), like);
        QVERIFY(like != comment && like != 0 && comment != 0);
        QVERIFY(like < texts.size() && comment < texts.size());
        QCOMPARE(texts.text(like), std::string("like"));
        QCOMPARE(texts.text(comment), std::string("comment"));
    }

    void aTextStaysForItsLastUser()
    {
        Interner texts;
        const std::uint32_t like = texts.intern("like");
        texts.intern("like");
        texts.release(like);
        QCOMPARE(texts.text(like), std::string("like"));
        texts.release(like);
        QVERIFY(texts.text(like).empty());
        QVERIFY(texts.isEmpty());
    }

    void indicesAreUsedAgain()
    {
        Interner texts;
        const std::uint32_t first = texts.intern("a");
        texts.release(first);
        QCOMPARE(texts.intern("b"), first);
        QCOMPARE(texts.text(first), std::string("b"));
        QCOMPARE(texts.size(), 2U);
    }

    void countsAsAMapWould()
    {
        std::mt19937 random(7);
        Interner texts;
        std::vector<std::pair<std::uint32_t, std::string>> held;
        for (int round = 0; round < 20'000; ++round) {
            if (held.empty() || random() % 2) {
                const std::string text = std::to_string(random() % 50);
                held.emplace_back(texts.intern(text), text);
            } else {
                const std::size_t which = random() % held.size();
                QCOMPARE(texts.text(held[which].first), held[which].second);
                texts.release(held[which].first);
                held.erase(held.begin() + std::ptrdiff_t(which));
            }
            QVERIFY(texts.size() <= 51);
        }
        for (const auto& [index, text] : held)
            QCOMPARE(texts.text(index), text);
        for (const auto& [index, text] : held)
            texts.release(index);
        QVERIFY(texts.isEmpty());
    }
};

ROOM_TEST(TestInterner, QCoreApplication)
#include "tst_interner.moc"
