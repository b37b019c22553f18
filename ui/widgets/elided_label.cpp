// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace fanlight {

namespace {
constexpr int LeastCharacters = 4;
} // namespace

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setNote(const QString& note)
{
    m_note = note;
    setAccessibleDescription(note);
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    const int least = fontMetrics().averageCharWidth() * LeastCharacters;
    return {std::min(whole.width(), least), whole.height()};
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    QStringList lines;
    if (isElided())
        lines << text();
    if (!m_note.isEmpty())
        lines << m_note;
    QToolTip::showText(
        static_cast<QHelpEvent*>(event)->globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent* event)
{
    // Selectable text has a cursor of its own, which the label draws.
    if (!isElided())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    const QRect place = contentsRect();
    style()->drawItemText(&painter, place, int(alignment()) | Qt::TextSingleLine, palette(),
        isEnabled(), fontMetrics().elidedText(text(), m_mode, place.width()), foregroundRole());
}

} // namespace fanlight
