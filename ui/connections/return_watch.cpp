// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/return_watch.h"

#include "format.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

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

QString ReturnWatch::text(qint64 nowMs) const
{
    const auto count = [](std::size_t n) { return format::count(double(n)); };
    QStringList parts{tr("%1 disconnected").arg(count(m_left))};
    if (const auto median = medianMs())
        parts += tr("%1 back (median %2 s)").arg(count(back()), format::decimal(*median / 1000, 1));
    else
        parts += tr("%1 back").arg(count(back()));
    const QString missing = count(m_left - back());
    if (isWaiting(nowMs))
        parts += tr("%1 not yet").arg(missing);
    else if (back() < m_left)
        parts += tr("%1 not within %2 s").arg(missing).arg(Patience.count());
    return parts.join(u", "_s);
}

} // namespace fanlight
