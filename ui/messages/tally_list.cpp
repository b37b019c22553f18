// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/tally_list.h"

#include "format.h"
#include "messages/ground_delegate.h"
#include "widgets/key_notes.h"
#include "widgets/row_table.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr double LeastRate = 0.05;

// "41/s", "0.1/s"; what is less than can be shown is none.
QString rateText(double perSecond)
{
    return perSecond < LeastRate ? u"0"_s : format::rate(perSecond);
}

} // namespace

TallyModel::TallyModel(const Theme& theme, const QString& title, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_title(title)
{
}

void TallyModel::setChosen(std::function<bool(const QString&)> isChosen)
{
    m_isChosen = std::move(isChosen);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void TallyModel::setRows(std::vector<MessageTally::Row> rows)
{
    m_all = std::move(rows);
    arrange();
}

void TallyModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

// The view is told of new rows only where names moved.
void TallyModel::arrange()
{
    const auto before = [this](const MessageTally::Row& one, const MessageTally::Row& other) {
        const bool isDown = m_sortOrder == Qt::DescendingOrder;
        const MessageTally::Row& a = isDown ? other : one;
        const MessageTally::Row& b = isDown ? one : other;
        if (m_sortColumn == Rate && a.perSecond != b.perSecond)
            return a.perSecond < b.perSecond;
        if (m_sortColumn == Recipients && a.recipients != b.recipients)
            return a.recipients < b.recipients;
        if (m_sortColumn == Name)
            return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
        return one.name.compare(other.name, Qt::CaseInsensitive) < 0;
    };
    const auto count = std::ptrdiff_t(std::min(m_all.size(), MostRows));
    std::partial_sort(m_all.begin(), m_all.begin() + count, m_all.end(), before);
    std::vector<MessageTally::Row> rows(m_all.begin(), m_all.begin() + count);
    const bool isSame = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
        [](const auto& a, const auto& b) { return a.name == b.name; });
    if (isSame) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, Rate), index(rowCount() - 1, Recipients));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int TallyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TallyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TallyModel::text(const MessageTally::Row& row, int column) const
{
    switch (column) {
    case Name:
        return row.name.isEmpty() ? tr("without a type") : row.name;
    case Rate:
        return rateText(row.perSecond);
    default:
        return row.isKnown ? format::count(double(row.recipients)) : format::Dash;
    }
}

QVariant TallyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MessageTally::Row& row = m_rows[std::size_t(index.row())];
    const bool isName = index.column() == Name;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return QString(u"<qt>"_s
            + tr("%1: %2 message(s), %3 a second over the last ten; the last one whose recipients "
                 "are known had %4. A click asks for these only, another for all.",
                nullptr, format::plural(double(row.messages)))
                  .arg(text(row, Name), format::count(double(row.messages)), text(row, Rate),
                      text(row, Recipients))
                  .toHtmlEscaped()
            + u"</qt>"_s);
    case Qt::FontRole:
        return isName ? QVariant() : QVariant(m_theme.tabular());
    case Qt::ForegroundRole:
        return index.column() == Recipients ? QVariant(m_theme.color(Theme::Role::Dim))
                                            : QVariant();
    case Qt::BackgroundRole:
        return m_isChosen && m_isChosen(row.name) ? QVariant(m_theme.color(Theme::Role::AccentSoft))
                                                  : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isName ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

QVariant TallyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Name ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole)
        return section == Name ? m_title
            : section == Rate  ? tr("Messages a second, over the last ten.")
                               : tr("Connections of this instance that were sent the last one.");
    if (role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return m_title;
    return section == Rate ? tr("/s", "column of rates") : tr("to", "column of counts");
}

// They grow and do not shrink: nothing moves to and fro.
void TallyList::fitFigures()
{
    for (const int column : {TallyModel::Rate, TallyModel::Recipients}) {
        int width = m_table->columnWidth(column);
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const QModelIndex cell = m_model.index(row, column);
            width = std::max(width,
                m_table->columnWidthFor(
                    column, cell.data().toString(), cell.data(Qt::FontRole).value<QFont>()));
        }
        if (width > m_table->columnWidth(column))
            m_table->horizontalHeader()->resizeSection(column, width);
    }
}

int TallyList::neededWidth() const
{
    int names = m_table->columnWidthFor(TallyModel::Name, {}, m_table->font());
    for (int row = 0; row < m_model.rowCount(); ++row)
        names = std::max(names,
            m_table->columnWidthFor(TallyModel::Name,
                m_model.index(row, TallyModel::Name).data().toString(), m_table->font()));
    const bool scrolls = m_table->verticalScrollBar()->isVisible();
    return names + m_table->columnWidth(TallyModel::Rate)
        + m_table->columnWidth(TallyModel::Recipients) + 2 * m_table->frameWidth()
        + (scrolls ? m_table->verticalScrollBar()->width() : 0);
}

TallyList::TallyList(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_model(theme, title)
    , m_table(new RowTable)
{
    m_table->setItemDelegate(new GroundDelegate(m_table));
    m_table->setModel(&m_model);
    m_table->setAccessibleName(title);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TallyModel::Name, Qt::AscendingOrder);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionsMovable(false);
    header->setSectionResizeMode(TallyModel::Name, QHeaderView::Stretch);
    header->setMinimumSectionSize(36);
    m_table->fitColumn(TallyModel::Rate, u"9.9"_s, theme.tabular());
    m_table->fitColumn(TallyModel::Recipients, u"99"_s, theme.tabular());
    const auto ask = [this](const QModelIndex& index) {
        if (index.isValid())
            Q_EMIT chosen(m_model.name(index.row()));
    };
    connect(m_table, &QAbstractItemView::clicked, this, ask);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        auto* shortcut = new QShortcut(key, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        explainKey(*shortcut, tr("Show only these"));
        connect(
            shortcut, &QShortcut::activated, this, [this, ask] { ask(m_table->currentIndex()); });
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_table);
    setFocusProxy(m_table);
}

} // namespace fanlight
