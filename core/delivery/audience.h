// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "qtredis/link_user.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace fanlight {

// Named sets of texts, in this process or in Redis. The hub's thread; answers follow in it, at once or later, once each.
// An error is one sentence; what was not asked for stays empty.
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
    // Members of the first set that are in the second, too.
    virtual void common(const std::string& set, const std::string& other, Members done) = 0;
    // Names of the sets whose name begins so and that hold the member.
    virtual void setsWith(const std::string& namePrefix, const std::string& member, Members done) = 0;
    struct Size {
        std::string name;
        std::uint64_t size = 0;
    };
    using Sizes = std::function<void(const std::string& error, std::vector<Size> sets, bool more)>;
    // Sets whose name begins with the prefix and has the text behind it, at most `most`, in any order.
    virtual void sizes(const std::string& namePrefix, const std::string& contains, std::size_t most, Sizes done) = 0;
};

// Without Redis: bounded, and gone with the process.
class MemorySets final : public SetStore {
public:
    static constexpr std::uint64_t MaxMembers = 1'000'000; // over all sets

    void add(const std::string& set, std::vector<std::string> members, Changed done) override;
    void remove(const std::string& set, std::vector<std::string> members, Changed done) override;
    void clear(const std::string& set, Changed done) override;
    void members(const std::string& set, Members done) override;
    void common(const std::string& set, const std::string& other, Members done) override;
    void setsWith(const std::string& namePrefix, const std::string& member, Members done) override;
    void sizes(const std::string& namePrefix, const std::string& contains, std::size_t most, Sizes done) override;

private:
    std::unordered_map<std::string, std::unordered_set<std::string>> m_sets;
    std::uint64_t m_count = 0;
};

// Redis sets, which the app's own code may read and write, too. Read in pages; needs Redis 6.2 (SMISMEMBER).
class RedisSets final : public SetStore {
public:
    static constexpr int Page = 1000; // members asked for at once
    static constexpr std::size_t MaxMembers = 2'000'000; // of one set that is read

    explicit RedisSets(redis::RedisLink& link) : m_link(link) { }
    void add(const std::string& set, std::vector<std::string> members, Changed done) override;
    void remove(const std::string& set, std::vector<std::string> members, Changed done) override;
    void clear(const std::string& set, Changed done) override;
    void members(const std::string& set, Members done) override;
    void common(const std::string& set, const std::string& other, Members done) override;
    void setsWith(const std::string& namePrefix, const std::string& member, Members done) override;
    void sizes(const std::string& namePrefix, const std::string& contains, std::size_t most, Sizes done) override;

private:
    struct Reading;
    void change(const char* command, const std::string& set, std::vector<std::string> members, Changed done);
    void readPage(const std::shared_ptr<Reading>& reading, const std::string& cursor);
    void scanPage(const std::shared_ptr<Reading>& reading, const std::string& cursor);
    struct Listing;
    void listPage(const std::shared_ptr<Listing>& listing, const std::string& cursor);

    redis::LinkUser m_link;
};

// Who follows whom and who wants what: followers:{authorId} holds user ids, interests:{type} holds user ids.
class Audience {
public:
    explicit Audience(std::unique_ptr<SetStore> store, const RedisKeys& keys = RedisKeys()) : m_store(std::move(store)), m_keys(keys) { }

    void followers(const std::string& authorId, SetStore::Members done) { m_store->members(followersOf(authorId), std::move(done)); }
    void addFollowers(const std::string& authorId, std::vector<std::string> users, SetStore::Changed done) { m_store->add(followersOf(authorId), std::move(users), std::move(done)); }
    void removeFollower(const std::string& authorId, const std::string& user, SetStore::Changed done) { m_store->remove(followersOf(authorId), {user}, std::move(done)); }
    void removeFollowers(const std::string& authorId, SetStore::Changed done) { m_store->clear(followersOf(authorId), std::move(done)); }

    // Types a user is interested in.
    void interests(const std::string& userId, SetStore::Members done);
    void addInterests(const std::string& userId, const std::vector<std::string>& types, SetStore::Changed done) { changeInterests(userId, types, true, std::move(done)); }
    void removeInterest(const std::string& userId, const std::string& type, SetStore::Changed done) { changeInterests(userId, {type}, false, std::move(done)); }
    void removeInterests(const std::string& userId, SetStore::Changed done);

    // The sets themselves: followers by author, or interested users by type.
    void sets(bool followers, const std::string& contains, std::size_t most, SetStore::Sizes done);
    // Adds to one, or removes from it (without users: all of it).
    void change(bool followers, const std::string& set, std::vector<std::string> users, bool remove, SetStore::Changed done);

    // Users interested in a type; with an author, among his followers.
    void interested(const std::string& type, const std::string& authorId, SetStore::Members done);

private:
    std::string followersOf(const std::string& authorId) const { return m_keys.followers(authorId); }
    std::string interestsIn(const std::string& type) const { return m_keys.interests(type); }
    void changeInterests(const std::string& userId, const std::vector<std::string>& types, bool add, SetStore::Changed done);

    std::unique_ptr<SetStore> m_store;
    const RedisKeys m_keys;
};

} // namespace fanlight
