// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_log.h"

#include <algorithm>
#include <utility>

namespace fanlight {

std::uint64_t MessageLog::bytesOf(const MessageRecord& record)
{
    return sizeof(Entry) + record.frame->allocatedBytes() + record.userId.capacity()
        + record.authorId.capacity()
        + sizeof(LatencyHistogram::Step)
        * (record.figures.write.steps().capacity() + record.figures.ack.steps().capacity());
}

bool MessageLog::begin(std::vector<MessageRecord> earlier, std::uint64_t lastNumber)
{
    const std::lock_guard lock(m_mutex);
    if (m_lastNumber != 0 || earlier.size() > lastNumber)
        return false;
    m_lastNumber = lastNumber - earlier.size();
    for (MessageRecord& record : earlier) {
        record.number = record.figures.number = ++m_lastNumber;
        m_bytes += bytesOf(record);
        m_entries.push_back({std::move(record), false});
    }
    m_lastNumber = lastNumber;
    while (m_entries.size() > MostMessages || (m_bytes > MostBytes && m_entries.size() > 1))
        dropOldest();
    return true;
}

std::uint64_t MessageLog::append(MessageRecord record)
{
    const std::lock_guard lock(m_mutex);
    record.number = record.figures.number = ++m_lastNumber;
    m_bytes += bytesOf(record);
    m_entries.push_back({std::move(record), false});
    while (m_entries.size() > MostMessages || (m_bytes > MostBytes && m_entries.size() > 1))
        dropOldest();
    return m_lastNumber;
}

void MessageLog::dropOldest()
{
    m_bytes -= bytesOf(m_entries.front().record);
    m_entries.pop_front();
    ++m_evicted;
}

void MessageLog::add(const std::vector<MessageFigures>& all)
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t first = m_lastNumber - m_entries.size() + 1;
    for (const MessageFigures& figures : all) {
        if (figures.number < first || figures.number > m_lastNumber)
            continue;
        Entry& entry = m_entries[figures.number - first];
        MessageFigures& sum = entry.record.figures;
        m_bytes -= bytesOf(entry.record);
        sum.recipients += figures.recipients;
        sum.testRecipients += figures.testRecipients;
        sum.isKnown = sum.isKnown || figures.isKnown;
        sum.measured += figures.measured;
        sum.write.merge(figures.write);
        sum.ack.merge(figures.ack);
        m_bytes += bytesOf(entry.record);
        noteFigures(entry);
        noteChange(entry);
    }
}

void MessageLog::noteChange(Entry& entry)
{
    entry.change = ++m_lastChange;
    m_changes.push_back(entry.record.number);
    if (m_changes.size() > MostChanges)
        m_changes.pop_front();
}

void MessageLog::noteFigures(Entry& entry)
{
    if (entry.changed || entry.record.number > m_lastPulled)
        return;
    entry.changed = true;
    m_changed.push_back(entry.record.number);
}

MessageLog::Entry* MessageLog::entryOf(std::uint64_t number)
{
    return number <= m_lastNumber && m_lastNumber - number < m_entries.size()
        ? &m_entries[m_entries.size() - 1 - (m_lastNumber - number)]
        : nullptr;
}

void MessageLog::addUser(std::uint64_t number)
{
    const std::lock_guard lock(m_mutex);
    if (Entry* const entry = entryOf(number)) {
        ++entry->record.users;
        noteChange(*entry);
    }
}

void MessageLog::leaveOut(std::uint64_t messages)
{
    const std::lock_guard lock(m_mutex);
    m_evicted += messages;
}

void MessageLog::update(const MessageRecord& record)
{
    const std::lock_guard lock(m_mutex);
    Entry* const found = entryOf(record.number);
    if (!found)
        return;
    Entry& entry = *found;
    m_bytes -= bytesOf(entry.record);
    entry.record.users = record.users;
    entry.record.steps = record.steps;
    entry.record.figures = record.figures;
    entry.record.figures.number = record.number;
    if (record.frame && !record.bytesElsewhere) {
        entry.record.frame = record.frame;
        entry.record.bytesElsewhere.reset();
    }
    m_bytes += bytesOf(entry.record);
    noteFigures(entry);
    noteChange(entry);
}

void MessageLog::addSteps(std::vector<TracedDelivery> steps)
{
    const std::lock_guard lock(m_mutex);
    m_traces.add(std::move(steps));
}

void MessageLog::addSteps(std::uint64_t number, const MessageSteps& steps)
{
    const std::lock_guard lock(m_mutex);
    if (Entry* const entry = entryOf(number)) {
        entry->record.steps.add(steps);
        noteChange(*entry);
    }
}

MessageLog::Look MessageLog::look(std::uint64_t after, std::size_t most, const Takes& takes) const
{
    Look look;
    {
        const std::lock_guard lock(m_mutex);
        look.last = m_lastNumber;
        look.change = m_lastChange;
        const std::uint64_t behind = m_lastNumber - std::min(after, m_lastNumber);
        const std::size_t kept = std::min<std::size_t>(behind, m_entries.size());
        const std::size_t looked = takes ? std::min(kept, MostLookedAt) : std::min(kept, most);
        look.added.reserve(looked);
        for (std::size_t i = m_entries.size() - looked; i < m_entries.size(); ++i)
            look.added.push_back(m_entries[i].record);
        look.left = behind - looked;
    }
    if (!takes)
        return look;
    // Not under the lock, since those who publish would wait for it.
    std::erase_if(look.added, [&](const MessageRecord& record) { return !takes(record); });
    if (const std::size_t all = look.added.size(); all > most) {
        look.added.erase(look.added.begin(), look.added.end() - std::ptrdiff_t(most));
        look.left += all - most;
    }
    return look;
}

