// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"
#include "hub/field_filter.h"

#include <array>

namespace fanlight {

// What the filter language finds in a hub.
struct FleetFields {
    enum Field {
        Hub,
        State,
        Group,
        Host,
        Address,
        Version,
        Streams,
        Delivered,
        Published,
        P50,
        P95,
        P99,
        Write,
        Lag,
        Cpu,
        Memory,
        Slow,
        Backlog,
        Descriptors,
        Count
    };
    static const std::array<filter::FieldName, Count> Names;
    static constexpr QLatin1StringView Example{"p99>20ms"};
    static bool matches(const FleetRow& row, int field, const QString& pattern);
    static double value(const FleetRow& row, int field, qint64 nowMs);
    static bool matchesWord(const FleetRow& row, const QString& pattern);
    // Names may have digits (“p99”), as those of an open language; others than Names are refused.
    static std::optional<QString> openText(const FleetRow&, const std::string&) { return {}; }
    static double openValue(const FleetRow&, const std::string&) { return Unknown; }
};

// The filter language of hubs: `hub:eu-*`, `state:away` (the words of the column), `group:prod*`,
// `host:`, `address:`, `version:0.2*`, `streams>1000`, `delivered>100`, `published>10` (a second),
// `p50>5ms`, `p95>5ms`, `p99>20ms` (of ACK), `write>5ms` (its p99), `lag>5ms` (of Redis, p99),
// `cpu>50%` (of all cores), `memory>1GiB`, `slow>0`, `backlog>1MiB`, `descriptors>80%`; a bare word
// stands anywhere in name, group, state, host, address or version. All terms must hold; “or”
// stands between several such filters, of which one must. Any thread.
class FleetFilter {
public:
    FleetFilter() = default;
    explicit FleetFilter(const QString& text);

    const QString& error() const { return m_error; } // empty: it is a filter
    bool isEmpty() const { return m_any.empty(); }
    bool matches(const FleetRow& row, qint64 nowMs) const;

private:
    std::vector<FieldFilter<FleetRow, FleetFields>> m_any;
    QString m_error;
};

} // namespace fanlight
