// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/run_store.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace fanlight {

// The kept runs as a table, newest first; the name is edited in place, a run without one is called
// by its time. Main thread.
class RunModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, When, Mode, Clients, Events, P50, P95, P99, Lost, ColumnCount };

    // Both must outlive the model.
    RunModel(RunStore& store, const Theme& theme, QObject* parent = nullptr);

    const RunSummary& run(int row) const { return m_runs.at(std::size_t(row)); }
    void setShown(const QString& file); // the run whose charts are shown; empty: none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void follow();
    QString text(const RunSummary& run, int column) const;
    static QString toolTip(const RunSummary& run);
    QVariant color(const RunSummary& run, int column) const;

    RunStore& m_store;
    const Theme& m_theme;
    std::vector<RunSummary> m_runs;
    QString m_shown;
};

} // namespace fanlight
