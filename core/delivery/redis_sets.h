// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/set_store.h"
#include "qtredis/link_user.h"

#include <deque>
#include <map>
#include <memory>
#include <set>

namespace fanlight {

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

} // namespace fanlight
