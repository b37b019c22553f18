// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPainterPath>
#include <QPushButton>

namespace fanlight {

// A button with a small line drawing in the colour of text instead of words; its accessible name
// and tooltip say what it does. Main thread.
class IconButton : public QPushButton {
    Q_OBJECT
public:
    IconButton(const Theme& theme, const QPainterPath& drawing, const QString& name,
        QWidget* parent = nullptr);

    void setDrawing(const QPainterPath& drawing);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QPainterPath m_drawing; // on 16 by 16
};

} // namespace fanlight
