// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_table.h"

#include "fleet/fleet_model.h"
#include "widgets/title_header.h"

#include <QApplication>
#include <QMenu>
#include <QPainter>

#include <cmath>

namespace fanlight {

namespace {

using Ink = Theme::Role;

constexpr int FleetCellPadding = 11; // as the style has it for items, and what Qt adds
constexpr int FleetRowHeight = 34;
constexpr int PillPadding = 9;
constexpr int PillHeight = 22;
constexpr int PillDot = 7;
constexpr int PillDotGap = 6;
constexpr int TrendHeight = 14;

struct PillInk {
    Ink ink;
    Ink ground;
};

PillInk inkOf(Pill::Tone tone)
{
    switch (tone) {
    case Pill::Tone::Good:
        return {Ink::Good, Ink::GoodSoft};
    case Pill::Tone::Warning:
        return {Ink::Warning, Ink::WarningSoft};
    case Pill::Tone::Bad:
        return {Ink::Bad, Ink::BadSoft};
    case Pill::Tone::Neutral:
        break;
    }
    return {Ink::Dim, Ink::Background};
}

FleetModel::Line lineOf(const QModelIndex& index)
{
    return FleetModel::Line(index.data(FleetModel::LineRole).toInt());
}

// A title stands over its figures, not over the course behind them.
class FleetHeader : public TitleHeader {
public:
    using TitleHeader::TitleHeader;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const int narrower = rect.width() - FleetDelegate::TrendWidth - FleetDelegate::TrendGap;
        if (!FleetModel::hasTrend(section) || narrower < sectionSizeHint(section))
            return TitleHeader::paintSection(painter, rect, section);
        QStyleOptionHeaderV2 option;
        initStyleOption(&option);
        option.rect = rect;
        initStyleOptionForIndex(&option, section);
        style()->drawControl(QStyle::CE_HeaderSection, &option, painter, this);
        option.rect.setWidth(narrower);
        style()->drawControl(QStyle::CE_Header, &option, painter, this);
    }
};

} // namespace

FleetDelegate::FleetDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize FleetDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (lineOf(index) != FleetModel::Line::Hub)
        return size;
    if (FleetModel::hasTrend(index.column()))
        size.rwidth() += TrendWidth + TrendGap;
    if (index.column() == FleetModel::State)
        size.rwidth() += 2 * PillPadding + PillDot + PillDotGap;
    return size;
}

void FleetDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const FleetModel::Line line = lineOf(index);
    if (line == FleetModel::Line::Heading)
        return; // the table draws it
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.state.setFlag(QStyle::State_HasFocus, false); // rows are selected, not cells
    cell.state.setFlag(QStyle::State_Enabled, true); // sums are not dim
    const bool isPill = line == FleetModel::Line::Hub && index.column() == FleetModel::State;
    const bool isTrend = FleetModel::hasTrend(index.column());
    const QString text = cell.text;
    const QRect whole = cell.rect;
    if (isPill || isTrend)
        cell.text.clear();
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (!isPill && !isTrend)
        return;
    cell.text = text;
    cell.rect = whole.adjusted(FleetCellPadding, 0, -FleetCellPadding, 0);
    painter->save();
    painter->setClipRect(whole);
    painter->setFont(cell.font);
    if (isPill) {
        paintPill(*painter, cell, index);
    } else {
        const int figure = cell.fontMetrics.horizontalAdvance(text);
        const int width = std::min(TrendWidth, cell.rect.width() - figure - TrendGap);
        QRect place = cell.rect;
        if (width >= TrendWidth / 2) {
            place.setRight(cell.rect.right() - TrendWidth - TrendGap);
            if (place.width() < figure)
                place.setRight(cell.rect.left() + figure);
            if (line == FleetModel::Line::Hub)
                paintTrend(*painter,
                    QRect(place.right() + TrendGap, cell.rect.center().y() - TrendHeight / 2,
                        cell.rect.right() - place.right() - TrendGap, TrendHeight),
                    index);
        }
        painter->setPen(cell.palette.color(QPalette::Text));
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
            cell.fontMetrics.elidedText(text, Qt::ElideRight, place.width() + 1));
    }
    painter->restore();
}

