// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stall_meter.h"

#include "metrics/sample.h"

#include <algorithm>

namespace fanlight {
namespace {
using std::chrono::nanoseconds;
constexpr std::chrono::milliseconds Interval{50};
constexpr qint64 SpanMs = 10'000;
constexpr std::size_t SpansKept = 6; // a minute

double inMs(nanoseconds time)
{
    return double(time.count()) / 1e6;
}
} // namespace

StallMeter::StallMeter(QObject* parent)
    : QObject(parent)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StallMeter::measure);
}

void StallMeter::setRunning(bool running)
{
    if (running == m_timer.isActive())
        return;
    if (running)
        arm();
    else
        m_timer.stop();
}

void StallMeter::arm()
{
    m_dueNs = m_clock.nsecsElapsed() + nanoseconds(Interval).count();
    m_timer.start(Interval);
}

void StallMeter::measure()
{
    record(nanoseconds(std::max<qint64>(0, m_clock.nsecsElapsed() - m_dueNs)));
    arm();
}

void StallMeter::record(nanoseconds lateness)
{
    const qint64 now = m_clock.elapsed();
    if (m_spans.empty() || now - m_spans.back().beganMs >= SpanMs)
        m_spans.push_back({now, {}, {}});
    if (m_spans.size() > SpansKept)
        m_spans.pop_front();
    Span& span = m_spans.back();
    span.lateness.record(std::uint64_t(lateness.count()));
    span.max = std::max(span.max, lateness);
    m_max = std::max(m_max, lateness);
}

double StallMeter::recentPercentileMs(double percent) const
{
    LatencyHistogram minute;
    for (const Span& span : m_spans)
        minute.merge(span.lateness);
    // A bucket's upper edge may lie above the greatest value in it.
    return std::min(minute.percentileMs(percent), recentMaxMs());
}

double StallMeter::recentMaxMs() const
{
    if (m_spans.empty())
        return Unknown;
    const auto lesser = [](const Span& a, const Span& b) { return a.max < b.max; };
    return inMs(std::max_element(m_spans.begin(), m_spans.end(), lesser)->max);
}

double StallMeter::maxMs() const
{
    return m_max.count() < 0 ? Unknown : inMs(m_max);
}

} // namespace fanlight
