// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/return_watch.h"

#include <algorithm>

namespace fanlight {

QStringView hostOf(QStringView address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    return colon < 0 ? address : address.first(colon);
}

QString ReturnWatch::keyOf(const ConnectionRow& row)
{
    return row.userId + u'\n' + hostOf(row.address) + u'\n' + row.userAgent;
}

void ReturnWatch::begin(const std::vector<ConnectionRow>& left, qint64 nowMs)
{
    stop();
    m_begunAtMs = nowMs;
    for (const ConnectionRow& row : left) {
        if (row.isClosed() || !m_seen.insert(row.id).second)
            continue;
        ++m_missing[keyOf(row)];
        ++m_left;
    }
}

void ReturnWatch::stop()
{
    m_left = 0;
    m_missing.clear();
    m_seen.clear();
    m_afterMs.clear();
}

void ReturnWatch::take(const ConnectionSnapshot& live, const std::vector<ConnectionRowPtr>& closed)
{
    if (m_missing.isEmpty())
        return;
    for (const ConnectionRowPtr& row : closed)
        look(*row);
    for (const ConnectionRow& row : live.rows)
        look(row);
}

void ReturnWatch::look(const ConnectionRow& row)
{
    const qint64 afterMs = row.connectedAtMs - m_begunAtMs;
    if (afterMs < 0 || afterMs > std::chrono::milliseconds(Patience).count() || m_missing.isEmpty())
        return;
    const auto missing = m_missing.find(keyOf(row));
    if (missing == m_missing.end() || !m_seen.insert(row.id).second)
        return;
    m_afterMs.push_back(afterMs);
    if (--*missing == 0)
        m_missing.erase(missing);
}

bool ReturnWatch::isWaiting(qint64 nowMs) const
{
    return m_left > back() && nowMs - m_begunAtMs <= std::chrono::milliseconds(Patience).count();
}

std::optional<double> ReturnWatch::medianMs() const
{
    if (m_afterMs.empty())
        return std::nullopt;
    std::vector<qint64> sorted = m_afterMs;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 ? double(sorted[half]) : double(sorted[half - 1] + sorted[half]) / 2;
}

ConnectionReturns ReturnWatch::returns(qint64 nowMs) const
{
    if (!isActive())
        return {};
    return {m_begunAtMs, m_left, back(), medianMs().value_or(Unknown), isWaiting(nowMs)};
}

} // namespace fanlight
