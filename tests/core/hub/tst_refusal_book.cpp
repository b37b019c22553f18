// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/refusal_book.h"
#include "support/room.h"

#include <QtTest>

#include <thread>

using namespace fanlight;

namespace {

QStringList told(const std::vector<RefusalRow>& rows)
{
    QStringList lines;
    for (const RefusalRow& row : rows)
        lines.append(
            QStringLiteral("%1 %2 %3 %4 x%5 at %6")
                .arg(QString::fromStdString(row.address), QString::fromStdString(row.wanted))
                .arg(row.status)
                .arg(QString::fromStdString(row.why))
                .arg(row.count)
                .arg(row.lastMs));
    return lines;
}

} // namespace

class TestRefusalBook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsTheSameOfOneAddressTogetherWhateverNumbersTheReasonHas()
    {
        RefusalBook book;
        book.note("203.0.113.9", "stream of 1", 401, "token expired 12 s ago", 1000);
        book.note("203.0.113.9", "stream of 1", 401, "token expired 130 s ago", 3000);
        book.note("203.0.113.9", "stream of 2", 401, "token expired 130 s ago", 2000);
        book.note("::1", "GET /api/stats", 401, "no token", 2500);
        book.note("203.0.113.9", "stream of 1", 403, "of another user", 4000);
        QCOMPARE(told(book.contents().rows),
            (QStringList{QStringLiteral("203.0.113.9 stream of 1 403 of another user x1 at 4000"),
                QStringLiteral("::1 GET /api/stats 401 no token x1 at 2500"),
                QStringLiteral("203.0.113.9 stream of 2 401 token expired 130 s ago x1 at 2000"),
                QStringLiteral("203.0.113.9 stream of 1 401 token expired 130 s ago x2 at 3000")}));
        QCOMPARE(book.contents().total, std::uint64_t(5));
    }
    void whoTriesAThousandThingsPushesOutOnlyItsOwn()
    {
        RefusalBook book;
        book.note("198.51.100.4", "stream of 7", 401, "no token", 1);
        for (int i = 0; i < 1000; ++i)
            book.note("203.0.113.9", "stream of u" + std::to_string(i), 401, "no token", 2 + i);
        const RefusalBook::Contents contents = book.contents();
        QCOMPARE(contents.rows.size(), RefusalBook::MaxRowsOfAddress + 1);
        QCOMPARE(contents.rows.back().address, std::string("198.51.100.4"));
        QCOMPARE(contents.rows.front().wanted, std::string("stream of u999"));
        QCOMPARE(contents.total, std::uint64_t(1001));
        QCOMPARE(contents.forgotten, std::uint64_t(1000 - RefusalBook::MaxRowsOfAddress));
    }
    void theQuietestGoWhereManyAddressesAreRefused()
    {
        RefusalBook book;
        const auto address = [](std::size_t i) { return "10.0.0." + std::to_string(i); };
        for (std::size_t i = 0; i < RefusalBook::MaxRows; ++i)
            book.note(address(i), "stream", 401, "no token", std::int64_t(i));
        book.note(address(0), "stream", 401, "no token", 10'000); // no longer the quietest
        book.note("one more", "stream", 401, "no token", 10'001);
        const RefusalBook::Contents contents = book.contents();
        QCOMPARE(contents.rows.size(), RefusalBook::MaxRows);
        QCOMPARE(contents.rows[1].address, address(0));
        QCOMPARE(contents.rows.back().address, address(2));
    }
    void neverHoldsATokenOrWhatATerminalMightActOn()
    {
        RefusalBook book;
        book.note("::1", "stream of eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2ln here", 401,
            "pages of http://\x1b[31m.example may not", 1);
        const RefusalRow row = book.contents().rows.front();
        QCOMPARE(row.wanted, std::string("stream of (a token) here"));
        QCOMPARE(row.why, std::string("pages of http://\\x1b[31m.example may not"));
        book.note("::1", std::string(5000, 'a'), 401, std::string(5000, 'b'), 2);
        QVERIFY(book.contents().rows.front().wanted.size() <= RefusalBook::MaxTextBytes + 3);
        QVERIFY(book.contents().rows.front().why.size() <= RefusalBook::MaxTextBytes + 3);
    }
    void newsComeOnceInAWhileARowAndMissNothing()
    {
        RefusalBook book;
        book.note("a", "stream", 401, "no token", 1000);
        book.note("b", "stream", 401, "no token", 1001);
        QCOMPARE(book.takeNews(1001, 1).rows.front().address, std::string("a"));
        QCOMPARE(book.takeNews(1001, 1).rows.front().address, std::string("b"));
        QVERIFY(book.takeNews(1001, 1).rows.empty());
        for (int i = 0; i < 7; ++i)
            book.note("a", "stream", 401, "no token", 2000 + i);
        QVERIFY(book.takeNews(2000, 10).rows.empty()); // too soon
        const RefusalBook::News news = book.takeNews(1001 + RefusalBook::TellEveryMs, 10);
        QCOMPARE(news.rows.size(), std::size_t(1));
        QCOMPARE(news.rows.front().count, std::uint64_t(7));
        QCOMPARE(news.untold, std::uint64_t(0));
        for (std::size_t i = 0; i < RefusalBook::MaxRows + 5; ++i)
            book.note("c" + std::to_string(i), "stream", 401, "no token", 20'000);
        QCOMPARE(book.takeNews(30'000, 1).untold, std::uint64_t(5)); // “a” and “b” were told
    }
    void isWrittenByManyThreadsAtOnce()
    {
        RefusalBook book;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&book, thread] {
                for (int i = 0; i < 2000; ++i)
                    book.note("10.0.0." + std::to_string(i % 200),
                        "stream of " + std::to_string(thread), 401, "no token", i + 1);
            });
        for (std::thread& thread : threads)
            thread.join();
        const RefusalBook::Contents contents = book.contents();
        std::uint64_t counted = contents.forgotten;
        for (const RefusalRow& row : contents.rows)
            counted += row.count;
        QCOMPARE(counted, std::uint64_t(8000));
        QCOMPARE(contents.total, std::uint64_t(8000));
        QCOMPARE(contents.rows.size(), RefusalBook::MaxRows);
    }
};

ROOM_TEST(TestRefusalBook, QCoreApplication)
#include "tst_refusal_book.moc"
