// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/memory_sets.h"

#include "metrics/worker.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace fanlight {

namespace {
constexpr std::uint64_t BigSet = 10'000; // members
}

void MemorySets::add(const std::string& set, std::vector<std::string> members, Changed done)
{
    if (m_count + members.size() > MaxMembers)
        return done("the audience in memory holds " + std::to_string(MaxMembers)
                + " entries at most; run the hub behind Redis for more",
            0);
    if (m_journal)
        m_journal->push_back({Change::Kind::Add, set, members});
    auto& own = m_sets[set];
    const std::size_t before = own.size();
    for (std::string& member : members)
        own.insert(std::move(member));
    m_count += own.size() - before;
    done({}, own.size() - before);
}

void MemorySets::remove(const std::string& set, std::vector<std::string> members, Changed done)
{
    if (m_journal)
        m_journal->push_back({Change::Kind::Remove, set, members});
    const auto found = m_sets.find(set);
    std::uint64_t removed = 0;
    for (std::size_t i = 0; found != m_sets.end() && i < members.size(); ++i)
        removed += found->second.erase(members[i]);
    if (found != m_sets.end() && found->second.empty())
        m_sets.erase(found);
    m_count -= removed;
    done({}, removed);
}

void MemorySets::clear(const std::string& set, Changed done)
{
    if (m_journal)
        m_journal->push_back({Change::Kind::Clear, set, {}});
    const auto found = m_sets.find(set);
    const std::uint64_t removed = found == m_sets.end() ? 0 : found->second.size();
    if (removed > BigSet) // giving up a million texts takes a tenth of a second
        Worker::spare().start([dead = std::make_shared<std::set<std::string>>(
                                   std::move(found->second))]() mutable { dead.reset(); });
    if (found != m_sets.end())
        m_sets.erase(found);
    m_count -= removed;
    done({}, removed);
}

std::vector<std::string> MemorySets::copyNext(Place& place, std::size_t most) const
{
    std::vector<std::string> members;
    const Place from = std::exchange(place, {});
    for (auto set = m_sets.lower_bound(from.set); set != m_sets.end() && members.empty(); ++set) {
        const auto& [name, own] = *set;
        auto at = name == from.set ? own.upper_bound(from.member) : own.begin();
        for (; at != own.end() && members.size() < most; ++at)
            members.push_back(*at);
        if (!members.empty())
            place = {name, members.back()};
    }
    return members;
}

void MemorySets::members(const std::string& set, Members done)
{
    const auto found = m_sets.find(set);
    done({},
        found == m_sets.end()
            ? std::vector<std::string>()
            : std::vector<std::string>(found->second.begin(), found->second.end()));
}

void MemorySets::page(
    const std::string& set, const std::string& after, std::size_t limit, Page done)
{
    const auto found = m_sets.find(set);
    if (found == m_sets.end())
        return done({}, {}, false, 0);
    const std::set<std::string>& own = found->second;
    std::vector<std::string> members;
    auto at = after.empty() ? own.begin() : own.upper_bound(after);
    for (; at != own.end() && members.size() < limit; ++at)
        members.push_back(*at);
    done({}, std::move(members), at != own.end(), own.size());
}

void MemorySets::contains(const std::string& set, const std::string& member, Contained done)
{
    const auto found = m_sets.find(set);
    done({}, found != m_sets.end() && found->second.contains(member));
}

void MemorySets::common(const std::string& set, const std::string& other, Members done)
{
    const auto first = m_sets.find(set);
    const auto second = m_sets.find(other);
    std::vector<std::string> both;
    if (first != m_sets.end() && second != m_sets.end())
        std::copy_if(first->second.begin(), first->second.end(), std::back_inserter(both),
            [&](const std::string& member) { return second->second.contains(member); });
    done({}, std::move(both));
}

void MemorySets::setsWith(const std::string& namePrefix, const std::string& member, Members done)
{
    std::vector<std::string> names;
    for (auto set = m_sets.lower_bound(namePrefix);
         set != m_sets.end() && set->first.starts_with(namePrefix); ++set) {
        if (set->second.contains(member))
            names.push_back(set->first);
    }
    done({}, std::move(names));
}

void MemorySets::sizes(
    const std::string& namePrefix, const std::string& contains, std::size_t most, Sizes done)
{
    std::vector<Size> sets;
    bool more = false;
    for (auto set = m_sets.lower_bound(namePrefix);
         set != m_sets.end() && set->first.starts_with(namePrefix); ++set) {
        const auto& [name, members] = *set;
        if (name.find(contains, namePrefix.size()) == std::string::npos)
            continue;
        more = sets.size() == most;
        if (more)
            break;
        sets.push_back({name, members.size()});
    }
    done({}, std::move(sets), more);
}

} // namespace fanlight
