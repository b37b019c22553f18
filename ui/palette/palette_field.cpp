// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_field.h"

#include "theme/colors.h"

#include <QKeySequence>
#include <QPainter>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int FieldWidth = 210; // at least, with words and keys
constexpr int SignWidth = 34; // where there is no room for words
constexpr double SignRadius = 4.5;
constexpr int FieldHeight = 30;
constexpr int FieldPadding = 9;
constexpr int CapPadding = 6;
constexpr double CapFont = 11. / 13;

QString openingKeys()
{
    return QKeySequence(Qt::CTRL | Qt::Key_K)
        .toString(QKeySequence::NativeText)
        .replace(QLatin1Char('+'), QLatin1Char(' '));
}

} // namespace

PaletteField::PaletteField(const Theme& theme, QWidget* parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Search or do"));
    setToolTip(tr("Every action, page, setting, user, connection and template, by typing (%1)")
                   .arg(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText)));
    setAccessibleDescription(toolTip());
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString PaletteField::words()
{
    return tr("Search or do…");
}

int PaletteField::keysWidth() const
{
    return QFontMetrics(smallFont()).horizontalAdvance(openingKeys()) + 2 * CapPadding;
}

QFont PaletteField::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * CapFont);
    return small;
}

int PaletteField::wordsWidth() const
{
    return fontMetrics().horizontalAdvance(words()) + 2 * FieldPadding + 2;
}

QSize PaletteField::sizeHint() const
{
    return {std::max(FieldWidth, wordsWidth() + keysWidth() + FieldPadding), FieldHeight};
}

QSize PaletteField::minimumSizeHint() const
{
    return {SignWidth, FieldHeight};
}

// A lens.
void PaletteField::paintSign(QPainter& painter) const
{
    const QPointF middle = QRectF(rect()).center() + QPointF(-1.5, -1.5);
    const double edge = SignRadius * 0.72;
    painter.setPen(QPen(m_theme.color(Theme::Role::Dim), 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(middle, SignRadius, SignRadius);
    painter.drawLine(middle + QPointF(edge, edge), middle + QPointF(edge + 4, edge + 4));
}

void PaletteField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isReached = hasFocus() || underMouse();
    painter.setPen(m_theme.color(hasFocus() ? Theme::Role::Accent : Theme::Role::Line));
    painter.setBrush(m_theme.color(isReached ? Theme::Role::Background : Theme::Role::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (width() < wordsWidth())
        return paintSign(painter);
    const QRect room = rect().adjusted(FieldPadding, 0, -FieldPadding, 0);
    const QString keys = openingKeys();
    const int cap = keysWidth();
    const int left = room.left() + fontMetrics().horizontalAdvance(words()) + FieldPadding;
    painter.setPen(m_theme.color(Theme::Role::Dim));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, words());
    if (left + cap > room.right() + 1)
        return;
    const QRectF place(left, (height() - 18) / 2.0, cap, 18);
    painter.setFont(smallFont());
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::Line));
    painter.drawRoundedRect(place, 4, 4);
    painter.setPen(m_theme.color(Theme::Role::Dim));
    painter.drawText(place, Qt::AlignCenter, keys);
}

} // namespace fanlight
