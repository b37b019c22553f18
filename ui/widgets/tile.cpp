// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile.h"

#include "format.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPushButton>
#include <QTextDocument>
#include <QToolTip>

namespace fanlight {
namespace {
constexpr int TileSidePadding = 14;
constexpr int TileTopPadding = 12;
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

// Shows what a tooltip says in lines of a readable length, which Qt does for rich text only.
class WrappedTip : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::ToolTip)
            return false;
        auto* widget = static_cast<QWidget*>(watched);
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
            Qt::convertFromPlainText(widget->toolTip(), Qt::WhiteSpaceNormal), widget);
        return true;
    }
};
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
    installEventFilter(new WrappedTip(this));
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

void Tile::setName(const QString& name)
{
    if (name == m_name)
        return;
    m_name = name;
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

void Tile::setHow(const QString& how)
{
    if (how == m_how)
        return;
    m_how = how;
    describe();
}

void Tile::offer(const QString& text)
{
    if (!m_link && text.isEmpty())
        return;
    if (!m_link) {
        m_link = new QPushButton(this);
        setLook(*m_link, "link");
        connect(m_link, &QPushButton::clicked, this, &Tile::activated);
    }
    m_link->setText(text);
    m_link->setAccessibleDescription(m_name);
    m_link->setVisible(!text.isEmpty());
    placeLink();
}

void Tile::placeLink()
{
    if (!m_link)
        return;
    m_link->adjustSize();
    const int line = QFontMetrics(fontsOf(*this).small).height(); // that of the name
    m_link->move(width() - TileSidePadding / 2 - m_link->width(),
        TileTopPadding + (line - m_link->height()) / 2);
}

void Tile::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    placeLink();
}

QSize Tile::sizeHint() const
{
    const Fonts fonts = fontsOf(*this);
    const int small = QFontMetrics(fonts.small).height();
    const int value = QFontMetrics(fonts.value).height();
    return {200, 2 * (TileTopPadding + small + ValueGap) + value};
}

QSize Tile::minimumSizeHint() const
{
    return {130, sizeHint().height()};
}

void Tile::describe()
{
    setAccessibleName(m_name + QLatin1Char(' ') + m_value + QLatin1Char(' ') + m_unit);
    QStringList lines{m_detail, m_how, m_note};
    lines.removeAll(QString());
    const QString more = lines.join(QLatin1Char('\n'));
    setAccessibleDescription(more);
    setToolTip(more);
}

void Tile::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    const Fonts fonts = fontsOf(*this);
    const QFontMetrics small(fonts.small);
    const QFontMetrics value(fonts.value);
    const int room = width() - 2 * TileSidePadding;
    QPainter painter(this);

    painter.setFont(fonts.small);
    painter.setPen(m_theme.color(Theme::Role::Dim));
    int baseline = TileTopPadding + small.ascent();
    const int beside = m_link && m_link->isVisible() ? width() - m_link->x() - TileSidePadding : 0;
    painter.drawText(
        TileSidePadding, baseline, small.elidedText(m_name, Qt::ElideRight, room - beside));
    const int detailBaseline = height() - TileTopPadding - small.descent();
    painter.drawText(
        TileSidePadding, detailBaseline, small.elidedText(m_detail, Qt::ElideRight, room));

    baseline += small.descent() + ValueGap + value.ascent();
    painter.setFont(fonts.unit);
    painter.drawText(
        TileSidePadding + value.horizontalAdvance(m_value) + UnitGap, baseline, m_unit);
    painter.setFont(fonts.value);
    painter.setPen(m_theme.color(Theme::Role::Text));
    painter.drawText(TileSidePadding, baseline, m_value);
}

} // namespace fanlight
