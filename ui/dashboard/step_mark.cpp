// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/step_mark.h"

#include "widgets/page_icon.h"

#include <QPainter>

namespace fanlight {

namespace {
constexpr int Ring = 18;
constexpr int Gap = 7;
constexpr int Padding = 6;
constexpr double TickScale = 0.7;
} // namespace

StepMark::StepMark(const Theme& theme, int number, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_number(number)
{
    setText(name);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setDone(false);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StepMark::setDone(bool done)
{
    m_done = done;
    setAccessibleName(done ? tr("%1, done", "a step").arg(text()) : text());
    update();
}

QSize StepMark::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return {QFontMetrics(bold).horizontalAdvance(text()) + Ring + Gap + 2 * Padding,
        std::max(Ring, fontMetrics().height()) + 2 * Padding};
}

void StepMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF outline = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(m_theme.color(Theme::Role::Accent)) : QPen(Qt::NoPen));
    painter.setBrush(isChecked() ? QBrush(m_theme.color(Theme::Role::AccentSoft))
            : underMouse()       ? QBrush(m_theme.color(Theme::Role::Background))
                                 : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(outline, 6, 6);

    const QRectF ring(Padding, (height() - Ring) / 2.0, Ring, Ring);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    if (m_done) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Theme::Role::Accent));
        painter.drawEllipse(ring);
        painter.save();
        painter.translate(ring.center());
        painter.scale(TickScale, TickScale);
        painter.translate(-8, -8);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(
            m_theme.color(Theme::Role::OnAccent), 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(icon::check());
        painter.restore();
    } else {
        painter.setPen(m_theme.color(Theme::Role::Dim));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5));
        QFont small = m_theme.tabular();
        small.setPointSizeF(small.pointSizeF() * 11 / 13);
        painter.setFont(small);
        painter.drawText(ring, Qt::AlignCenter, QString::number(m_number));
    }
    painter.setFont(isChecked() ? bold : font());
    painter.setPen(m_theme.color(isChecked() ? Theme::Role::Accent
            : m_done                         ? Theme::Role::Dim
                                             : Theme::Role::Text));
    painter.drawText(QRectF(rect()).adjusted(Padding + Ring + Gap, 0, 0, 0),
        Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace fanlight
