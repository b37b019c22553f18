// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/demo_graph.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace fanlight {

namespace {

constexpr int BisectionSteps = 60; // to the last bit that matters

// The finisher of SplitMix64: every bit of the result hangs on every bit of `x`.
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
}

std::uint64_t keyOf(std::uint64_t seed, std::uint64_t a, std::uint64_t b)
{
    return mixed(mixed(mixed(seed) ^ a) ^ b);
}

// A permutation of 0 … size - 1 without a table: a Feistel network over the next even power of two,
// walked on until it lands inside.
class Shuffle {
public:
    Shuffle(std::uint64_t key, std::uint32_t size)
        : m_key(key)
        , m_size(size)
        , m_halfBits((static_cast<unsigned>(std::bit_width(std::max(size - 1, 3U))) + 1) / 2)
    {
    }

    std::uint32_t operator()(std::uint32_t index) const
    {
        do
            index = step(index);
        while (index >= m_size);
        return index;
    }

private:
    static constexpr std::uint64_t Rounds = 4;

    std::uint32_t step(std::uint32_t index) const
    {
        const std::uint32_t mask = (1U << m_halfBits) - 1;
        std::uint32_t left = index >> m_halfBits;
        std::uint32_t right = index & mask;
        for (std::uint64_t round = 0; round < Rounds; ++round) {
            const std::uint32_t next
                = left ^ (static_cast<std::uint32_t>(keyOf(m_key, round, right)) & mask);
            left = right;
            right = next;
        }
        return (left << m_halfBits) | right;
    }

    std::uint64_t m_key;
    std::uint32_t m_size;
    unsigned m_halfBits;
};

std::vector<double> zipfWeights(const DemoGraphPlan& plan)
{
    std::vector<double> weights(static_cast<std::size_t>(plan.authors));
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = std::pow(double(i + 1), -plan.skew);
    return weights;
}

// Nobody has more followers than there are others, so what the first cannot have goes to the rest.
double scaleFor(const std::vector<double>& weights, double total, double most)
{
    const auto sum = [&](double scale) {
        double all = 0;
        for (const double weight : weights)
            all += std::min(most, scale * weight);
        return all;
    };
    double low = 0;
    double high = most / weights.back(); // all have the most
    for (int i = 0; i < BisectionSteps; ++i) {
        const double middle = (low + high) / 2;
        (sum(middle) < total ? low : high) = middle;
    }
    return high;
}

} // namespace

std::string DemoGraphPlan::problem() const
{
    if (users < LeastUsers || users > MostUsers)
        return "There must be " + std::to_string(LeastUsers) + " to " + std::to_string(MostUsers)
            + " users.";
    if (authors < 1 || authors > users)
        return "There must be at least one author, and not more than there are users.";
    if (!(meanFollowers >= 0 && meanFollowers <= users - 1))
        return "An author cannot have more followers than there are other users.";
    if (!(skew >= 0 && skew <= MostSkew))
        return "The skew must be from 0 to 2.";
    return {};
}

const std::vector<DemoGraph::Interest>& DemoGraph::interests()
{
    static const std::vector<Interest> all{
        {"like", 0.8}, {"comment", 0.6}, {"new-post", 0.5}, {"follow", 0.3}};
    return all;
}

DemoGraph::DemoGraph(const DemoGraphPlan& plan)
    : m_plan(plan)
{
    const std::vector<double> weights = zipfWeights(plan);
    const double most = plan.users - 1;
    const double scale = scaleFor(weights, plan.authors * plan.meanFollowers, most);
    m_counts.reserve(weights.size());
    // Rounded as they add up, so that the sum is the one asked for.
    double sum = 0;
    for (const double weight : weights) {
        sum += std::min(most, scale * weight);
        const auto total = static_cast<std::uint64_t>(std::llround(sum));
        m_counts.push_back(std::min(plan.users - 1, static_cast<int>(total - m_total)));
        m_total += static_cast<std::uint64_t>(m_counts.back());
    }
}

int DemoGraph::follower(int author, int index) const
{
    const Shuffle shuffle(keyOf(m_plan.seed, 1, static_cast<std::uint64_t>(author)),
        static_cast<std::uint32_t>(m_plan.users - 1));
    const int other = static_cast<int>(shuffle(static_cast<std::uint32_t>(index))) + 1;
    return other < author ? other : other + 1;
}

bool DemoGraph::wants(int user, std::size_t interest) const
{
    const std::uint64_t key = keyOf(m_plan.seed, 2 + interest, static_cast<std::uint64_t>(user));
    return std::ldexp(static_cast<double>(key >> 11), -53) < interests()[interest].share;
}

} // namespace fanlight
