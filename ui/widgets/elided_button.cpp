// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elided_button.h"

#include <QHelpEvent>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QToolTip>

#include <algorithm>

namespace fanlight {

ElidedButton::ElidedButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // it may shrink
}

void ElidedButton::setLeastWidth(int width)
{
    m_least = width;
    updateGeometry();
}

QSize ElidedButton::sizeHint() const
{
    const QSize whole = QPushButton::sizeHint();
    return {std::min(whole.width(), MostWidth), whole.height()};
}

QSize ElidedButton::minimumSizeHint() const
{
    const QSize whole = QPushButton::sizeHint();
    return {std::min(whole.width(), m_least), whole.height()};
}

// What the style takes for itself is what it asks for beyond the text.
int ElidedButton::roomForText() const
{
    const QString shown = QString(text()).remove(QLatin1Char('&'));
    return width() - (QPushButton::sizeHint().width() - fontMetrics().horizontalAdvance(shown));
}

bool ElidedButton::isElided() const
{
    const QString shown = QString(text()).remove(QLatin1Char('&'));
    return fontMetrics().horizontalAdvance(shown) > roomForText();
}

bool ElidedButton::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !isElided())
        return QPushButton::event(event);
    QString whole = text();
    if (!toolTip().isEmpty())
        whole += QLatin1Char('\n') + toolTip();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), whole, this);
    return true;
}

void ElidedButton::paintEvent(QPaintEvent*)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    if (isElided())
        option.text = fontMetrics().elidedText(text(), Qt::ElideRight, roomForText());
    QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
}

} // namespace fanlight
