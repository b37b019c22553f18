// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace fanlight {

// What everything of one app is called in Redis, derived from the prefix of its users' channels, so
// that two apps behind one Redis share nothing. With the prefix "notifications:" the names are
// short: fanlight:log:{user}, followers:{author}. With any other, "shop:", all keys and the loop
// channel begin with it, behind the hub's own name: fanlight:shop:log:{user},
// fanlight:shop:followers:{author}. A plain value; any thread.
//
// In a cluster a channel's name is the hash tag of its keys, so that one node keeps what one script
// writes: fanlight:log:{notifications:42}. What is of the whole app has the prefix without its
// colon: fanlight:{notifications}:followers:{author}.
class RedisKeys {
public:
    enum class Layout { Free, Cluster };
    explicit RedisKeys(
        std::string prefix = std::string(DefaultPrefix), Layout layout = Layout::Free);

    static constexpr std::string_view DefaultPrefix = "notifications:";
    // First parts of the names below, which no other prefix may begin with: "log:" would hide in
    // the keys of an app with the default one.
    static constexpr std::array<std::string_view, 23> OwnWords{"log", "last-id", "since", "heads",
        "heads-before", "stands", "instance", "instances", "receipt", "receipt-id", "loop",
        "ticket", "ticket-holder", "denied", "followers", "interests", "interests-of", "probe",
        "check", "once", "once-part", "window", "takeovers"};
    // Why a prefix cannot be one, as a clause; empty: it can.
    static std::string objection(std::string_view prefix);

    // ---- channels
    const std::string& prefix() const { return m_prefix; } // of the users' ones
    // the prefix without its colon
    const std::string& broadcastChannel() const { return m_broadcastChannel; }
    std::string channel(std::string_view userId) const
    {
        return std::string(m_prefix).append(userId);
    }
    std::string loopChannel(std::string_view instance, std::string_view token) const
    {
        return named("loop:", instance) + ':' + std::string(token);
    }

    // where instances tell each other what is for all of them; no instance's loop has that name
    std::string instancesChannel() const { return named("loop:", "instances"); }

    // ---- keys
    // "fanlight:", or that with the prefix, what all of the hub's own begin with
    const std::string& root() const { return m_root; }
    std::string lastId() const { return named("last-id"); }
    // without a user: of broadcasts
    std::string log(std::string_view userId) const
    {
        return userId.empty() ? named("log") : named("log:", userId);
    }
    // In a cluster, of the user's channel, or of everyone's: its name is the hash tag, so that each
    // has a node of its own. (What is of the whole app stays together, with log() of earlier
    // versions.)
    std::string channelLastId(std::string_view userId) const
    {
        return ofChannel("last-id", userId);
    }
    std::string channelLog(std::string_view userId) const { return ofChannel("log", userId); }
    // what it had of a publish with this key of `once`
    std::string channelOnce(std::string_view userId, std::string_view key) const
    {
        return ofChannel("once", userId) + ':' + std::string(key);
    }
    std::string heads() const { return named("heads"); }
    std::string headsBefore() const { return named("heads-before"); }
    std::string stands() const { return named("stands"); }
    // of a cluster: when which slots got another primary
    std::string takeovers() const { return named("takeovers"); }
    std::string instances() const { return named("instances"); }
    std::string instance(std::string_view name) const { return named("instance:", name); }
    std::string receipt(std::string_view token) const { return named("receipt:", token); }
    std::string receiptId(std::string_view id) const { return named("receipt-id:", id); }
    // What was published with this key of `once`; and of one that has not reached all yet whom it
    // has.
    std::string once(std::string_view key) const { return named("once:", key); }
    std::string oncePart(std::string_view key) const { return named("once-part:", key); }
    std::string ticket(std::string_view hash) const { return named("ticket:", hash); }
    // of a process whose streams hold tickets: when it was last heard of
    std::string ticketHolder(std::string_view mark) const { return named("ticket-holder:", mark); }
    std::string denied() const { return named("denied"); } // users, by when that ends
    std::string interestsOf(std::string_view userId) const
    {
        return named("interests-of:", userId);
    }
    // of a question of one instance, and the process that answers
    std::string window(std::string_view answer) const { return named("window:", answer); }
    // The app's own code reads and writes these, too.
    std::string followers(std::string_view authorId) const
    {
        return m_appRoot + "followers:" + std::string(authorId);
    }
    std::string interests(std::string_view type) const
    {
        return m_appRoot + "interests:" + std::string(type);
    }

    // What a Redis user needs for all of this, as ACL SETUSER takes it; `isSharded`: of Redis 7.
    std::string accessRules(bool isSharded = false) const;

private:
    std::string named(std::string_view word, std::string_view rest = {}) const;
    std::string ofChannel(std::string_view word, std::string_view userId) const;

    std::string m_prefix;
    std::string m_broadcastChannel;
    std::string m_root;
    std::string m_appRoot;
    bool m_isInCluster;
};

} // namespace fanlight
