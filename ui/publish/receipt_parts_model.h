// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QAbstractTableModel>

namespace fanlight {

// How far a publish has come on each instance. Main thread; owned by the delivery card.
class ReceiptPartsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Instance, Recipients, Acknowledged, NotYet, Gone, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setParts(const std::vector<ReceiptSnapshot::Part>& parts);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ReceiptSnapshot::Part> m_parts;
};

} // namespace fanlight
