// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QAbstractTableModel>

#include <vector>

namespace fanlight {

// Named sets with their sizes, by name in natural order or by size. At most AudienceSets::Most of
// them, and one that has no user yet. Main thread; owned by the editor.
class SetModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Size, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setSets(std::vector<AudienceSets::Set> sets, AudienceKind kind);
    const AudienceSets::Set& set(int row) const { return m_sets[std::size_t(row)]; }
    int rowOf(const QString& name) const; // -1: it is not there
    QStringList names() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void arrange();

    std::vector<AudienceSets::Set> m_sets;
    AudienceKind m_kind = AudienceKind::Followers;
    int m_column = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace fanlight
