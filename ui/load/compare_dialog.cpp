// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/compare_dialog.h"

#include "widgets/row_table.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr QSize FirstSize{720, 780};
} // namespace

ComparisonModel::ComparisonModel(
    const LoadReport& left, const LoadReport& right, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_left(load_figures::title(left))
    , m_right(load_figures::title(right))
    , m_lines(load_figures::compare(left, right))
{
    connect(&theme, &Theme::changed, this,
        [this] { Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); });
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparisonModel::color(const load_figures::Difference& line, int column) const
{
    using Better = load_figures::Figure::Better;
    if (column < Change || line.better == Better::Neither)
        return {};
    return m_theme.color(line.better == Better::More ? Theme::Role::Good : Theme::Role::Bad);
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const load_figures::Difference& line = m_lines[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return std::array{line.name, line.left, line.right, line.change, line.percent}.at(
            std::size_t(column));
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (column == Figure ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        return column == Figure ? QVariant() : m_theme.tabular();
    case Qt::ForegroundRole:
        return color(line, column);
    case Qt::ToolTipRole:
        if (line.better == load_figures::Figure::Better::Neither)
            return {};
        return line.better == load_figures::Figure::Better::More ? tr("better") : tr("worse");
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return std::array{tr("Figure"), m_left, m_right, tr("Difference"), tr("in %")}.at(
            std::size_t(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Figure ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

CompareDialog::CompareDialog(
    const LoadReport& left, const LoadReport& right, const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_table(new RowTable)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Two load tests"));
    resize(FirstSize);
    m_table->setModel(new ComparisonModel(left, right, theme, this));
    m_table->setAccessibleName(tr("Comparison"));
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    for (int column = ComparisonModel::Left; column < ComparisonModel::ColumnCount; ++column)
        m_table->fitColumn(column, u"+10,000,000"_s, theme.tabular());
    m_table->horizontalHeader()->setSectionResizeMode(
        ComparisonModel::Figure, QHeaderView::Stretch);
    auto* note = new QLabel(left.scenario == right.scenario
            ? tr("Both ran the same scenario.")
            : tr("The scenarios differ, so differences may be theirs."));
    setLook(*note, "hint");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(note);
    column->addWidget(m_table, 1);
}

} // namespace fanlight
