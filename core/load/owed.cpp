// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/owed.h"

#include <algorithm>

namespace fanlight {

Owed::Owed(const PublishBook& book, std::uint64_t lateAfterNs, ClientFigures& figures)
    : m_book(book)
    , m_lateNs(lateAfterNs)
    , m_figures(figures)
{
}

void Owed::open(Account& account, bool takesUp)
{
    open(account.own, account.user, takesUp);
    open(account.all, 0, takesUp);
}

void Owed::open(SequenceCheck& check, std::uint32_t channel, bool takesUp)
{
    if (check.isOpen() && takesUp)
        return;
    const std::uint64_t sent = m_book.sent(channel);
    if (check.isOpen() && sent > check.next())
        m_figures.missedAway.add(sent - check.next());
    check.open(sent);
}

void Owed::take(Account& account, const LoadMark& mark, const Receipt& receipt)
{
    // Not of its channel: a hub that mixes up its users. Nothing is known of what else was there.
    if (mark.channel != 0 && mark.channel != account.user) {
        m_figures.unmarked.add();
        return;
    }
    if (!count(mark.channel == 0 ? account.all : account.own, mark.sequence))
        return;
    m_figures.received.add();
    if (mark.sentNs < receipt.openedNs) {
        m_figures.replayed.add(); // its time is that of the client's absence
        return;
    }
    if (!receipt.countsTime || receipt.receivedNs < mark.sentNs)
        return;
    const std::uint64_t latency = receipt.receivedNs - mark.intendedNs;
    m_figures.latency.record(latency);
    m_figures.rawLatency.record(receipt.receivedNs - mark.sentNs);
    if (latency > m_lateNs)
        m_figures.late.add();
}

// False: it has come before.
bool Owed::count(SequenceCheck& check, std::uint64_t number)
{
    const std::uint64_t before = check.missingNow();
    const SequenceCheck::Outcome outcome = check.take(number);
    if (outcome == SequenceCheck::Outcome::InOrder)
        return true;
    if (outcome == SequenceCheck::Outcome::Twice) {
        m_figures.twice.add();
        return false;
    }
    if (outcome == SequenceCheck::Outcome::OutOfOrder)
        m_figures.outOfOrder.add();
    const std::uint64_t after = check.missingNow();
    if (after > before)
        m_figures.gaps.add(after - before);
    else
        m_figures.gaps.subtract(std::min(before - after, m_figures.gaps.value()));
    return true;
}

void Owed::settle(Account& account, bool wasListening)
{
    settle(account.own, account.user, wasListening);
    settle(account.all, 0, wasListening);
}

void Owed::settle(SequenceCheck& check, std::uint32_t channel, bool wasListening)
{
    if (!check.isOpen())
        return;
    for (const SequenceCheck::Range& range : check.lost(0, false))
        add(m_lost, {channel, range});
    const std::uint64_t sent = m_book.sent(channel);
    if (check.next() < sent)
        add(wasListening ? m_lost : m_unread, {channel, {check.next(), sent}});
    check = SequenceCheck();
}

std::uint64_t Owed::to(const Account& account, const Refused& refused) const
{
    return to(account.own, account.user, refused) + to(account.all, 0, refused);
}

std::uint64_t Owed::to(
    const SequenceCheck& check, std::uint32_t channel, const Refused& refused) const
{
    std::uint64_t sum = 0;
    for (const SequenceCheck::Range& range : check.lost(m_book.sent(channel), true))
        sum += dueIn({channel, range}, refused);
    return sum;
}

void Owed::add(MissedSum& missed, const Missed& one)
{
    missed.ranges.push_back(one);
    if (missed.ranges.size() < missed.foldAt)
        return;
    const Refused refused = m_book.refused();
    std::erase_if(missed.ranges, [&](const Missed& range) {
        const bool isSettled = range.range.end <= m_book.settled(range.channel);
        missed.count += isSettled ? dueIn(range, refused) : 0;
        return isSettled;
    });
    missed.foldAt = std::max(MostUnfolded, 2 * missed.ranges.size());
}

std::uint64_t Owed::sumOf(const MissedSum& missed) const
{
    const Refused refused = m_book.refused();
    std::uint64_t count = missed.count;
    for (const Missed& one : missed.ranges)
        count += dueIn(one, refused);
    return count;
}

// How many of them the hub took.
std::uint64_t Owed::dueIn(const Missed& missed, const Refused& refused)
{
    const auto begin = std::lower_bound(
        refused.begin(), refused.end(), std::pair(missed.channel, missed.range.begin));
    const auto end
        = std::lower_bound(begin, refused.end(), std::pair(missed.channel, missed.range.end));
    return missed.range.end - missed.range.begin - static_cast<std::uint64_t>(end - begin);
}

} // namespace fanlight
