// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_decoded.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::size_t EventBytes = 200; // that an event takes beside its frame

} // namespace

std::optional<EventId> RedisDecoded::take(
    const redis::Reply& entries, const std::string& userId, std::vector<RedisEventPtr>& events)
{
    const std::size_t count = entries.size(); // of an array; else none
    if (count == 0)
        return std::nullopt;
    Decoded* decoded = nullptr;
    std::size_t bytes = 0;
    events.reserve(events.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
        const redis::Reply entry = entries[i];
        const auto id = entry.size() == 2 ? EventId::parse(entry[0].text()) : std::nullopt;
        if (!id || entry[1].size() < 2)
            continue; // what somebody else put there
        if (!decoded)
            decoded = &m_channels[userId];
        // most of what is read is behind all that is there
        const auto place = decoded->events.try_emplace(decoded->events.end(), *id, RedisEventPtr());
        RedisEventPtr& kept = place->second;
        if (!kept) {
            const redis::Reply fields = entry[1];
            const auto before = fields.size() >= 4 && fields[2].text() == "p"
                ? EventId::parse(fields[3].text())
                : std::nullopt;
            const auto& payload = m_reader.readHistory(entry[0].text(), fields[1].text());
            kept = std::make_shared<const RedisEvent>(RedisEvent{*id, before, payload.frame(),
                std::string(payload.customId), std::string(payload.receipt)});
            m_bytes += kept->frame->allocatedBytes() + EventBytes;
        }
        bytes += kept->frame->allocatedBytes();
        events.push_back(kept);
    }
    m_meanBytes = (m_meanBytes + bytes / count) / 2 + 1;
    return EventId::parse(entries[count - 1][0].text());
}

void RedisDecoded::haveRead(const std::string& userId, EventId from,
    const std::vector<RedisEventPtr>& events, bool isOfLately, std::uint64_t nowNs)
{
    const auto found = m_channels.find(userId);
    if (found == m_channels.end() || events.empty())
        return;
    Decoded& decoded = found->second;
    if (isOfLately) { // it is no younger for that, and may have been let go meanwhile
        if (decoded.through >= from && decoded.from <= from)
            decoded.through = std::max(decoded.through, events.back()->id);
        return;
    }
    decoded.from = from;
    decoded.through = events.back()->id;
    decoded.sinceNs = nowNs;
}

std::vector<RedisEventPtr> RedisDecoded::lately(
    const std::string& userId, EventId from, std::uint64_t nowNs) const
{
    std::vector<RedisEventPtr> events;
    const auto found = m_channels.find(userId);
    if (found == m_channels.end())
        return events;
    const Decoded& decoded = found->second;
    if (decoded.isLate(nowNs) || from < decoded.from || from > decoded.through)
        return events;
    const auto end = decoded.events.upper_bound(decoded.through);
    for (auto event = decoded.events.lower_bound(from); event != end; ++event)
        events.push_back(event->second);
    return events;
}

void RedisDecoded::release(std::uint64_t nowNs, bool isAll)
{
    for (auto channel = m_channels.begin(); channel != m_channels.end();) {
        Decoded& decoded = channel->second;
        if (!isAll && !decoded.isLate(nowNs)) {
            ++channel;
            continue;
        }
        decoded.through = {};
        std::erase_if(decoded.events, [this](const auto& event) {
            if (event.second.use_count() > 1 || event.second->frame.isShared())
                return false;
            m_bytes -= event.second->frame->allocatedBytes() + EventBytes;
            return true;
        });
        channel = decoded.events.empty() ? m_channels.erase(channel) : std::next(channel);
    }
}

void RedisDecoded::clear()
{
    m_channels.clear();
    m_bytes = 0;
}

} // namespace fanlight
