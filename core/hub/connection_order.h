// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_filter.h"
#include "hub/connection_window.h"
#include "hub/stream_rows.h"

#include <compare>
#include <limits>
#include <vector>

namespace fanlight {

// The one rule of which streams match and in which order they stand, for the window, its exports
// and the admin stream. By raw figures; rows that are equal stay in the order of their ids, both
// ways. Streams that have ended stand below all that are open, unless it is sorted by state. Texts
// are compared without case and runs of digits by value, so that user 9 comes before user 10. All
// of it is pure; any thread.

// Those of an order that are looked at.
struct Part {
    std::size_t first = 0;
    std::size_t count = std::numeric_limits<std::size_t>::max();
    std::size_t end(std::size_t size) const
    {
        return first >= size ? size : first + std::min(count, size - first);
    }
};

// The rows that match, as indexes of `rows`. Only those of the part are in their places, with the
// ones in front of them somewhere in front: bringing all in order costs far more.
std::vector<quint32> orderedStreams(const StreamRows& rows, const ConnectionFilter& filter,
    ConnectionSort sort, Traffic traffic = Traffic::All, Part part = {});

// Where one row stands to another, without the order of ids; for rows of several instances, each
// with its ConnectionRow::openMs told.
std::weak_ordering compareConnections(
    const ConnectionRow& a, const ConnectionRow& b, ConnectionSort sort, qint64 nowMs);

// How long a stream is there, or was.
qint64 connectedForMs(const ConnectionRow& row, qint64 nowMs);

// Brings the part of an order in its places.
template <class Index, class IsBefore>
void orderPart(std::vector<Index>& order, Part part, IsBefore isBefore)
{
    const auto begin = order.begin() + std::ptrdiff_t(std::min(part.first, order.size()));
    const auto end = order.begin() + std::ptrdiff_t(part.end(order.size()));
    if (begin == end)
        return;
    if (begin != order.begin())
        std::nth_element(order.begin(), begin, order.end(), isBefore);
    // A heap for a few of many, a sort where all are wanted.
    if (end == order.end())
        std::sort(begin, end, isBefore);
    else
        std::partial_sort(begin, end, order.end(), isBefore);
}

} // namespace fanlight
