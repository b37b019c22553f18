// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "delivery/set_store.h"

#include <memory>

namespace fanlight {

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
