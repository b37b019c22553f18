// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_feed.h"
#include "theme/theme.h"

#include <QWidget>

#include <array>

namespace fanlight {

// The course of one figure of two hubs over the last two minutes, one line each from zero up. What
// it shows stands in figures beside it. Main thread.
class FleetTrends : public QWidget {
    Q_OBJECT
public:
    FleetTrends(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    void show(const std::array<FleetTrend, 2>& trends, const std::array<QString, 2>& names);
    QSize sizeHint() const override { return {220, 120}; }
    QSize minimumSizeHint() const override { return {140, 96}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    const QString m_title;
    std::array<FleetTrend, 2> m_trends;
    std::array<QString, 2> m_names;
};

} // namespace fanlight
