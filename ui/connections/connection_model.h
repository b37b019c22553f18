// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_order.h"
#include "windowed_model.h"

#include <unordered_set>

namespace fanlight {

// Which rows had a backlog at the look before, about a second ago: what is on its way when it is
// looked at is no backlog. Main thread; a member of a model.
class BehindBefore {
public:
    // Those with a backlog at this moment; looks that are close together count as one.
    void look(qint64 nowMs, std::unordered_set<quint64> waiting);
    bool contains(quint64 key) const { return m_before.contains(key); }

private:
    static constexpr qint64 ApartMs = 900;
    qint64 m_atMs = 0;
    std::unordered_set<quint64> m_last;
    std::unordered_set<quint64> m_before;
};

// The table of connections, live ones and those that ended lately, of which a window is there;
// texts made when they are asked for. Main thread; owned by the desk.
class ConnectionModel : public WindowedModel<ConnectionRow> {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole, // the raw figure or text of a cell, for whoever compares
        ClosedRole, // whether the stream has ended
        BehindRole, // whether so much waits, or for so long, that the client is behind
        ThereRole, // whether the row has come
    };

    // What is on its way when it is looked at is no backlog: a client is behind when this much
    // waits, or when something waited at the look before, too, a second ago.
    static constexpr qint64 BehindFromBytes = 64 << 10;

    using WindowedModel::WindowedModel;

    // By which a row is known again. Of this hub its id; never 0.
    static quint64 rowKey(const ConnectionRow& row);
    static bool isOwn(quint64 key) { return (key & Others) == 0; } // then it is the id
    Change show(const ConnectionWindow& window, int firstVisible, int lastVisible);

    static int rowsOf(const ConnectionWindow& window); // that can be scrolled to

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
    static constexpr quint64 Others = quint64(1) << 63; // own ids are counted from 1

    BehindBefore m_behindBefore;
    qint64 m_takenAtMs = 0;
    QString m_instance; // of the hub that is asked
};

} // namespace fanlight
