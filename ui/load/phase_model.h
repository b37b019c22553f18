// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace fanlight {

// The phases of a load test as a table that is edited in place. What is typed stays as it was
// typed; what is wrong with it is said by error(). Main thread.
class PhaseModel : public QAbstractTableModel {
    Q_OBJECT
public:
    // Clients: arrived until the phase's end, caps and clients that leave not counted.
    enum Column { Name, Duration, Arrivals, Cap, Clients, ColumnCount };

    // `theme` must outlive the model.
    explicit PhaseModel(const Theme& theme, QObject* parent = nullptr);

    void setPhases(const std::vector<LoadPhase>& phases);
    std::vector<LoadPhase> phases() const; // what is not valid has its default
    QString error() const; // the first of them, in one line; empty: all can be read
    // Inserts one behind the row (-1: at the top) that looks like it, or like a fresh one; its row.
    // -1: there are LoadScenario::MostPhases.
    int add(int after);
    void remove(int row);
    bool move(int row, int by); // false: there is no room
    void setRunning(int row); // the phase that runs now; -1: none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void edited(); // by whoever; not by setRunning()

private:
    struct Row {
        std::array<QString, Clients> texts; // as typed, by column
        LoadPhase phase;
        std::array<QString, Clients> errors;
    };
    static Row rowOf(const LoadPhase& phase);
    static void read(Row& row, int column);
    QString shown(int row, int column) const;
    void changed(int row);

    const Theme& m_theme;
    std::vector<Row> m_rows;
    int m_running = -1;
};

} // namespace fanlight
