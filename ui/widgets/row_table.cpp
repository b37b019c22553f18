// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/row_table.h"

#include "widgets/key_notes.h"
#include "widgets/title_header.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int RowHeight = 29;
constexpr int CellPadding = 8; // as the style has it for items
constexpr int CellSlack = 10; // what a style adds between padding and text

// Rows are selected, not cells.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state.setFlag(QStyle::State_HasFocus, false);
    }
};

} // namespace

RowTable::RowTable(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new RowDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(RowHeight);
    setHorizontalHeader(new TitleHeader);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setMinimumSectionSize(44);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(
        horizontalHeader(), &QWidget::customContextMenuRequested, this, &RowTable::showHeaderMenu);
    auto* const copy
        = new QShortcut(QKeySequence::Copy, this, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*copy, tr("Copy the selected rows"));
    connect(copy, &QShortcut::activated, this, &RowTable::copySelection);
}

int RowTable::bottomRow() const
{
    const int row = rowAt(viewport()->height() - 1);
    return row >= 0 || !model() ? row : model()->rowCount() - 1;
}

void RowTable::setTopRow(int row)
{
    executeDelayedItemsLayout(); // else the scroll bar still has the range of the rows before
    verticalScrollBar()->setValue(row);
}

void RowTable::fitColumn(int column, const QString& sample, const QFont& font)
{
    horizontalHeader()->resizeSection(column, columnWidthFor(column, sample, font));
}

int RowTable::columnWidthFor(int column, const QString& sample, const QFont& font) const
{
    const int title = horizontalHeader()->sectionSizeHint(column);
    const int cell = QFontMetrics(font).horizontalAdvance(sample) + 2 * CellPadding + CellSlack;
    return std::max(title, cell);
}

QString RowTable::tipAt(const QPoint& where) const
{
    const QModelIndex index = indexAt(where);
    if (!index.isValid())
        return {};
    if (QString tip = index.data(Qt::ToolTipRole).toString(); !tip.isEmpty())
        return tip;
    return sizeHintForIndex(index).width() > columnWidth(index.column()) ? index.data().toString()
                                                                         : QString();
}

bool RowTable::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QTableView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const QString tip = tipAt(help->pos()); !tip.isEmpty())
        QToolTip::showText(help->globalPos(), plainTip(tip), viewport());
    else
        return QTableView::viewportEvent(event); // that of the whole table
    return true;
}

QString plainTip(const QString& text)
{
    constexpr qsizetype Most = 4000; // more is no tip
    constexpr int LongestRun = 80; // longer ones are broken, else the tip leaves the screen
    QString broken;
    int run = 0;
    for (const QChar sign : text.left(Most)) {
        run = sign.isSpace() ? 0 : run + (sign.isLowSurrogate() ? 0 : 1);
        if (run > LongestRun && !sign.isLowSurrogate()) {
            broken += QChar(0x200b); // seen by nobody
            run = 1;
        }
        broken += sign;
    }
    if (text.size() > Most)
        broken += QChar(0x2026);
    return QStringLiteral("<div style='white-space: pre-wrap'>%1</div>")
        .arg(broken.toHtmlEscaped());
}

void RowTable::addSortMenu(QMenu& menu)
{
    QHeaderView* header = horizontalHeader();
    QMenu* sort = menu.addMenu(tr("Sort by"));
    auto* columns = new QActionGroup(sort);
    for (int i = 0; i < header->count(); ++i) {
        QAction* action = sort->addAction(model()->headerData(i, Qt::Horizontal).toString(), this,
            [header, i] { header->setSortIndicator(i, header->sortIndicatorOrder()); });
        action->setCheckable(true);
        action->setChecked(header->sortIndicatorSection() == i);
        columns->addAction(action);
    }
    sort->addSeparator();
    QAction* descending = sort->addAction(tr("Descending"), this, [header](bool on) {
        header->setSortIndicator(
            header->sortIndicatorSection(), on ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    descending->setCheckable(true);
    descending->setChecked(header->sortIndicatorOrder() == Qt::DescendingOrder);
}

void RowTable::addColumnMenu(QMenu& menu)
{
    QHeaderView* header = horizontalHeader();
    QMenu* columns = menu.addMenu(tr("Columns"));
    const bool lastOne = header->count() - header->hiddenSectionCount() == 1;
    for (int i = 0; i < header->count(); ++i) {
        QAction* action = columns->addAction(
            model()->headerData(i, Qt::Horizontal).toString(), this, [this, header, i](bool on) {
                header->setSectionHidden(i, !on);
                Q_EMIT columnsChanged();
            });
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(i));
        action->setEnabled(header->isSectionHidden(i) || !lastOne);
    }
}

void RowTable::showHeaderMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (horizontalHeader()->isSortIndicatorShown())
        addSortMenu(*menu);
    addColumnMenu(*menu);
    menu->popup(horizontalHeader()->mapToGlobal(where));
}

QString RowTable::selectedText() const
{
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int place = 0; place < horizontalHeader()->count(); ++place) {
            const int column = horizontalHeader()->logicalIndex(place);
            if (!isColumnHidden(column))
                cells << row.siblingAtColumn(column).data().toString();
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void RowTable::copySelection() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void RowTable::showRowMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy rows\tCtrl+C"), this, &RowTable::copySelection)
        ->setEnabled(currentIndex().isValid());
    menu->addSeparator();
    addColumnMenu(*menu);
    menu->popup(viewport()->mapToGlobal(where));
}

} // namespace fanlight
