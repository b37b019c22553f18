// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fanlight {

// What a made-up social graph is like. Users are 1 to `users`, as test clients are; authors are the
// first of them.
struct DemoGraphPlan {
    static constexpr int LeastUsers = 10;
    static constexpr int MostUsers = 100'000;
    static constexpr double MostSkew = 2.0;

    int users = 1000;
    int authors = 100; // 1 to `users`
    double meanFollowers = 50; // of an author; at most users - 1
    double skew = 0.9; // exponent of Zipf's law; 0: all authors have as many
    std::uint64_t seed = 1;

    std::string problem() const; // one sentence; empty: the plan can be drawn
};

// A social graph that looks like one: author r of n has followers in proportion to 1 / r^skew, so
// that a few have very many and most have few. Drawn the same for the same plan, followers one by
// one, so that it is never held as a whole; it keeps one number an author. A value; any thread.
class DemoGraph {
public:
    // A type with the share of users who want it.
    struct Interest {
        const char* type;
        double share; // 0 to 1
    };
    static const std::vector<Interest>& interests();

    explicit DemoGraph(const DemoGraphPlan& plan); // must have no problem

    const DemoGraphPlan& plan() const { return m_plan; }
    int followerCount(int author) const { return m_counts[static_cast<std::size_t>(author - 1)]; }
    std::uint64_t totalFollowers() const { return m_total; }
    // Follower `index` (from 0, below followerCount()) of an author: each another user, never the
    // author.
    int follower(int author, int index) const;
    bool wants(int user, std::size_t interest) const; // an index into interests()

private:
    DemoGraphPlan m_plan;
    std::vector<int> m_counts; // by author
    std::uint64_t m_total = 0;
};

} // namespace fanlight
