// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <limits>

namespace fanlight {

// How much of something is used, as a bar with a mark where one is wanted. What it says stands in
// words beside it. Main thread.
class ShareBar : public QWidget {
    Q_OBJECT
public:
    explicit ShareBar(const Theme& theme, QWidget* parent = nullptr);

    // Shares of the whole, more than 1 fills it; NaN: not drawn.
    void set(
        double used, Theme::Role color, double mark = std::numeric_limits<double>::quiet_NaN());
    double used() const { return m_used; }
    Theme::Role color() const { return m_color; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    double m_used = std::numeric_limits<double>::quiet_NaN();
    double m_mark = std::numeric_limits<double>::quiet_NaN();
    Theme::Role m_color = Theme::Role::Accent;
};

} // namespace fanlight
