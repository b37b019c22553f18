// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace fanlight {

// The faults that are on, as a table, oldest first; those of the setup doctor are none of the
// user's. Main thread.
class FaultModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, What, Scope, Since, Ends, Streams, Hits, By, Off, ColumnCount };

    // `theme` must outlive the model.
    explicit FaultModel(const Theme& theme, QObject* parent = nullptr);

    void setFaults(const Faults& faults);
    const Fault& fault(int row) const { return m_faults.at(std::size_t(row)); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Fault& fault, int column) const;

    const Theme& m_theme;
    Faults m_faults; // ascending by id
};

// Those a user is to be told of: without those of the setup doctor.
Faults listedFaults(const Faults& faults);

} // namespace fanlight
