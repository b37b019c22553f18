// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/first_steps_progress.h"

#include "faults/fault_model.h"
#include "ui_state.h"

#include <algorithm>

namespace fanlight {

namespace {

const QString DoneKey = QStringLiteral("first-steps/done");
const QString DismissedKey = QStringLiteral("first-steps/dismissed");
// Words, since the order may change.
constexpr std::array<const char*, FirstStepsProgress::StepCount> Names{
    "open-stream", "send", "see-receipt", "break-it", "move-to-redis"};

} // namespace

FirstStepsProgress::FirstStepsProgress(UiState& state, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_dismissed(state.value(DismissedKey, false).toBool())
{
    const QStringList done = state.value(DoneKey).toStringList();
    for (std::size_t i = 0; i < m_done.size(); ++i)
        m_done[i] = done.contains(QLatin1String(Names[i]));
}

int FirstStepsProgress::doneCount() const
{
    return int(std::count(m_done.begin(), m_done.end(), true));
}

FirstStepsProgress::Step FirstStepsProgress::next() const
{
    const auto open = std::find(m_done.begin(), m_done.end(), false);
    return open == m_done.end() ? MoveToRedis : Step(open - m_done.begin());
}

void FirstStepsProgress::setDismissed(bool dismissed)
{
    m_dismissed = dismissed;
    m_state.setValue(DismissedKey, dismissed);
    Q_EMIT changed();
}

void FirstStepsProgress::takeSample(const MetricsSample& sample)
{
    if (sample.connections > 0 || sample.connects > 0)
        finish(OpenStream);
}

void FirstStepsProgress::takeStatus(const HubStatus& status)
{
    if (status.state == HubState::Listening && status.broker.kind == QLatin1String("redis")
        && status.broker.ready)
        finish(MoveToRedis);
}

void FirstStepsProgress::takeFaults(const Faults& faults)
{
    if (!listedFaults(faults).empty())
        finish(BreakIt);
}

void FirstStepsProgress::finish(Step step)
{
    if (std::exchange(m_done.at(std::size_t(step)), true))
        return;
    QStringList done;
    for (std::size_t i = 0; i < m_done.size(); ++i) {
        if (m_done[i])
            done << QLatin1String(Names[i]);
    }
    m_state.setValue(DoneKey, done);
    Q_EMIT changed();
}

} // namespace fanlight
