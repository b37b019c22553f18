// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publish_schedule.h"

#include "load/load_time.h"

#include <algorithm>

namespace fanlight {

namespace {
constexpr std::uint64_t Patience = 2 * SecondNs; // for what could not go in time

std::uint64_t beginOf(const LoadPublishing& publishing, std::uint64_t startNs)
{
    return startNs + toNs(publishing.from);
}
} // namespace

PublishSchedule::PublishSchedule(
    const LoadPlan& plan, std::uint64_t startNs, LoadText::Random& random)
    : m_publishing(plan.scenario.publishing)
    , m_population(plan.population)
    , m_beginNs(beginOf(m_publishing, startNs))
    , m_endNs(m_publishing.lasts.count() > 0 ? m_beginNs + toNs(m_publishing.lasts)
                                             : startNs + toNs(plan.scenario.duration()))
    , m_random(random)
{
    if (m_publishing.to == PublishTo::Skewed)
        prepareSkew();
}

std::uint64_t PublishSchedule::dueNs() const
{
    return m_beginNs
        + static_cast<std::uint64_t>(double(m_messages) * (double(SecondNs) / m_publishing.rate));
}

bool PublishSchedule::isOver(std::uint64_t nowNs) const
{
    const bool isAll
        = m_publishing.count > 0 && m_messages >= static_cast<std::uint64_t>(m_publishing.count);
    return isAll || dueNs() >= m_endNs || nowNs > m_endNs + Patience;
}

std::uint32_t PublishSchedule::choose()
{
    if (m_chosen == 0 && m_publishing.to != PublishTo::All)
        m_chosen = user();
    return m_chosen;
}

std::optional<std::uint32_t> PublishSchedule::chosen() const
{
    return m_chosen == 0 && m_publishing.to != PublishTo::All ? std::nullopt
                                                              : std::optional(m_chosen);
}

void PublishSchedule::sent()
{
    m_chosen = 0;
    ++m_messages;
}

std::uint32_t PublishSchedule::user()
{
    switch (m_publishing.to) {
    case PublishTo::Each:
        return static_cast<std::uint32_t>(m_messages % m_population + 1);
    case PublishTo::Random:
        return static_cast<std::uint32_t>(
            std::uniform_int_distribution<std::uint64_t>(1, m_population)(m_random));
    case PublishTo::Skewed: {
        const double at = std::uniform_real_distribution(0.0, m_shares.back())(m_random);
        return static_cast<std::uint32_t>(
            std::upper_bound(m_shares.begin(), m_shares.end() - 1, at) - m_shares.begin() + 1);
    }
    case PublishTo::One:
        return static_cast<std::uint32_t>(
            std::min<std::uint64_t>(static_cast<std::uint64_t>(m_publishing.one), m_population));
    case PublishTo::All:
        break;
    }
    return 0;
}

// The n-th user's share is 1/n; sums up to each.
void PublishSchedule::prepareSkew()
{
    double sum = 0;
    for (std::uint64_t i = 1; i <= m_population; ++i)
        m_shares.push_back(sum += 1.0 / double(i));
}

} // namespace fanlight
