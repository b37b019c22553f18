// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"
#include "theme/theme.h"

#include <QWidget>

#include <optional>

namespace fanlight {

// How many clients there are over the time of a scenario, as its phases have it: a filled line, the
// phases apart, the running one tinted, a line for now. Clients that leave and caps are not
// counted. Main thread.
class ArrivalCurve : public QWidget {
    Q_OBJECT
public:
    explicit ArrivalCurve(const Theme& theme, QWidget* parent = nullptr);

    void setScenario(const LoadScenario& scenario);
    // While it runs: how long since the begin; nothing: it does not.
    void setElapsed(std::optional<std::chrono::milliseconds> elapsed);
    // The points of the line, x and y from 0 to 1; empty: there is nothing to draw.
    QPolygonF curve() const;
    int runningPhase() const; // -1: none

    QSize sizeHint() const override { return {300, 64}; }
    QSize minimumSizeHint() const override { return {120, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double share(std::chrono::milliseconds at) const; // of the duration
    void paintPhases(QPainter& painter, const QRectF& area) const;
    void describe();

    const Theme& m_theme;
    LoadScenario m_scenario;
    std::optional<std::chrono::milliseconds> m_elapsed;
};

} // namespace fanlight
