// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/reply_reader.h"

#include <hiredis/hiredis.h>
#include <hiredis/read.h>

#include <algorithm>
#include <charconv>
#include <new>

namespace fanlight::redis {

namespace {

// of hiredis' own; its default would have it allocate for every feed
constexpr std::size_t KeptBuffer = 256 << 10;
constexpr std::size_t MostLengthDigits = 24; // of "5\r\n" behind a "$"

// hiredis makes elements through these and knows them as non-null pointers: ours are indices,
// plus 1. Null means out of memory to it.
template <class Add> void* addTo(const redisReadTask* task, std::size_t textBytes, Add add)
{
    auto& arena = *static_cast<ReplyArena*>(task->privdata);
    if (!task->parent)
        arena.clear();
    if (!arena.hasRoom(textBytes))
        return nullptr;
    try { // no exception may pass through C
        return reinterpret_cast<void*>(
            static_cast<std::uintptr_t>(add(arena)) + 1); // NOLINT(performance-no-int-to-ptr)
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

void* addString(const redisReadTask* task, char* text, std::size_t size)
{
    const auto type = task->type == REDIS_REPLY_ERROR ? Reply::Type::Error
        : task->type == REDIS_REPLY_STATUS            ? Reply::Type::Status
                                                      : Reply::Type::String;
    return addTo(task, size, [&](ReplyArena& arena) { return arena.addText(type, {text, size}); });
}

redisReplyObjectFunctions* functions()
{
    static redisReplyObjectFunctions all = [] {
        redisReplyObjectFunctions made{};
        made.createString = addString;
        // the type of the count differs between versions of hiredis
        made.createArray = [](const redisReadTask* task, auto size) -> void* {
            return addTo(task, 0,
                [&](ReplyArena& arena) { return arena.addArray(static_cast<std::size_t>(size)); });
        };
        made.createInteger = [](const redisReadTask* task, long long value) -> void* {
            return addTo(task, 0, [&](ReplyArena& arena) { return arena.addInteger(value); });
        };
        made.createNil = [](const redisReadTask* task) -> void* {
            return addTo(task, 0, [&](ReplyArena& arena) { return arena.addNil(); });
        };
        made.freeObject = [](void*) {};
        return made;
    }();
    return &all;
}

int currentType(const redisReader& reader)
{
#if HIREDIS_MAJOR >= 1
    return reader.task[reader.ridx]->type;
#else
    return reader.rstack[reader.ridx].type;
#endif
}

} // namespace

void ReplyReader::Free::operator()(redisReader* reader) const
{
    redisReaderFree(reader);
}

ReplyReader::ReplyReader()
{
    reset();
}

ReplyReader::~ReplyReader() = default;

void ReplyReader::reset()
{
    m_reader.reset(redisReaderCreateWithFunctions(functions()));
    if (!m_reader)
        throw std::bad_alloc();
    m_reader->privdata = &m_arena;
    m_reader->maxbuf = KeptBuffer;
    m_arena.clear();
    m_excess = nullptr;
}

void ReplyReader::feed(std::string_view bytes)
{
    redisReaderFeed(m_reader.get(), bytes.data(), bytes.size());
}

ReplyReader::Outcome ReplyReader::next()
{
    void* found = nullptr;
    if (m_excess || redisReaderGetReply(m_reader.get(), &found) != REDIS_OK)
        return Outcome::Broken;
    if (found) {
        m_arena.finish();
        return Outcome::Reply;
    }
    m_excess = excess();
    return m_excess ? Outcome::Broken : Outcome::Incomplete;
}

// hiredis waits for the end of an element or a line however long it gets, and looks for the end of
// a line from its beginning each time.
const char* ReplyReader::excess() const
{
    const redisReader& reader = *m_reader;
    const std::size_t waiting = reader.len - reader.pos;
    if (reader.ridx < 0 || waiting == 0)
        return nullptr;
    if (currentType(reader) != REDIS_REPLY_STRING)
        return waiting > MostLineBytes ? "a line without an end" : nullptr;
    const std::string_view head(reader.buf + reader.pos, std::min(waiting, MostLengthDigits));
    const std::size_t end = head.find('\r');
    if (end == std::string_view::npos)
        return waiting < MostLengthDigits ? nullptr : "an element without a length";
    long long size = 0;
    const auto [stop, wrong] = std::from_chars(head.data(), head.data() + end, size);
    if (wrong != std::errc() || stop != head.data() + end
        || (end + 1 < head.size() && head[end + 1] != '\n'))
        return "an element without a length";
    return size > static_cast<long long>(MostElementBytes) ? "an element of more than 512 MiB"
                                                           : nullptr;
}

std::string ReplyReader::error() const
{
    if (m_excess)
        return m_excess;
    return m_reader->err == REDIS_ERR_OOM ? "a reply too large to hold" : m_reader->errstr;
}

} // namespace fanlight::redis
