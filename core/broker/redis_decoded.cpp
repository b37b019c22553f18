// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_decoded.h"

#include "broker/history_entry.h"

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
        const std::optional<HistoryEntry> entry = HistoryEntry::of(entries[i]);
        if (!entry)
            continue;
        if (!decoded)
            decoded = &m_channels[userId];
        // most of what is read is behind all that is there
        const auto place
            = decoded->events.try_emplace(decoded->events.end(), entry->id(), RedisEventPtr());
        RedisEventPtr& kept = place->second;
        if (!kept) {
            const auto& payload = m_reader.readHistory(entry->idText(), entry->payload());
            kept = std::make_shared<const RedisEvent>(RedisEvent{entry->id(), entry->before(),
                payload.frame(), std::string(payload.customId), std::string(payload.receipt)});
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
