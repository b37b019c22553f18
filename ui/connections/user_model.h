// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arranged_model.h"
#include "connections/user_arrangement.h"

namespace fanlight {

// The table of users, one row each; texts made when they are asked for. Main thread; owned by the
// desk.
class UserModel : public ArrangedModel<UserRows> {
    Q_OBJECT
public:
    using ArrangedModel::ArrangedModel;

    // Ids of the users that had a backlog at the look before, ascending.
    void setBehindBefore(std::vector<quint64> ids) { m_behindBefore = std::move(ids); }

    const UserRow& user(int row) const { return rowAt(row); }

    static QString columnTitle(UserColumn column);
    static bool isNumber(UserColumn column);
    static QString cellText(const UserRow& row, UserColumn column, qint64 nowMs);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isBehind(int row) const;

    std::vector<quint64> m_behindBefore;
};

} // namespace fanlight
