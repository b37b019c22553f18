// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_plan.h"

namespace fanlight {

// When the next message is due and for whom, whatever became of those before. The publisher's
// thread; times are monotonicNs().
class PublishSchedule {
public:
    // `startNs`: the begin of the run. `random` outlives it.
    PublishSchedule(const LoadPlan& plan, std::uint64_t startNs, LoadText::Random& random);

    // Nothing more is sent: the time is over, or all were, or what is due is too old.
    bool isOver(std::uint64_t nowNs) const;
    std::uint64_t dueNs() const; // of the next
    // The channel of the next: a user, or 0 for everyone. It stays until the next is sent.
    std::uint32_t choose();
    // … as far as it was chosen yet.
    std::optional<std::uint32_t> chosen() const;
    void sent(); // … goes on to the one behind it

private:
    std::uint32_t user();
    void prepareSkew();

    const LoadPublishing m_publishing;
    const std::uint64_t m_population;
    const std::uint64_t m_beginNs;
    const std::uint64_t m_endNs;
    LoadText::Random& m_random;
    std::uint64_t m_messages = 0; // so far
    std::uint32_t m_chosen = 0; // the user of the next; 0: not chosen yet
    std::vector<double> m_shares; // of the users up to each
};

} // namespace fanlight
