// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/legend_key.h"

#include <QPainter>

namespace fanlight {
namespace {
constexpr int StrokeWidth = 10;
constexpr int StrokeHeight = 3;
constexpr int Gap = 5;
constexpr int Padding = 3;

QFont keyFont(const QWidget& widget)
{
    QFont font = widget.font();
    font.setPointSizeF(font.pointSizeF() * 12 / 13);
    return font;
}
} // namespace

LegendKey::LegendKey(const Theme& theme, const QString& name, Theme::Role color, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_color(color)
{
    setText(name);
    setCheckable(true);
    setChecked(true);
    setToolTip(tr("Show or hide “%1”").arg(name));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

QSize LegendKey::sizeHint() const
{
    const QFontMetrics metrics(keyFont(*this));
    return {
        StrokeWidth + Gap + metrics.horizontalAdvance(text()) + 2 * Padding, metrics.height() + 4};
}

void LegendKey::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor dim = m_theme.color(Theme::Role::Dim);

    const QRectF stroke(Padding, (height() - StrokeHeight) / 2.0, StrokeWidth, StrokeHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? m_theme.color(m_color) : m_theme.color(Theme::Role::Line));
    painter.drawRoundedRect(stroke, 1.5, 1.5);

    QFont font = keyFont(*this);
    font.setStrikeOut(!isChecked());
    painter.setFont(font);
    painter.setPen(underMouse() ? m_theme.color(Theme::Role::Text) : dim);
    const int left = Padding + StrokeWidth + Gap;
    painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());

    if (hasFocus()) {
        painter.setPen(m_theme.color(Theme::Role::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

} // namespace fanlight
