// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icon_button.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace fanlight {

namespace {
constexpr int Side = 16; // of the drawing
constexpr QSize Least{34, 30};
constexpr double Stroke = 1.4;
} // namespace

IconButton::IconButton(
    const Theme& theme, const QPainterPath& drawing, const QString& name, QWidget* parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_drawing(drawing)
{
    setAccessibleName(name);
    setToolTip(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconButton::setDrawing(const QPainterPath& drawing)
{
    m_drawing = drawing;
    update();
}

QSize IconButton::sizeHint() const
{
    return Least;
}

void IconButton::paintEvent(QPaintEvent*)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features.setFlag(QStyleOptionButton::HasMenu, false); // no arrow beside the drawing
    option.text.clear();
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate((width() - Side) / 2.0, (height() - Side) / 2.0);
    painter.setPen(QPen(m_theme.color(isEnabled() ? Theme::Role::Text : Theme::Role::Dim), Stroke,
        Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(m_drawing);
}

} // namespace fanlight
