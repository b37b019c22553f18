// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/arrivals.h"

#include "load/load_time.h"

#include <algorithm>
#include <cmath>

namespace fanlight {

namespace {
// Evenly spread over the arrivals; two shares with different offsets meet as little as they can.
bool isAmong(std::uint64_t number, double share, double offset)
{
    return std::floor(double(number) * share + offset)
        > std::floor(double(number - 1) * share + offset);
}
} // namespace

Arrivals::Arrivals(
    const LoadPlan& plan, std::uint64_t startNs, LoadText::Random& random, ClientFigures& figures)
    : m_plan(plan)
    , m_startNs(startNs)
    , m_random(random)
    , m_figures(figures)
    , m_clock(plan.scenario.phases)
{
    for (const LoadPlan::Flow& flow : plan.flows)
        m_weights += flow.weight;
}

void Arrivals::offer(std::uint64_t nowNs, std::uint64_t present)
{
    if (m_isOver)
        return;
    if (!m_isStopped) {
        const ArrivalClock::Due due = m_clock.take(nowNs - m_startNs, present + m_waiting);
        m_waiting += due.admitted;
        m_figures.notAdmitted.add(due.heldBack);
    }
    m_isOver = m_isStopped || m_clock.isOver();
}

void Arrivals::add(std::uint64_t clients)
{
    if (!m_isStopped)
        m_waiting += clients;
}

void Arrivals::stop()
{
    m_isStopped = true;
    m_waiting = 0;
}

std::uint64_t Arrivals::untilNextNs(std::uint64_t nowNs, std::uint64_t most) const
{
    return m_isOver
        ? most
        : std::min(most, std::max(m_clock.untilNextNs(nowNs - m_startNs), MillisecondNs));
}

VirtualClient::Person Arrivals::next()
{
    --m_waiting;
    m_figures.arrived.add();
    VirtualClient::Person person;
    person.number = m_figures.arrived.value();
    person.user = static_cast<std::uint32_t>((person.number - 1) % m_plan.population + 1);
    person.name = m_plan.nameOf(person.user);
    person.isSlow = isAmong(person.number, m_plan.scenario.slowShare, 0);
    person.isDropper = isAmong(person.number, m_plan.scenario.dropShare, 0.5);
    person.variables = m_plan.variables;
    if (!m_plan.rows.empty()) {
        const auto& row = m_plan.rows[(person.number - 1) % m_plan.rows.size()];
        std::copy(row.begin(), row.end(), person.variables.begin());
    }
    for (const auto& [place, values] : m_plan.choices)
        person.variables[place] = values[m_random() / 7 % values.size()];
    return person;
}

const LoadPlan::Flow& Arrivals::drawFlow()
{
    double at = std::uniform_real_distribution(0.0, m_weights)(m_random);
    for (const LoadPlan::Flow& flow : m_plan.flows) {
        at -= flow.weight;
        if (at < 0)
            return flow;
    }
    return m_plan.flows.back();
}

} // namespace fanlight
