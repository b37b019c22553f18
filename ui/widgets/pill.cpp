// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pill.h"

#include "widgets/assistive.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace fanlight {
namespace {
constexpr int SidePadding = 9;
constexpr int TopPadding = 3;
constexpr int DotSize = 7;
constexpr int DotGap = 6;

struct Colors {
    Theme::Role ink;
    Theme::Role ground;
};

Colors colorsOf(Pill::Tone tone)
{
    switch (tone) {
    case Pill::Tone::Good:
        return {Theme::Role::Good, Theme::Role::GoodSoft};
    case Pill::Tone::Warning:
        return {Theme::Role::Warning, Theme::Role::WarningSoft};
    case Pill::Tone::Bad:
        return {Theme::Role::Bad, Theme::Role::BadSoft};
    case Pill::Tone::Neutral:
        break;
    }
    return {Theme::Role::Dim, Theme::Role::Background};
}

QFont pillFont(const QWidget& widget)
{
    QFont font = widget.font();
    font.setPointSizeF(font.pointSizeF() * 12 / 13);
    font.setWeight(QFont::Medium);
    return font;
}
} // namespace

Pill::Pill(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    tellRole(*this, QAccessible::StaticText);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Pill::set(Tone tone, const QString& text)
{
    if (tone == m_tone && text == m_text)
        return;
    m_tone = tone;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Pill::setClickable(bool clickable)
{
    m_clickable = clickable;
    tellRole(*this, clickable ? QAccessible::Button : QAccessible::StaticText);
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Pill::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_clickable && event->button() == Qt::LeftButton
        && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
    QWidget::mouseReleaseEvent(event);
}

void Pill::keyPressEvent(QKeyEvent* event)
{
    const bool presses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return
        || event->key() == Qt::Key_Enter;
    if (m_clickable && presses)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

QSize Pill::sizeHint() const
{
    const QFontMetrics metrics(pillFont(*this));
    const int dot = m_tone == Tone::Neutral ? 0 : DotSize + DotGap;
    return {metrics.horizontalAdvance(m_text) + dot + 2 * SidePadding,
        metrics.height() + 2 * TopPadding};
}

void Pill::paintEvent(QPaintEvent*)
{
    const Colors colors = colorsOf(m_tone);
    const QColor ink = m_theme.color(colors.ink);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    const bool plain = m_tone == Tone::Neutral;
    const QRectF outline = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (hasFocus())
        painter.setPen(ink);
    else
        painter.setPen(plain ? QPen(m_theme.color(Theme::Role::Line)) : QPen(Qt::NoPen));
    painter.setBrush(m_theme.color(colors.ground));
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);

    int left = SidePadding;
    if (!plain) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(QRectF(left, (height() - DotSize) / 2.0, DotSize, DotSize));
        left += DotSize + DotGap;
    }
    painter.setPen(ink);
    painter.setFont(pillFont(*this));
    painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace fanlight
