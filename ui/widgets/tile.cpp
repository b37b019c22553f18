// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile.h"

#include "format.h"

#include <QPainter>

namespace fanlight {
namespace {
constexpr int SidePadding = 14;
constexpr int TopPadding = 12;
constexpr int ValueGap = 6;
constexpr int UnitGap = 5;

struct Fonts {
    QFont small;
    QFont value;
    QFont unit;
};

Fonts fontsOf(const QWidget& widget)
{
    Fonts fonts{widget.font(), widget.font(), widget.font()};
    const double base = widget.font().pointSizeF();
    fonts.small.setPointSizeF(base * 12 / 13);
    fonts.value.setPointSizeF(base * 24 / 13);
    fonts.value.setWeight(QFont::DemiBold);
    fonts.value.setLetterSpacing(QFont::AbsoluteSpacing, -0.5);
    fonts.unit.setWeight(QFont::Medium);
    return fonts;
}
} // namespace

Tile::Tile(const Theme& theme, const QString& name, const QString& unit, QWidget* parent)
    : Card({}, parent)
    , m_theme(theme)
    , m_name(name)
    , m_unit(unit)
    , m_value(format::Dash)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
    describe();
}

void Tile::set(const QString& value, const QString& detail)
{
    if (value == m_value && detail == m_detail)
        return;
    m_value = value;
    m_detail = detail;
    describe();
    update();
}

void Tile::setUnit(const QString& unit)
{
    if (unit == m_unit)
        return;
    m_unit = unit;
    describe();
    update();
}

void Tile::setNote(const QString& note)
{
    if (note == m_note)
        return;
    m_note = note;
    describe();
}

QSize Tile::sizeHint() const
{
    const Fonts fonts = fontsOf(*this);
    const int small = QFontMetrics(fonts.small).height();
    const int value = QFontMetrics(fonts.value).height();
    return {200, 2 * (TopPadding + small + ValueGap) + value};
}

QSize Tile::minimumSizeHint() const
{
    return {130, sizeHint().height()};
}

void Tile::describe()
{
    setAccessibleName(m_name + QLatin1Char(' ') + m_value + QLatin1Char(' ') + m_unit);
    QString more = m_detail;
    if (!m_note.isEmpty())
        more += (more.isEmpty() ? QString() : QStringLiteral("\n")) + m_note;
    setAccessibleDescription(more);
    setToolTip(more);
}

void Tile::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    const Fonts fonts = fontsOf(*this);
    const QFontMetrics small(fonts.small);
    const QFontMetrics value(fonts.value);
    const int room = width() - 2 * SidePadding;
    QPainter painter(this);

    painter.setFont(fonts.small);
    painter.setPen(m_theme.color(Theme::Role::Dim));
    int baseline = TopPadding + small.ascent();
    painter.drawText(SidePadding, baseline, small.elidedText(m_name, Qt::ElideRight, room));
    const int detailBaseline = height() - TopPadding - small.descent();
    painter.drawText(SidePadding, detailBaseline, small.elidedText(m_detail, Qt::ElideRight, room));

    baseline += small.descent() + ValueGap + value.ascent();
    painter.setFont(fonts.unit);
    painter.drawText(SidePadding + value.horizontalAdvance(m_value) + UnitGap, baseline, m_unit);
    painter.setFont(fonts.value);
    painter.setPen(m_theme.color(Theme::Role::Text));
    painter.drawText(SidePadding, baseline, m_value);
}

} // namespace fanlight
