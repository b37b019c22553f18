// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filtered_rows.h"

#include "metrics/natural_order.h"

namespace fanlight {

FilteredRows::FilteredRows(QAbstractItemModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSourceModel(&model);
    setDynamicSortFilter(true);
}

void FilteredRows::setFilter(const TextFilter& filter)
{
    m_filter = filter;
    invalidateFilter();
}

bool FilteredRows::filterAcceptsRow(int row, const QModelIndex&) const
{
    return m_filter.isEmpty() || m_filter.matches(textsOf(row));
}

bool FilteredRows::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    const std::weak_ordering order = a.userType() == QMetaType::QString
        ? compareNaturally(a.toString(), b.toString())
        : compareFigures(a.toDouble(), b.toDouble());
    return std::is_neq(order) ? std::is_lt(order) : isFirst(left.row(), right.row());
}

} // namespace fanlight
