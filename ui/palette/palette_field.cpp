// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_field.h"

#include "theme/colors.h"

#include <QKeySequence>
#include <QPainter>

namespace fanlight {

namespace {

constexpr int FieldWidth = 210;
constexpr int NarrowField = 118; // without the keys
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

QSize PaletteField::sizeHint() const
{
    return {FieldWidth, FieldHeight};
}

QSize PaletteField::minimumSizeHint() const
{
    return {NarrowField, FieldHeight};
}

void PaletteField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isReached = hasFocus() || underMouse();
    painter.setPen(m_theme.color(hasFocus() ? Theme::Role::Accent : Theme::Role::Line));
    painter.setBrush(m_theme.color(isReached ? Theme::Role::Background : Theme::Role::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QRect room = rect().adjusted(FieldPadding, 0, -FieldPadding, 0);
    const QString words = tr("Search or do…");
    const QString keys = openingKeys();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * CapFont);
    const int cap = QFontMetrics(small).horizontalAdvance(keys) + 2 * CapPadding;
    const int left = room.left() + fontMetrics().horizontalAdvance(words) + FieldPadding;
    painter.setPen(m_theme.color(Theme::Role::Dim));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
        fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
    if (left + cap > room.right())
        return;
    const QRectF place(left, (height() - 18) / 2.0, cap, 18);
    painter.setFont(small);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::Line));
    painter.drawRoundedRect(place, 4, 4);
    painter.setPen(m_theme.color(Theme::Role::Dim));
    painter.drawText(place, Qt::AlignCenter, keys);
}

} // namespace fanlight
