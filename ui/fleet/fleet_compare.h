// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_difference.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QDialog>

#include <array>
#include <functional>

class QComboBox;
class QLabel;

namespace fanlight {

class FleetTrends;
class RowTable;

// The figures of two hubs side by side, and what one has more of. Main thread; owned by the dialog.
class FleetCompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Figure, One, Other, Difference, ColumnCount };

    explicit FleetCompareModel(const Theme& theme, QObject* parent = nullptr);
    void show(const FleetRow& one, const FleetRow& other);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;

    const Theme& m_theme;
    const std::vector<FleetFact> m_facts;
    FleetRow m_one;
    FleetRow m_other;
};

// Two hubs beside each other while both go on: their courses and all figures. The other one can be
// chosen. Main thread; deletes itself once closed.
class FleetCompare : public QDialog {
    Q_OBJECT
public:
    using Rows = std::function<std::vector<FleetRow>()>; // as they are now
    FleetCompare(Rows rows, const QString& one, const QString& other, const Theme& theme,
        QWidget* parent = nullptr);

    void refresh(); // figures have come
    RowTable* table() const { return m_table; }
    QComboBox* choice() const { return m_choice; }

private:
    void fillChoice(const std::vector<FleetRow>& rows);

    const Rows m_rows;
    const QString m_one; // keys
    QString m_other;
    FleetCompareModel m_model;
    QLabel* m_name;
    QComboBox* m_choice;
    std::array<FleetTrends*, 3> m_trends{};
    RowTable* m_table;
};

} // namespace fanlight