std::vector<MessageRecord> MessageLog::changedAmong(
    const std::deque<std::uint64_t>& numbers, std::uint64_t& change) const
{
    std::vector<MessageRecord> changed;
    const std::lock_guard lock(m_mutex);
    for (const std::uint64_t number : numbers) {
        if (number > m_lastNumber || m_lastNumber - number >= m_entries.size())
            continue;
        const Entry& entry = m_entries[m_entries.size() - 1 - (m_lastNumber - number)];
        if (entry.change > change)
            changed.push_back(entry.record);
    }
    change = m_lastChange;
    return changed;
}

std::optional<MessageRecord> MessageLog::find(std::string_view id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_entries.rbegin(), m_entries.rend(),
        [id](const Entry& entry) { return entry.record.frame->id() == id; });
    return found == m_entries.rend() ? std::nullopt : std::optional(found->record);
}

std::optional<MessageRecord> MessageLog::find(std::uint64_t number)
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t first = m_lastNumber - m_entries.size() + 1;
    return number < first || number > m_lastNumber
        ? std::nullopt
        : std::optional(m_entries[number - first].record);
}

MessageTrace MessageLog::traceOf(std::uint64_t number)
{
    const std::lock_guard lock(m_mutex);
    const MessageTrace* trace = m_traces.find(number);
    return trace ? *trace : MessageTrace();
}

std::shared_ptr<MessageLog::Cleared> MessageLog::clear()
{
    auto cleared = std::make_shared<Cleared>();
    const std::lock_guard lock(m_mutex);
    cleared->m_entries.swap(m_entries);
    cleared->m_evicted = std::exchange(m_evicted, 0);
    cleared->m_bytes = std::exchange(m_bytes, 0);
    m_changed.clear();
    return cleared;
}

bool MessageLog::restore(std::shared_ptr<Cleared> cleared)
{
    const std::lock_guard lock(m_mutex);
    if (cleared->m_entries.empty()
        || cleared->m_entries.back().record.number != m_lastNumber - m_entries.size())
        return false;
    for (const Entry& entry : m_entries)
        cleared->m_entries.push_back(entry);
    m_entries = std::move(cleared->m_entries);
    m_evicted += cleared->m_evicted;
    m_bytes += cleared->m_bytes;
    m_changed.clear();
    for (Entry& entry : m_entries)
        entry.changed = false;
    m_lastPulled = m_entries.front().record.number - 1;
    while (m_entries.size() > MostMessages || (m_bytes > MostBytes && m_entries.size() > 1))
        dropOldest();
    return true;
}

MessageLog::Pull MessageLog::pull(std::size_t most)
{
    const std::lock_guard lock(m_mutex);
    Pull pull;
    pull.firstKept = m_lastNumber - m_entries.size() + 1;
    pull.evicted = m_evicted;
    pull.bytes = m_bytes;
    for (const std::uint64_t number : m_changed) {
        if (number < pull.firstKept)
            continue;
        Entry& entry = m_entries[number - pull.firstKept];
        entry.changed = false;
        pull.changed.push_back(entry.record.figures);
    }
    m_changed.clear();
    const std::uint64_t from = std::max(m_lastPulled + 1, pull.firstKept);
    const std::uint64_t through = std::min<std::uint64_t>(m_lastNumber, from + most - 1);
    pull.added.reserve(through + 1 - from);
    for (std::uint64_t number = from; number <= through; ++number)
        pull.added.push_back(m_entries[number - pull.firstKept].record);
    pull.more = through < m_lastNumber;
    m_lastPulled = through;
    return pull;
}

MessageLog::Place MessageLog::end() const
{
    const std::lock_guard lock(m_mutex);
    return {m_lastNumber, m_lastChange};
}

MessageLog::Read MessageLog::read(const Place& from, std::size_t most, std::int64_t untilMs) const
{
    Read read;
    read.place = from;
    const std::lock_guard lock(m_mutex);
    const std::uint64_t firstKept = m_lastNumber - m_entries.size() + 1;
    std::vector<std::uint64_t> changed;
    const std::uint64_t firstChange = m_lastChange - m_changes.size() + 1;
    const std::uint64_t fromChange = std::max(from.change + 1, firstChange);
    for (std::uint64_t change = fromChange; change <= m_lastChange && change - fromChange < most;
         ++change) {
        read.place.change = change;
        const std::uint64_t number = m_changes[change - firstChange];
        if (number >= firstKept && number <= from.number)
            changed.push_back(number);
    }
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    for (const std::uint64_t number : changed)
        read.changed.push_back(m_entries[number - firstKept].record);

    std::uint64_t next = std::max(from.number + 1, firstKept);
    read.missed = next - from.number - 1;
    read.place.number = next - 1;
    while (next <= m_lastNumber && read.added.size() < most) {
        const MessageRecord& record = m_entries[next - firstKept].record;
        if (record.timeMs > untilMs && record.timeMs <= untilMs + MostHeldMs)
            break;
        read.added.push_back(record);
        read.place.number = next++;
    }
    read.more = read.added.size() == most || read.place.change < m_lastChange;
    return read;
}

} // namespace fanlight
