// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "theme/theme.h"
#include "widgets/filtered_rows.h"

#include <QAbstractTableModel>

namespace fanlight {

// The instances behind one Redis as a table, in the order of their names; texts are made when they
// are asked for. Main thread; owned by the page.
class InstanceModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Host,
        Pid,
        Version,
        Connections,
        Delivered,
        Memory,
        Latency, // of one percentile
        Cpu,
        Heartbeat,
        ColumnCount,
    };
    // The raw figure or text of a cell, for whoever compares.
    static constexpr int SortRole = FilteredRows::SortRole;

    // `theme` must outlive the model.
    explicit InstanceModel(const Theme& theme, QObject* parent = nullptr);

    void setPercent(double percent); // of latency, that has a column

    // The rows must ascend by name; those of instances that stay keep their place in views.
    void setSnapshot(const InstanceSnapshotPtr& snapshot);
    const InstanceSnapshot& snapshot() const { return *m_snapshot; }
    const InstanceRow& instance(int row) const { return m_rows[std::size_t(row)]; }
    bool isStale(int row) const { return m_snapshot->isStale(instance(row)); }

    QString columnTitle(int column) const;
    static QString heartbeatText(const InstanceRow& row, const InstanceSnapshot& snapshot);
    static QString withUnit(const QString& figure, const QString& unit); // a dash stays one
    static bool isNumber(int column) { return column == Pid || column >= Connections; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;
    QVariant look(int row, int column, int role) const;

    const Theme& m_theme;
    double m_percent = 99;
    InstanceSnapshotPtr m_snapshot = std::make_shared<InstanceSnapshot>();
    std::vector<InstanceRow> m_rows; // of the snapshot; apart, since they change one by one
};

// The instances that match a filter, sorted by raw figures; what was not measured comes first. Main
// thread.
class InstanceArrangement : public FilteredRows {
    Q_OBJECT
public:
    explicit InstanceArrangement(InstanceModel& model, QObject* parent = nullptr);

protected:
    QStringList textsOf(int row) const override;

private:
    InstanceModel& m_model;
};

} // namespace fanlight
