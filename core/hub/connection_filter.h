// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/field_filter.h"
#include "hub/snapshots.h"

#include <array>

namespace fanlight {

// What the filter language finds in a connection.
struct ConnectionFields {
    static const std::array<filter::FieldName, 14> Names;
    static constexpr QLatin1StringView Example{"user:1*"};
    static bool matches(const ConnectionRow& row, int field, const QString& pattern);
    static double value(const ConnectionRow& row, int field, qint64 nowMs);
    static bool matchesWord(const ConnectionRow& row, const QString& pattern);
};

// The filter language of connections, for the window and for GET /api/connections?filter=.
// `user:1*` (glob), `type:like`, `address:127.*`, `agent:*chrome*`,
// `id:c-1v*`, `age>10m`, `age<30s`, `backlog>0`, `backlog>64KiB`, `events>=100`, `bytes>1MiB`,
// `rtt>5ms`, `dropped>0`, `event:17*` (the last event id it resumed from), `state:closed`,
// `reason:slow` (of closed streams); a bare word matches user, address, agent or id anywhere. The
// age of a closed stream is how long it lasted. Over the API every stream is live.
class ConnectionFilter : public FieldFilter<ConnectionRow, ConnectionFields> {
public:
    using FieldFilter::FieldFilter;
    // Nothing is thrown: a wrong term leaves `error()` set, naming the term and what is accepted.
    static ConnectionFilter parse(const QString& text) { return ConnectionFilter(text); }
    // Whether it looks at what has to be asked for (TCP_INFO), or at what changes while a stream
    // lives.
    bool asksForRoundTrip() const;
    bool asksForFigures() const;
    // A filter that finds exactly this user's streams, as far as its id is written without “*” and
    // “?”; empty: those of nobody.
    static QString ofUser(QString userId);
};

} // namespace fanlight
