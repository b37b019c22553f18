// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"

#include <QObject>

#include <array>

namespace fanlight {

class UiState;

// Which of the first steps were really taken, kept over restarts: a step is done once what it asks
// for has happened, however that came about. Has no widgets; main thread; owned by the dashboard.
class FirstStepsProgress : public QObject {
    Q_OBJECT
public:
    enum Step { OpenStream, Send, SeeReceipt, BreakIt, MoveToRedis };
    static constexpr int StepCount = 5;

    explicit FirstStepsProgress(UiState& state, QObject* parent = nullptr);

    bool isDone(Step step) const { return m_done.at(std::size_t(step)); }
    int doneCount() const;
    Step next() const; // the first that is not done; the last when all are
    bool isDismissed() const { return m_dismissed; }
    void setDismissed(bool dismissed);

    void takeSample(const MetricsSample& sample);
    void takeStatus(const HubStatus& status);
    void takeFaults(const Faults& faults);
    void finish(Step step);

Q_SIGNALS:
    void changed();

private:
    UiState& m_state;
    std::array<bool, StepCount> m_done{};
    bool m_dismissed = false;
};

} // namespace fanlight
