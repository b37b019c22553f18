// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/legend_key.h"

#include "theme/series_dashes.h"

#include <QPainter>

#include <algorithm>

namespace fanlight {
namespace {
constexpr int StrokeWidth = 18; // one round of the longest dashes
constexpr double StrokeHeight = 3;
constexpr double KeyLineWidth = 1.6; // of the chart’s
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

    QPen stroke(isChecked() ? m_theme.color(m_color) : m_theme.color(Theme::Role::Line),
        StrokeHeight, Qt::SolidLine, Qt::FlatCap);
    QVector<qreal> dashes = seriesDashes(m_color, m_dashed);
    for (qreal& dash : dashes)
        dash *= KeyLineWidth / StrokeHeight; // as long as they are in the chart
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
