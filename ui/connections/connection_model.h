// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_arrangement.h"

#include <QAbstractTableModel>

namespace fanlight {

// The table of connections: an arrangement of a snapshot, texts made when they are asked for. A new
// arrangement is applied with few signals, so that selection, current row and scroll position stay with
// their connections. Main thread; owned by the page.
class ConnectionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    // The raw figure or text of a cell, for whoever compares.
    static constexpr int SortRole = Qt::UserRole;

    // What apply() had to do, from the cheapest to the dearest.
    enum class Change { Figures, RowsOnly, Order };

    using QAbstractTableModel::QAbstractTableModel;

    // The snapshot's rows must ascend by id. Only figures in [firstVisible, lastVisible] are told as
    // changed: nobody sees the others until they are painted.
    Change apply(const ConnectionArrangement& arrangement, int firstVisible, int lastVisible);

    const ConnectionArrangement& arrangement() const { return m_shown; }
    const ConnectionRow& connection(int row) const { return m_shown.row(std::size_t(row)); }
    int rowOf(quint64 id) const; // -1: not shown

    static QString columnTitle(ConnectionColumn column);
    static bool isNumber(ConnectionColumn column);
    // The text of a cell; ages are counted from `nowMs`, the moment of the snapshot.
    static QString cellText(const ConnectionRow& row, ConnectionColumn column, qint64 nowMs);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Difference;
    Difference differenceTo(const ConnectionArrangement& arrangement) const;
    void applyRuns(const ConnectionArrangement& arrangement, const Difference& difference);
    void applyOrder(const ConnectionArrangement& arrangement, const Difference& difference);
    void dropRows(int first, int last);
    void addRows(int first, const std::vector<quint32>& rows);
    // Brings the shown rows, which stay the same ones, into another order.
    void reorder(std::vector<quint32> order);
    void tellFigures(int first, int last);

    ConnectionArrangement m_shown;
};

} // namespace fanlight
