// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/set_store.h"

#include <map>
#include <set>

namespace fanlight {

// Without Redis: bounded, and gone with the process.
class MemorySets final : public SetStore {
public:
    static constexpr std::uint64_t MaxMembers = 1'000'000; // over all sets

    std::uint64_t count() const { return m_count; } // members, over all sets
    // For whoever takes all of it along: sets by name, members in their order, at most `most` a
    // call; a place behind the last is empty again.
    struct Place {
        std::string set;
        std::string member;
    };
    std::vector<std::string> copyNext(Place& place, std::size_t most) const;
    // What is changed from now on is noted there, too; null: no longer. It outlives this.
    struct Change {
        enum class Kind { Add, Remove, Clear } kind;
        std::string set;
        std::vector<std::string> members;
    };
    void setJournal(std::vector<Change>* journal) { m_journal = journal; }

    void add(const std::string& set, std::vector<std::string> members, Changed done) override;
    void remove(const std::string& set, std::vector<std::string> members, Changed done) override;
    void clear(const std::string& set, Changed done) override;
    void members(const std::string& set, Members done) override;
    void page(
        const std::string& set, const std::string& after, std::size_t limit, Page done) override;
    void contains(const std::string& set, const std::string& member, Contained done) override;
    void common(const std::string& set, const std::string& other, Members done) override;
    void setsWith(const std::string& namePrefix, const std::string& member, Members done) override;
    void sizes(const std::string& namePrefix, const std::string& contains, std::size_t most,
        Sizes done) override;

private:
    // both in order: of pages, and of names that begin alike
    std::map<std::string, std::set<std::string>> m_sets;
    std::uint64_t m_count = 0;
    std::vector<Change>* m_journal = nullptr;
};

} // namespace fanlight
