// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/stream_rows.h"

#include <algorithm>

namespace fanlight {

void ClosedRows::take(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs)
{
    auto rows = std::make_shared<std::vector<ConnectionRowPtr>>(*m_rows);
    for (const ClosedConnectionPtr& one : closed) {
        m_last = std::max(m_last, one->number);
        rows->emplace_back(one, &one->row);
    }
    const qint64 oldestMs = nowMs - std::chrono::milliseconds(KeptFor).count();
    std::erase_if(
        *rows, [oldestMs](const ConnectionRowPtr& row) { return row->closedAtMs < oldestMs; });
    if (rows->size() > Most)
        rows->erase(rows->begin(), rows->end() - std::ptrdiff_t(Most));
    m_rows = std::move(rows);
}

void ClosedRows::clear()
{
    m_rows = std::make_shared<std::vector<ConnectionRowPtr>>();
}

const ConnectionRow* StreamRows::find(quint64 id) const
{
    const auto found = std::lower_bound(ids.begin(), ids.end(), id);
    return found == ids.end() || *found != id ? nullptr : rows[std::size_t(found - ids.begin())];
}

std::shared_ptr<const StreamRows> mergeRows(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed)
{
    auto merged = std::make_shared<StreamRows>();
    merged->snapshot = snapshot;
    merged->closed = closed;
    std::vector<const ConnectionRow*> ended;
    ended.reserve(closed->size());
    for (const ConnectionRowPtr& row : *closed)
        ended.push_back(row.get());
    // A hub that was started again counts ids from the beginning: of two the later stands, and the
    // live one before both.
    std::sort(ended.begin(), ended.end(), [](const ConnectionRow* a, const ConnectionRow* b) {
        return std::pair(a->id, -a->closedAtMs) < std::pair(b->id, -b->closedAtMs);
    });
    ended.erase(std::unique(ended.begin(), ended.end(),
                    [](const ConnectionRow* a, const ConnectionRow* b) { return a->id == b->id; }),
        ended.end());

    merged->rows.reserve(snapshot->rows.size() + ended.size());
    merged->ids.reserve(snapshot->rows.size() + ended.size());
    const auto add = [&merged](const ConnectionRow& row) {
        merged->rows.push_back(&row);
        merged->ids.push_back(row.id);
        merged->closedCount += row.isClosed();
        if (row.backlogBytes > 0 && !row.isClosed())
            merged->behind.push_back(row.id);
    };
    auto end = ended.begin();
    for (const ConnectionRow& row : snapshot->rows) {
        while (end != ended.end() && (*end)->id < row.id)
            add(**end++);
        const bool same = end != ended.end() && (*end)->id == row.id;
        if (same && (*end)->connectedAtMs == row.connectedAtMs) {
            add(**end++);
            continue;
        }
        if (same)
            ++end;
        add(row);
    }
    while (end != ended.end())
        add(**end++);
    return merged;
}

} // namespace fanlight
