// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_filter.h"
#include "fleet/fleet_row.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace fanlight {

// The hubs there are as a table: in groups, each under a heading, sorted within; below all a line
// of sums over what is real. What the filter leaves out is no row, and no part of the sums. Texts
// are made when they are asked for. Main thread; owned by the page.
class FleetModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        Streams,
        Delivered,
        Ack, // of one percentile
        Cpu,
        Version,
        Host,
        Pid,
        Memory,
        Write, // of one percentile
        Heartbeat,
        ColumnCount,
    };
    enum class Line { Heading, Hub, Sums };
    enum DataRole {
        SortRole = Qt::UserRole, // the raw figure or text
        LineRole, // Line, as int
        TrendRole, // FleetTrend; of columns that have a course
        ToneRole, // Pill::Tone as int; of the state
    };
    // All that is real.
    struct Sums {
        int hubs = 0; // that gave a figure
        int silent = 0; // that gave none
        double streams = Unknown;
        double deliveredPerSecond = Unknown;
        double rssBytes = Unknown;
        double cpuPercent = Unknown; // of one core
        double cpuCores = Unknown; // of the machines they are on
        double mostAckMs = Unknown;
        double mostWriteMs = Unknown;
    };

    explicit FleetModel(const Theme& theme, QObject* parent = nullptr); // which outlives it

    void setPercent(double percent); // of latency
    double percent() const { return m_percent; }
    void setRows(std::vector<FleetRow> rows, qint64 nowMs);
    void setFilter(const FleetFilter& filter);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    const std::vector<FleetRow>& all() const { return m_all; } // whatever the filter says
    std::vector<FleetRow> shown() const; // in their order
    const FleetRow* find(const QString& key) const; // among all; null: it is none
    const FleetRow* hub(int row) const; // null: it is none
    int rowOf(const QString& key) const; // -1: it is not shown
    int hubCount() const; // that are shown
    const Sums& sums() const { return m_sums; }
    qint64 nowMs() const { return m_nowMs; } // of the rows
    FleetStanding standing(const FleetRow& row) const { return fleet::standingOf(row, m_nowMs); }

    QString columnTitle(int column) const;
    QString headingAt(int row) const; // empty: it is none
    static bool isNumber(int column);
    static bool hasTrend(int column) { return column >= Streams && column <= Ack; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Shown {
        Line line = Line::Hub;
        QString key; // of the hub, or of the group
        int hub = -1; // in m_all
        QString title; // of a heading
        bool isSame(const Shown& other) const { return line == other.line && key == other.key; }
    };
    std::vector<Shown> arranged() const;
    bool isBefore(const FleetRow& a, const FleetRow& b) const;
    void arrange();
    void addUp();
    QString text(const FleetRow& row, int column) const;
    QString tip(const FleetRow& row, int column) const;
    QString sumText(int column) const;
    QVariant raw(const FleetRow& row, int column) const;
    QVariant look(const Shown& shown, int column, int role) const;
    QVariant hubData(const FleetRow& row, int column, int role) const;

    const Theme& m_theme;
    double m_percent = 99;
    FleetFilter m_filter;
    int m_sortColumn = Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<FleetRow> m_all;
    qint64 m_nowMs = 0;
    Sums m_sums;
    std::vector<Shown> m_shown;
};

} // namespace fanlight
