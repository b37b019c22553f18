// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/closed_connections.h"

#include <QAbstractTableModel>

namespace fanlight {

// The streams of one user that have ended, newest first. Main thread; owned by the detail pane.
class EarlierStreams : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Duration, Reason, Events, Agent, ColumnCount };
    static constexpr std::size_t Most = 20;

    using QAbstractTableModel::QAbstractTableModel;

    // Nothing is told where they are those that are shown.
    void set(std::vector<ClosedConnectionPtr> streams);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ClosedConnectionPtr> m_streams;
};

} // namespace fanlight
