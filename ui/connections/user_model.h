// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/connection_model.h"

namespace fanlight {

// The table of users, one row each, of which a window is there; texts made when they are asked for.
// Main thread; owned by the desk.
class UserModel : public WindowedModel<UserRow> {
    Q_OBJECT
public:
    using WindowedModel::WindowedModel;

    Change show(const ConnectionWindow& window, int firstVisible, int lastVisible);

    static QString columnTitle(UserColumn column);
    static bool isNumber(UserColumn column);
    static QString cellText(const UserRow& row, UserColumn column, qint64 nowMs);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isBehind(int row) const;

    BehindBefore m_behindBefore;
    qint64 m_takenAtMs = 0;
};

} // namespace fanlight
