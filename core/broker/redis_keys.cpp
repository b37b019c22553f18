// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_keys.h"

namespace fanlight {

namespace {

constexpr std::string_view Root = "fanlight:";

std::string withoutColon(const std::string& prefix)
{
    return prefix.ends_with(':') ? prefix.substr(0, prefix.size() - 1) : prefix;
}

// A brace in it would end the tag early.
std::string hashTag(std::string text)
{
    for (std::size_t at = 0; (at = text.find('}', at)) != std::string::npos;)
        text.replace(at, 1, "%7D");
    return '{' + text + '}';
}

} // namespace

RedisKeys::RedisKeys(std::string prefix, Layout layout)
    : m_prefix(std::move(prefix))
    , m_broadcastChannel(withoutColon(m_prefix))
    , m_root(Root)
    , m_isInCluster(layout == Layout::Cluster)
{
    if (m_isInCluster) {
        m_root += hashTag(m_broadcastChannel) + ':';
        m_appRoot = m_root;
        return;
    }
    if (m_prefix == DefaultPrefix)
        return;
    m_root += m_prefix;
    if (!m_root.ends_with(':'))
        m_root += ':';
    m_appRoot = m_root;
}

std::string RedisKeys::objection(std::string_view prefix)
{
    const std::string_view first = prefix.substr(0, prefix.find(':'));
    if (first.empty())
        return "it begins with its colon; a name stands before it";
    for (const std::string_view word : OwnWords) {
        if (first == word)
            return "“" + std::string(word) + "” is what the hub calls keys of its own in Redis ("
                + std::string(Root) + std::string(word) + "…)";
    }
    return {};
}

std::string RedisKeys::accessRules(bool isSharded) const
{
    const std::string ofChannels = m_isInCluster
        ? " ~fanlight:last-id:{" + m_broadcastChannel + "* ~fanlight:log:{" + m_broadcastChannel
            + "* ~fanlight:once:{" + m_broadcastChannel + '*'
        : std::string();
    return '~' + m_root + '*' + ofChannels + ' '
        + (m_appRoot.empty() ? "~followers:* ~interests:* " : "") + '&' + m_broadcastChannel + " &"
        + m_prefix + "* &" + m_root
        + "loop:* +ping +client|setname +subscribe +unsubscribe +publish +pubsub|numsub +eval "
          "+evalsha +script|load +time +get +set +del +unlink +rename +expire +pexpire "
          "+xadd +xdel +xrange +xrevrange +hset +hdel +hget +hmget +hgetall +zadd +zrange +zrem "
          "+zremrangebyscore +sadd +srem +scard +sismember +smismember +sscan +scan"
        + (isSharded ? " +spublish +ssubscribe +sunsubscribe +pubsub|shardnumsub" : "")
        + (m_isInCluster ? " +cluster|slots" : "");
}

std::string RedisKeys::ofChannel(std::string_view word, std::string_view userId) const
{
    const std::string name = userId.empty() ? m_broadcastChannel : channel(std::string(userId));
    const std::string tag = hashTag(name);
    // what a tag cannot hold stands behind it, so that no two channels share a key
    return std::string(Root) + std::string(word) + ':' + tag
        + (tag.size() == name.size() + 2 ? std::string() : ':' + name);
}

std::string RedisKeys::named(std::string_view word, std::string_view rest) const
{
    std::string name;
    name.reserve(m_root.size() + word.size() + rest.size());
    return name.append(m_root).append(word).append(rest);
}

} // namespace fanlight
