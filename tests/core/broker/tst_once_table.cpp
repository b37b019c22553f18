// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/once_table.h"

#include "support/room.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace fanlight;

namespace {

class OnceTicket final : public PublishTicket {
public:
    int completed = 0;
    std::uint64_t recipients = 0;
    std::uint64_t audience() const override { return hasFirst() ? PublishTicket::audience() : 7; }

protected:
    void complete(std::uint64_t all, Shard*) override
    {
        ++completed;
        recipients = all;
    }
};

std::shared_ptr<OnceTable> table(const OnceTable::Limits& limits = {})
{
    return std::make_shared<OnceTable>(limits);
}

std::shared_ptr<OnceTicket> ticket()
{
    return std::make_shared<OnceTicket>();
}

// A publish with that key that is through.
void publishAs(OnceTable& table, const std::string& key, const std::string& id = "1-0")
{
    const auto first = ticket();
    if (!table.claim(key, 1, first))
        qFatal("%s is known", key.c_str());
    first->setId(id);
    first->arrived(3, nullptr);
}

} // namespace

// Which of several publishes with one key is the one, and what the others are told.
class TstOnceTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatComesAfterGetsTheFirstResult()
    {
        const auto known = table();
        publishAs(*known, "k");
        const auto again = ticket();
        QVERIFY(!known->claim("k", 1, again));
        QCOMPARE(again->completed, 1);
        QVERIFY(again->isRepeated() && again->isSameAsFirst());
        QCOMPARE(again->id(), std::string("1-0"));
        QCOMPARE(again->recipients, 3U);
        QCOMPARE(again->audience(), 7U);
        QCOMPARE(known->figures().repeated, 1U);
        QCOMPARE(known->figures().keys, 1U);
        QVERIFY(known->claim("other", 1, ticket()));
    }
    void whatIsAnotherIsToldSo()
    {
        const auto known = table();
        publishAs(*known, "k");
        const auto another = ticket();
        QVERIFY(!known->claim("k", 2, another));
        QVERIFY(another->isRepeated() && !another->isSameAsFirst());
    }
    void whatComesMeanwhileWaits()
    {
        const auto known = table();
        const auto first = ticket();
        const auto second = ticket();
        QVERIFY(known->claim("k", 1, first));
        QVERIFY(!known->claim("k", 1, second));
        QCOMPARE(second->completed, 0);
        first->setId("5-0");
        first->arrived(2, nullptr);
        QCOMPARE(second->completed, 1);
        QCOMPARE(second->id(), std::string("5-0"));
        QCOMPARE(second->recipients, 2U);
        QVERIFY(second->isRepeated() && !first->isRepeated());
    }
    void aRefusedOneIsNotKept()
    {
        const auto known = table();
        const auto first = ticket();
        const auto second = ticket();
        QVERIFY(known->claim("k", 1, first));
        QVERIFY(!known->claim("k", 1, second));
        first->refuse("not now", 503);
        first->arrived(0, nullptr);
        QCOMPARE(second->refusal(), std::string("not now"));
        QVERIFY(!second->isRepeated());
        QCOMPARE(known->figures().keys, 0U);
        publishAs(*known, "k"); // a try after it
        QCOMPARE(known->figures().repeated, 0U);
    }
    void oneThatReachedOnlySomeIsNotKept()
    {
        const auto known = table();
        const auto first = ticket();
        const auto second = ticket();
        QVERIFY(known->claim("k", 1, first));
        QVERIFY(!known->claim("k", 1, second));
        first->setId("5-0");
        first->setFailures({{"b", "why"}}, 1);
        first->arrived(1, nullptr);
        QCOMPARE(second->failureCount(), 1U);
        QCOMPARE(second->failures().at(0).userId, std::string("b"));
        QVERIFY(known->claim("k", 1, ticket()));
    }
    void oneThatIsDroppedLetsTheNextBegin()
    {
        const auto known = table();
        const auto waits = ticket();
        {
            const auto first = ticket();
            QVERIFY(known->claim("k", 1, first));
            QVERIFY(!known->claim("k", 1, waits));
        }
        QCOMPARE(waits->completed, 1);
        QVERIFY(!waits->refusal().empty());
        QVERIFY(known->claim("k", 1, ticket()));
    }
    void forgetsWhatIsTooOld()
    {
        const auto known = table({.keptNs = 0});
        publishAs(*known, "k");
        publishAs(*known, "k"); // or it would be fatal
        known->expire();
        QCOMPARE(known->figures().keys, 0U);
        QCOMPARE(known->figures().forgotten, 0U); // it had its time
    }
    void theOldestMakeRoom()
    {
        const auto known = table({.keys = 2});
        for (const char* key : {"a", "b", "c"})
            publishAs(*known, key);
        QCOMPARE(known->figures().keys, 2U);
        QCOMPARE(known->figures().forgotten, 1U);
        publishAs(*known, "a");
        QVERIFY(!known->claim("c", 1, ticket()));
    }
    void bytesAreBoundedToo()
    {
        const auto known = table({.bytes = 100'000});
        for (int i = 0; i < 1000; ++i)
            publishAs(*known, std::string(200, 'k') + std::to_string(i));
        QVERIFY(known->figures().keys > 100 && known->figures().keys < 500);
        QCOMPARE(known->figures().forgotten, 1000 - known->figures().keys);
    }
    void soManyWaitAndNoMore()
    {
        const auto known = table({.waiting = 1});
        const auto first = ticket();
        const auto over = ticket();
        QVERIFY(known->claim("k", 1, first));
        QVERIFY(!known->claim("k", 1, ticket()));
        QVERIFY(!known->claim("k", 1, over));
        QCOMPARE(over->refusalStatus(), 503);
        first->arrived(1, nullptr);
        QVERIFY(known->claim("next", 1, ticket()));
    }
    void whereSomebodyElseKeepsThemItDoesNot()
    {
        const auto known = table();
        publishAs(*known, "before");
        std::vector<std::string> stored;
        known->setStore([&](const std::string& key, const OnceRecord& record) {
            stored.push_back(key + ' ' + record.text());
        });
        publishAs(*known, "k", "7-1");
        QCOMPARE(stored, std::vector<std::string>{"k 3 7 - 1 7-1"});
        QVERIFY(known->claim("k", 1, ticket()));
        QVERIFY(!known->claim("before", 1, ticket())); // it goes on being known
    }
    void aRecordIsReadAsItWasWritten()
    {
        OnceRecord record;
        record.result = {"an id of mine", 12, 34, true};
        record.fingerprint = ~std::uint64_t(0);
        const std::optional<OnceRecord> read = OnceRecord::read(record.text());
        QVERIFY(read);
        QCOMPARE(read->result.id, record.result.id);
        QCOMPARE(read->result.audience, 12U);
        QCOMPARE(read->result.recipients, 34U);
        QVERIFY(read->result.hasReceipt);
        QCOMPARE(read->fingerprint, record.fingerprint);
        QVERIFY(OnceRecord::read("0 0 - 5 ")); // it had nobody to go to
        for (const char* wrong :
            {"", "x", "1", "1 2", "1 2 r", "1 2 r 3", "1 2 q 3 4-0", "-1 2 - 3 4"})
            QVERIFY2(!OnceRecord::read(wrong), wrong);
    }
    void ofManyAtOnceOneIsTheFirst()
    {
        const auto known = table();
        constexpr int Threads = 4;
        constexpr int Keys = 2000;
        std::atomic<int> firsts = 0;
        std::atomic<int> answered = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < Threads; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < Keys; ++i) {
                    const auto one = ticket();
                    if (!known->claim(std::to_string(i), 1, one))
                        continue;
                    ++firsts;
                    one->setId("1-0");
                    one->arrived(1, nullptr);
                    answered += one->completed;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(firsts.load(), Keys);
        QCOMPARE(answered.load(), Keys);
        QCOMPARE(known->figures().repeated, std::uint64_t(Keys * (Threads - 1)));
    }
};

ROOM_TEST(TstOnceTable, QCoreApplication)
#include "tst_once_table.moc"
