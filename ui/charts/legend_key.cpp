// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/legend_key.h"

#include "theme/series_dashes.h"

#include <QPainter>

namespace fanlight {
namespace {
constexpr int StrokeWidth = 18; // one round of the longest dashes
constexpr double StrokeHeight = 3;
constexpr double LineWidth = 1.6; // of the chart’s
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

    QPen stroke(isChecked() ? m_theme.color(m_color) : m_theme.color(Theme::Role::Line),
        StrokeHeight, Qt::SolidLine, Qt::FlatCap);
    QVector<qreal> dashes = seriesDashes(m_color);
    for (qreal& dash : dashes)
        dash *= LineWidth / StrokeHeight; // as long as they are in the chart
    if (!dashes.isEmpty())
        stroke.setDashPattern(dashes);
    painter.setPen(stroke);
    painter.drawLine(
        QPointF(Padding, height() / 2.0), QPointF(Padding + StrokeWidth, height() / 2.0));

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
