// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/denial_list.h"
#include "auth/ticket_store.h"
#include "support/room.h"

#include <QSet>

using namespace fanlight;
using namespace fanlight::auth;

namespace {

constexpr std::int64_t StoreNow = 1'800'000'000'000;

TicketGrant grantFor(const char* user, std::int64_t untilMs = 0)
{
    return {user, {}, StoreNow, untilMs};
}

} // namespace

class TestTicketStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachTicketIsAnotherOf32Bytes()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const std::string ticket = newTicket();
            QCOMPARE(ticket.size(), std::size_t(43));
            seen.insert(QByteArray::fromStdString(ticket));
        }
        QCOMPARE(seen.size(), 1000);
    }
    void oneOpensOneStreamAndThatMayComeBack()
    {
        TicketStore store;
        const Digest ticket = sha256("a");
        QVERIFY(store.add(ticket, grantFor("42"), StoreNow + 60'000, StoreNow));
        QCOMPARE(store.look(ticket, StoreNow).outcome, TicketOutcome::Taken);
        const TicketStore::Taking taken = store.take(ticket, 7, StoreNow + 1);
        QCOMPARE(taken.outcome, TicketOutcome::Taken);
        QCOMPARE(taken.grant.user, std::string("42"));
        QCOMPARE(store.take(ticket, 8, StoreNow + 2).outcome, TicketOutcome::InUse);
        // however long its stream lives
        QCOMPARE(store.take(ticket, 8, StoreNow + 9'000'000).outcome, TicketOutcome::InUse);
        QVERIFY(!store.ended(8, StoreNow)); // who has none ends none
        QCOMPARE(store.take(ticket, 8, StoreNow + 9'000'000).outcome, TicketOutcome::InUse);
        store.ended(7, StoreNow + 10'000'000);
        QCOMPARE(store.take(ticket, 9, StoreNow + 10'059'999).outcome, TicketOutcome::Taken);
        store.ended(9, StoreNow + 11'000'000);
        QCOMPARE(store.take(ticket, 10, StoreNow + 11'060'000).outcome, TicketOutcome::Unknown);
        QCOMPARE(store.size(StoreNow + 11'060'000), std::size_t(0));
    }
    void itsTimeToBeUsedEnds()
    {
        TicketStore store;
        store.add(sha256("a"), grantFor("42"), StoreNow + 1000, StoreNow);
        QCOMPARE(store.take(sha256("b"), 1, StoreNow).outcome, TicketOutcome::Unknown);
        QCOMPARE(store.take(sha256("a"), 1, StoreNow + 1000).outcome, TicketOutcome::Unknown);
    }
    void nothingGoesPastUntil()
    {
        TicketStore store;
        const Digest ticket = sha256("a");
        store.add(ticket, grantFor("42", StoreNow + 5000), StoreNow + 60'000, StoreNow);
        QCOMPARE(store.take(ticket, 1, StoreNow + 4000).outcome, TicketOutcome::Taken);
        store.ended(1, StoreNow + 4500);
        QCOMPARE(store.look(ticket, StoreNow + 4999).outcome, TicketOutcome::Taken);
        QCOMPARE(store.look(ticket, StoreNow + 5000).outcome, TicketOutcome::Unknown);
    }
    void thereAreOnlySoMany()
    {
        TicketStore store;
        for (std::size_t i = 0; i < TicketStore::MaxTickets; ++i)
            QVERIFY(
                store.add(sha256(std::to_string(i)), grantFor("42"), StoreNow + 1000, StoreNow));
        QVERIFY(!store.add(sha256("one more"), grantFor("42"), StoreNow + 1000, StoreNow));
        QVERIFY(store.add(sha256("later"), grantFor("42"), StoreNow + 2000, StoreNow + 1000));
        QCOMPARE(store.size(StoreNow + 1000), std::size_t(1));
    }
    void whatIsKeptElsewhereIsToldAtTheEnd()
    {
        TicketStore store;
        store.hold(sha256("a"), 5);
        QVERIFY(!store.ended(6, StoreNow));
        QVERIFY(store.ended(5, StoreNow) == sha256("a"));
        QVERIFY(!store.ended(5, StoreNow));
    }
    void aDenialRefusesWhatWasIssuedBefore()
    {
        DenialList list;
        QVERIFY(list.isEmpty());
        QVERIFY(!list.denies("42", 0, StoreNow));
        QCOMPARE(list.add("42", {StoreNow, StoreNow + 1000, 3}, StoreNow), DenialList::Adding::New);
        QVERIFY(list.denies("42", StoreNow - 1, StoreNow));
        QVERIFY(list.denies("42", StoreNow, StoreNow));
        QVERIFY(list.denies("42", 0, StoreNow + 999)); // it does not say when
        QVERIFY(!list.denies("42", StoreNow + 1, StoreNow));
        QVERIFY(!list.denies("43", 0, StoreNow));
        QVERIFY(!list.denies("42", 0, StoreNow + 1000)); // it is over
        // the stricter of two holds
        QCOMPARE(
            list.add("42", {StoreNow - 5, StoreNow + 500, 3}, StoreNow), DenialList::Adding::Known);
        QVERIFY(list.denies("42", StoreNow, StoreNow + 999));
        QCOMPARE(
            list.add("42", {StoreNow + 7, StoreNow + 500, 4}, StoreNow), DenialList::Adding::New);
        QCOMPARE(list.find("42", StoreNow)->untilMs, StoreNow + 1000);
        QCOMPARE(list.find("42", StoreNow)->sinceMs, StoreNow + 7);
    }
    void thereAreOnlySoManyDenials()
    {
        DenialList list;
        for (std::size_t i = 0; i < DenialList::MaxUsers; ++i)
            list.add(std::to_string(i), {StoreNow, StoreNow + 1000, 0}, StoreNow);
        QCOMPARE(list.add("x", {StoreNow, StoreNow + 1000, 0}, StoreNow), DenialList::Adding::Full);
        QVERIFY(list.denies("7", 0, StoreNow)); // nobody is forgotten for it
        QCOMPARE(list.add("x", {StoreNow, StoreNow + 9000, 0}, StoreNow + 1000),
            DenialList::Adding::New);
        QCOMPARE(list.size(), std::size_t(1));
    }
};

ROOM_TEST(TestTicketStore, QCoreApplication)
#include "tst_ticket_store.moc"
