// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

namespace fanlight {

// The users of a set, in the order given, or those of them that contain a text. Made for hundreds
// of thousands: a filter keeps numbers only. Main thread; owned by the editor.
class MemberModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setUsers(const QStringList& users);
    void setFilter(const QString& text); // case does not count
    qsizetype total() const { return m_users.size(); } // without the filter
    const QString& user(int row) const
    {
        return m_users[m_filter.isEmpty() ? row : m_shown[std::size_t(row)]];
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void filter();

    QStringList m_users;
    QString m_filter;
    std::vector<int> m_shown; // numbers of users; unused without a filter
};

} // namespace fanlight
