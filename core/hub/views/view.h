// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace fanlight::views {

// What a window can look at of a hub, apart from one another: nothing is told, nor computed, of
// what nobody looks at. names() are the words of GET /api/admin/stream?views=.
enum class View : std::uint8_t {
    Sample, // figures, twice a second
    Connections, // a window of rows of the open streams
    Messages, // what was published, without its data
    Log,
    Faults, // that are on
    Receipts, // of the newest publishes that have one
    Instances, // behind the same Redis
    Redis, // what it says of itself
    Sources,
    Closed, // streams that ended
    Audit,
    Connection, // one stream, closely
    Tap, // messages on channels of Redis
    Moments, // a gap of Redis that closed, what a fault did at once, how far a move is
};
constexpr std::size_t ViewCount = 14;
QLatin1StringView viewName(View view); // "sample"
std::optional<View> viewOf(QStringView name);
QString viewNames(); // all of them, for an error

// Some of them. A plain value.
class ViewSet {
public:
    bool has(View view) const { return (m_bits & bit(view)) != 0; }
    void set(View view, bool on = true) { m_bits = on ? m_bits | bit(view) : m_bits & ~bit(view); }
    bool isEmpty() const { return m_bits == 0; }
    bool operator==(const ViewSet&) const = default;
    // Those of both.
    ViewSet operator|(ViewSet other) const
    {
        ViewSet both = *this;
        both.m_bits |= other.m_bits;
        return both;
    }

private:
    static std::uint32_t bit(View view) { return std::uint32_t(1) << unsigned(view); }
    std::uint32_t m_bits = 0;
};

} // namespace fanlight::views
