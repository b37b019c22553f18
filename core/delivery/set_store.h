// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fanlight {

// Named sets of texts, in this process or in Redis. The hub's thread; answers follow in it, at once
// or later, once each. An error is one sentence; what was not asked for stays empty.
class SetStore {
public:
    virtual ~SetStore() = default;

    using Changed = std::function<void(const std::string& error, std::uint64_t changed)>;
    using Members = std::function<void(const std::string& error, std::vector<std::string> members)>;

    // How many were not in it before.
    virtual void add(const std::string& set, std::vector<std::string> members, Changed done) = 0;
    // How many were in it.
    virtual void remove(const std::string& set, std::vector<std::string> members, Changed done) = 0;
    virtual void clear(const std::string& set, Changed done) = 0;
    // Each member once, in any order.
    virtual void members(const std::string& set, Members done) = 0;
    // At most `limit` members behind `after`, in their order (by bytes), whether there are more,
    // and how many the set has.
    using Page = std::function<void(const std::string& error, std::vector<std::string> members,
        bool more, std::uint64_t total)>;
    virtual void page(
        const std::string& set, const std::string& after, std::size_t limit, Page done)
        = 0;
    using Contained = std::function<void(const std::string& error, bool contained)>;
    virtual void contains(const std::string& set, const std::string& member, Contained done) = 0;
    // Members of the first set that are in the second, too.
    virtual void common(const std::string& set, const std::string& other, Members done) = 0;
    // Names of the sets whose name begins so and that hold the member.
    virtual void setsWith(const std::string& namePrefix, const std::string& member, Members done)
        = 0;
    struct Size {
        std::string name;
        std::uint64_t size = 0;
    };
    using Sizes = std::function<void(const std::string& error, std::vector<Size> sets, bool more)>;
    // Sets whose name begins with the prefix and has the text behind it, at most `most`, in any
    // order.
    virtual void sizes(
        const std::string& namePrefix, const std::string& contains, std::size_t most, Sizes done)
        = 0;
};

} // namespace fanlight
