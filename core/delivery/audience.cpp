// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/audience.h"

#include <algorithm>

namespace fanlight {

void Audience::interests(const std::string& userId, SetStore::Members done)
{
    m_store->setsWith(interestsIn({}), userId,
        [done = std::move(done), prefix = interestsIn({}).size()](
            const std::string& error, std::vector<std::string> names) {
            for (std::string& name : names)
                name.erase(0, prefix);
            done(error, std::move(names));
        });
}

void Audience::changeInterests(const std::string& userId, const std::vector<std::string>& types,
    bool add, SetStore::Changed done)
{
    struct State {
        std::size_t left;
        std::uint64_t changed = 0;
        std::string error;
        SetStore::Changed done;
    };
    if (types.empty())
        return done({}, 0);
    const auto state = std::make_shared<State>(State{types.size(), 0, {}, std::move(done)});
    for (const std::string& type : types) {
        const auto one = [state](const std::string& error, std::uint64_t changed) {
            state->changed += changed;
            if (state->error.empty())
                state->error = error;
            if (--state->left == 0)
                state->done(state->error, state->changed);
        };
        if (add)
            m_store->add(interestsIn(type), {userId}, one);
        else
            m_store->remove(interestsIn(type), {userId}, one);
    }
}

void Audience::removeInterests(const std::string& userId, SetStore::Changed done)
{
    interests(userId,
        [this, userId, done = std::move(done)](
            const std::string& error, const std::vector<std::string>& types) {
            if (!error.empty())
                return done(error, 0);
            changeInterests(userId, types, false, done);
        });
}

void Audience::sets(
    bool followers, const std::string& contains, std::size_t most, SetStore::Sizes done)
{
    const std::size_t prefix = followers ? followersOf({}).size() : interestsIn({}).size();
    m_store->sizes(followers ? followersOf({}) : interestsIn({}), contains, most,
        [prefix, done = std::move(done)](
            const std::string& error, std::vector<SetStore::Size> sets, bool more) {
            for (SetStore::Size& set : sets)
                set.name.erase(0, prefix);
            std::sort(
                sets.begin(), sets.end(), [](const SetStore::Size& a, const SetStore::Size& b) {
                    return a.name.size() != b.name.size() ? a.name.size() < b.name.size()
                                                          : a.name < b.name;
                });
            done(error, std::move(sets), more);
        });
}

void Audience::change(bool followers, const std::string& set, std::vector<std::string> users,
    bool remove, SetStore::Changed done)
{
    const std::string name = followers ? followersOf(set) : interestsIn(set);
    if (!remove)
        m_store->add(name, std::move(users), std::move(done));
    else if (users.empty())
        m_store->clear(name, std::move(done));
    else
        m_store->remove(name, std::move(users), std::move(done));
}

void Audience::interested(
    const std::string& type, const std::string& authorId, SetStore::Members done)
{
    if (authorId.empty())
        m_store->members(interestsIn(type), std::move(done));
    else
        m_store->common(followersOf(authorId), interestsIn(type), std::move(done));
}

} // namespace fanlight
