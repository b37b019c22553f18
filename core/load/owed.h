// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_counters.h"
#include "load/load_mark.h"
#include "load/sequence_check.h"

namespace fanlight {

// What the published messages owe to the clients: what came, late, twice or out of order, what is
// still missing, and what was lost for good. Knows messages by their marks and clients by their
// accounts, nothing of connections. The clients' thread; lost() and unread() when that is over.
class Owed {
public:
    // What one client has had, and has to have.
    struct Account {
        std::uint32_t user = 0;
        SequenceCheck own; // of its user's channel
        SequenceCheck all; // of everyone's
    };

    // `lateAfterNs`: an event that takes longer is late. Book and figures outlive it.
    Owed(const PublishBook& book, std::uint64_t lateAfterNs, ClientFigures& figures);

    // A stream is open: what is published from now on is owed; when it takes up an earlier one, all
    // since then.
    void open(Account& account, bool takesUp);
    struct Receipt {
        std::uint64_t receivedNs;
        std::uint64_t openedNs; // the stream
        bool countsTime; // not of who reads slowly by intent
    };
    void take(Account& account, const LoadMark& mark, const Receipt& receipt);
    // It has left its stream for good, and is owed nothing more. `wasListening`: until now, at the
    // end of the run, so that what did not come is lost; else it is unread.
    void settle(Account& account, bool wasListening);

    // Messages the hub did not take, which nobody is owed; ascending.
    using Refused = std::vector<std::pair<std::uint32_t, std::uint64_t>>;
    Refused refused() const { return m_book.refused(); }
    // How many messages an open account is still owed, as long as nothing more is published.
    std::uint64_t to(const Account& account, const Refused& refused) const;

    // Of all that were settled.
    std::uint64_t lost() const { return sumOf(m_lost); }
    std::uint64_t unread() const { return sumOf(m_unread); }

private:
    // Numbers of a channel that some client should have had.
    struct Missed {
        std::uint32_t channel;
        SequenceCheck::Range range;
    };
    // Ranges, while it is not known yet which of them the hub took, else a count.
    struct MissedSum {
        std::vector<Missed> ranges;
        std::uint64_t count = 0;
        std::size_t foldAt = MostUnfolded;
    };
    static constexpr std::size_t MostUnfolded = 16'384; // ranges, before they become a count

    static std::uint64_t dueIn(const Missed& missed, const Refused& refused);
    std::uint64_t sumOf(const MissedSum& missed) const;
    void add(MissedSum& missed, const Missed& one);
    void open(SequenceCheck& check, std::uint32_t channel, bool takesUp);
    void settle(SequenceCheck& check, std::uint32_t channel, bool wasListening);
    std::uint64_t to(
        const SequenceCheck& check, std::uint32_t channel, const Refused& refused) const;
    bool count(SequenceCheck& check, std::uint64_t number);

    const PublishBook& m_book;
    const std::uint64_t m_lateNs;
    ClientFigures& m_figures;
    MissedSum m_lost;
    MissedSum m_unread;
};

} // namespace fanlight
