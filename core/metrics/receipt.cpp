// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/receipt.h"

namespace fanlight {

// Only a sample is timed, and what is written last need not be in it. Once all that was written has
// been acknowledged, the last one was not before its write.
double ReceiptFigures::lastAckMs() const
{
    if (lastAckNs == 0)
        return Unknown;
    const bool isAll = acknowledged >= write.count();
    return double(std::max({lastAckNs, ack.lastNs(), isAll ? write.lastNs() : 0})) / 1e6;
}

double ReceiptFigures::ackMs(double percent) const
{
    const double lastMs = lastAckMs();
    const double ms = ackPercentileMs(ack, write, percent);
    return ms > lastMs ? lastMs : ms; // what is written and not acknowledged says nothing yet
}

void ReceiptFigures::merge(const ReceiptFigures& other)
{
    recipients += other.recipients;
    acknowledged += other.acknowledged;
    gone += other.gone;
    write.merge(other.write);
    ack.merge(other.ack);
    measured += other.measured;
    lastAckNs = std::max(lastAckNs, other.lastAckNs);
    settled = settled && other.settled;
    handed += other.handed;
    taken += other.taken;
    testRecipients += other.testRecipients;
}

void Receipt::hold()
{
    const std::lock_guard lock(m_mutex);
    ++m_holds;
    ++m_revision;
}

void Receipt::release()
{
    const std::lock_guard lock(m_mutex);
    --m_holds;
    ++m_revision;
}

void Receipt::add(const ReceiptFigures& more)
{
    const std::lock_guard lock(m_mutex);
    m_figures.merge(more);
    ++m_revision;
}

void Receipt::addHanded(std::uint64_t messages)
{
    const std::lock_guard lock(m_mutex);
    m_figures.handed += messages;
    ++m_revision;
}

void Receipt::addTaken()
{
    const std::lock_guard lock(m_mutex);
    ++m_figures.taken;
    ++m_revision;
}

ReceiptFigures Receipt::figures() const
{
    const std::lock_guard lock(m_mutex);
    ReceiptFigures figures = m_figures;
    figures.settled = m_holds == 0;
    return figures;
}

std::uint64_t Receipt::revision() const
{
    const std::lock_guard lock(m_mutex);
    return m_revision;
}

} // namespace fanlight
