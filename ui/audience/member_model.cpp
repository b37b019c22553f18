// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/member_model.h"

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

void MemberModel::setUsers(const QStringList& users)
{
    beginResetModel();
    m_users = users;
    filter();
    endResetModel();
}

void MemberModel::setFilter(const QString& text)
{
    if (m_filter == text)
        return;
    beginResetModel();
    m_filter = text;
    filter();
    endResetModel();
}

void MemberModel::filter()
{
    m_shown.clear();
    if (m_filter.isEmpty())
        return;
    for (qsizetype i = 0; i < m_users.size(); ++i) {
        if (m_users[i].contains(m_filter, Qt::CaseInsensitive))
            m_shown.push_back(int(i));
    }
}

int MemberModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_filter.isEmpty() ? int(m_users.size()) : int(m_shown.size());
}

QVariant MemberModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isId = role == Qt::DisplayRole || role == Qt::ToolTipRole; // which is cut when long
    return isId ? QVariant(user(index.row())) : QVariant();
}

QVariant MemberModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section != 0)
        return {};
    if (role == Qt::DisplayRole)
        return tr("User");
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | Qt::AlignLeft);
    return {};
}

} // namespace fanlight
