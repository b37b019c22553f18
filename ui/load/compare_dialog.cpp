// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/compare_dialog.h"

#include "load/compare_charts.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr QSize FirstSize{1240, 760};
constexpr double ShareOfScreen = 0.94; // at most
constexpr int TableWidth = 570;
constexpr int LeastTableWidth = 300;
constexpr int MostColumnWidth = 120; // a run can have a long name

// The names of two runs as they tell them apart.
std::pair<QString, QString> names(const LoadReport& left, const LoadReport& right)
{
    const QString one = load_figures::title(left);
    const QString other = load_figures::title(right);
    if (one != other)
        return {one, other};
    return {CompareDialog::tr("%1, the older", "of two runs of one name").arg(one),
        CompareDialog::tr("%1, the newer", "of two runs of one name").arg(other)};
}
} // namespace

ComparisonModel::ComparisonModel(
    const LoadReport& left, const LoadReport& right, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_left(names(left, right).first)
    , m_right(names(left, right).second)
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
        if (column == Figure)
            return line.name;
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
    if (role == Qt::ToolTipRole && (section == Left || section == Right))
        return section == Left ? m_left : m_right;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Figure ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

CompareDialog::CompareDialog(
    const LoadReport& left, const LoadReport& right, const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_table(new RowTable)
    , m_charts(new CompareCharts(
          left, names(left, right).first, right, names(left, right).second, theme))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Two load tests"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setSizeGripEnabled(true);
    resize(FirstSize.boundedTo(screen()->availableSize() * ShareOfScreen));
    m_table->setModel(new ComparisonModel(left, right, theme, this));
    m_table->setAccessibleName(tr("Comparison"));
    m_table->setMinimumWidth(LeastTableWidth);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    for (int column = ComparisonModel::Left; column < ComparisonModel::ColumnCount; ++column)
        m_table->fitColumn(column, u"+100,000"_s, theme.tabular());
    for (int column = ComparisonModel::Left; column < ComparisonModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), MostColumnWidth));
    m_table->horizontalHeader()->setSectionResizeMode(
        ComparisonModel::Figure, QHeaderView::Stretch);
    connect(m_charts, &CompareCharts::actionDone, this, &CompareDialog::actionDone);
    auto* note = makeLabel(left.scenario == right.scenario
            ? tr("Both ran the same scenario. The curves begin at the start of each run.")
            : tr("The scenarios differ, so differences may be theirs. The curves begin at the "
                 "start of each run."),
        "hint");
    note->setWordWrap(true);
    auto* parts = new QSplitter;
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_charts);
    parts->addWidget(m_table);
    parts->setStretchFactor(0, 1);
    parts->setSizes({width() - TableWidth, TableWidth});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(note);
    column->addWidget(parts, 1);
}

} // namespace fanlight
