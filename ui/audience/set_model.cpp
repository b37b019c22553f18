// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/set_model.h"

#include "format.h"
#include "metrics/natural_order.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

void SetModel::setSets(std::vector<AudienceSets::Set> sets, AudienceKind kind)
{
    beginResetModel();
    m_sets = std::move(sets);
    m_kind = kind;
    arrange();
    endResetModel();
}

void SetModel::sort(int column, Qt::SortOrder order)
{
    if (m_column == column && m_order == order)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<QString> names;
    for (const QModelIndex& index : before)
        names.push_back(set(index.row()).name);
    m_column = column;
    m_order = order;
    arrange();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += index(rowOf(names[std::size_t(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SetModel::arrange()
{
    const bool descending = m_order == Qt::DescendingOrder;
    std::sort(
        m_sets.begin(), m_sets.end(), [&](const AudienceSets::Set& a, const AudienceSets::Set& b) {
            if (m_column == Size && a.size != b.size)
                return descending ? a.size > b.size : a.size < b.size;
            const auto order = compareNaturally(a.name, b.name);
            if (order == 0)
                return a.name < b.name;
            return descending && m_column == Name ? order > 0 : order < 0;
        });
}

int SetModel::rowOf(const QString& name) const
{
    const auto found = std::find_if(m_sets.begin(), m_sets.end(),
        [&name](const AudienceSets::Set& one) { return one.name == name; });
    return found == m_sets.end() ? -1 : int(found - m_sets.begin());
}

QStringList SetModel::names() const
{
    QStringList all;
    for (const AudienceSets::Set& one : m_sets)
        all += one.name;
    return all;
}

int SetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_sets.size());
}

int SetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AudienceSets::Set& one = set(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == Name ? one.name : format::count(double(one.size));
    if (role == Qt::ToolTipRole && index.column() == Name)
        return one.name;
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (index.column() == Size ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QVariant SetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const bool followers = m_kind == AudienceKind::Followers;
    if (role == Qt::DisplayRole && section == Name)
        return followers ? tr("Author") : tr("Type");
    if (role == Qt::DisplayRole)
        return followers ? tr("Followers") : tr("Users");
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Size ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace fanlight
