// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis_dead_stream.h"

#include <string_view>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

RedisDeadStream::RedisDeadStream(redis::RedisLink& link, const RedisStreamPlace& place)
    : m_link(link)
    , m_place(place)
    , m_key(place.deadKey.toStdString())
{
}

void RedisDeadStream::bury(
    const RedisStreamEntry& entry, const std::string& reason, int tries, Done done)
{
    const std::vector<std::string> fields = entry.buriedFields(reason, tries);
    const std::string most = std::to_string(MostKept);
    std::vector<std::string_view> command{"XADD", m_key, "MAXLEN", "~", most, "*"};
    command.insert(command.end(), fields.begin(), fields.end());
    m_link.send(command, [this, done = std::move(done)](const redis::Reply& reply) {
        done(reply.isError() ? m_place.explain(reply.text()) : QString());
    });
}

void RedisDeadStream::count(std::function<void(double entries)> done)
{
    m_link.send({"XLEN", m_key}, [done = std::move(done)](const redis::Reply& reply) {
        done(reply.isError() ? Unknown : static_cast<double>(reply.integer()));
    });
}

void RedisDeadStream::list(
    std::function<void(const QString& error, std::vector<DeadLetter> letters)> done)
{
    m_link.send({"XREVRANGE", m_key, "+", "-", "COUNT", std::to_string(Source::MostDeadListed)},
        [this, done = std::move(done)](const redis::Reply& reply) {
            if (reply.isError())
                return done(m_place.explain(reply.text()), {});
            std::vector<DeadLetter> letters;
            for (std::size_t i = 0; i < reply.size(); ++i)
                letters.push_back(RedisStreamEntry::of(reply[i]).deadLetter());
            done({}, std::move(letters));
        });
}

void RedisDeadStream::remove(const std::string& handle, Done done)
{
    m_link.send({"XDEL", m_key, handle}, [this, done = std::move(done)](const redis::Reply& reply) {
        if (reply.isError())
            return done(m_place.explain(reply.text()));
        done(reply.integer() > 0 ? QString() : u"It is not there any more."_s);
    });
}

} // namespace fanlight