void FleetDelegate::paintPill(
    QPainter& painter, const QStyleOptionViewItem& cell, const QModelIndex& index) const
{
    const auto tone = Pill::Tone(index.data(FleetModel::ToneRole).toInt());
    const PillInk inks = inkOf(tone);
    const QColor ink = m_theme.color(inks.ink);
    QFont font = cell.font;
    font.setPointSizeF(font.pointSizeF() * 12 / 13);
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font);
    const int before = PillPadding + PillDot + PillDotGap;
    const int most = cell.rect.width() - before - PillPadding;
    const QString text = metrics.elidedText(cell.text, Qt::ElideRight, most);
    const QRectF outline
        = QRectF(cell.rect.left() - 3, cell.rect.center().y() - PillHeight / 2.0 + 0.5,
            metrics.horizontalAdvance(text) + before + PillPadding, PillHeight)
              .adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tone == Pill::Tone::Neutral ? QPen(m_theme.color(Ink::Line)) : Qt::NoPen);
    painter.setBrush(m_theme.color(inks.ground));
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QRectF(
        outline.left() + PillPadding, outline.center().y() - PillDot / 2.0, PillDot, PillDot));
    painter.setPen(ink);
    painter.setFont(font);
    painter.drawText(outline.adjusted(before, 0, 0, 0),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

// From nothing up to the highest; what was not measured is a gap.
void FleetDelegate::paintTrend(
    QPainter& painter, const QRect& place, const QModelIndex& index) const
{
    const auto trend = index.data(FleetModel::TrendRole).value<FleetTrend>();
    float most = 0;
    float least = 0;
    bool isFirst = true;
    for (const float value : trend) {
        if (std::isnan(value))
            continue;
        most = isFirst ? value : std::max(most, value);
        least = isFirst ? value : std::min(least, value);
        isFirst = false;
    }
    if (isFirst || place.width() < TrendWidth / 4)
        return;
    // a steady figure is a line in the middle, and small changes stay small
    const float room = std::max((most - least) * 1.1F, most * 0.2F);
    const float middle = (most + least) / 2;
    const Ink ink = index.column() == FleetModel::Streams ? Ink::Series1
        : index.column() == FleetModel::Delivered         ? Ink::Series2
                                                          : Ink::Series3;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(ink), 1.3));
    const double step = double(place.width()) / (FleetFeed::TrendSteps - 1);
    const auto first = FleetFeed::TrendSteps - trend.size();
    QPolygonF line;
    const auto draw = [&] {
        if (line.size() == 1)
            painter.drawPoint(line.first());
        else if (!line.isEmpty())
            painter.drawPolyline(line);
        line.clear();
    };
    for (qsizetype i = 0; i < trend.size(); ++i) {
        if (std::isnan(trend[i])) {
            draw();
            continue;
        }
        const double share = room > 0 ? double((trend[i] - middle) / room) : 0;
        line << QPointF(
            place.left() + double(first + i) * step, place.top() + (0.5 - share) * place.height());
    }
    draw();
}

FleetTable::FleetTable(const Theme& theme, QWidget* parent)
    : RowTable(parent)
    , m_theme(theme)
{
    setItemDelegate(new FleetDelegate(theme, this));
    auto* header = new FleetHeader;
    header->setSectionsMovable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(horizontalHeader()->minimumSectionSize());
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalHeader(header);
    connect(header, &QWidget::customContextMenuRequested, this, &FleetTable::showColumnMenu);
    verticalHeader()->setDefaultSectionSize(FleetRowHeight);
}

void FleetTable::showColumnMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addSortMenu(*menu);
    addColumnMenu(*menu);
    menu->popup(horizontalHeader()->mapToGlobal(where));
}

void FleetTable::paintEvent(QPaintEvent* event)
{
    RowTable::paintEvent(event);
    const auto* fleet = qobject_cast<const FleetModel*>(model());
    if (!fleet || fleet->rowCount() == 0)
        return;
    QPainter painter(viewport());
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const int last = bottomRow();
    for (int row = std::max(topRow(), 0); row <= last; ++row) {
        const QString heading = fleet->headingAt(row);
        if (heading.isEmpty())
            continue;
        const QRect place(FleetCellPadding, rowViewportPosition(row),
            viewport()->width() - 2 * FleetCellPadding, rowHeight(row));
        painter.setPen(m_theme.color(Ink::Dim));
        painter.drawText(place.adjusted(0, 4, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(heading, Qt::ElideRight, place.width()));
        painter.setPen(m_theme.color(Ink::Line));
        painter.drawLine(0, place.bottom(), viewport()->width(), place.bottom());
    }
}

} // namespace fanlight
