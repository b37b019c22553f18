// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arranged_model.h"
#include "connections/connection_arrangement.h"

namespace fanlight {

// The table of connections, live ones and those that ended lately; texts made when they are asked
// for. Main thread; owned by the desk.
class ConnectionModel : public ArrangedModel<StreamRows> {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole, // the raw figure or text of a cell, for whoever compares
        ClosedRole, // whether the stream has ended
        BehindRole, // whether so much waits, or for so long, that the client is behind
    };

    // What is on its way when it is looked at is no backlog: a client is behind when this much
    // waits, or when something waited at the look before, too, a second ago.
    static constexpr qint64 BehindFromBytes = 64 << 10;

    using ArrangedModel::ArrangedModel;

    // Ids of the streams that had a backlog at the look before, ascending.
    void setBehindBefore(std::vector<quint64> ids) { m_behindBefore = std::move(ids); }

    const ConnectionRow& connection(int row) const { return rowAt(row); }

    static QString columnTitle(ConnectionColumn column);
    static bool isNumber(ConnectionColumn column);
    static QString behindText(); // when a backlog is amber, for a tip
    // The text of a cell; ages are counted to `nowMs`, the moment of the snapshot, or to the
    // stream's end.
    static QString cellText(const ConnectionRow& row, ConnectionColumn column, qint64 nowMs,
        const QString& instance = {});

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<quint64> m_behindBefore;
};

} // namespace fanlight
