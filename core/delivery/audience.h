// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "qtredis/link_user.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
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

// Redis sets, which the app's own code may read and write, too. Read in pieces; needs Redis 6.2
// (SMISMEMBER).
//
// What is asked over HTTP may be long and may be asked by anybody: page() and setsWith() take
// turns, one piece of all of them at a time, so that publishing passes between. Names of sets can
// only be found by looking at all keys: those who wait for that share one walk over them.
class RedisSets final : public SetStore {
public:
    static constexpr int Piece = 1000; // members or keys asked for at once
    static constexpr std::size_t MaxMembers = 2'000'000; // of one set that is read whole
    static constexpr std::size_t MaxReaders = 64; // who take turns at once; more are refused
    static constexpr std::size_t MaxNames = 10'000; // sets that begin alike
    // of a database that is looked through for names
    static constexpr std::uint64_t MaxKeys = 10'000'000;

    explicit RedisSets(redis::RedisLink& link)
        : m_link(link)
    {
    }
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
    struct Reading;
    struct Paging;
    struct Walk;
    struct Asked { // who wants to know which sets hold a member
        std::string member;
        Members done;
    };
    void change(const char* command, const std::string& set, std::vector<std::string> members,
        Changed done);
    void readPage(const std::shared_ptr<Reading>& reading, const std::string& cursor);
    void readPiece(const std::shared_ptr<Paging>& paging, const std::string& cursor);
    void beginWalk(const std::string& namePrefix);
    void walkPiece(const std::shared_ptr<Walk>& walk, const std::string& cursor);
    void askNames(const std::shared_ptr<Walk>& walk, std::size_t asked, std::size_t from);
    void endWalk(const std::shared_ptr<Walk>& walk, const std::string& error);
    void takeTurn(
        std::vector<std::string> command, std::function<void(const redis::Reply&)> answered);
    void nextTurn();
    struct Listing;
    void listPage(const std::shared_ptr<Listing>& listing, const std::string& cursor);

    redis::LinkUser m_link;
    struct Turn {
        std::vector<std::string> command;
        std::function<void(const redis::Reply&)> answered;
    };
    std::deque<Turn> m_turns;
    bool m_turnTaken = false;
    std::size_t m_readers = 0;
    // by prefix, for the walk after the one under way
    std::map<std::string, std::vector<Asked>> m_asked;
    std::set<std::string> m_walking; // prefixes
};

// Who follows whom and who wants what: followers:{authorId} holds user ids, interests:{type} holds
// user ids.
class Audience {
public:
    explicit Audience(std::unique_ptr<SetStore> store, const RedisKeys& keys = RedisKeys())
        : m_store(std::move(store))
        , m_keys(keys)
    {
    }

    void followers(const std::string& authorId, SetStore::Members done)
    {
        m_store->members(followersOf(authorId), std::move(done));
    }
    void followersPage(const std::string& authorId, const std::string& after, std::size_t limit,
        SetStore::Page done)
    {
        m_store->page(followersOf(authorId), after, limit, std::move(done));
    }
    void isFollower(const std::string& authorId, const std::string& user, SetStore::Contained done)
    {
        m_store->contains(followersOf(authorId), user, std::move(done));
    }
    void isInterested(const std::string& user, const std::string& type, SetStore::Contained done)
    {
        m_store->contains(interestsIn(type), user, std::move(done));
    }
    void addFollowers(
        const std::string& authorId, std::vector<std::string> users, SetStore::Changed done)
    {
        m_store->add(followersOf(authorId), std::move(users), std::move(done));
    }
    void removeFollower(
        const std::string& authorId, const std::string& user, SetStore::Changed done)
    {
        m_store->remove(followersOf(authorId), {user}, std::move(done));
    }
    void removeFollowers(const std::string& authorId, SetStore::Changed done)
    {
        m_store->clear(followersOf(authorId), std::move(done));
    }

    // Types a user is interested in.
    void interests(const std::string& userId, SetStore::Members done);
    void addInterests(
        const std::string& userId, const std::vector<std::string>& types, SetStore::Changed done)
    {
        changeInterests(userId, types, true, std::move(done));
    }
    void removeInterest(const std::string& userId, const std::string& type, SetStore::Changed done)
    {
        changeInterests(userId, {type}, false, std::move(done));
    }
    void removeInterests(const std::string& userId, SetStore::Changed done);

    // The sets themselves: followers by author, or interested users by type.
    void sets(bool followers, const std::string& contains, std::size_t most, SetStore::Sizes done);
    // Adds to one, or removes from it (without users: all of it).
    void change(bool followers, const std::string& set, std::vector<std::string> users, bool remove,
        SetStore::Changed done);

    // Users interested in a type; with an author, among his followers.
    void interested(const std::string& type, const std::string& authorId, SetStore::Members done);

private:
    std::string followersOf(const std::string& authorId) const
    {
        return m_keys.followers(authorId);
    }
    std::string interestsIn(const std::string& type) const { return m_keys.interests(type); }
    void changeInterests(const std::string& userId, const std::vector<std::string>& types, bool add,
        SetStore::Changed done);

    std::unique_ptr<SetStore> m_store;
    const RedisKeys m_keys;
};

} // namespace fanlight
