// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/repeat_run.h"

#include "format.h"
#include "metrics/sample.h"
#include "publish/placeholders.h"

#include <QElapsedTimer>
#include <QPointer>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr double NsPerSecond = 1e9;
constexpr qint64 LeastWaitMs = 5; // several are sent at once beyond 200 a second
constexpr qint64 MostWaitMs = 1000;
constexpr double BehindFromSeconds
    = 0.25; // of what is due; a shorter hold-up is nothing to speak of

qint64 systemClockNs()
{
    static const QElapsedTimer since = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    return since.nsecsElapsed();
}

} // namespace

RepeatRun::RepeatRun(Publish publish, ClockNs clock, QObject* parent)
    : QObject(parent)
    , m_publish(std::move(publish))
    , m_clock(clock ? std::move(clock) : ClockNs(systemClockNs))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RepeatRun::turn);
}

quint64 RepeatRun::dueAfter(qint64 elapsedNs, const RepeatPlan& plan)
{
    const quint64 all = plan.count > 0 ? plan.count : ~quint64(0);
    if (plan.perSecond <= 0)
        return all;
    const double due
        = std::floor(double(std::max<qint64>(0, elapsedNs)) / NsPerSecond * plan.perSecond);
    return std::min(all, quint64(due) + 1); // the first at once
}

void RepeatRun::start(const PublishRequest& request, const RepeatPlan& plan)
{
    m_request = request;
    m_plan = plan;
    m_running = true;
    ++m_run;
    m_startNs = m_lastSentNs = m_clock();
    m_sent = m_answered = m_refused = m_behind = 0;
    m_refusedInARow = 0;
    m_settledTold = false;
    m_reason.clear();
    turn();
}

void RepeatRun::stop(const QString& reason)
{
    if (!m_running)
        return;
    m_running = false;
    m_behind = 0;
    m_reason = reason;
    m_timer.stop();
    Q_EMIT ended();
    tellSettled();
}

void RepeatRun::tellSettled()
{
    if (isSettled() && !std::exchange(m_settledTold, true))
        Q_EMIT settled();
}

void RepeatRun::turn()
{
    if (!m_running)
        return;
    const quint64 due = dueAfter(m_clock() - m_startNs, m_plan);
    for (quint64 i = 0;
         i < MostATurn && m_running && m_sent < due && m_sent - m_answered < MostUnanswered; ++i)
        sendNext();
    if (!m_running)
        return;
    const quint64 left = due - m_sent;
    const bool paced = m_plan.perSecond > 0;
    m_behind
        = paced && double(left) >= std::max(1.0, m_plan.perSecond * BehindFromSeconds) ? left : 0;
    if (m_plan.count > 0 && m_sent >= m_plan.count)
        stop();
    else
        waitForNext();
}

void RepeatRun::sendNext()
{
    m_lastSentNs = m_clock();
    ++m_sent;
    m_publish(withValues(m_request, PlaceholderValues::next(m_sent)),
        [run = QPointer(this), number = m_run](const PublishResult& result) {
            if (run)
                run->take(number, result);
        });
}

void RepeatRun::take(quint64 run, const PublishResult& result)
{
    if (run != m_run)
        return; // of one before
    ++m_answered;
    if (result.error.isEmpty()) {
        m_refusedInARow = 0;
        Q_EMIT answered(result);
    } else {
        ++m_refused;
        if (++m_refusedInARow >= MostRefusalsInARow)
            stop(tr("refused three times in a row: %1").arg(result.error));
    }
    if (m_running && !m_timer.isActive())
        waitForNext(); // it was waiting for answers
    tellSettled();
}

void RepeatRun::waitForNext()
{
    if (m_sent - m_answered >= MostUnanswered)
        return; // an answer goes on
    if (m_plan.perSecond <= 0) {
        m_timer.start(0);
        return;
    }
    const double nextNs = double(m_sent) / m_plan.perSecond * NsPerSecond;
    const double waitMs = (nextNs - double(m_clock() - m_startNs)) / 1e6;
    // Behind: the next turn comes as soon as the window has had its own.
    m_timer.start(
        int(waitMs <= 0 ? 0 : std::clamp(qint64(std::ceil(waitMs)), LeastWaitMs, MostWaitMs)));
}

double RepeatRun::perSecond() const
{
    const double seconds = double(m_lastSentNs - m_startNs) / NsPerSecond;
    return seconds >= 1 ? double(m_sent - 1) / seconds : Unknown;
}

QString RepeatRun::text() const
{
    const QString sent = format::count(double(m_sent));
    const QString rate = format::rate(perSecond());
    const QString refused = format::count(double(m_refused));
    QStringList parts{m_plan.count > 0
            ? tr("%1 of %2 sent, %3/s, %4 refused")
                  .arg(sent, format::count(double(m_plan.count)), rate, refused)
            : tr("%1 sent, %2/s, %3 refused").arg(sent, rate, refused)};
    if (m_behind > 0)
        parts += tr("falls behind: %1 due").arg(format::count(double(m_behind)));
    if (!m_reason.isEmpty())
        parts += tr("stopped: %1").arg(m_reason);
    return parts.join(u", "_s);
}

} // namespace fanlight
