// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPushButton>

namespace fanlight {

// Which hub the window shows, its colour and its name; opens the menu of all of them. What does not
// fit is cut and stands whole in the tooltip. Main thread; part of the top bar.
class ServerButton : public QPushButton {
    Q_OBJECT
public:
    static constexpr int MostWidth = 220;
    static constexpr int LeastWidth = 96;

    explicit ServerButton(const Theme& theme, QWidget* parent = nullptr);

    // An invalid colour is the theme's accent; `state` is one sentence.
    void setServer(const QString& name, const QColor& color, const QString& state);
    QString name() const { return m_name; }
    QColor color() const; // that it is told apart by
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // A square of the colour, for dialogs and menus, with so much room around it.
    static QPixmap mark(const QColor& color, int inset);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_name;
    QColor m_color;
};

} // namespace fanlight
