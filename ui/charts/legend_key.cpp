// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/legend_key.h"

#include <QPainter>

#include <algorithm>

namespace fanlight {
namespace {
constexpr int StrokeWidth = 10;
constexpr int StrokeHeight = 3;
constexpr int DashCut = 6; // what two dashes leave of the stroke
constexpr int Gap = 5;
constexpr int Padding = 3;
constexpr int MostTextWidth = 170; // of a longer name, such as a user gave, the rest is in the tip

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
    setName(name);
    setCheckable(true);
    setChecked(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void LegendKey::setName(const QString& name)
{
    setText(name);
    setToolTip(tr("Show or hide “%1”").arg(name));
    updateGeometry();
}

void LegendKey::setDashed(bool dashed)
{
    m_dashed = dashed;
    update();
}

QSize LegendKey::sizeHint() const
{
    const QFontMetrics metrics(keyFont(*this));
    const int textWidth = std::min(metrics.horizontalAdvance(text()), MostTextWidth);
    return {StrokeWidth + Gap + textWidth + 2 * Padding, metrics.height() + 4};
}

void LegendKey::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor dim = m_theme.color(Theme::Role::Dim);

    const QRectF stroke(Padding, (height() - StrokeHeight) / 2.0, StrokeWidth, StrokeHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? m_theme.color(m_color) : m_theme.color(Theme::Role::Line));
    if (m_dashed) {
        painter.drawRoundedRect(stroke.adjusted(0, 0, -DashCut, 0), 1.5, 1.5);
        painter.drawRoundedRect(stroke.adjusted(DashCut, 0, 0, 0), 1.5, 1.5);
    } else {
        painter.drawRoundedRect(stroke, 1.5, 1.5);
    }

    QFont font = keyFont(*this);
    font.setStrikeOut(!isChecked());
    painter.setFont(font);
    painter.setPen(underMouse() ? m_theme.color(Theme::Role::Text) : dim);
    const int left = Padding + StrokeWidth + Gap;
    const QRect place = rect().adjusted(left, 0, 0, 0);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width()));

    if (hasFocus()) {
        painter.setPen(m_theme.color(Theme::Role::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

} // namespace fanlight
