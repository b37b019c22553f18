// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/content_columns.h"

#include "ui_state.h"
#include "widgets/row_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>

namespace fanlight {

ContentColumns::ContentColumns(RowTable& table, std::vector<Column> columns, int filler)
    : QObject(&table)
    , m_table(table)
    , m_columns(std::move(columns))
    , m_filler(filler)
    , m_wanted(m_columns.size())
{
    for (int column = 0; column < int(m_columns.size()); ++column)
        m_wanted[std::size_t(column)] = leastWidth(column);
    const QHeaderView* header = table.horizontalHeader();
    const QAbstractItemModel* model = table.model();
    m_soon.setSingleShot(true);
    m_soon.setInterval(FitDelay);
    connect(&m_soon, &QTimer::timeout, this, &ContentColumns::fit);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, soon);
    connect(model, &QAbstractItemModel::modelReset, this, soon);
    connect(model, &QAbstractItemModel::layoutChanged, this, soon);
    connect(header, &QHeaderView::sectionResized, this, &ContentColumns::takeResize);
    connect(&table, &RowTable::columnsChanged, this, &ContentColumns::lay);
    table.viewport()->installEventFilter(this);
    lay();
}

void ContentColumns::keepIn(UiState& state, const QString& key)
{
    m_state = &state;
    m_byHandKey = key + QStringLiteral("-by-hand");
    QHeaderView* header = m_table.horizontalHeader();
    {
        const QScopedValueRollback laying(m_laying, true);
        state.track(key, header);
        // An earlier version let Qt stretch some, at the cost of the others.
        header->setStretchLastSection(false);
        header->setSectionResizeMode(QHeaderView::Interactive);
    }
    const QVariantList byHand = state.value(m_byHandKey).toList();
    for (const QVariant& column : byHand)
        m_byHand.insert(column.toInt());
    lay();
}

int ContentColumns::leastWidth(int column) const
{
    const Column& one = m_columns[std::size_t(column)];
    return m_table.columnWidthFor(column, one.usual, one.font);
}

int ContentColumns::mostWidth(int column) const
{
    const Column& one = m_columns[std::size_t(column)];
    return m_table.columnWidthFor(column, QString(one.mostCharacters, QLatin1Char('0')), one.font);
}

void ContentColumns::takeResize(int column, int before, int now)
{
    if (m_laying || before == 0 || now == 0) // shown or hidden
        return;
    m_byHand.insert(column);
    if (m_state) {
        QVariantList byHand;
        for (const int one : m_byHand)
            byHand << one;
        m_state->setValue(m_byHandKey, byHand);
    }
    lay();
}

void ContentColumns::measure()
{
    const QAbstractItemModel& model = *m_table.model();
    const int rows = model.rowCount();
    std::vector<int> sample;
    for (int row = m_table.topRow(); row >= 0 && row <= m_table.bottomRow(); ++row)
        sample.push_back(row);
    const int step = std::max(1, rows / RowsMeasured);
    for (int row = 0; row < rows; row += step)
        sample.push_back(row);
    for (int column = 0; column < int(m_columns.size()); ++column) {
        const Column& one = m_columns[std::size_t(column)];
        if (one.mostCharacters == 0 || m_table.isColumnHidden(column) || isByHand(column))
            continue;
        QString longest; // by its letters: measuring all is what costs
        for (const int row : sample) {
            const QString text = model.index(row, column).data().toString();
            if (text.size() > longest.size())
                longest = text;
        }
        const int width
            = m_table.columnWidthFor(column, longest.left(2 * one.mostCharacters), one.font);
        // Never narrower while it is looked at: what comes and goes must not make it shake.
        int& wanted = m_wanted[std::size_t(column)];
        wanted = std::max(wanted, std::min(width, mostWidth(column)));
    }
}

void ContentColumns::fit()
{
    measure();
    lay();
}

int ContentColumns::narrowWidth(int column) const
{
    const Column& one = m_columns[std::size_t(column)];
    const int wanted = m_wanted[std::size_t(column)];
    return one.least.isEmpty()
        ? wanted
        : std::min(wanted, m_table.columnWidthFor(column, one.least, one.font));
}

// By column; of those that are hidden, or made by hand, as they are.
std::vector<int> ContentColumns::widths() const
{
    const QHeaderView* header = m_table.horizontalHeader();
    std::vector<int> widths = m_wanted;
    std::vector<int> spare(widths.size());
    int lacks = -m_table.viewport()->width();
    int spareOfAll = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int column = int(i);
        if (header->isSectionHidden(column) || isByHand(column))
            widths[i] = header->sectionSize(column);
        else
            spareOfAll += spare[i] = widths[i] - narrowWidth(column);
        lacks += widths[i];
    }
    const int given = std::min(lacks, spareOfAll);
    for (std::size_t i = 0; i < widths.size() && given > 0; ++i)
        widths[i] -= (spare[i] * given + spareOfAll - 1) / spareOfAll; // a point too much, rather
    return widths;
}

void ContentColumns::lay()
{
    if (m_laying)
        return;
    const QScopedValueRollback laying(m_laying, true);
    QHeaderView* header = m_table.horizontalHeader();
    const std::vector<int> wanted = widths();
    int used = 0;
    for (int column = 0; column < int(m_columns.size()); ++column) {
        if (header->isSectionHidden(column))
            continue;
        if (!isByHand(column) && column != m_filler)
            header->resizeSection(column, wanted[std::size_t(column)]);
        if (column != m_filler)
            used += header->sectionSize(column);
    }
    if (!header->isSectionHidden(m_filler) && !isByHand(m_filler))
        header->resizeSection(
            m_filler, std::max(wanted[std::size_t(m_filler)], m_table.viewport()->width() - used));
}

bool ContentColumns::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        lay();
    return QObject::eventFilter(watched, event);
}

} // namespace fanlight
