// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text_filter.h"

#include <QSortFilterProxyModel>

#include <vector>

namespace fanlight {

// The rows of a table that match a filter, sorted by what the table has under SortRole: texts as
// people count, figures as figures, of which those that are not known come first. What a table
// looks at is its own. Main thread.
class FilteredRows : public QSortFilterProxyModel {
    Q_OBJECT
public:
    static constexpr int SortRole = Qt::UserRole; // the raw figure or text of a cell

    // `model` must outlive it.
    explicit FilteredRows(QAbstractItemModel& model, QObject* parent = nullptr);

    void setFilter(const TextFilter& filter);
    // The shown rows in their order, each as `of` has it by its row in the table: for an export.
    template <class Of> auto shown(const Of& of) const
    {
        std::vector<std::decay_t<decltype(of(0))>> rows;
        rows.reserve(std::size_t(rowCount()));
        for (int row = 0; row < rowCount(); ++row)
            rows.push_back(of(mapToSource(index(row, 0)).row()));
        return rows;
    }

protected:
    // In what the filter looks, of a row of the table; not asked while nothing is filtered.
    virtual QStringList textsOf(int row) const = 0;
    // Of two rows of which neither is less, which comes first where it ascends.
    virtual bool isFirst(int left, int right) const { return left < right; }

    bool filterAcceptsRow(int row, const QModelIndex& parent) const final;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const final;

private:
    TextFilter m_filter;
};

} // namespace fanlight
