// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"

#include <QString>
#include <QStringList>

#include <array>
#include <unordered_map>
#include <vector>

namespace fanlight {

// What is published, by one of its names (its type, or whom it goes to): how many messages, how
// many a second, and which was the last. Bounded: the names not heard of for longest go first. A
// value; one thread.
class MessageTally {
public:
    static constexpr std::size_t MostNames = 5000;
    static constexpr int RateSeconds = 10; // a rate is that of so many whole seconds

    struct Row {
        QString name;
        quint64 messages = 0;
        double perSecond = 0;
        quint64 recipients = 0; // of the newest message of which they are known
        bool isKnown = false; // they are
    };

    void add(const QString& name, const MessageRecord& message);
    // What became of messages since; those of no message that was the last one are passed over.
    void take(const MessageFigures& figures);
    void clear();
    std::vector<Row> rows(qint64 nowMs) const; // in no order
    // At most `most` names that begin like `start`, case does not count; by name.
    QStringList namesLike(const QString& start, int most) const;
    std::size_t names() const { return std::size_t(m_entries.size()); }

private:
    struct Entry {
        quint64 messages = 0;
        quint64 last = 0; // number
        quint64 known = 0; // number of the message whose recipients are known
        quint64 recipients = 0;
        qint64 firstSecond = 0;
        qint64 lastSecond = 0;
        // messages by second, modulo
        std::array<quint32, RateSeconds + 1> seconds{};
    };
    // What the newest messages are counted by, by number, modulo; others are looked for. That costs
    // less a message than a table of the last ones would.
    static constexpr std::size_t MostPlaces = 1 << 14;
    static double rateOf(const Entry& entry, qint64 second);
    Entry* entryOf(quint64 number); // whose last message it is; null: none's
    void dropOldest();

    std::unordered_map<QString, Entry> m_entries;
    std::vector<Entry*> m_places; // null: not known
    quint64 m_newest = 0; // number
};

} // namespace fanlight
