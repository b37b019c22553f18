// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_tally.h"

#include <algorithm>

namespace fanlight {

void MessageTally::add(const QString& name, const MessageRecord& message)
{
    auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        if (m_entries.size() >= MostNames)
            dropOldest();
        found = m_entries.try_emplace(name).first;
    }
    Entry& entry = found->second;
    const qint64 second = message.timeMs / 1000;
    if (entry.messages == 0)
        entry.firstSecond = second;
    const qint64 from = std::max(entry.lastSecond + 1, second - RateSeconds);
    for (qint64 at = from; at <= second; ++at)
        entry.seconds[std::size_t(at) % entry.seconds.size()] = 0;
    entry.lastSecond = std::max(entry.lastSecond, second);
    if (entry.lastSecond - second <= RateSeconds)
        ++entry.seconds[std::size_t(second) % entry.seconds.size()];
    ++entry.messages;
    entry.last = message.number;
    m_places.resize(MostPlaces);
    m_places[message.number % MostPlaces] = &entry;
    m_newest = std::max<quint64>(m_newest, message.number);
    if (message.figures.isKnown) {
        entry.known = message.number;
        entry.recipients = message.figures.recipients;
    }
}

void MessageTally::take(const MessageFigures& figures)
{
    Entry* const entry = figures.isKnown ? entryOf(figures.number) : nullptr;
    if (!entry)
        return;
    entry->known = figures.number;
    entry->recipients = figures.recipients;
}

MessageTally::Entry* MessageTally::entryOf(quint64 number)
{
    if (number == 0 || m_places.empty())
        return nullptr;
    Entry* const placed = m_places[number % MostPlaces];
    if (placed && placed->last == number)
        return placed;
    if (number + MostPlaces > m_newest)
        return nullptr; // another has been the last of that name since, or the name went
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [number](const auto& one) { return one.second.last == number; });
    return found == m_entries.end() ? nullptr : &found->second;
}

void MessageTally::clear()
{
    m_entries.clear();
    m_places.clear();
}

// A quarter at once, so that a flood of names costs little for each.
void MessageTally::dropOldest()
{
    std::vector<quint64> last;
    last.reserve(m_entries.size());
    for (const auto& [name, entry] : m_entries)
        last.push_back(entry.last);
    const auto pivot = last.begin() + std::ptrdiff_t(last.size() / 4);
    std::nth_element(last.begin(), pivot, last.end());
    const quint64 oldestKept = *pivot;
    for (Entry*& place : m_places) {
        if (place && place->last < oldestKept)
            place = nullptr;
    }
    std::erase_if(
        m_entries, [oldestKept](const auto& one) { return one.second.last < oldestKept; });
}

// Of whole seconds, the one that runs left out; of a name that is newer, since it came.
double MessageTally::rateOf(const Entry& entry, qint64 second)
{
    const qint64 from = std::max(second - RateSeconds, entry.firstSecond);
    if (from >= second) // all of it is of this second
        return double(entry.messages);
    quint64 messages = 0;
    for (qint64 at = from; at < std::min(second, entry.lastSecond + 1); ++at) {
        if (entry.lastSecond - at <= RateSeconds)
            messages += entry.seconds[std::size_t(at) % entry.seconds.size()];
    }
    return double(messages) / double(second - from);
}

std::vector<MessageTally::Row> MessageTally::rows(qint64 nowMs) const
{
    std::vector<Row> rows;
    rows.reserve(m_entries.size());
    for (const auto& [name, entry] : m_entries)
        rows.push_back({name, entry.messages, rateOf(entry, nowMs / 1000), entry.recipients,
            entry.known != 0});
    return rows;
}

QStringList MessageTally::namesLike(const QString& start, int most) const
{
    QStringList names;
    for (const auto& [name, entry] : m_entries) {
        if (!name.isEmpty() && name.startsWith(start, Qt::CaseInsensitive))
            names << name;
    }
    names.sort(Qt::CaseInsensitive);
    return names.mid(0, most);
}

} // namespace fanlight
