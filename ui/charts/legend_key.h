// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>

namespace fanlight {

// One series in a chart's legend: a stroke in its colour and its name. Checked: it is shown.
class LegendKey : public QAbstractButton {
    Q_OBJECT
public:
    LegendKey(
        const Theme& theme, const QString& name, Theme::Role color, QWidget* parent = nullptr);
    void setName(const QString& name);
    void setDashed(bool dashed); // as its line is
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Theme::Role m_color;
    bool m_dashed = false;
};

} // namespace fanlight
