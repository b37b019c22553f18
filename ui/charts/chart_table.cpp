// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_table.h"

#include "format.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace fanlight {

namespace {
constexpr QSize TableWindowSize{560, 440};
constexpr int TableWindowMargin = 16;
} // namespace

ChartTableModel::ChartTableModel(const ChartFigures& figures, ValueText valueText, QObject* parent)
    : QAbstractTableModel(parent)
    , m_figures(figures)
    , m_valueText(std::move(valueText))
    , m_isMarked(std::any_of(figures.rows.begin(), figures.rows.end(),
          [](const ChartData::Row& row) { return !row.marks.isEmpty(); }))
{
}

int ChartTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_figures.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_figures.series.size()) + (m_isMarked ? 1 : 0);
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChartData::Row& row = m_figures.rows[std::size_t(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (column == 0 || isMarks(column) ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    if (column == 0)
        return timeText(row.timeMs);
    if (isMarks(column))
        return row.marks.join(QStringLiteral("; "));
    const double figure = row.figures[std::size_t(column - 1)];
    return std::isnan(figure) ? format::Dash : m_valueText(figure);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (section == 0 || isMarks(section) ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Time");
    return isMarks(section) ? tr("What happened") : m_figures.series[section - 1];
}

QString ChartTableModel::timeText(double timeMs) const
{
    const qint64 ms = std::llround(timeMs);
    return m_figures.range.elapsed ? format::minutes(ms) : format::dayAndClock(ms);
}

ChartTable::ChartTable(
    const ChartFigures& figures, ChartTableModel::ValueText valueText, QWidget* chart)
    : QDialog(chart)
    , m_table(new RowTable)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(figures.title);
    setSizeGripEnabled(true);
    resize(TableWindowSize);
    auto* summary = makeLabel(figures.summary, "hint");
    summary->setWordWrap(true);
    m_table->setModel(new ChartTableModel(figures, std::move(valueText), this));
    m_table->setAccessibleName(tr("Figures of the chart “%1”").arg(figures.title));
    m_table->setAccessibleDescription(figures.summary);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(true);
    if (const int rows = m_table->model()->rowCount(); rows > 0) {
        m_table->setCurrentIndex(m_table->model()->index(rows - 1, 0)); // the newest
        m_table->clearSelection();
    }
    auto* note = makeLabel(tr("As it was when this window was opened."), "hint");
    auto* copy = new QPushButton(tr("&Copy"));
    copy->setToolTip(tr("The selected rows, or all."));
    auto* save = new QPushButton(tr("&Save as CSV…"));
    auto* close = new QPushButton(tr("C&lose"));
    for (auto* button : {copy, save, close})
        button->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, &ChartTable::copy);
    connect(save, &QPushButton::clicked, this,
        [this, csv = figures.csv] { Q_EMIT saveRequested(csv); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* line = new QHBoxLayout;
    line->addWidget(note, 1);
    line->addWidget(copy);
    line->addWidget(save);
    line->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        TableWindowMargin, TableWindowMargin, TableWindowMargin, TableWindowMargin);
    column->addWidget(summary);
    column->addWidget(m_table, 1);
    column->addLayout(line);
    m_table->setFocus();
}

void ChartTable::copy()
{
    if (!m_table->selectionModel()->hasSelection())
        m_table->selectAll();
    m_table->copySelection();
    Q_EMIT copied();
}

} // namespace fanlight
