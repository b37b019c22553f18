// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_filter.h"

#include <QStringList>

#include <map>

namespace fanlight {

// Which fields the payloads have had, by their paths. Some messages of those that come are looked
// into, not all, so that a flood costs no more than a trickle. Bounded. A value; one thread.
class PayloadIndex {
public:
    static constexpr std::size_t MostPaths = 300; // further ones are not noted
    static constexpr std::size_t LooksAtOnce = 32; // messages of one take()

    void take(const std::vector<MessageRecord>& messages);
    void clear() { m_fields.clear(); }

    QStringList paths() const; // by name
    bool contains(const QString& path) const;
    bool isNumeric(const QString& path) const; // it has been a number
    QString example(const QString& path) const; // a value it has had, short
    // Fields as a filter has them, with what stands behind each: "total>" of one that has been a
    // number, else "order.state:"; with "data." where somebody writes that. At most `most` that
    // begin like `start`, case does not count.
    QStringList termsLike(const QString& start, int most) const;
    QStringList valuesLike(const QString& term, const QString& start) const; // of such a field
    // The first field a filter asks for that no payload has had; empty: there is none. Deeper ones
    // may be too deep to be known.
    QString firstUnknown(const MessageFilter& filter) const;

private:
    struct Field {
        bool isNumeric = false;
        QString example;
    };
    std::map<std::string, Field> m_fields;
};

} // namespace fanlight
