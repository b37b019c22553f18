// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace fanlight {

// Follows the numbers of one channel at one client: what came, what is missing, what came twice or
// behind a later one. A plain value, one or two a virtual client; holds memory only while something
// is missing.
class SequenceCheck {
public:
    enum class Outcome {
        InOrder,
        Gap, // something before it is missing
        OutOfOrder, // it was missing, and came behind a later one
        Twice,
    };

    // The stream is open: numbers from `first` on have to come; earlier ones may (they were on
    // their way, or are history).
    void open(std::uint64_t first);
    // A stream that takes up where the last one was left needs no open(). One that cannot begins
    // anew: what is missing up to here is final, and what was published between is nobody's.
    Outcome take(std::uint64_t number);

    // How many that had to come are missing before the newest that came.
    std::uint64_t missing() const;
    // the same, kept up; also counts what need not have come
    std::uint64_t missingNow() const { return m_gaps; }
    // The first number behind all that came, or that has to come.
    std::uint64_t next() const { return m_next > m_first ? m_next : m_first; }
    bool isOpen() const { return m_isOpen; }

    struct Range {
        std::uint64_t begin;
        std::uint64_t end; // behind the last
    };
    // What had to come and did not, with the tail up to `end` (behind the last that was published)
    // when `withTail`.
    std::vector<Range> lost(std::uint64_t end, bool withTail) const;

    // Of more gaps at once the oldest are final.
    static constexpr std::size_t MostRanges = 256;

private:
    void bound();

    std::uint64_t m_first = 0; // from here on numbers have to come
    std::uint64_t m_next = 0; // behind the highest that came
    std::uint64_t m_gaps = 0; // numbers in m_missing
    std::uint64_t m_lowest = 0; // the lowest that came
    bool m_isOpen = false;
    bool m_hasAny = false;
    std::vector<Range> m_missing; // ascending; not below m_lowest
    std::vector<Range> m_final; // lost for good: of earlier streams, or over the bound
};

} // namespace fanlight
