// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/redis_sets.h"

#include "qtredis/refusal.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace fanlight {

using redis::Reply;

namespace {

std::string errorOf(const Reply& reply)
{
    return reply.isError() ? redis::explainError(reply.text()) : std::string();
}

// A prefix as a pattern that matches it alone.
std::string escapedPattern(const std::string& text)
{
    std::string pattern;
    for (const char c : text) {
        if (std::string_view("*?[]\\^-").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

} // namespace

// Of one set, filtered by another.
struct RedisSets::Reading {
    std::string set;
    std::string filter; // the other set; empty: none
    std::unordered_set<std::string> seen; // a page may repeat what an earlier one held
    std::vector<std::string> result;
    Members done;
};

void RedisSets::change(
    const char* command, const std::string& set, std::vector<std::string> members, Changed done)
{
    struct State {
        std::size_t left;
        std::uint64_t changed = 0;
        std::string error;
        Changed done;
    };
    if (members.empty())
        return done({}, 0);
    const auto state = std::make_shared<State>(
        State{(members.size() + Piece - 1) / Piece, 0, {}, std::move(done)});
    for (std::size_t begin = 0; begin < members.size(); begin += Piece) {
        std::vector<std::string_view> arguments = {command, set};
        arguments.insert(arguments.end(), members.begin() + static_cast<std::ptrdiff_t>(begin),
            members.begin() + static_cast<std::ptrdiff_t>(std::min(members.size(), begin + Piece)));
        m_link.send(arguments, [state](const Reply& reply) {
            if (reply.isError() && state->error.empty())
                state->error = errorOf(reply);
            if (!reply.isError())
                state->changed += static_cast<std::uint64_t>(reply.integer());
            if (--state->left == 0)
                state->done(state->error, state->changed);
        });
    }
}

void RedisSets::add(const std::string& set, std::vector<std::string> members, Changed done)
{
    change("SADD", set, std::move(members), std::move(done));
}
void RedisSets::remove(const std::string& set, std::vector<std::string> members, Changed done)
{
    change("SREM", set, std::move(members), std::move(done));
}

void RedisSets::clear(const std::string& set, Changed done)
{
    auto count = std::make_shared<std::uint64_t>(0);
    m_link.send({"SCARD", set}, [count](const Reply& reply) {
        *count = reply.isError() ? 0 : static_cast<std::uint64_t>(reply.integer());
    });
    m_link.send({"UNLINK", set}, [count, done = std::move(done)](const Reply& reply) {
        done(errorOf(reply), reply.isError() ? 0 : *count);
    });
}

void RedisSets::members(const std::string& set, Members done)
{
    readPage(std::make_shared<Reading>(Reading{set, {}, {}, {}, std::move(done)}), "0");
}

void RedisSets::common(const std::string& set, const std::string& other, Members done)
{
    readPage(std::make_shared<Reading>(Reading{set, other, {}, {}, std::move(done)}), "0");
}

void RedisSets::readPage(const std::shared_ptr<Reading>& reading, const std::string& cursor)
{
    m_link.send({"SSCAN", reading->set, cursor, "COUNT", std::to_string(Piece)},
        [this, reading](const Reply& reply) {
            if (reply.isError() || reply.size() != 2)
                return reading->done(errorOf(reply), {});
            const std::string next(reply[0].text());
            const auto page = std::make_shared<std::vector<std::string>>();
            for (std::size_t i = 0; i < reply[1].size(); ++i) {
                std::string member(reply[1][i].text());
                if (reading->seen.insert(member).second)
                    page->push_back(std::move(member));
            }
            if (reading->seen.size() > MaxMembers)
                return reading->done("the set " + reading->set + " has more than "
                        + std::to_string(MaxMembers) + " members",
                    {});
            const auto goOn = [this, reading, next] {
                if (next != "0")
                    return readPage(reading, next);
                reading->done({}, std::move(reading->result));
            };
            if (reading->filter.empty() || page->empty()) {
                std::move(page->begin(), page->end(), std::back_inserter(reading->result));
                return goOn();
            }
            std::vector<std::string_view> arguments = {"SMISMEMBER", reading->filter};
            arguments.insert(arguments.end(), page->begin(), page->end());
            m_link.send(arguments, [reading, page, goOn](const Reply& answer) {
                if (answer.isError())
                    return reading->done(errorOf(answer), {});
                for (std::size_t i = 0; i < page->size() && i < answer.size(); ++i) {
                    if (answer[i].integer() == 1)
                        reading->result.push_back(std::move((*page)[i]));
                }
                goOn();
            });
        });
}

// ---- by turns

// The next piece of somebody; those of others come before one's own further ones.
void RedisSets::takeTurn(
    std::vector<std::string> command, std::function<void(const Reply&)> answered)
{
    m_turns.push_back({std::move(command), std::move(answered)});
    if (!m_turnTaken)
        nextTurn();
}

void RedisSets::nextTurn()
{
    if (m_turns.empty())
        return;
    Turn turn = std::move(m_turns.front());
    m_turns.pop_front();
    m_turnTaken = true;
    m_link.send(std::vector<std::string_view>(turn.command.begin(), turn.command.end()),
        [this, answered = std::move(turn.answered)](const Reply& reply) {
            answered(reply);
            m_turnTaken = false;
            nextTurn();
        });
}

struct RedisSets::Paging {
    std::string set;
    std::string after;
    std::size_t limit;
    std::set<std::string> first; // behind `after`, one more than the limit
    std::uint64_t total = 0;
    Page done;
};

void RedisSets::page(const std::string& set, const std::string& after, std::size_t limit, Page done)
{
    if (m_readers >= MaxReaders)
        return done(std::to_string(MaxReaders) + " lists are being read; try again", {}, false, 0);
    ++m_readers;
    const auto paging = std::make_shared<Paging>(Paging{set, after, limit, {}, 0, std::move(done)});
    takeTurn({"SCARD", set}, [this, paging](const Reply& reply) {
        if (reply.isError()) {
            --m_readers;
            return paging->done(errorOf(reply), {}, false, 0);
        }
        paging->total = static_cast<std::uint64_t>(std::max<std::int64_t>(0, reply.integer()));
        readPiece(paging, "0");
    });
}

void RedisSets::readPiece(const std::shared_ptr<Paging>& paging, const std::string& cursor)
{
    takeTurn({"SSCAN", paging->set, cursor, "COUNT", std::to_string(Piece)},
        [this, paging](const Reply& reply) {
            if (reply.isError() || reply.size() != 2) {
                --m_readers;
                return paging->done(errorOf(reply), {}, false, 0);
            }
            std::set<std::string>& first = paging->first;
            for (std::size_t i = 0; i < reply[1].size(); ++i) {
                const std::string_view member = reply[1][i].text();
                const bool isBehind = paging->after.empty() || member > paging->after;
                if (!isBehind || (first.size() > paging->limit && member >= *first.rbegin()))
                    continue;
                first.emplace(member);
                if (first.size() > paging->limit + 1)
                    first.erase(std::prev(first.end()));
            }
            const std::string next(reply[0].text());
            if (next != "0")
                return readPiece(paging, next);
            --m_readers;
            const bool more = first.size() > paging->limit;
            if (more)
                first.erase(std::prev(first.end()));
            paging->done({}, {first.begin(), first.end()}, more, paging->total);
        });
}

void RedisSets::contains(const std::string& set, const std::string& member, Contained done)
{
    m_link.send({"SISMEMBER", set, member}, [done = std::move(done)](const Reply& reply) {
        done(errorOf(reply), !reply.isError() && reply.integer() == 1);
    });
}

struct RedisSets::Walk {
    std::string prefix;
    std::vector<Asked> asked;
    std::vector<std::vector<std::string>> found; // for each who asked
    std::set<std::string> names; // a piece may repeat what an earlier one held
    std::vector<std::string> all; // of them
    std::uint64_t keys = 0;
};

void RedisSets::setsWith(const std::string& namePrefix, const std::string& member, Members done)
{
    if (m_readers >= MaxReaders)
        return done(std::to_string(MaxReaders) + " lists are being read; try again", {});
    ++m_readers;
    m_asked[namePrefix].push_back({member, std::move(done)});
    if (!m_walking.contains(namePrefix))
        beginWalk(namePrefix);
}

void RedisSets::beginWalk(const std::string& namePrefix)
{
    const auto asked = m_asked.find(namePrefix);
    if (asked == m_asked.end())
        return;
    m_walking.insert(namePrefix);
    auto walk = std::make_shared<Walk>();
    walk->prefix = namePrefix;
    walk->asked = std::move(asked->second);
    walk->found.resize(walk->asked.size());
    m_asked.erase(asked);
    walkPiece(walk, "0");
}

void RedisSets::walkPiece(const std::shared_ptr<Walk>& walk, const std::string& cursor)
{
    takeTurn({"SCAN", cursor, "MATCH", escapedPattern(walk->prefix) + '*', "COUNT",
                 std::to_string(Piece), "TYPE", "set"},
        [this, walk](const Reply& reply) {
            if (reply.isError() || reply.size() != 2)
                return endWalk(walk,
                    reply.isError() ? errorOf(reply)
                                    : "Redis answered something else than a list of keys.");
            for (std::size_t i = 0; i < reply[1].size(); ++i)
                walk->names.emplace(reply[1][i].text());
            walk->keys += Piece;
            if (walk->names.size() > MaxNames)
                return endWalk(walk,
                    "there are more than " + std::to_string(MaxNames) + " sets " + walk->prefix
                        + "…");
            if (walk->keys > MaxKeys)
                return endWalk(walk,
                    "Redis holds more than " + std::to_string(MaxKeys)
                        + " keys, too many to look through");
            const std::string next(reply[0].text());
            if (next != "0")
                return walkPiece(walk, next);
            walk->all.assign(walk->names.begin(), walk->names.end());
            askNames(walk, 0, 0);
        });
}

// Whether the sets from one on hold the member that the one who asked wants to know of; a piece of
// them at a time.
void RedisSets::askNames(const std::shared_ptr<Walk>& walk, std::size_t asked, std::size_t from)
{
    static constexpr std::string_view Script
        = "local held = {} for i = 1, #KEYS do held[i] = redis.call('SISMEMBER', KEYS[i], ARGV[1]) "
          "end return held";
    if (asked == walk->asked.size() || walk->all.empty())
        return endWalk(walk, {});
    const std::size_t end = std::min(walk->all.size(), from + Piece);
    std::vector<std::string> command = {"EVAL", std::string(Script), std::to_string(end - from)};
    command.insert(command.end(), walk->all.begin() + static_cast<std::ptrdiff_t>(from),
        walk->all.begin() + static_cast<std::ptrdiff_t>(end));
    command.push_back(walk->asked[asked].member);
    takeTurn(std::move(command), [this, walk, asked, from, end](const Reply& reply) {
        if (reply.isError())
            return endWalk(walk, errorOf(reply));
        for (std::size_t i = 0; i < reply.size() && from + i < end; ++i) {
            if (reply[i].integer() == 1)
                walk->found[asked].push_back(walk->all[from + i]);
        }
        end == walk->all.size() ? askNames(walk, asked + 1, 0) : askNames(walk, asked, end);
    });
}

void RedisSets::endWalk(const std::shared_ptr<Walk>& walk, const std::string& error)
{
    m_readers -= walk->asked.size();
    for (std::size_t i = 0; i < walk->asked.size(); ++i)
        walk->asked[i].done(
            error, error.empty() ? std::move(walk->found[i]) : std::vector<std::string>());
    m_walking.erase(walk->prefix);
    beginWalk(walk->prefix); // for those who came meanwhile
}

struct RedisSets::Listing {
    std::string pattern;
    std::size_t most;
    std::unordered_set<std::string> seen;
    std::vector<Size> sets;
    Sizes done;
};

void RedisSets::sizes(
    const std::string& namePrefix, const std::string& contains, std::size_t most, Sizes done)
{
    const std::string pattern = escapedPattern(namePrefix) + '*'
        + (contains.empty() ? std::string() : escapedPattern(contains) + '*');
    listPage(std::make_shared<Listing>(Listing{pattern, most, {}, {}, std::move(done)}), "0");
}

void RedisSets::listPage(const std::shared_ptr<Listing>& listing, const std::string& cursor)
{
    m_link.send(
        {"SCAN", cursor, "MATCH", listing->pattern, "COUNT", std::to_string(Piece), "TYPE", "set"},
        [this, listing](const Reply& reply) {
            if (reply.isError() || reply.size() != 2)
                return listing->done(errorOf(reply), {}, false);
            const std::string next(reply[0].text());
            std::vector<std::string> names;
            for (std::size_t i = 0; i < reply[1].size(); ++i) {
                std::string name(reply[1][i].text());
                if (listing->seen.insert(name).second)
                    names.push_back(std::move(name));
            }
            const bool more = listing->seen.size() > listing->most
                || (listing->seen.size() == listing->most && next != "0");
            names.resize(std::min(names.size(), listing->most - listing->sets.size()));
            const auto goOn = [this, listing, next, more] {
                if (next != "0" && !more)
                    return listPage(listing, next);
                listing->done({}, std::move(listing->sets), more);
            };
            if (names.empty())
                return goOn();
            for (std::size_t i = 0; i < names.size(); ++i) {
                const bool isLast = i + 1 == names.size();
                m_link.send({"SCARD", names[i]},
                    [listing, name = names[i], isLast, goOn](const Reply& answer) {
                        if (!answer.isError() && answer.integer() > 0)
                            listing->sets.push_back(
                                {name, static_cast<std::uint64_t>(answer.integer())});
                        if (isLast && answer.isError())
                            return listing->done(errorOf(answer), {}, false);
                        if (isLast)
                            goOn();
                    });
            }
        });
}

} // namespace fanlight
