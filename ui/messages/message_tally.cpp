// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_tally.h"

#include <algorithm>

namespace fanlight {

void MessageTally::add(const QString& name, const MessageRecord& message)
{
    if (!m_entries.contains(name) && m_entries.size() >= qsizetype(MostNames))
        dropOldest();
    Entry& entry = m_entries[name];
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
    if (entry.last != 0)
        m_nameOf.remove(entry.last);
    entry.last = message.number;
    m_nameOf.insert(message.number, name);
    if (message.figures.isKnown) {
        entry.known = message.number;
        entry.recipients = message.figures.recipients;
    }
}

void MessageTally::take(const MessageFigures& figures)
{
    const auto name = m_nameOf.constFind(figures.number);
    if (name == m_nameOf.constEnd() || !figures.isKnown)
        return;
    Entry& entry = m_entries[*name];
    entry.known = figures.number;
    entry.recipients = figures.recipients;
}

void MessageTally::clear()
{
    m_entries.clear();
    m_nameOf.clear();
}

// A quarter at once, so that a flood of names costs little for each.
void MessageTally::dropOldest()
{
    std::vector<quint64> last;
    last.reserve(std::size_t(m_entries.size()));
    for (const Entry& entry : std::as_const(m_entries))
        last.push_back(entry.last);
    const auto pivot = last.begin() + std::ptrdiff_t(last.size() / 4);
    std::nth_element(last.begin(), pivot, last.end());
    const quint64 oldestKept = *pivot;
    m_entries.removeIf([this, oldestKept](const auto& entry) {
        if (entry->last >= oldestKept)
            return false;
        m_nameOf.remove(entry->last);
        return true;
    });
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
    rows.reserve(std::size_t(m_entries.size()));
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry)
        rows.push_back({entry.key(), entry->messages, rateOf(*entry, nowMs / 1000),
            entry->recipients, entry->known != 0});
    return rows;
}

QStringList MessageTally::namesLike(const QString& start, int most) const
{
    QStringList names;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        if (!entry.key().isEmpty() && entry.key().startsWith(start, Qt::CaseInsensitive))
            names << entry.key();
    }
    names.sort(Qt::CaseInsensitive);
    return names.mid(0, most);
}

} // namespace fanlight
